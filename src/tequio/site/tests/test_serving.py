"""A real node starts with a secret and answers; the demonstration says where it is."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from tequio.membership import service as membership
from tests.lanes.copies import Copy
from tests.lanes.nodes import Node


def test_a_real_node_answers_on_a_free_port(node: Node) -> None:
    with urllib.request.urlopen(f"{node.url}/alive") as answer:
        assert answer.status == 200
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_node_without_secret_does_not_start(
    committed: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.lanes.copies.SECRET", "")
    done = committed.run("serve", "--port", "0")
    assert done.returncode == 2
    assert "TEQUIO_SECRET is missing" in done.stderr


def test_without_words_every_verb_is_listed(committed: Copy) -> None:
    done = committed.run()
    assert done.returncode == 0
    for verb in ("demo", "serve", "act", "verify", "backup", "restore", "test", "check", "bench"):
        assert f"\n  {verb} " in done.stdout


def test_an_unknown_verb_is_answered_with_the_list(committed: Copy) -> None:
    done = committed.run("pay")
    assert done.returncode == 2
    assert "no verb 'pay'" in done.stderr


@pytest.mark.slow
def test_the_demonstration_is_built_once_and_serves(demonstration: Node) -> None:
    with urllib.request.urlopen(f"{demonstration.url}/alive") as answer:
        assert answer.status == 200
    assert (demonstration.copy.data / "demo" / "built").exists()


def test_a_port_that_is_taken_or_none_is_said_before_anything_starts(node: Node) -> None:
    taken = node.url.rsplit(":", 1)[1].strip("/")
    for port, says in ((taken, "cannot be used"), ("99999", "There is no port")):
        done = node.copy.run("serve", "--port", port)
        assert done.returncode == 2
        assert says in done.stderr


def test_what_somebody_signed_in_sees_is_not_kept_on_a_shared_phone(client, db) -> None:
    assert "Cache-Control" not in client.get("/").headers
    person = membership.create_person(membership.NewPerson("Asha"))
    client.force_login(membership.open_account(person))
    for page in ("/", "/account"):
        assert "no-store" in client.get(page).headers["Cache-Control"]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"TEQUIO_TIMEZONE": "Mars/Base"}, "TEQUIO_TIMEZONE is Mars/Base"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/book"}, "The database does not answer"),
    ],
)
@pytest.mark.parametrize("words", [("serve", "--port", "0"), ("verify",)])
def test_a_wrong_setting_is_said_in_a_sentence_by_every_verb(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: dict[str, str],
    says: str,
    words: tuple[str, ...],
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    done = Copy(tmp_path, given.get("DATABASE_URL", "")).run(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("act", "ledger.pay", "--help"),
        ("act", "--list"),
        ("act",),
        ("import", "group", "--help"),
        ("verify",),
    ],
)
def test_who_only_asks_leaves_nothing_in_the_data_directory(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = Copy(tmp_path, "").run(*words)
    assert list(tmp_path.iterdir()) == []
    assert done.returncode == (2 if words == ("verify",) else 0)
    assert ("there was nothing to verify" in done.stderr) == (words == ("verify",))
