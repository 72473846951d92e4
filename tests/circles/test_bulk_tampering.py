"""Loans between federations and groups only grow, and `verify` finds what was changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from tequio.chronicle.models import LineRow
from tequio.circles.models import BulkLoanRow, BulkRepaidRow, GroupLoanRow, PaidBackRow
from tequio.circles.queries import check
from tequio.governance.tests.by_hand import unguarded
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told

pytestmark = pytest.mark.django_db
TABLES = ("grouploanrow", "bulkloanrow", "paidbackrow", "bulkrepaidrow")


def lent_and_repaid_in_part() -> tuple[Group, Group]:
    """A loan that was lent, taken, and repaid in part."""
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES, cash=1_000_000)
    group = told.found(stage, "Nsoroma", told.WOMEN, cash=50_000)
    told.joins(group, federation)
    told.permits(federation, "circle.bulk_loan", 600_000, group)
    told.permits(group, "circle.borrow", 600_000, federation)
    taken = told.takes(group, told.lends(federation, group, 600_000))
    stage.later(31)
    told.receives(federation, told.pays_back(group, taken, 103_529))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return federation, group


@pytest.fixture(scope="module")
def history(told_once: Any) -> tuple[Group, Group]:
    return told_once(lent_and_repaid_in_part)


@pytest.fixture
def sides(history: tuple[Group, Group], db: None) -> tuple[Group, Group]:
    return deepcopy(history)


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def codes(group: Group) -> set[str]:
    return {finding.code for finding in check(group.organisation)}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["UPDATE {} SET account_id = account_id + 1", "DELETE FROM {}"])
def test_no_row_is_changed_or_taken_away(sides, table: str, change: str) -> None:
    with pytest.raises(DatabaseError, match="circles are append-only"):
        run(change.format(f"circles_{table}"))


def test_what_nobody_changed_holds(sides) -> None:
    assert [codes(side) for side in sides] == [set(), set()]


def _raises(row: type, **changed: Any) -> Callable[[], None]:
    def change() -> None:
        row._default_manager.update(**changed)

    return change


FEDERATION, GROUP = 0, 1
CHANGES = {
    "a larger loan": (FEDERATION, _raises(GroupLoanRow, minor=F("minor") + 1)),
    "another group": (FEDERATION, _raises(GroupLoanRow, group_id=F("organisation_id"))),
    "other terms": (FEDERATION, _raises(GroupLoanRow, rate_above=0)),
    "another entry": (FEDERATION, _raises(GroupLoanRow, transfer_id=F("transfer_id") + 1)),
    "another account of what is owed": (FEDERATION, _raises(GroupLoanRow, debt_id=F("account_id"))),
    "another book": (FEDERATION, _raises(GroupLoanRow, book="other")),
    "owed on another account": (GROUP, _raises(BulkLoanRow, debt_id=F("account_id"))),
    "owed in another book": (GROUP, _raises(BulkLoanRow, book="other")),
    "a loan that was taken later": (GROUP, _raises(BulkLoanRow, taken_on=date(2026, 3, 9))),
    "a smaller debt": (GROUP, _raises(BulkLoanRow, minor=F("minor") - 1)),
    "a longer loan": (GROUP, _raises(BulkLoanRow, count=12)),
    "less interest": (GROUP, _raises(PaidBackRow, interest=0)),
    "more paid": (GROUP, _raises(PaidBackRow, principal=F("principal") + 1)),
    "less that came": (FEDERATION, _raises(BulkRepaidRow, principal=F("principal") - 1)),
    "a unit that there is not": (FEDERATION, _raises(GroupLoanRow, unit="QQQ")),
    "another unit taken": (GROUP, _raises(BulkLoanRow, unit="QQQ")),
    "a step that there is not": (FEDERATION, _raises(GroupLoanRow, step="never")),
    "a rate for no period": (GROUP, _raises(BulkLoanRow, rate_period="once")),
    "a method that there is not": (GROUP, _raises(BulkLoanRow, method="by heart")),
    "a later day": (FEDERATION, _raises(BulkRepaidRow, came_on=date(2026, 5, 1))),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_past_the_guards_is_found_on_the_side_that_was_changed(sides, name: str) -> None:
    place, change = CHANGES[name]
    with unguarded():
        change()
    assert codes(sides[place]), "nothing was found"
    assert codes(sides[1 - place]) == set(), "the other side is whole in itself"


def test_what_the_other_side_takes_out_of_its_chronicle_is_seen_by_who_confirmed_it(sides) -> None:
    federation, group = sides
    with unguarded():
        lines = LineRow.objects.filter(kind="circles.lend_to_group")
        row = lines.get()
        lines.update(facts=row.facts.replace('"minor":600000', '"minor":700000'))
    assert "not_confirmed" in codes(group)
    assert "told_otherwise" in codes(federation)
