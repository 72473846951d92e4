"""What all tests stand on does what it promises, on both engines."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from tests.lanes.copies import Copy


def keep(key: str) -> None:
    Session.objects.create(session_key=key, session_data="", expire_date=timezone.now())


@pytest.mark.django_db
def test_a_test_that_rolls_back_works_on_the_chosen_engine(engine: str) -> None:
    keep("rolled back")
    assert connection.vendor == {"sqlite": "sqlite", "pg": "postgresql"}[engine]


def test_what_a_test_commits_is_there_for_a_bare_connection(committed: Copy) -> None:
    keep("seen")
    rows = committed.connect().execute("SELECT session_key FROM django_session").fetchall()
    assert rows == [("seen",)]


def test_the_next_copy_is_fresh_again(committed: Copy) -> None:
    assert not Session.objects.exists()


def test_a_call_aside_works_on_the_same_copy(committed: Copy) -> None:
    committed.aside(keep, "aside")
    assert Session.objects.get().session_key == "aside"


@pytest.mark.django_db
def test_after_a_committed_test_the_shared_database_is_back() -> None:
    assert not Session.objects.exists()


def test_sqlite_is_opened_as_money_needs_it(committed: Copy) -> None:
    if committed.engine != "sqlite":
        pytest.skip("says something about SQLite only")
    with connection.cursor() as cursor:
        asked = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert connection.transaction_mode == "IMMEDIATE"
