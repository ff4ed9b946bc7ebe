"""Settings: what is read, what is refused, and that docs/operations.md lists all of them."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.settings import PREFIX, Settings, load_settings

OPERATIONS = Path(__file__).parent.parent / "docs" / "operations.md"
ROW = re.compile(r"^\| `(SUMMARIZER_\w+)` \| (.+?) \| (.+) \|$", re.MULTILINE)


def documented() -> dict[str, str]:
    """Return the documented default of each variable, as it is written there."""
    return {name: default.strip("`") for name, default, _ in ROW.findall(OPERATIONS.read_text("utf-8"))}


def written_default(name: str, value: object) -> str:
    if name == "cache_dir":
        return "$XDG_CACHE_HOME/summarizer"
    return "*none*" if value in (None, "", ()) else str(value)


def test_operations_lists_every_setting_with_its_default() -> None:
    settings = Settings()
    expected = {
        PREFIX + entry.name.upper(): written_default(entry.name, getattr(settings, entry.name))
        for entry in fields(Settings)
    }
    assert documented() == expected


def test_settings_without_environment_are_the_defaults() -> None:
    assert load_settings({}) == Settings()


def test_empty_variable_counts_as_not_given() -> None:
    assert load_settings({"SUMMARIZER_PORT": "", "SUMMARIZER_API_KEYS": ""}) == Settings()


@pytest.mark.parametrize(
    ("environ", "name", "value"),
    [
        pytest.param({"SUMMARIZER_PORT": "9001"}, "port", 9001, id="whole-number"),
        pytest.param({"SUMMARIZER_DEADLINE": "2.5"}, "deadline", 2.5, id="number"),
        pytest.param({"SUMMARIZER_DEVICE": "cuda:1"}, "device", "cuda:1", id="second-gpu"),
        pytest.param({"SUMMARIZER_API_KEYS": "one, two,"}, "api_keys", ("one", "two"), id="list"),
        pytest.param({"SUMMARIZER_CACHE_DIR": "/srv/models"}, "cache_dir", Path("/srv/models"), id="path"),
        pytest.param({"SUMMARIZER_REGISTRY": "own.toml"}, "registry", Path("own.toml"), id="optional-path"),
        pytest.param(
            {"SUMMARIZER_CORS_ORIGINS": "https://cms.example,http://127.0.0.1:8080"},
            "cors_origins",
            ("https://cms.example", "http://127.0.0.1:8080"),
            id="origins",
        ),
        pytest.param({"HOST": "0.0.0.0"}, "host", "0.0.0.0", id="bare-host"),
        pytest.param({"PORT": "80"}, "port", 80, id="bare-port"),
        pytest.param({"PORT": "80", "SUMMARIZER_PORT": "81"}, "port", 81, id="long-name-wins"),
    ],
)
def test_variable_is_read(environ: dict[str, str], name: str, value: object) -> None:
    assert getattr(load_settings(environ), name) == value


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        pytest.param({"SUMMARIZER_PORT": "http"}, "SUMMARIZER_PORT must be a whole number", id="word"),
        pytest.param({"SUMMARIZER_PORT": "0"}, "SUMMARIZER_PORT must be positive, not 0", id="zero-port"),
        pytest.param({"SUMMARIZER_PORT": "65536"}, "at most 65535, not 65536", id="high-port"),
        pytest.param({"SUMMARIZER_DEADLINE": "-1"}, "SUMMARIZER_DEADLINE must be positive", id="negative"),
        pytest.param({"SUMMARIZER_THREADS": "-1"}, "SUMMARIZER_THREADS must be 0", id="threads"),
        pytest.param({"SUMMARIZER_RATE_PER_KEY": "-1"}, "RATE_PER_KEY must be 0 or more, not -1", id="rate"),
        pytest.param({"SUMMARIZER_RATE_WINDOW": "0"}, "RATE_WINDOW must be positive", id="window"),
        pytest.param({"SUMMARIZER_CORS_ORIGINS": "cms.example"}, "https://cms.example, not", id="origin"),
        pytest.param({"SUMMARIZER_DEVICE": "tpu"}, "must be one of auto, cpu, cuda, not 'tpu'", id="device"),
        pytest.param({"SUMMARIZER_DTYPE": "int4"}, "auto, float32, bfloat16, float16, int8", id="dtype"),
        pytest.param({"SUMMARIZER_LOG_LEVEL": "LOUD"}, "SUMMARIZER_LOG_LEVEL must be one of", id="log-level"),
    ],
)
def test_bad_value_is_refused_with_what_is_accepted(environ: dict[str, str], says: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(says)):
        load_settings(environ)


def test_cache_follows_the_xdg_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/srv/cache")
    assert Settings().cache_dir == Path("/srv/cache/summarizer")
