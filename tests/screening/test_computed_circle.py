"""What the meetings of a savings group show for a screening."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.circles.models import SheetKeyRow, SheetRow
from tequio.governance.rules.effects import GiveOffice
from tequio.lending.queries.loans import loans_of
from tequio.screening.queries.computing import Computed, computed_facts
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    WOMEN,
    agrees_to_share_out,
    decides,
    shares_out,
    ten,
    turns_keys,
)

MONDAYS = 4


def says(savers: Savers, on: date | None = None) -> dict[str, Any]:
    day = on or savers.group.stage.today
    said, silent = computed_facts(savers.group.organisation, ["circle", "meetings", "money"], day)
    found: dict[str, Computed | str] = {one.fact: one for one in said}
    found |= {one.fact: one.reason for one in silent}
    return {fact.removeprefix("practice."): one for fact, one in found.items()}


@pytest.fixture
def savers(db: None) -> Savers:
    """Ten women who meet on Mondays."""
    return ten()


@pytest.fixture
def saving(savers: Savers) -> Savers:
    """Four Mondays; in the third Dede borrows."""
    savers.starts()
    for week in range(MONDAYS):
        asks = [Asks("Dede", 50_00, (9, 0, 1), months=1)] if week == 2 else []
        savers.meets(Told(dict.fromkeys(WOMEN[: 10 - week], 2), asks=asks))
        savers.group.stage.later(7)
    return savers


def test_before_the_first_cycle_nothing_is_kept_here(savers: Savers) -> None:
    said = says(savers)
    of_circle = {"meetings_held", "share_out_by_savings", "decides_together", "keys_rotate"}
    assert {said[name] for name in of_circle} == {"not_kept_here"}


def test_the_five_rules_are_those_of_the_groups_own_page(saving: Savers) -> None:
    said = says(saving)
    assert said["meetings_held"].value == "4/5"
    assert said["regular_savings"].value == "17/20"
    assert said["books_in_time"].value == "1"
    assert said["repaid_on_time"] == "nothing_happened"
    assert {row.kind for row in said["internal_lending"].rows} == {"sheet"}
    assert len(said["meetings_held"].rows) == MONDAYS
    assert said["active"].value is True
    assert said["decides_together"].value is True
    assert said["assemblies"].value == MONDAYS, "a sheet is an assembly, and told once"
    assert [row.kind for row in said["decides_together"].rows] == ["resolution"]
    assert {said[name].grade for name in ("meetings_held", "active", "decides_together")} == {0}


def test_a_sheet_on_which_another_proved_herself_lifts_what_rests_on_it(saving: Savers) -> None:
    hawa = {"person_id": saving.group.person["Hawa"], "is_proved": True}
    for sheet in SheetRow.objects.all():
        own = {"organisation_id": sheet.organisation_id, "sheet_id": sheet.id}
        SheetKeyRow.objects.create(**own, **hawa)
    said = says(saving)
    lifted = {"meetings_held", "internal_lending", "active", "decides_together", "reserve_drawn"}
    lifted |= {"assemblies", "turnout"}
    assert {said[name].grade for name in lifted} == {2}


def test_a_share_out_by_savings_is_told_of_its_cycle(saving: Savers) -> None:
    assert says(saving)["share_out_by_savings"] == "nothing_happened"
    group = saving.group
    saving.meets(Told({}, repays={_loan(saving): 52_50}))
    agrees_to_share_out(saving)
    turns_keys(saving, ("Hawa", "Ines", "Joy"))
    shared = shares_out(saving)
    said = says(saving)
    found = said["share_out_by_savings"]
    assert (found.value, found.until) == (True, group.stage.today)
    assert [(row.kind, row.number) for row in found.rows] == [("cycle", shared["cycle"])]
    assert (said["surplus_divided"].value, said["to_members_by_decision"].value) == (True, True)
    assert said["return_on_capital"] == "nothing_happened"


def _loan(savers: Savers) -> int:
    return loans_of(savers.group.organisation)[0].id


def test_an_office_that_passed_on_is_told_and_a_young_group_is_not_blamed(saving: Savers) -> None:
    assert says(saving)["keys_rotate"] == "too_young"
    person = saving.group.person
    passed = GiveOffice("office", "keyholder", person["Dede"], person["Joy"])
    decides(saving, passed)
    saving.group.stage.later(1)
    said = says(saving)["keys_rotate"]
    assert (said.value, [row.kind for row in said.rows]) == (True, ["term"])
    later = saving.group.stage.today.replace(year=2029)
    assert says(saving, later)["keys_rotate"].value is False


def test_the_number_of_queries_does_not_grow_with_the_meetings(saving: Savers) -> None:
    def asked_after(weeks: int) -> int:
        for _week in range(weeks):
            saving.meets(Told(dict.fromkeys(WOMEN, 1)))
            saving.group.stage.later(7)
        with CaptureQueriesContext(connection) as queries:
            says(saving)
        return len(queries)

    assert asked_after(3) == asked_after(3)
