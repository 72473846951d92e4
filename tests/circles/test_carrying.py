"""What goes over into the next cycle: shares that members leave in the fund, and running loans."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.circles import rules
from tequio.circles.queries import cycles_of, held_in, shared_out
from tequio.circles.queries.of_member import in_cycles
from tequio.governance.rules.effects import AmendStatutes
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, words
from tests.circles.groups import (
    TWO_KEYS,
    WOMEN,
    agrees_to_share_out,
    carrying,
    decides,
    everything_holds,
    holds,
    part_of,
    refused,
    saved,
    shares_out,
    ten,
    turns_keys,
    whole_share_out,
)


def changes(savers: Savers, **values: object) -> None:
    """The members change their statutes from today on."""
    codes = {name.replace("__", "."): value for name, value in values.items()}
    decides(savers, AmendStatutes("amendment", codes, savers.group.stage.today))


def test_what_is_carried_over_is_the_first_shares_of_the_next_cycle(savers: Savers) -> None:
    """15.00 each; a share costs 6.00 now: Ama leaves two of them and is paid 3.00."""
    saved(savers)
    changes(savers, circle__share_price=600)
    shared = whole_share_out(savers, TWO_KEYS, carried=carrying(savers, Ama=2, Bea=1))
    ama = savers.group.person["Ama"]
    assert part_of(savers, shared, "Ama") == (3, 1_500, 0, 300, 0)
    assert part_of(savers, shared, "Bea") == (3, 1_500, 0, 900, 0)
    assert shared["carried"] == [[ama, 2, 1_200], [savers.group.person["Bea"], 1, 600]]
    runs, ended = cycles_of(savers.group.organisation)
    assert (runs.id, runs.first_day, runs.price) == (shared["into"], ended.ended_on, 600)
    held = held_in(savers.group.organisation, runs)
    assert held[ama].shares == 2
    assert holds(savers, "member-shares", f"person:{ama}") == held[ama].saved == 1_200
    assert savers.group.money_in("cash") == 1_800
    (mine,) = in_cycles(savers.group.organisation, ama)
    assert (mine.shares, mine.saved) == (2, 1_200)
    done = shared_out(savers.group.organisation, ended.id, price=ended.price)
    assert done is not None
    assert done.carried == 1_800
    assert everything_holds()


def test_whoever_carried_over_gets_her_part_of_the_next_cycle(savers: Savers) -> None:
    saved(savers)
    whole_share_out(savers, TWO_KEYS, carried=carrying(savers, Ama=3))
    savers.meets(Told({"Bea": 1}, fines={"Bea": "late"}, fines_paid={"Bea": 100}))
    savers.group.stage.later(7)
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["pool"] == 2_100
    assert part_of(savers, shared, "Ama") == (3, 1_575, 0, 1_550, 25)
    assert everything_holds()


def test_everything_may_be_carried_over_and_no_money_moves(savers: Savers) -> None:
    saved(savers)
    shared = whole_share_out(savers, TWO_KEYS, carried=carrying(savers, **dict.fromkeys(WOMEN, 3)))
    assert sum(minor for _person, _shares, minor in shared["carried"]) == shared["pool"] == 15_000
    assert savers.group.money_in("cash") == 15_000
    assert everything_holds()


def test_keys_turn_on_what_each_carries_over(savers: Savers) -> None:
    saved(savers)
    agrees_to_share_out(savers, carried=carrying(savers, Ama=3))
    turns_keys(savers, TWO_KEYS, carried=carrying(savers, Ama=2))
    with refused("keys_missing"):
        shares_out(savers, carried=carrying(savers, Ama=1))
    assert shares_out(savers, carried=carrying(savers, Ama=2))["into"]


def test_nobody_carries_more_over_for_a_member_than_was_decided(savers: Savers) -> None:
    saved(savers)
    agrees_to_share_out(savers, carried=carrying(savers, Ama=2))
    more = carrying(savers, Ama=2, Bea=1)
    turns_keys(savers, TWO_KEYS, carried=more)
    with refused("carried_more_than_decided"):
        shares_out(savers, carried=more)


def lends_and_goes_on(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    savers.meets(Told({}, asks=[Asks("Ama", 1_000, (10, 0, 0), months=3)]))
    changes(savers, circle__loans_at_end="go_on")


def test_a_loan_of_which_nothing_is_late_goes_on_if_as_much_is_carried_over(
    savers: Savers,
) -> None:
    """Ama's 10.00 stay lent: 10.00 of the members' parts stay in the fund, or the box is short."""
    lends_and_goes_on(savers)
    with refused("loans_over_what_is_carried"):
        agrees_to_share_out(savers, carried=carrying(savers, Bea=1))
    shared = whole_share_out(savers, TWO_KEYS, carried=carrying(savers, Bea=2))
    assert (shared["pool"], shared["income"]) == (15_000, 0), "its interest is of the next cycle"
    assert part_of(savers, shared, "Ama") == (3, 1_500, 0, 1_500, 0)
    ((loan, left),) = shared["going_on"]
    assert (left, holds(savers, "member-loan")) == (1_000, 1_000)
    assert savers.group.money_in("cash") == 0
    savers.group.stage.later(7)
    savers.meets(Told({"Bea": 1}, repays={loan: 400}))
    assert everything_holds()


def test_a_late_loan_is_set_off_although_others_go_on(savers: Savers) -> None:
    lends_and_goes_on(savers)
    savers.group.stage.later(60)
    shared = whole_share_out(savers, TWO_KEYS)
    assert shared["going_on"] == []
    assert part_of(savers, shared, "Ama")[2] > 1_000
    assert holds(savers, "member-loan") == 0
    assert everything_holds()


COMING = rules.Coming(600, 5, frozenset({1, 2}))
WRONG: dict[str, tuple[rules.Carried, ...]] = {
    "twice_on_the_sheet": (rules.Carried(1, 1), rules.Carried(1, 1)),
    "not_on_the_sheets_roll": (rules.Carried(3, 1),),
    "carried_over_the_most": (rules.Carried(1, 6),),
    "carried_over_the_part": (rules.Carried(2, 2),),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_cannot_be_carried_over_says_why(code: str) -> None:
    found = rules.objections_to_carry(WRONG[code], COMING, {1: 10_000, 2: 1_199, 3: 10_000})
    assert [refusal.code for refusal in found] == [code]


def test_the_page_shows_what_is_carried_over_and_keeps_it(db: None) -> None:
    savers = ten(Stage(timezone.localdate() - timedelta(days=7)), **{"circle.weekday": "any"})
    saved(savers)
    writer, ama = Writer(savers), savers.group.person["Ama"]
    page = writer.opens("share_out", query=f"?coin=0.50&carry-{ama}=2")
    assert f'<input type="hidden" name="carry-{ama}" value="2">' in page
    assert "Carried over" in words(page)
    assert "10.00" in words(page)
    sent = {"do": "propose", "coin": "0.50", f"carry-{ama}": "9"}
    answer = writer.client.post(writer.address("share_out"), sent)
    assert answer.status_code == 200
    assert b"less than or equal to 5" in answer.content
