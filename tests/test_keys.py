"""API keys: scopes, days, and a file that changes while the service runs."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from edge import client_of

from summarizer.api.keys import Keys, read_keys
from summarizer.cli import main
from summarizer.errors import ConfigurationError, Forbidden, NotAuthorized


def entry(name: str, key: str, rest: str = "") -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f'[[keys]]\nname = "{name}"\nsha256 = "{digest}"\n{rest}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "keys.toml"
    path.write_text(
        entry("cms", "one", 'scopes = ["summarize"]') + entry("desk", "two", "expires = 2027-01-31")
    )
    return path


def test_key_may_do_what_its_scopes_say(file: Path) -> None:
    keys = Keys((), file)
    assert keys.check("Bearer one", "summarize") == "cms"
    assert keys.check("Bearer one") == "cms"
    with pytest.raises(Forbidden, match="`cms` lacks the scope `check`"):
        keys.check("Bearer one", "check")
    assert keys.check("bearer two", "check") == "desk"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer three", "Basic one", "Bearer one two"])
def test_other_keys_may_not_enter(file: Path, header: str | None) -> None:
    with pytest.raises(NotAuthorized):
        Keys((), file).check(header)


@pytest.mark.parametrize(("day", "enters"), [(dt.date(2027, 1, 31), True), (dt.date(2027, 2, 1), False)])
def test_key_ends_with_its_last_day(file: Path, day: dt.date, enters: bool) -> None:
    keys = Keys((), file, day=lambda: day)
    if enters:
        assert keys.check("Bearer two") == "desk"
    else:
        with pytest.raises(NotAuthorized):
            keys.check("Bearer two")


def test_file_is_read_again_when_it_changes(file: Path) -> None:
    keys = Keys(("always",), file)
    file.write_text(entry("next", "three"))
    os.utime(file, ns=(1, 1))
    assert keys.check("Bearer three") == "next"
    assert keys.check("Bearer always") == "key-1"
    with pytest.raises(NotAuthorized):
        keys.check("Bearer one")


@pytest.mark.parametrize("broken", ["[[keys]\n", None], ids=["syntax", "gone"])
def test_file_that_breaks_leaves_the_keys_that_were_read(
    file: Path, broken: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = Keys((), file)
    if broken is None:
        file.unlink()
    else:
        file.write_text(broken)
    assert keys.check("Bearer one") == "cms"
    assert keys.check("Bearer one") == "cms"
    assert capsys.readouterr().err.count("keys_unreadable") <= 1


def test_empty_file_lets_nobody_in(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text("")
    with pytest.raises(NotAuthorized):
        Keys((), tmp_path / "keys.toml").check(None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("keys = 3", "table", id="no-list"),
        pytest.param('[[keys]]\nname = "a"', "key 1: has name, sha256", id="no-digest"),
        pytest.param('[[keys]]\nname = "a"\nsha256 = "12"', "64 hexadecimal digits", id="short-digest"),
        pytest.param(entry("a b", "k"), "the name has", id="name"),
        pytest.param(entry("a", "k", 'scopes = ["all"]'), "scopes are some of", id="scope"),
        pytest.param(entry("a", "k", "scopes = []"), "scopes are some of", id="no-scope"),
        pytest.param(entry("a", "k", 'expires = "2027"'), "expires is a day", id="day"),
        pytest.param(entry("a", "k", "expires = 2027-01-01T10:00:00"), "expires is a day", id="time"),
        pytest.param(entry("a", "k", "scope = []"), "nothing else", id="unknown"),
        pytest.param(entry("a", "k") + entry("a", "m"), "two keys have one name", id="twice"),
        pytest.param("[[keys]", "cannot be read", id="syntax"),
    ],
)
def test_file_is_held_to_its_form(text: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        read_keys(text)


def test_service_with_a_broken_file_does_not_start(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_bytes(b"\xff")
    for name in ("keys.toml", "none.toml"):
        with pytest.raises(ConfigurationError, match="cannot be read"):
            client_of(keys_file=tmp_path / name)


def test_command_makes_keys_that_the_service_takes(tmp_path: Path) -> None:
    file = tmp_path / "keys.toml"
    made = [
        CliRunner().invoke(main, ["keys", "new", name, "--file", str(file), *rest])
        for name, rest in (("cms", ["--scope", "check", "--days", "2"]), ("bot", []))
    ]
    client = client_of(keys_file=file)
    for done, status in zip(made, (403, 422), strict=True):
        headers = {"Authorization": f"Bearer {done.stdout.strip()}"}
        assert client.post("/summarize", json={}, headers=headers).status_code == status
        assert done.stdout.strip() not in file.read_text()
    assert file.stat().st_mode & 0o077 == 0
    listed = CliRunner().invoke(main, ["keys", "list", str(file)]).stdout.splitlines()
    assert listed[0].startswith("cms\tcheck\t20")
    assert listed[1] == "bot\tattributions,check,jobs,summarize\tno last day"


@pytest.mark.parametrize(
    "arguments", [["cms", "--scope", "all"], ["a b"], ["taken"]], ids=["scope", "name", "taken"]
)
def test_command_refuses_and_leaves_the_file_alone(tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "keys.toml"
    file.write_text(entry("taken", "one"))
    before = file.read_text()
    done = CliRunner().invoke(main, ["keys", "new", *arguments, "--file", str(file)])
    assert (done.exit_code, file.read_text()) == (2, before)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("post", "/summarize", True),
        ("post", "/v1/summarize", True),
        ("post", "/batch", True),
        ("post", "/check", False),
        ("post", "/attributions", False),
        ("get", "/jobs/a", False),
        ("delete", "/jobs/a", False),
        ("post", "/jobs", False),
        ("get", "/rules", True),
        ("get", "/capabilities", True),
    ],
)
def test_scope_is_asked_for_at_each_operation(file: Path, method: str, path: str, allowed: bool) -> None:
    client = client_of(keys_file=file)
    response = getattr(client, method)(path, headers={"Authorization": "Bearer one"})
    assert (response.status_code != 403) is allowed
    assert response.status_code != 401
