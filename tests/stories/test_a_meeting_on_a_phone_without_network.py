"""A sheet that was written without a network, twice by mistake; a bookkeeper who was replaced."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.circles import service as circles
from tequio.circles.queries import cycles_of, held_in
from tequio.governance import service as governance
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Act
from tequio.site.demonstration.meeting import Savers, Told
from tests.circles.groups import WOMEN, everything_holds, holds, refused, ten


@pytest.fixture
def savers(stage) -> Savers:
    savers = ten(stage)
    savers.starts()
    return savers


def saved(savers: Savers) -> int:
    (cycle,) = cycles_of(savers.group.organisation)
    return sum(one.saved for one in held_in(savers.group.organisation, cycle).values())


def sent(savers: Savers, key: str, fields: dict, minutes: int = 0):
    """The phone sends what lies in its outbox, under the key that it made itself."""
    act = savers.group.act("Caro", key)
    later = act.at + timedelta(minutes=minutes)
    return circles.close_meeting(Act(act.by, act.organisation, later, key), **fields)


def test_a_sheet_whose_answer_was_lost_is_sent_again_and_counts_once(savers: Savers) -> None:
    monday = savers.group.stage.today
    fields = savers.fields(Told(dict.fromkeys(WOMEN, 3))) | {"held_on": monday}
    savers.group.stage.later(2)
    first = sent(savers, "device-7f3a", fields)
    again = sent(savers, "device-7f3a", fields, minutes=90)
    assert (again.number, again.facts, again.replayed) == (first.number, first.facts, True)
    assert (saved(savers), holds(savers, "cash")) == (15_000, 15_500)
    assert everything_holds()


def test_the_same_meeting_on_two_phones_counts_once_and_the_second_is_told(
    savers: Savers,
) -> None:
    """Dede kept the sheet on her phone too; Caro's came first, and the two are compared."""
    monday = savers.group.stage.today
    fields = savers.fields(Told(dict.fromkeys(WOMEN, 3))) | {"held_on": monday}
    savers.group.stage.later(1)
    sent(savers, "phone-of-caro", fields)
    with refused("sheet_already_there") as caught:
        sent(savers, "phone-of-dede", fields)
    (told,) = caught.value.refusals
    assert dict(told.fields)["held_on"] == monday
    assert saved(savers) == 15_000
    assert everything_holds()


def test_a_phone_that_was_lost_and_found_again_changes_nothing(savers: Savers) -> None:
    """The sheet was typed in again from paper; the lost phone turns up a week later."""
    monday = savers.group.stage.today
    on_the_phone = savers.fields(Told(dict.fromkeys(WOMEN, 3))) | {"held_on": monday}
    savers.group.stage.later(3)
    savers.meets(Told(dict.fromkeys(WOMEN, 3), held_on=monday))
    savers.group.stage.later(7)
    with refused("sheet_already_there"):
        sent(savers, "the lost phone", on_the_phone)
    assert saved(savers) == 15_000
    assert everything_holds()


def test_a_bookkeeper_is_replaced_in_one_meeting_and_the_new_one_writes_its_sheet(
    savers: Savers,
) -> None:
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    group = savers.group
    for office in ("treasurer", "bookkeeper"):
        group.does(
            "Bea",
            governance.hand_over,
            office=office,
            person=group.person["Gifty"],
            replaces=group.person["Caro"],
            present=group.numbers(WOMEN),
            hands=Hands(9, 0, 1, group.numbers(("Dede", "Efua"))),
        )
    with refused("office_not_held"):
        savers.meets({"Ama": 2})
    savers.writes = "Gifty"
    told = savers.meets({"Ama": 2})
    assert told["held_on"] == group.stage.today.isoformat()
    assert saved(savers) == 11_000
    group.stage.later(7)
    short = savers.meets(Told({}, too_much=-300))
    (count, _bag) = [one["facts"] for one in short["steps"] if one["kind"] == "ledger.count_cash"]
    assert count["answerable"] == group.person["Gifty"], "she answers for the box now"
    assert everything_holds()
