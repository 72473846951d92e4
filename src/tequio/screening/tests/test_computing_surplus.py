"""What became of a surplus, by whose decision, and that reserves stayed."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.governance import service as governance
from tequio.governance.rules.meetings import Hands
from tequio.screening.queries.computing import Computed, Row, computed_facts
from tequio.screening.queries.computing.surplus import MODULE
from tequio.shares import rules, service
from tequio.shares.queries import returns_after
from tequio.shares.tests import stage
from tequio.shares.tests.stage import Group

pytestmark = pytest.mark.django_db
YEAR = {"since": date(2025, 1, 1), "until": date(2025, 12, 31)}
STATUTES = dict.fromkeys(rules.STEPS, "0") | {
    "surplus.reserve": "20/100",
    "surplus.education": "5/100",
    "surplus.unforeseen": "5/100",
    "surplus.dividend": "3/100",
}


def says(group: Group, on: date | None = None) -> dict[str, Computed | str]:
    said, silent = computed_facts(group.organisation, ["money", "meetings"], on or group.today)
    found = {one.fact: one for one in said} | {one.fact: one.reason for one in silent}
    return {fact.removeprefix("practice."): found[fact] for fact in MODULE.functions}


def decides(group: Group, proposal: int, closed_by: str = "Dewi") -> None:
    """Carla counts the hands of all; she, or another, closes the vote."""
    present = tuple(group.person.values())
    met = group.does("Carla", governance.open_meeting, present=present, meeting=None)["meeting"]
    asked = {"proposal": proposal, "way": "hands", "meeting": met}
    ballot = group.does("Carla", governance.open_ballot, **asked)["ballot"]
    hands = Hands(5, 0, 0, (group.person["Amina"], group.person["Ewa"]))
    group.does("Carla", governance.record_hands, ballot=ballot, hands=hands)
    group.does(closed_by, governance.close_ballot, ballot=ballot)
    group.does(closed_by, governance.close_meeting, meeting=met)


@pytest.fixture
def weavers() -> Group:
    """Amina and Ewa hold 500.00 of capital each for the year; 1,000.00 was earned."""
    group = stage.found(**{code.replace(".", "__"): value for code, value in STATUTES.items()})
    for who in ("Amina", "Ewa"):
        group.subscribes(who, 10)
    group.today = date(2025, 6, 1)
    group.earns(100_000)
    group.today = date(2026, 1, 20)
    return group


def divides(group: Group, closed_by: str = "Dewi", **more: object) -> int:
    """Amina proposes, the members decide, Bodil divides; the number of the division."""
    uses = (service.Use(group.person["Ewa"], 5),)
    given = YEAR | {"rate": "3/100", "refund": 20_000, "uses": uses} | more
    made = group.does("Amina", service.propose_division, **given)
    decides(group, made["proposal"], closed_by)
    group.later(2).does("Bodil", service.divide, division=made["division"])
    return int(made["division"])


def test_a_surplus_is_told_as_it_was_divided(weavers: Group) -> None:
    division = divides(weavers)
    said = says(weavers)
    # 1,000.00: reserve 200, education 50, unforeseen 50, return 30 of 1,000, refund 200, rest 470.
    assert {name: one.value for name, one in said.items()} == {
        "surplus_divided": True,
        "to_reserve": "67/100",
        "to_purpose": "1/20",
        "refund": "1/5",
        "return_on_capital": "3/100",
        "return_rate": "3/100",
        "to_members_by_decision": True,
        "reserve_drawn": False,
    }
    of_years = [one for name, one in said.items() if name != "reserve_drawn"]
    assert {(one.since, one.until, one.grade) for one in of_years} == {(*YEAR.values(), 2)}
    assert {one.rows for one in of_years} == {(Row("division", division, weavers.today),)}
    assert (said["reserve_drawn"].grade, said["reserve_drawn"].until) == (2, weavers.today)
    days = {weavers.organisation: [weavers.today]}
    assert returns_after([weavers.organisation], YEAR["until"]) == days
    assert returns_after([weavers.organisation], weavers.today) == {}


def test_what_one_person_counted_and_closed_is_typed_alone(weavers: Group) -> None:
    divides(weavers, closed_by="Carla", rest_to="aside")
    said = says(weavers)
    assert said["to_reserve"].value == "1/5"
    assert {one.grade for one in said.values()} == {0}


def test_what_was_only_proposed_is_not_divided(weavers: Group) -> None:
    weavers.does("Amina", service.propose_division, **YEAR)
    said = says(weavers)
    assert (said["surplus_divided"].value, said["surplus_divided"].grade) == (False, 0)
    assert said["surplus_divided"].since == stage.FOUNDED
    assert said["reserve_drawn"].value is False
    silent = {name for name, one in said.items() if one == "nothing_happened"}
    assert silent == said.keys() - {"surplus_divided", "reserve_drawn"}


def test_a_young_book_does_not_say_that_nothing_was_divided(weavers: Group) -> None:
    assert says(weavers, date(2025, 11, 30))["surplus_divided"] == "too_young"


def test_a_division_is_of_no_account_after_a_year_and_a_half(weavers: Group) -> None:
    divides(weavers)
    assert says(weavers, date(2027, 7, 1))["to_reserve"].value == "67/100"
    said = says(weavers, date(2027, 9, 1))
    assert said["to_reserve"] == "nothing_happened"
    assert said["reserve_drawn"].value is False


def test_before_anything_was_booked_nothing_is_said(weavers: Group) -> None:
    said = says(weavers, date(2024, 1, 1))
    assert set(said.values()) == {"not_kept_here", "nothing_happened"}
