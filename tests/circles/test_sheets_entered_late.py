"""A paper sheet typed in days later, out of order, twice; by whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.circles import service as circles
from tequio.circles.queries import check, cycles_of, fund_of, held_in
from tequio.governance import service as governance
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Unit
from tequio.ledger import queries as ledger
from tequio.ledger import service as book
from tequio.mandates import service as mandates
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    MONDAY,
    WOMEN,
    allows,
    everything_holds,
    holds,
    refused,
    whole_share_out,
    worth_now,
)

TUESDAY = MONDAY + timedelta(days=8)


def test_a_sheet_of_last_week_is_dated_by_its_meeting(savers: Savers) -> None:
    savers.starts()
    savers.group.stage.later(5)
    told = savers.meets(Told(dict.fromkeys(WOMEN, 2), held_on=MONDAY))
    assert told["held_on"] == MONDAY.isoformat()
    on = savers.group.stage.today
    box = savers.group.account("cash")
    organisation = savers.group.organisation
    assert ledger.balance(organisation, box, on=MONDAY).minor == 10_000
    assert ledger.balance(organisation, box, on=on).minor == 10_000
    assert everything_holds()


def test_the_decision_of_a_late_sheet_is_of_the_day_of_the_meeting(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(10)
    asks = [Asks("Ama", 1_000, (10, 0, 0), months=1)]
    told = savers.meets(Told({}, held_on=MONDAY + timedelta(days=7), asks=asks))
    days = {
        step["facts"].get("paid_out_on") or step["facts"].get("held_on") for step in told["steps"]
    }
    assert days - {None} == {"2026-03-09"}
    assert everything_holds()


def test_the_sheet_of_week_one_is_found_after_that_of_week_two(savers: Savers) -> None:
    """Week two was counted with the money of week one in the box: it was too much then, and
    that is taken up again when the lost sheet is there."""
    savers.starts()
    savers.group.stage.later(7)
    second = savers.meets(Told(dict.fromkeys(WOMEN, 2), too_much=10_000))
    assert second["counted"] - second["booked"] == 10_000
    first = savers.meets(Told(dict.fromkeys(WOMEN, 2), held_on=MONDAY))
    assert (first["opening_booked"], first["counted"]) == (0, 10_000)
    assert savers.group.money_in("cash") == 30_000, "one heap too many until it is counted again"
    savers.group.stage.later(7)
    third = savers.meets(Told({}, too_much=-10_000))
    assert third["counted"] == 20_000 == savers.group.money_in("cash")
    assert holds(savers, "cash-difference") == 0, "too much then, missing now"
    (cycle,) = cycles_of(savers.group.organisation)
    assert {one.shares for one in held_in(savers.group.organisation, cycle).values()} == {4}
    assert everything_holds()
    shared = whole_share_out(savers, ("Hawa", "Ines"))
    assert (shared["pool"], savers.group.money_in("cash")) == (20_000, 0)
    assert everything_holds()


def test_what_is_still_too_much_at_one_count_holds_the_share_out(savers: Savers) -> None:
    savers.starts()
    savers.meets(Told(dict.fromkeys(WOMEN, 2), too_much=300))
    savers.group.stage.later(7)
    savers.meets(Told({}, too_much=-200))
    on = savers.group.stage.today
    fund = fund_of(savers.group.organisation, "main", on=on)
    assert fund is not None
    assert fund.unanswered.minor == 100
    with refused("claims_are_open"):
        whole_share_out(savers, ("Hawa", "Ines"))


def test_another_unit_in_the_book_is_not_of_the_fund(savers: Savers) -> None:
    """Ten dollars that somebody gave are no cedis to share out."""
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    mandates.open_unit(savers.group.organisation, Unit("USD", 2, "money"))
    allows(savers, "ledger.receive", unit="USD")
    box = book.account_for(savers.group.organisation, unit="USD", kind="cash", ref="dollars")
    gift = {"account": box, "minor": 1_000, "unit": "USD", "payer_text": "a guest"}
    savers.group.does("Caro", book.receive, **gift)
    assert worth_now(savers) == 10_000


def test_the_same_sheet_sent_twice_is_one_meeting(savers: Savers) -> None:
    savers.starts()
    told = Told(dict.fromkeys(WOMEN, 2))
    fields = savers.fields(told)
    act = savers.group.act("Caro", "a phone's own key")
    first = circles.close_meeting(act, **fields)
    again = circles.close_meeting(act, **fields)
    assert (again.number, again.facts) == (first.number, first.facts)
    assert holds(savers, "member-shares") == 10_000
    with refused("key_used_for_other_content"):
        circles.close_meeting(act, **fields | {"counted": 1})


def test_the_same_meeting_under_another_key_is_there_already(savers: Savers) -> None:
    savers.starts()
    fields = savers.fields(Told(dict.fromkeys(WOMEN, 2)))
    savers.group.does("Caro", circles.close_meeting, key="one phone", **fields)
    with refused("sheet_already_there"):
        savers.group.does("Caro", circles.close_meeting, key="another phone", **fields)
    assert holds(savers, "member-shares") == 10_000


def test_an_entry_that_is_reversed_lowers_what_she_holds(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    organisation = savers.group.organisation
    ama = savers.group.person["Ama"]
    entries = ledger.entries_for(organisation, ["circle.shares"])
    hers = next(n for n, e in entries.items() if e.credit == ("member-shares", f"person:{ama}"))
    savers.group.does("Caro", book.reverse, transfer=hers)
    (cycle,) = cycles_of(organisation)
    held = held_in(organisation, cycle)
    assert ama not in held
    assert sum(one.saved for one in held.values()) == holds(savers, "member-shares") == 9_000
    assert everything_holds()


def test_an_entry_of_a_cycle_that_is_over_takes_from_nobody_unseen(savers: Savers) -> None:
    """The book takes it back like any other; by the sheets she still has it, and that is found."""
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    organisation = savers.group.organisation
    old = min(ledger.entries_for(organisation, ["circle.shares"]))
    whole_share_out(savers, ("Hawa", "Ines"))
    savers.group.stage.later(7)
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 4))
    assert everything_holds()
    savers.group.does("Caro", book.reverse, transfer=old)
    (found,) = list(check(organisation))
    assert found.code == "shares_differ"
    assert dict(found.fields)["booked"] == 1_000


@pytest.fixture
def replaced(savers: Savers) -> Savers:
    """Caro wrote a sheet on paper; before she typed it in, her offices went to Gifty."""
    savers.starts()
    savers.group.stage.later(1)
    for office in ("treasurer", "bookkeeper"):
        savers.group.does(
            "Bea",
            governance.hand_over,
            office=office,
            person=savers.group.person["Gifty"],
            replaces=savers.group.person["Caro"],
            present=savers.group.numbers(WOMEN),
            hands=Hands(10, 0, 0, savers.group.numbers(("Dede", "Efua"))),
        )
    return savers


def test_a_treasurer_who_lost_her_office_enters_nothing_more(replaced: Savers) -> None:
    with refused("office_not_held"):
        replaced.meets(Told(dict.fromkeys(WOMEN, 2), held_on=MONDAY))
    replaced.writes = "Gifty"
    replaced.meets(Told(dict.fromkeys(WOMEN, 2), held_on=MONDAY))
    assert holds(replaced, "member-shares") == 10_000
    assert everything_holds()


def test_a_sheet_on_a_day_that_is_not_the_groups_own_was_not_called(savers: Savers) -> None:
    """It is taken, for money did move; but such a meeting decides only with all of them there."""
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.on(TUESDAY)
    asks = [Asks("Ama", 1_000, (9, 0, 0), months=1)]
    told = savers.meets(Told({}, attendance={"Joy": "absent"}, asks=asks, too_much=1_000))
    assert holds(savers, "member-loan") == 0
    (opened,) = [one for one in told["steps"] if one["kind"] == "governance.open_meeting"]
    assert opened["facts"]["is_ad_hoc"] is True
    assert everything_holds()
