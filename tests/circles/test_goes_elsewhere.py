"""A group goes out whole and comes into a new group: what is over, what is held and owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import service as circles
from tequio.circles.models import PastCycleRow, PastPartRow
from tequio.circles.queries import check
from tequio.circles.queries.past import past_cycles
from tequio.circles.queries.workbook import tables_of
from tequio.circles.rules import Brought
from tequio.circles.rules.past import PastCycle, PastPart
from tequio.governance.tests.by_hand import unguarded
from tequio.kernel import Refused
from tequio.ledger.models import JournalRow
from tequio.membership import queries as members
from tequio.membership.tests.groups import browser_of
from tequio.membership.visits.spreadsheets import read_tables, written_workbook
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.everything import all_tables
from tequio.site.verification import findings
from tests.circles.groups import MONDAY, WOMEN, carrying, ten, whole_share_out
from tests.circles.test_refusals_of_cycles import spending
from tests.circles.test_spreadsheets import balances, brought, group_called

pytestmark = pytest.mark.django_db
HISTORY = ("cycles", "parts", "held", "running", "meetings", "lines", "loans", "repayments")


def shared_once(**more) -> Savers:
    """A group whose first cycle is over; Ama carries two shares over, Fati still owes."""
    savers = ten(**{"keys.pay": 2} | more)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    asks = [Asks("Fati", 1_000, (9, 0, 1), months=2, purpose="Seeds")]
    savers.meets(Told({"Ama": 2}, asks=asks))
    savers.group.stage.later(70)
    whole_share_out(savers, ("Hawa", "Ines"), carried=carrying(savers, Ama=2, Bea=1))
    savers.group.stage.later(7)
    savers.meets(Told(dict.fromkeys(WOMEN, 1), asks=[replace(asks[0], who="Ama", minor=500)]))
    savers.group.stage.later(7)
    return savers


def whole(savers: Savers) -> dict[str, list[list[str]]]:
    tables = tables_of(savers.group.organisation, savers.group.stage.today)
    return {name: tables[name] for name in HISTORY}


def elsewhere(savers: Savers) -> Savers:
    """A new group of the same women, founded when the first was, on the day of the first."""
    today = savers.group.stage.today
    again = ten(savers.group.stage.on(MONDAY), name="Nsoroma again", **{"keys.pay": 2})
    again.group.stage.on(today)
    return again


def without_numbers(table: list[list[str]]) -> list[list[str]]:
    """Loans have other numbers in another book."""
    places = [place for place, name in enumerate(table[0]) if name == "loan"]
    return [[cell for place, cell in enumerate(row) if place not in places] for row in table]


def per_member(savers: Savers) -> dict:
    """What stands on the accounts of members, and in box and bag."""
    kinds = ("member-shares", "member-loan", "fine-due", "cash", "social-fund")
    return {key: minor for key, minor in balances(savers).items() if key[0] in kinds}


def test_a_group_with_a_finished_cycle_comes_in_again_and_goes_out_the_same() -> None:
    savers = shared_once()
    tables = whole(savers)
    assert tables["loans"][1][tables["loans"][0].index("purpose")] == "Seeds"
    again = elsewhere(savers)
    files = read_tables(written_workbook(tables), "group.xlsx")
    dry = brought(again, files, is_dry_run=True)
    assert not balances(again)
    outcomes = brought(again, files)
    assert [one.refusals for one in outcomes if one.is_refused] == []
    assert [(one.table, one.what) for one in dry] == [(one.table, one.what) for one in outcomes]
    assert [one.what for one in outcomes] == [
        "cycle from before, as history",
        "of a cycle that is over: its figures come in",
        "of a cycle that is over: its figures come in",
        "cycle begun",
        "meeting written down",
    ]
    assert per_member(again) == per_member(savers)
    back = whole(again)
    for name in ("cycles", "parts", "held"):
        assert back[name] == tables[name], name
    assert without_numbers(back["loans"])[-1] == without_numbers(tables["loans"])[-1]
    assert list(findings()) == []
    twice = {one.what for one in brought(again, files)}
    assert twice == {"already there", "of a cycle that is over: its figures come in"}


def gone_over() -> Savers:
    """Fati's loan goes on into the second cycle, which has met once."""
    savers = ten(**{"keys.pay": 2, "circle.loans_at_end": "go_on"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    asks = [Asks("Fati", 1_000, (9, 0, 1), months=3)]
    savers.meets(Told({"Ama": 2}, asks=asks))
    savers.group.stage.later(14)
    whole_share_out(savers, ("Hawa", "Ines"), carried=carrying(savers, Ama=4, Bea=2))
    savers.group.stage.later(7)
    savers.meets(dict.fromkeys(WOMEN, 1))
    return savers


def test_the_own_file_of_a_group_changes_nothing_when_it_comes_in(db: None) -> None:
    savers = gone_over()
    tables = whole(savers)
    assert len(tables["running"]) == 2
    before = (balances(savers), JournalRow.objects.count())
    for is_dry_run in (True, False):
        outcomes = brought(savers, tables, is_dry_run=is_dry_run)
        assert [one.refusals for one in outcomes if one.is_refused] == []
        said = {one.table: one.what for one in outcomes}
        assert said["running"] == "already there"
    assert (balances(savers), JournalRow.objects.count()) == before


def test_a_loan_that_goes_on_elsewhere_comes_in_once(db: None) -> None:
    savers = gone_over()
    again = elsewhere(savers)
    assert not [one for one in brought(again, whole(savers)) if one.is_refused]
    owed = balances(again)["member-loan", "loan"]
    again.group.stage.later(7)
    savers.meets(dict.fromkeys(WOMEN, 1))
    outcomes = brought(again, whole(savers))
    assert [one.refusals for one in outcomes if one.is_refused] == []
    assert balances(again)["member-loan", "loan"] == owed


def test_a_loan_that_runs_over_the_end_of_a_cycle_comes_in_with_its_rest(db: None) -> None:
    savers = group_called("Sakhi")
    savers.starts()
    head = ["loan", "member", "left", "months", "begins_on", "purpose"]
    row = ["7", "Bea", "12.00", "3", "2026-02-20", "A goat"]
    cycles = [["cycle", "first_day", "price", "ended_on"], ["now", "2026-03-02", "5.00", ""]]
    told = brought(savers, {"cycles": cycles, "running": [head, row]})
    assert [one.what for one in told] == ["loan brought in, from the books before"]
    assert balances(savers)["member-loan", "loan"] == 12_00
    out = tables_of(savers.group.organisation, savers.group.stage.today)["running"]
    assert out[1][1:] == ["Bea", "12.00", "3", "", "", "2026-02-20", "A goat", "main"]


def test_keys_that_were_held_are_named_again_and_prove_nothing(db: None) -> None:
    savers = shared_once()
    tables = whole(savers)
    place = tables["meetings"][0].index("keys")
    tables["meetings"][-1][place] = "Hawa; Ines"
    again = elsewhere(savers)
    assert not [one for one in brought(again, tables) if one.is_refused]
    assert whole(again)["meetings"][-1][place] == "Hawa; Ines"


def test_a_cycle_that_lost_more_than_was_saved_comes_in_as_it_went_out(db: None) -> None:
    savers = ten(**{"keys.pay": 2})
    savers.starts(brought=Brought(money=100))
    savers.meets(dict.fromkeys(WOMEN, 3))
    spending(15_050)(savers)
    savers.group.does("Caro", circles.end_cycle)
    tables = whole(savers)
    pool = tables["cycles"][0].index("pool")
    assert tables["cycles"][1][pool] == "-0.50"
    again = elsewhere(savers)
    outcomes = brought(again, tables)
    assert [one.refusals for one in outcomes if one.is_refused] == []
    (past,) = past_cycles(again.group.organisation)
    assert (past.cycle.pool, {one.worth for one in past.parts}) == (-50, {0})
    assert whole(again)["cycles"] == tables["cycles"]
    assert whole(again)["parts"] == tables["parts"]


def test_what_goes_out_keeps_what_is_over_beside_what_runs(db: None) -> None:
    savers = shared_once()
    group = members.organisation(savers.group.organisation)
    assert group is not None
    tables = all_tables(group, savers.group.stage.today)
    assert {"cycles", "parts", "held", "running"} <= set(tables)


# The act ----------------------------------------------------------------------------------------

GOOD = PastCycle(date(2025, 1, 6), date(2025, 12, 29), 500, 50, 1_000, 100, 0, 1_100)


def parts(savers: Savers) -> tuple[PastPart, ...]:
    ama, bea = savers.group.person["Ama"], savers.group.person["Bea"]
    return (
        PastPart(ama, 1, 550, set_off=100, paid=450),
        PastPart(bea, 1, 550, carried=500, paid=50),
    )


def brings(savers: Savers, who: str = "Caro", **more) -> dict:
    given = {"cycle": GOOD, "parts": parts(savers)} | more
    return dict(savers.group.does(who, circles.bring_cycle, **given))


def test_a_cycle_from_before_is_history_and_moves_nothing(db: None) -> None:
    savers = group_called("Sakhi")
    brings(savers)
    (past,) = past_cycles(savers.group.organisation)
    assert (past.cycle, past.parts) == (GOOD, parts(savers))
    assert balances(savers) == {}
    assert list(findings()) == []
    page = browser_of(savers.group.person["Ama"]).get(f"/o/{savers.group.slug}/circle/")
    assert "Cycles from the books before" in page.content.decode()


def changed(**fields):
    return lambda savers: brings(savers, cycle=replace(GOOD, **fields))


REFUSED = {
    "office_not_held": lambda savers: brings(savers, who="Dede"),
    "cycle_ends_before_it_begins": changed(ended_on=date(2025, 1, 5)),
    "date_not_reached": changed(ended_on=MONDAY + timedelta(days=1)),
    "cycle_is_there": lambda savers: [brings(savers), brings(savers)],
    "not_on_the_sheets_roll": lambda savers: brings(savers, parts=(PastPart(99_999, 1, 1_100),)),
    "twice_on_the_sheet": lambda savers: brings(savers, parts=parts(savers)[:1] * 2),
    "written_below_zero": changed(coin=-1),
    "sums_do_not_meet": changed(pool=1_101),
}


@pytest.mark.parametrize("code", REFUSED)
def test_the_act_is_refused_with_this_reason(db: None, code: str) -> None:
    savers = group_called("Sakhi")
    with pytest.raises(Refused) as refused:
        REFUSED[code](savers)
    assert code in [one.code for one in refused.value.refusals]


def test_every_refusal_that_the_act_declares_has_its_scene() -> None:
    declared = {kind.code for kind in ACTS["circles.bring_cycle"].refusals}
    assert declared - {kind.code for kind in OF_THE_DOOR} == set(REFUSED)


CHANGES = {
    "a larger pool": lambda: PastCycleRow.objects.update(pool=F("pool") + 1),
    "other days": lambda: PastCycleRow.objects.update(first_day=date(2025, 2, 1)),
    "more paid": lambda: PastPartRow.objects.update(paid=F("paid") + 1),
    "a part taken out": lambda: PastPartRow.objects.first().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_past_the_guards_is_found(db: None, name: str) -> None:
    savers = group_called("Sakhi")
    brings(savers)
    assert list(check(savers.group.organisation)) == []
    with unguarded():
        CHANGES[name]()
    assert list(check(savers.group.organisation))


@pytest.mark.parametrize("table", ["pastcyclerow", "pastpartrow"])
def test_what_is_over_only_grows(db: None, table: str) -> None:
    brings(group_called("Sakhi"))
    for change in ("UPDATE {} SET organisation_id = organisation_id", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change.format(f"circles_{table}"))
