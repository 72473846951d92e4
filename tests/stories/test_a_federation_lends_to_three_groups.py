"""A federation lends to three groups; one falls behind, and the list shows it first."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.bulk import mirrors_of
from tequio.circles.queries.grading import graded
from tequio.circles.queries.overseeing import Line, groups_by_need
from tequio.circles.rules import KeyHeld, said_by_keys
from tequio.circles.service import close_meeting
from tequio.governance.rules.effects import AmendStatutes, ExcludeOrganisation
from tequio.kernel import Unit
from tequio.membership.rules.pins import proof_of
from tequio.membership.service import set_pin, witness_head
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told
from tests.stories.telling import everything_holds

INR = Unit("INR", 2)
MONDAY = date(2026, 3, 2)
SAVING = {
    "circle.share_price": 1_000,
    "circle.weekday": "monday",
    "circle.contribution": 0,
    "privacy.federation": "figures",
}
GROUPS = ("Adom", "Biakoye", "Nsoroma")


@pytest.fixture
def federation(db: None) -> Group:
    return told.found(Stage(MONDAY), "Federation", told.DELEGATES, cash=5_000_000)


@pytest.fixture
def groups(federation: Group) -> dict[str, Savers]:
    """Three groups that save each Monday, admitted, with what both assemblies decided."""
    found = {}
    for name in GROUPS:
        group = told.found(federation.stage, name, told.WOMEN, cash=10_000, **SAVING)
        told.joins(group, federation)
        told.permits(federation, "circle.bulk_loan", 600_000, group)
        told.permits(group, "circle.borrow", 600_000, federation)
        found[name] = Savers(group, "Caro", ("Dede", "Efua"))
        found[name].starts()
    return found


def the_list(federation: Group) -> list[Line]:
    return groups_by_need(federation.organisation, INR, federation.stage.today)


def reasons(federation: Group) -> dict[str, list[str]]:
    return {line.name: [one.code for one in line.needs] for line in the_list(federation)}


def held_by(federation: Group, group: Group) -> None:
    """The federation's secretary writes down where a group's chronicle stands."""
    head = chronicle.head_of(group.organisation)
    given = {"chain": head.chain, "number": head.number, "digest": head.digest}
    federation.does("Qama", witness_head, **given)


def weeks_pass(federation: Group, groups: dict[str, Savers], weeks: int, *absent: str) -> None:
    """So many Mondays: who is not absent meets and saves."""
    for _week in range(weeks):
        federation.stage.later(7)
        for name, savers in groups.items():
            if name not in absent:
                savers.meets(Told(dict.fromkeys(told.WOMEN, 2)))


def test_the_group_that_falls_behind_stands_first_with_its_reasons(federation, groups) -> None:
    weeks_pass(federation, groups, 1)
    taken = {}
    for name, savers in groups.items():
        lent = told.lends(federation, savers.group, 600_000)
        taken[name] = told.takes(savers.group, lent)
    assert all(one.compared.is_agreed for one in mirrors_of(federation.organisation, INR).values())

    weeks_pass(federation, groups, 5, "Biakoye")
    for name in ("Adom", "Nsoroma"):
        savers = groups[name]
        paid = told.pays_back(savers.group, taken[name], 103_529)
        assert paid["interest"] == 6_000
        told.receives(federation, paid)
        held_by(federation, savers.group)

    first, *others = the_list(federation)
    assert first.name == "Biakoye"
    assert [one.code for one in first.needs] == ["no_sheet", "late_with_us", "never_witnessed"]
    assert str(first.needs[0]).startswith("No sheet of a meeting since 2026-03-09")
    assert [line.needs for line in others] == [[], []]
    assert everything_holds()


def test_a_group_lets_its_federation_see_what_it_decided_and_no_more(federation, groups) -> None:
    weeks_pass(federation, groups, 1)
    biakoye = groups["Biakoye"].group
    weeks_pass(federation, groups, 4, "Biakoye")
    assert reasons(federation)["Biakoye"] == ["no_sheet", "never_witnessed"]
    hide = AmendStatutes("amendment", {"privacy.federation": "nothing"}, biakoye.stage.today)
    told.decides(biakoye, "Show nothing", hide)
    line = next(one for one in the_list(federation) if one.name == "Biakoye")
    assert (line.sight, line.needs, line.last) == ("nothing", [], None)
    part = ExcludeOrganisation("exclusion_of_organisation", biakoye.organisation)
    told.decides(federation, "Part from Biakoye", part)
    assert "Biakoye" not in reasons(federation)


def test_a_group_that_left_with_a_debt_stays_on_the_list_and_shows_nothing(
    federation, groups
) -> None:
    adom = groups["Adom"].group
    told.takes(adom, told.lends(federation, adom, 600_000))
    part = ExcludeOrganisation("exclusion_of_organisation", adom.organisation)
    told.decides(federation, "Part from Adom", part)
    weeks_pass(federation, groups, 6)
    (line,) = (one for one in the_list(federation) if one.name == "Adom")
    assert (line.sight, line.last) == ("nothing", None)
    assert [one.code for one in line.needs] == ["late_with_us"]


def test_a_box_that_lacks_money_and_sheets_that_come_late_are_seen_in_figures(
    federation, groups
) -> None:
    weeks_pass(federation, groups, 1)
    federation.stage.later(7)
    for name, savers in groups.items():
        short = -500 if name == "Nsoroma" else 0
        if name != "Adom":
            savers.meets(Told(dict.fromkeys(told.WOMEN, 2), too_much=short))
        held_by(federation, savers.group)
    monday = federation.stage.today
    federation.stage.later(8)
    groups["Adom"].meets(Told(dict.fromkeys(told.WOMEN, 2), held_on=monday))
    listed = reasons(federation)
    assert list(listed) == ["Nsoroma", "Adom", "Biakoye"]
    assert listed == {"Nsoroma": ["box_unanswered"], "Adom": ["sheets_late"], "Biakoye": []}
    assert everything_holds()


def confirmed_weeks(federation: Group, savers: Savers, weeks: int) -> None:
    """So many Mondays on whose sheets the chair opens her lock with her own PIN."""
    group, chair = savers.group, savers.group.person["Ama"]
    group.does("Ama", set_pin, salt="5a" * 32, verifier="c3" * 32)
    for week in range(weeks):
        federation.stage.later(7)
        key = f"sheet-{week}"
        fields = savers.fields(Told(dict.fromkeys(told.WOMEN, 2)))
        opened = KeyHeld(chair, proof_of("c3" * 32, said_by_keys(key, fields)))
        group.does("Caro", close_meeting, key=key, **(fields | {"keys": (opened,)}))


def test_witnesses_whom_the_writer_names_lift_no_sheet_held_outside_or_not(
    federation, groups
) -> None:
    weeks_pass(federation, groups, 2)
    adom = groups["Adom"].group
    held_by(federation, adom)
    found = graded(adom.organisation, on=federation.stage.today)
    assert {one.grade for one in found.facts} == {0, None}


def test_a_head_held_by_the_federation_lifts_the_grade_of_what_was_confirmed(
    federation, groups
) -> None:
    confirmed_weeks(federation, groups["Adom"], 3)
    adom = groups["Adom"].group
    today = federation.stage.today
    before = graded(adom.organisation, on=today)
    assert {one.code: one.grade for one in before.facts} == {
        "meetings": 2,
        "saving": 2,
        "lending": 0,
        "repayment": None,
        "books": 2,
    }
    (typed,) = before.fact("lending").weakest
    assert (typed.kind, typed.on) == ("entry", MONDAY), "what was brought when it was founded"
    held_by(federation, adom)
    after = graded(adom.organisation, on=today)
    assert after.fact("saving").grade == 3
    assert (after.fact("saving").some, after.fact("saving").whole) == (18, 18)
    assert after.corpus.minor == 10_000 + 3 * 6 * 2_000
