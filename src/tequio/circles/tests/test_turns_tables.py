"""What was laid down, drawn, paid and missed cannot be changed, and `verify` finds what was."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.circles import queries
from tequio.circles import service as circles
from tequio.circles.tests import turning
from tequio.circles.tests.turning import FIVE, Turning

pytestmark = pytest.mark.django_db
APPEND_ONLY = "circles are append-only"


def all_turns_taken() -> Turning:
    """Lots and bids, a missed turn that was covered and made good in part, a substitute, an end."""
    made = turning.found(**{"turn.order": "bid"}).starts(
        FIVE[:3], stand={"Asma": [("Indu", 300)]}, aside=100
    )
    for who in FIVE[:2]:
        made.bids(who, 600)
    first = made.draws({"Asma": "mango", "Esha": "river"})[0]
    made.closes()
    other = "Esha" if first == "Asma" else "Asma"
    made.closes(short={first: 0}, bids={other: 300})
    made.makes_good(first, 500)
    made.replaces(first, "Jaya", "Chand", "Deepa")
    made.closes()
    made.does("Bina", circles.end_turns)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # nothing waits
    return made


@pytest.fixture(scope="module")
def history(told_once: Any) -> Turning:
    return told_once(all_turns_taken)


@pytest.fixture
def turns(history: Turning, db: None) -> Turning:
    return deepcopy(history)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TABLES = {
    "wheelrow": "contribution = contribution + 1",
    "placerow": "number = number + 10",
    "sealrow": "seat = seat + 10",
    "wordrow": "word = 'other'",
    "drawrow": "seed = ''",
    "bidrow": "minor = minor + 1",
    "roundrow": "paid_out = paid_out + 1",
    "turnrow": "due = due + 1",
    "missedrow": "minor = minor + 1",
    "madegoodrow": "minor = minor + 1",
    "substituterow": "minor = minor + 1",
    "turnsendrow": "ended_on = '2026-01-01'",
}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed_or_deleted(turns: Turning, table: str) -> None:
    for statement in (
        f"UPDATE circles_{table} SET {TABLES[table]}",
        f"DELETE FROM circles_{table}",
    ):
        with pytest.raises(DatabaseError, match=APPEND_ONLY):
            run(statement)


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied_or_replaced(turns: Turning, table: str) -> None:
    name = f"circles_{table}"
    how = (
        f"TRUNCATE {name}"
        if connection.vendor == "postgresql"
        else f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"
    )
    with pytest.raises(DatabaseError, match=APPEND_ONLY):
        run(how)


def without_guards(statement: str) -> None:
    """Change rows as somebody does who owns the machine: the guards are dropped first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE circles_{table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith("circles_"):
                    cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


CHANGES = {
    **{
        f"UPDATE circles_{table} SET {change}": "told_otherwise" for table, change in TABLES.items()
    },
    "UPDATE circles_placerow SET number = number + 10": "told_otherwise",
    "UPDATE circles_sealrow SET seat = seat + 10": "not_there",
    "UPDATE circles_sealrow SET seal = ''": "word_differs",
    "UPDATE circles_drawrow SET seed = 'x'": "lot_differs",
    "UPDATE circles_wordrow SET word = word || '!'": "lot_differs",
    "UPDATE circles_placerow SET guarantors = '[]'": "told_otherwise",
    "UPDATE circles_roundrow SET commission = commission + 1": "pot_differs",
    "UPDATE circles_turnrow SET paid = paid - 1, due = due - 1 WHERE paid > 0": "pot_differs",
    "UPDATE circles_missedrow SET way = 'aside'": "pot_differs",
    "UPDATE circles_madegoodrow SET paid_on = '2026-01-01'": "told_otherwise",
    **{f"DELETE FROM circles_{table}": "not_there" for table in TABLES if table != "placerow"},
    "DELETE FROM circles_placerow": "told_otherwise",
    "DELETE FROM circles_roundrow": "told_otherwise",
    "DELETE FROM circles_turnrow": "told_otherwise",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(turns: Turning, change: str) -> None:
    assert list(queries.check(turns.group.organisation)) == []
    without_guards(change)
    found = list(queries.check(turns.group.organisation))
    assert CHANGES[change] in {finding.code for finding in found}
    assert all(str(finding) for finding in found)


def test_a_bid_that_nobody_made_is_found(turns: Turning) -> None:
    without_guards(
        "INSERT INTO circles_bidrow (organisation_id, id, wheel_id, round, seat, minor,"
        " entered_by_id) SELECT organisation_id, 99999, wheel_id, round, seat, minor,"
        " entered_by_id FROM circles_bidrow LIMIT 1"
    )
    assert [one.code for one in queries.check(turns.group.organisation)] == ["not_told"]
