"""Those who take turns go out and come into another group: order, rounds, what was missed."""

from __future__ import annotations

import pytest

from tequio.circles import service as circles
from tequio.circles.queries.turns import wheels_of
from tequio.circles.queries.workbook import tables_of
from tequio.circles.queries.workbook_of_turns import OF_TURNS
from tequio.circles.rules.reckoning import Short
from tequio.circles.rules.wheel import Taker
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
