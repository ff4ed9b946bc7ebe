"""The command line: the same answers in this process and behind a URL; colours only for a terminal."""

from __future__ import annotations

import io
import json
import re
import sys
import time
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import click
import loopback
import pytest
from click.testing import CliRunner, Result
from doubles import SUMMARY, TEXT, FixedSummarizer

from summarizer import backends, cli_common, report
from summarizer.answers import CheckAnswer, Rule, RulesAnswer, SummarizeAnswer
from summarizer.api.app import make_app
from summarizer.api.local import LocalBackend
from summarizer.api.service import Service
from summarizer.check_report import render_check
from summarizer.cli import main
from summarizer.errors import EmptyText, ModelError
from summarizer.settings import Settings

ARTICLE = (
    "The mayor of Harwick, Ana Ruiz, said on Monday that at least 32 homes had burned. "
    "The fire began in a grain store near the harbour, police said. "
    "The union of dockers put the number of burned homes at 50."
)


@pytest.fixture(autouse=True)
def local_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the commands run on the extract, and write nowhere but in ``tmp_path``."""
    monkeypatch.delenv("SUMMARIZER_URL", raising=False)
    monkeypatch.setenv("SUMMARIZER_MODEL", "extract")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=text)


def served(summarizer: FixedSummarizer) -> AbstractContextManager[str]:
    """Serve the application on loopback; the address is what is entered."""
    return loopback.served(make_app(Settings(), summarizer))


# ----------------------------------------------------------- in this process


def test_summarize_prints_a_summary(article: str) -> None:
    result = run("summarize", article)
    assert result.exit_code == 0
    assert "at least 32 homes" in " ".join(result.output.split())
    assert "extract@1" in result.output


def test_summarize_reads_standard_input() -> None:
    result = run("summarize", "-", "--json", "--max-sentences", "1", text=ARTICLE)
    answer = json.loads(result.output)
    assert (result.exit_code, len(answer["sentences"]), answer["input"]["chars"]) == (0, 1, len(ARTICLE))


def test_summarize_reads_html_by_the_name_of_the_file(tmp_path: Path) -> None:
    page = tmp_path / "article.html"
    page.write_text(f"<h1>Fire</h1><p>{ARTICLE}</p>", encoding="utf-8")
    answer = json.loads(run("summarize", str(page), "--json").output)
    assert answer["input"]["text"].endswith(ARTICLE)


def test_report_names_owner_and_evidence(article: str) -> None:
    output = " ".join(run("summarize", article, "--report").output.split())
    for words in ("Who says so", "Ana Ruiz", "police", "evidence", "What the guard changed", "Timing"):
        assert words in output


def test_check_exits_with_0_where_it_passes(article: str, tmp_path: Path) -> None:
    candidate = tmp_path / "good.txt"
    candidate.write_text("The fire began in a grain store near the harbour, police said.", encoding="utf-8")
    result = run("check", article, str(candidate))
    assert (result.exit_code, result.output.split()[0]) == (0, "PASS")


def test_check_exits_with_1_where_it_fails(article: str, tmp_path: Path) -> None:
    candidate = tmp_path / "bad.txt"
    candidate.write_text("The fire began in a grain store near the harbour.", encoding="utf-8")
    result = run("check", article, str(candidate))
    assert (result.exit_code, result.output.split()[0]) == (1, "FAIL")
    assert "ATTR_MISSING (R1)" in result.output


def test_attributions_lists_sources_with_their_claims(article: str) -> None:
    output = run("attributions", article).output
    assert "Ana Ruiz" in output
    assert "at least 32 homes had burned" in " ".join(output.split())


def test_attributions_speak_citron_too(article: str) -> None:
    answer = json.loads(run("attributions", article, "--format", "citron").output)
    quote = next(quote for quote in answer["quotes"] if "at least 32 homes" in quote["contents"][0]["text"])
    assert [source["text"] for source in quote["sources"]] != []
    assert {"start", "end", "text"} == set(quote["contents"][0])


def test_batch_writes_lines_and_resumes(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"text": ARTICLE}) + "\nnot json\n", encoding="utf-8")
    first = run("batch", str(source), "-o", str(target))
    again = run("batch", str(source), "-o", str(target), "--resume")
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert (first.exit_code, again.exit_code) == (1, 0)
    assert "2 lines done, 1 of them with an error; 0 were done before" in first.output
    assert "0 lines done, 0 of them with an error; 2 were done before" in again.output
    assert [(line["line"], "result" in line) for line in lines] == [(1, True), (2, False)]


def test_rules_are_listed() -> None:
    output = run("rules").output
    assert "R1  Carry-through (enforced)" in output
    assert "R33 Machine origin" in output


def test_models_are_listed_with_the_default_marked() -> None:
    lines = run("models", "list").output.splitlines()
    assert [line for line in lines if line.startswith("* extract")] != []
    assert any("qwen2.5-coder-0.5b" in line and "not prepared" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(["prepare"], 0, "nothing to prepare", id="prepare-extract"),
        pytest.param(["check"], 0, "all is well", id="check-extract"),
        pytest.param(["check", "qwen2.5-coder-0.5b"], 1, "not prepared", id="check-missing"),
        pytest.param(["prepare", "gpt"], 2, "qwen2.5-coder-0.5b", id="unknown"),
        pytest.param(["gguf", "m.gguf"], 2, "'extract' has no GGUF file", id="gguf-of-none"),
        pytest.param(["measure", "absent.txt"], 2, "cannot be read", id="measure-nothing"),
    ],
)
def test_models_are_prepared_and_checked(arguments: list[str], code: int, words: str) -> None:
    result = run("models", *arguments)
    assert (result.exit_code, words in result.output) == (code, True)


def test_models_are_measured() -> None:
    lines = run("models", "measure", "-", "extract", "--runs", "1", text=ARTICLE).output.splitlines()
    assert re.fullmatch(r"extract@\S+: \d+\.\d s for the first summary, loading included", lines[0])
    stages = re.findall(r"(\w+) \d+\.\d\d s", lines[1])
    assert stages == ["read", "plan", "generate", "guard"]
    assert re.fullmatch(r"\d sentences?, \d with the owner as written", lines[2])
    assert re.fullmatch(r"\d+ MiB at most", lines[3])


# ------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("arguments", "text", "words"),
    [
        pytest.param(["summarize", "-"], "  ", "The text is empty", id="empty"),
        pytest.param(["summarize", "-"], "Too short.", "nothing to summarise", id="short"),
        pytest.param(["summarize", "-"], b"\xff\xfe", "not UTF-8 at byte 0", id="not-utf8"),
        pytest.param(["summarize", "/no/such/file"], None, "cannot be read", id="no-file"),
        pytest.param(["summarize", "-", "--model", "gpt"], ARTICLE, "known models", id="model"),
        pytest.param(["summarize", "-", "--max-sentences", "0"], ARTICLE, "0", id="range"),
        pytest.param(["summarize"], None, "FILE", id="no-argument"),
        pytest.param(["check", "-", "/no/such/file"], ARTICLE, "cannot be read", id="no-candidate"),
    ],
)
def test_bad_input_exits_with_2(arguments: list[str], text: str | bytes | None, words: str) -> None:
    result = run(*arguments, text=text)
    assert result.exit_code == 2
    assert words in result.output


def test_wrong_setting_exits_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZER_PORT", "nowhere")
    result = run("serve")
    assert (result.exit_code, "SUMMARIZER_PORT must be a whole number" in result.output) == (2, True)


# --------------------------------------------------------------- behind a URL


def test_url_gives_the_same_report_as_this_process(article: str) -> None:
    with served(FixedSummarizer()) as url:
        remote = run("summarize", article, "--url", url, "--json")
    answer = json.loads(remote.stdout)
    assert (remote.exit_code, answer["summary"], answer["timing"]["generate"]) == (0, SUMMARY, 0.5)


def test_url_checks_and_reads_attributions_too(article: str) -> None:
    with served(FixedSummarizer()) as url:
        check = run("check", article, article, "--url", url, "--fix", "apply")
        claims = run("attributions", article, "--url", url, "--json")
        quotes = run("attributions", article, "--url", url, "--format", "citron")
        rules = run("rules", "--url", url)
    assert (check.exit_code, check.stdout.split()[0]) == (1, "FAIL")
    assert json.loads(claims.stdout)["claims"] == []
    assert json.loads(quotes.stdout)["quotes"] == []
    assert "R33" in rules.output


def test_url_takes_batches_too(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b'{"text": "One.", "id": "a"}\n\n{"text": \xff}\r\n{"text": "Two."}')
    with served(FixedSummarizer()) as url:
        result = run("batch", str(source), "-o", str(target), "--url", url, "--workers", "2")
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert result.exit_code == 1
    assert [(line["line"], line["id"], "result" in line) for line in lines] == [
        (1, "a", True),
        (3, None, False),
        (4, None, True),
    ]


def raising(error: Exception) -> FixedSummarizer:
    def do() -> None:
        raise error

    return FixedSummarizer(instead=do)


@pytest.mark.parametrize(
    ("error", "code"),
    [pytest.param(EmptyText("empty"), 2, id="input"), pytest.param(ModelError("broken"), 3, id="service")],
)
def test_error_of_the_service_has_its_exit_code(article: str, error: Exception, code: int) -> None:
    with served(raising(error)) as url:
        assert run("summarize", article, "--url", url).exit_code == code


def test_service_that_is_not_there_exits_with_3(article: str) -> None:
    with served(FixedSummarizer()) as url:
        pass  # stopped again: nobody listens at this address
    result = run("summarize", article, "--url", url)
    assert (result.exit_code, "cannot be reached" in result.output) == (3, True)


def test_missing_part_names_the_extra(monkeypatch: pytest.MonkeyPatch, article: str) -> None:
    monkeypatch.setitem(sys.modules, "summarizer.api.local", None)  # as if one of its imports failed
    result = run("attributions", article)
    assert (result.exit_code, "attributed-summarizer[server]" in result.output) == (3, True)


# ------------------------------------------------------------------- rendering


def hand_made() -> SummarizeAnswer:
    backend = LocalBackend(Service(Settings(), FixedSummarizer()))
    return backend.summarize({"text": TEXT, "options": {"include": ["draft", "timing"]}})


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in click.unstyle(text).splitlines()]


def test_report_tells_everything() -> None:
    lines = lines_of(report.render_report(hand_made()))
    expected = [
        "Summary",
        SUMMARY,
        "owner     the mayor [restored, R1]",
        "contested At least 32; others say 50 homes (Police)",
        "evidence  ““at least 32” homes burned” [17:43]",
        "named in  “The mayor” [2:11]",
        "R1  sentence 1, insert: no owner",
        "+ , the mayor said",
        "R32 UNSUPPORTED",
        "50 homes: Police",
        "“brazen” (the article)",
        "one_sided: One figure is disputed.",
        "At least 32 homes burned 😀.",
        "read 0.25 s · generate 0.50 s · guard 0.12 s · in all 0.88 s",
    ]
    assert [line for line in expected if line not in lines] == []


def test_report_of_a_summary_without_edits_says_so() -> None:
    answer = hand_made()
    clean = replace(answer, sentences=(replace(answer.sentences[0], edits=()),), dropped=(), draft=None)
    assert "Nothing: the draft passed as it was." in lines_of(report.render_report(clean))


def test_report_of_nothing_says_why() -> None:
    nothing = replace(hand_made(), status="refused", summary="", sentences=())
    assert "(refused)" in lines_of(report.render_report(nothing))
    assert "(no summary)" in lines_of(report.render_summary(nothing))


def test_check_is_rendered_with_what_is_better() -> None:
    backend = LocalBackend(Service(Settings(), FixedSummarizer()))
    answer: CheckAnswer = backend.check({"source": {"text": TEXT}, "candidate": {"text": SUMMARY}})
    lines = lines_of(render_check(answer))
    assert "✗ ATTR_MISSING (R1) the owner is missing" in lines
    assert f"better here: {SUMMARY}" in lines


def test_check_shows_what_would_mend_each_sentence(article: str, tmp_path: Path) -> None:
    candidate = tmp_path / "bad.txt"
    candidate.write_text("The fire began in a grain store near the harbour.", encoding="utf-8")
    output = " ".join(run("check", article, str(candidate)).output.split())
    assert "→ better (R1)" in output
    assert "police said.+}" in output


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        pytest.param(["--color", "always"], {}, True, id="always"),
        pytest.param(["--color", "never"], {"FORCE_COLOR": "1"}, False, id="never"),
        pytest.param([], {"FORCE_COLOR": "1"}, True, id="forced"),
        pytest.param([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="no-color"),
        pytest.param([], {}, False, id="no-terminal"),
    ],
)
def test_colours_follow_the_option_then_the_environment(
    article: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    candidate = tmp_path / "bad.txt"
    candidate.write_text("The fire began in a grain store near the harbour.", encoding="utf-8")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    output = run(*arguments, "check", article, str(candidate)).output
    assert ("\x1b[" in output) is coloured


def test_a_check_marks_each_sentence_by_its_gravest_finding() -> None:
    backend = LocalBackend(Service(Settings(), FixedSummarizer()))
    answer: CheckAnswer = backend.check({"source": {"text": TEXT}, "candidate": {"text": SUMMARY}})
    rendered = render_check(answer)
    assert "\x1b[31m\x1b[1m 1 " in rendered
    assert "\x1b[31m\x1b[4m" + SUMMARY.split()[0] in rendered


def test_rules_are_rendered() -> None:
    rules = RulesAnswer("1", (Rule("R1", "Title", "What it asks.", "enforced"),))
    assert lines_of(report.render_rules(rules)) == ["Ruleset 1", "", "R1  Title (enforced)", "What it asks."]


def test_owners_have_colours_of_their_own_in_the_summary(article: str) -> None:
    coloured = CliRunner().invoke(main, ["--color", "always", "summarize", article], color=True).output
    painted = re.findall(r"\x1b\[(\d+)m\x1b\[1m([^\x1b]+)\x1b\[0m", coloured)
    words = {" ".join(text.split()) for _, text in painted}
    assert {"police", "The union of dockers"} <= words
    assert len({colour for colour, _ in painted}) == len(words)
    assert click.unstyle(coloured) == run("summarize", article).output


def test_evidence_is_shown_on_demand(article: str) -> None:
    assert "evidence" not in run("summarize", article).output
    shown = run("summarize", article, "--evidence").output
    assert "evidence  “The fire began" in shown
    assert "Timing" not in shown


def test_summary_as_markdown(article: str) -> None:
    lines = run("summarize", article, "--markdown").output.splitlines()
    assert lines[0].startswith("- ")
    assert "*[" in lines[0]
    assert "Not reviewed by a human." in lines[-1]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_each_shell(shell: str) -> None:
    result = run("completion", shell)
    assert (result.exit_code, "_SUMMARIZER_COMPLETE" in result.output) == (0, True)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_terminal_is_told_that_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _Terminal()
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(cli_common, "FIRST_TELL", 0.01)
    with cli_common.waiting("Loading the model"):
        until = time.monotonic() + 10
        while "Loading" not in told.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "Loading the model … 0 s" in told.getvalue()
    assert told.getvalue().endswith("\r\x1b[K")


def test_nobody_else_is_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_common, "FIRST_TELL", 0.0)
    with cli_common.waiting("Loading the model"):
        time.sleep(0.05)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("colour", [True, False], ids=["terminal", "pipe"])
def test_colours_are_for_terminals_only(article: str, colour: bool) -> None:
    result = CliRunner().invoke(main, ["summarize", article, "--report"], color=colour)
    assert ("\x1b[" in result.output) is colour


def test_backends_take_the_same_calls() -> None:
    calls = {name for name in vars(backends.Backend) if not name.startswith("_")}
    for kind in (backends.RemoteBackend, LocalBackend):
        assert calls <= set(vars(kind))
