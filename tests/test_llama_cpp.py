"""The remote engine against a real llama.cpp server on the loopback interface that has the default's GGUF.

Skipped unless ``SUMMARIZER_TEST_GGUF`` names the file that ``summarizer models gguf FILE`` writes, and
``SUMMARIZER_TEST_LLAMA`` a Python that has ``xllamacpp`` (2026.10 was tried).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.generation.plan import make_plan
from summarizer.generation.registry import load_registry
from summarizer.generation.remote import RemoteGenerator
from summarizer.guard.guard import Guard
from summarizer.reading.reader import Reader
from summarizer.records import Analysis, CheckOptions, SummarizeOptions
from summarizer.settings import Settings

SERVER = Path(__file__).parent.parent / "evaluation" / "llama_server.py"
GGUF = os.environ.get("SUMMARIZER_TEST_GGUF", "")
PYTHON = os.environ.get("SUMMARIZER_TEST_LLAMA", "")

pytestmark = [
    pytest.mark.skipif(not (GGUF and PYTHON), reason="needs SUMMARIZER_TEST_GGUF and SUMMARIZER_TEST_LLAMA"),
    pytest.mark.timeout(600),
]


@pytest.fixture(scope="module")
def llama() -> Iterator[RemoteGenerator]:
    """Start the server; it ends with its standard input."""
    with subprocess.Popen(
        [PYTHON, str(SERVER), GGUF],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), url
        settings = Settings(remote_url=f"{url}/v1", remote_model="qwen2.5-coder-0.5b")
        engine = RemoteGenerator(load_registry(settings).get("remote"), settings)
        engine.warm_up()
        yield engine
        engine.close()
        process.terminate()


def test_llama_cpp_writes_a_sentence_a_passage(llama: RemoteGenerator, seed: Analysis) -> None:
    plan = make_plan(seed, max_sentences=5)
    draft = llama.generate(seed, plan, deadline=None, truncation="chunk")
    assert [sentence.passage for sentence in draft.sentences] == [0, 1, 2, 3, 4]
    assert (draft.engine, draft.mode) == ("openai", "abstractive")
    assert draft.tokens > 2000  # the server read instruction and examples for each
    towns = next(sentence.text for sentence in draft.sentences if "towns and villages" in sentence.text)
    assert "28" in towns


def test_llama_cpp_writes_the_same_twice(llama: RemoteGenerator, seed: Analysis) -> None:
    plan = make_plan(seed, max_sentences=2)
    first = llama.generate(seed, plan, deadline=None, truncation="chunk")
    assert llama.generate(seed, plan, deadline=None, truncation="chunk").sentences == first.sentences


def test_what_llama_cpp_writes_is_guarded(llama: RemoteGenerator, reader: Reader, seed: Analysis) -> None:
    plan = make_plan(seed, max_sentences=5)
    draft = llama.generate(seed, plan, deadline=None, truncation="chunk")
    guard = Guard(reader)
    summary = guard.guard(seed, draft, plan, SummarizeOptions())
    assert summary.sentences
    check = guard.check(seed, summary.text, CheckOptions())
    assert [item.code for item in check.findings if item.severity == "error"] == []
