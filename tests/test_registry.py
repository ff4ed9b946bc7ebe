"""The registry: what the shipped file holds, the user's file over it, and every way to get it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError, UnknownModel
from summarizer.generation.registry import load_registry, models_dir
from summarizer.settings import Settings

DIGEST = "0" * 64


def settings_with(tmp_path: Path, toml: str, **values: str) -> Settings:
    path = tmp_path / "registry.toml"
    path.write_text(toml, encoding="utf-8")
    return Settings(registry=path, **values)  # type: ignore[arg-type]


def test_shipped_registry_knows_the_three_engines() -> None:
    registry = load_registry(Settings())
    assert {card.name: card.kind for card in registry.cards if not card.optional} == {
        "qwen2.5-coder-0.5b": "rewrite",
        "extract": "extract",
        "remote": "openai",
    }


def test_shipped_default_pins_each_wheel_and_the_joined_file() -> None:
    card = load_registry(Settings()).get()
    assert card.gguf is not None
    assert card.gguf.sha256 == "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
    assert card.gguf.bytes == 491_400_064
    assert [part.file for part in card.gguf.parts] == [f"data/part0{n}.bin" for n in range(1, 7)]
    assert len({part.sha256 for part in card.gguf.parts}) == 6


def test_shipped_model_has_a_card_that_names_its_licence() -> None:
    for card in load_registry(Settings()).cards:
        page = (models_dir() / f"{card.name}.md").read_text(encoding="utf-8")
        assert card.licence in page, card.name


def test_unknown_model_lists_the_known_ones() -> None:
    with pytest.raises(UnknownModel, match=r"'gpt'.*known models: qwen2\.5-coder-0\.5b, .*extract, remote"):
        load_registry(Settings()).get("gpt")


def test_default_is_the_model_of_the_settings() -> None:
    assert load_registry(Settings(model="extract")).get().kind == "extract"


def test_default_that_is_unknown_fails_at_start_up() -> None:
    with pytest.raises(ConfigurationError, match="SUMMARIZER_MODEL must be one of .*, not 'nope'"):
        load_registry(Settings(model="nope"))


def test_user_registry_adds_a_local_directory(tmp_path: Path) -> None:
    toml = """
    [models.bart]
    kind = "document"
    licence = "MIT"
    revision = "main"
    path = "checkpoints/bart"
    """
    registry = load_registry(settings_with(tmp_path, toml, model="bart"))
    assert registry.get().path == tmp_path / "checkpoints" / "bart"
    assert registry.get().directory(Path("/cache")) == tmp_path / "checkpoints" / "bart"
    assert "extract" in registry.names


def test_user_registry_replaces_a_shipped_table(tmp_path: Path) -> None:
    toml = """
    [models.extract]
    kind = "extract"
    licence = "Apache-2.0"
    revision = "ours"
    """
    registry = load_registry(settings_with(tmp_path, toml))
    assert registry.get("extract").id == "extract@ours"
    assert registry.names.count("extract") == 1


def test_prepared_model_lies_in_the_cache_under_name_and_revision() -> None:
    card = load_registry(Settings()).get()
    assert card.directory(Path("/cache")) == Path("/cache/models/qwen2.5-coder-0.5b@q4_k_m-1d961463")


BASE = 'licence = "MIT"\nrevision = "1"\n'
PART = f'{{ package = "p", version = "1", file = "f", sha256 = "{DIGEST}" }}'
GGUF = f'sha256 = "{DIGEST}"\nbytes = 1\n'


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        pytest.param("models = [", "is not TOML", id="not-toml"),
        pytest.param("model = 1", "unknown key 'model'", id="unknown-top-key"),
        pytest.param("[models]\na = 1", "a must be a table", id="no-table"),
        pytest.param(f'[models.a]\nkind = "rewrit"\n{BASE}', "kind must be one of rewrite, ", id="kind"),
        pytest.param(f"[models.a]\n{BASE}", "kind is missing", id="no-kind"),
        pytest.param('[models.a]\nkind = "extract"\nrevision = "1"', "licence is missing", id="no-licence"),
        pytest.param(f'[models.a]\nkind = "extract"\n{BASE}pth = "x"', "unknown key 'pth'", id="typo"),
        pytest.param(f'[models."../a"]\nkind = "extract"\n{BASE}', "a name holds letters", id="name-escapes"),
        pytest.param(
            '[models.a]\nkind = "extract"\nlicence = "MIT"\nrevision = "a/b"',
            "a revision holds letters",
            id="revision-escapes",
        ),
        pytest.param(
            f'[models.a]\nkind = "rewrite"\n{BASE}', "exactly one of path and gguf", id="no-weights"
        ),
        pytest.param(
            f'[models.a]\nkind = "extract"\n{BASE}path = "x"', "has no path", id="weights-for-extract"
        ),
        pytest.param(
            f'[models.a]\nkind = "rewrite"\n{BASE}[models.a.gguf]\nbytes = 1\nparts = [{PART}]',
            "gguf: sha256 is missing",
            id="no-digest",
        ),
        pytest.param(
            f'[models.a]\nkind = "rewrite"\n{BASE}[models.a.gguf]\nsha256 = "abc"\nbytes = 1\nparts = [{PART}]',
            "sha256 must be 64 hexadecimal digits",
            id="short-digest",
        ),
        pytest.param(
            f'[models.a]\nkind = "rewrite"\n{BASE}[models.a.gguf]\n{GGUF}parts = []',
            "parts must be a list of at least one table",
            id="no-parts",
        ),
        pytest.param(
            f'[models.a]\nkind = "rewrite"\n{BASE}[models.a.gguf]\n{GGUF}parts = [{{ package = "p" }}]',
            "part 1: version is missing",
            id="part-without-version",
        ),
        pytest.param(
            f'[models.a]\nkind = "extract"\n{BASE}context = true',
            "context must be a whole number",
            id="context",
        ),
        pytest.param(
            f'[models.a]\nkind = "extract"\n{BASE}languages = "en"',
            "languages must be a list",
            id="languages",
        ),
        pytest.param(
            f'[models.a]\nkind = "extract"\n{BASE}optional = "yes"', "must be true or false", id="optional"
        ),
    ],
)
def test_wrong_registry_is_refused_with_the_place(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_registry(settings_with(tmp_path, toml))


def test_missing_registry_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read: No such file"):
        load_registry(Settings(registry=tmp_path / "none.toml"))
