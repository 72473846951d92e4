"""Those who take turns go out and come into another group: order, rounds, what was missed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.circles import service as circles
from tequio.circles.queries.turns import owed_in, wheels_of
from tequio.circles.queries.workbook import tables_of
from tequio.circles.queries.workbook_of_turns import OF_TURNS
from tequio.circles.rules.reckoning import Short
from tequio.circles.rules.wheel import Taker
from tequio.ledger.models import JournalRow
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Stage
from tequio.site.verification import findings
from tests.circles.groups import MONDAY, ten
from tests.circles.test_spreadsheets import balances, brought

pytestmark = pytest.mark.django_db
FIVE = ("Ama", "Bea", "Dede", "Efua", "Fati")
VALUES = {
    "turn.contribution": 1_000,
    "turn.order": "fixed",
    "turn.every": "month",
    "standing.purposes": [
        *("ledger.claim", "ledger.opening", "ledger.reverse", "circle.turn", "circle.turn_due"),
        *("circle.pot", "circle.reserve"),
    ],
}


def tanda(name: str, stage: Stage | None = None, **values) -> Savers:
    return ten((stage or Stage()).on(MONDAY), name=name, **(VALUES | values))


@pytest.fixture
def turned() -> Savers:
    """Five take turns; in the second round Dede misses hers, and brings it later."""
    savers = tanda("Tanda")
    group = savers.group
    takers = tuple(Taker(group.person[name]) for name in FIVE)
    turns = group.does("Caro", circles.start_turns, takers=takers, aside=100)["turns"]
    group.does("Caro", circles.close_round, turns=turns)
    group.stage.later(31)
    group.does("Caro", circles.close_round, turns=turns, short=(Short(group.person["Dede"]),))
    group.stage.later(3)
    person = group.person["Dede"]
    group.does("Caro", circles.make_good, turns=turns, person=person, minor=500)
    group.stage.later(1)
    return savers


def tables(savers: Savers) -> dict[str, list[list[str]]]:
    found = tables_of(savers.group.organisation, savers.group.stage.today)
    return {name: found[name] for name in OF_TURNS}


def elsewhere(savers: Savers, **values) -> Savers:
    today = savers.group.stage.today
    again = tanda("Tanda again", savers.group.stage, **values)
    again.group.stage.on(today)
    return again


def without_number(table: list[list[str]]) -> list[list[str]]:
    return [row[1:] for row in table]


def test_turns_go_on_where_they_stood(turned: Savers) -> None:
    out = tables(turned)
    again = elsewhere(turned)
    outcomes = brought(again, out)
    assert [one.refusals for one in outcomes if one.is_refused] == []
    whats = ["turns begun", "round held", "round held", "made good"]
    assert [one.what for one in outcomes] == whats
    assert balances(again) == balances(turned)
    back = tables(again)
    assert {n: without_number(back[n]) for n in OF_TURNS} == {
        n: without_number(out[n]) for n in OF_TURNS
    }
    (wheel,) = wheels_of(again.group.organisation)
    assert wheel.next_round == 3
    assert {one.what for one in brought(again, out)} == {"already there"}
    assert list(findings()) == []


def test_a_round_that_another_received_is_refused_with_its_row(turned: Savers) -> None:
    out, again = tables(turned), elsewhere(turned)
    out["rounds"][1][out["rounds"][0].index("member")] = "Fati"
    refused = [one for one in brought(again, out) if one.is_refused]
    assert refused[0].refusals[0].code == "another_receives"
    assert balances(again) == {}


def test_turns_without_an_order_beforehand_do_not_come_in(turned: Savers) -> None:
    out, again = tables(turned), elsewhere(turned, **{"turn.order": "bid"})
    (refused,) = [one for one in brought(again, out) if one.is_refused]
    assert refused.refusals[0].code == "turns_not_in_order"


def journals(savers: Savers) -> int:
    return JournalRow.objects.filter(organisation_id=savers.group.organisation).count()


def every_row_is_there(savers: Savers, out: dict) -> None:
    """The file comes in and changes nothing; the dry run says so of each row."""
    before = (balances(savers), journals(savers), len(wheels_of(savers.group.organisation)))
    rows = [(table, at) for table in ("turns", "rounds", "made_good") for at in _rows(out[table])]
    for is_dry_run in (True, False):
        outcomes = brought(savers, out, is_dry_run=is_dry_run)
        assert {one.what for one in outcomes} == {"already there"}
        assert sorted((one.table, one.row) for one in outcomes) == sorted(rows)
    after = (balances(savers), journals(savers), len(wheels_of(savers.group.organisation)))
    assert after == before


def _rows(table: list[list[str]]) -> range:
    return range(2, len(table) + 1)


def test_the_own_turns_of_a_group_change_nothing_when_they_come_in(turned: Savers) -> None:
    every_row_is_there(turned, tables(turned))


def test_turns_in_which_another_took_a_place_are_known_again(turned: Savers) -> None:
    out, group = tables(turned), turned.group
    people = group.person
    witnesses = (people["Hawa"], people["Ines"])
    fields = {"leaves": people["Fati"], "takes_over": people["Gifty"], "witnesses": witnesses}
    (wheel,) = wheels_of(group.organisation)
    group.does("Caro", circles.substitute, turns=wheel.id, **fields)
    every_row_is_there(turned, out)
    every_row_is_there(turned, tables(turned))


def test_turns_that_ended_meanwhile_only_end_in_the_other_group(turned: Savers) -> None:
    again = elsewhere(turned)
    brought(again, tables(turned))
    group, today = turned.group, turned.group.stage.today
    (wheel,) = wheels_of(group.organisation)
    for day in (59, 90, 121):
        group.stage.on(MONDAY + timedelta(days=day))
        group.does("Caro", circles.close_round, turns=wheel.id)
    assert group.stage.today > today
    brings_back(turned, "Dede")
    group.does("Caro", circles.end_turns, turns=wheel.id)
    later = tables(turned)
    told = [one.what for one in brought(again, later)]
    new = ["already there"] * 4 + ["round held"] * 3 + ["made good", "turns ended"]
    assert told == new
    assert balances(again) == balances(turned)
    every_row_is_there(again, later)


def brings_back(savers: Savers, who: str) -> None:
    """She brings all that she owes."""
    (wheel,) = wheels_of(savers.group.organisation)
    person = savers.group.person[who]
    minor = sum(one.left for one in owed_in(savers.group.organisation, [wheel]))
    savers.group.does("Caro", circles.make_good, turns=wheel.id, person=person, minor=minor)
