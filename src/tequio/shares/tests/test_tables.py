"""What was asked back and given back cannot be changed, and `verify` finds what was."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle.models import LineRow
from tequio.governance.tests.by_hand import unguarded
from tequio.shares import queries, service
from tequio.shares.tests import stage
from tequio.shares.tests.scenes_of_divisions import earns, proposes, used

pytestmark = pytest.mark.django_db
SAID = "shares are append-only"
TABLES = {
    "noticerow": "minor = minor + 1",
    "withdrawalrow": "notice_id = notice_id + 1",
    "divisionrow": "rest = rest + 1",
    "divisionsteprow": "minor = minor + 1",
    "divisionpartrow": "dividend = dividend + 1",
    "dividedrow": "journal_id = journal_id + 1",
}


@pytest.fixture
def group():
    """With capital of two members, some of it asked back and given back; a year was divided."""
    group = stage.found()
    group.subscribes("Amina", 4)
    group.subscribes("Ewa", 4)
    group.allow("shares.withdraw")
    notice = group.asks_back("Amina")
    group.later(30).gives_back(notice)
    earns(group, 10_000)
    group.allow("shares.divide")
    division = proposes(group, refund=100, uses=used(group, Amina=1))["division"]
    group.does("Bodil", service.divide, division=division)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return group


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_row_is_changed_deleted_or_replaced(group):
    for table, change in TABLES.items():
        name = f"shares_{table}"
        tries = [f"UPDATE {name} SET {change}", f"DELETE FROM {name}"]
        if connection.vendor == "postgresql":
            tries.append(f"TRUNCATE {name}")
        else:
            tries.append(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
        for statement in tries:
            with pytest.raises(DatabaseError, match=SAID):
                run(statement)


def without_guards(statement):
    """Change rows as somebody does who owns the machine: the guards are dropped first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE shares_{table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith("shares_"):
                    cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


CHANGES = {
    "UPDATE shares_noticerow SET ready_on = '2025-01-02'": "told_otherwise",
    "UPDATE shares_noticerow SET minor = minor - 1": "entry_differs",
    "DELETE FROM shares_withdrawalrow": "not_there",
    "UPDATE shares_divisionrow SET rest = rest - 1": "told_otherwise",
    "UPDATE shares_divisionrow SET rest_to = 'aside'": "told_otherwise",
    "UPDATE shares_divisionrow SET rest_to = 'nowhere'": "told_otherwise",
    "UPDATE shares_divisionrow SET unit = 'QQQ'": "told_otherwise",
    "UPDATE shares_divisionrow SET rate = 'three'": "told_otherwise",
    "UPDATE shares_divisionrow SET dividend = dividend + 1": "told_otherwise",
    "UPDATE shares_divisionrow SET refund = refund + 1": "told_otherwise",
    "UPDATE shares_divisionsteprow SET part = '1/2' WHERE number = 1": "told_otherwise",
    "UPDATE shares_divisionsteprow SET label = 'surplus.none'": "told_otherwise",
    "UPDATE shares_divisionsteprow SET number = number + 9": "told_otherwise",
    "UPDATE shares_noticerow SET unit = 'QQQ'": "told_otherwise",
    "UPDATE shares_divisionpartrow SET cash = cash - 1 WHERE cash > 0": "told_otherwise",
    "DELETE FROM shares_divisionpartrow WHERE refund = 0": "told_otherwise",
    "DELETE FROM shares_divisionrow": "not_there",
    "DELETE FROM shares_dividedrow": "posted_otherwise",
    "UPDATE shares_dividedrow SET mandate_id = mandate_id + 1": "told_otherwise",
    "UPDATE shares_withdrawalrow SET given_on = '2024-12-31'": "told_otherwise",
}


def test_what_was_changed_past_the_guards_is_found(group):
    assert list(queries.check(group.organisation)) == []
    for change, code in CHANGES.items():
        with transaction.atomic():
            without_guards(change)
            found = list(queries.check(group.organisation))
            assert code in {finding.code for finding in found}
            assert all(str(finding) for finding in found)
            transaction.set_rollback(True)


def in_row_and_line(column, before, after):
    """Change a column of the division, and what its line tells of it."""
    without_guards(f"UPDATE shares_divisionrow SET {column} = {after}")
    lines = LineRow.objects.filter(kind="shares.propose_division")
    was, now = (f'"{column}":{value}'.replace("'", '"') for value in (before, after))
    with unguarded():
        facts = lines.get().facts
        assert was in facts
        lines.update(facts=facts.replace(was, now))


@pytest.mark.parametrize(
    ("column", "before", "after", "code"),
    [
        ("losses", 0, 1, "computed_otherwise"),
        ("rest_to", "'reserve'", "'aside'", "posted_otherwise"),
    ],
)
def test_what_was_changed_in_the_chronicle_too_is_computed_again(
    group, column, before, after, code
):
    in_row_and_line(column, before, after)
    found = [finding.code for finding in queries.check(group.organisation)]
    assert code in found
