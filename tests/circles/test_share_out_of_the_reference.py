"""The example of the ledger reference, 9.1, through the acts, to the last pesewa.

Ama 45, Bea 30, Caro 52, Dede 20 shares at 5.00; interest 91.50, fines 6.00, bank charges 2.50.
"""

from __future__ import annotations

import pytest

from tequio.circles.queries import cycles_of, payment_of_share_out
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    agrees_to_share_out,
    everything_holds,
    holds,
    part_of,
    refused,
    shares_out,
    spends,
    turns_keys,
)

MONDAYS = 11
BOUGHT = {"Ama": 45, "Bea": 30, "Caro": 52, "Dede": 20}


@pytest.fixture
def ready(women: Savers) -> Savers:
    """Eleven Mondays of saving, Caro's loan with its interest, and the day of the share-out."""
    women.starts()
    loan = 0
    for week in range(MONDAYS):
        bought = {name: min(5, max(0, most - 5 * week)) for name, most in BOUGHT.items()}
        fine = {"Dede": "late"} if week < 3 else {}
        asks = [Asks("Caro", 610_00, (3, 0, 1), months=3)] if week == 9 else []
        told = women.meets(
            Told(
                bought,
                attendance=dict.fromkeys(fine, "late"),
                fines=fine,
                fines_paid=dict.fromkeys(fine, 2_00),
                asks=asks,
            )
        )
        for step in told["steps"]:
            if step["kind"] == "lending.pay_out":
                loan = step["facts"]["loan"]
        women.group.stage.later(7)
    women.group.stage.later(7 * 12)
    women.meets(Told({}, repays={loan: 701_50}))
    spends(women, 2_50, "bank charges")
    women.group.stage.later(7)
    women.meets(Told({}, asks=[Asks("Bea", 50_00, (3, 0, 1), months=3)]))
    return women


def test_every_member_gets_what_the_reference_computes(ready: Savers) -> None:
    social = holds(ready, "social-fund")
    box = ready.group.money_in("cash")
    assert box == 780_00
    proposed = agrees_to_share_out(ready)
    assert proposed["pool"] == 830_00
    turns_keys(ready, ["Ama", "Bea", "Dede"])
    shared = shares_out(ready)
    assert (shared["savings"], shared["income"], shared["costs"]) == (735_00, 97_50, 2_50)
    assert {name: part_of(ready, shared, name) for name in BOUGHT} == {
        "Ama": (45, 254_08, 0, 254_00, 8),
        "Bea": (30, 169_39, 50_00, 119_00, 39),
        "Caro": (52, 293_61, 0, 293_50, 11),
        "Dede": (20, 112_92, 0, 112_50, 42),
    }
    assert ready.group.money_in("cash") == 0
    assert holds(ready, "social-fund") == social + 1_00
    for kind in ("member-shares", "member-loan", "income", "expense", "fine-due"):
        assert holds(ready, kind) == 0, kind
    (cycle,) = cycles_of(ready.group.organisation)
    assert cycle.ended_on == ready.group.stage.today
    assert everything_holds()


def test_money_leaves_the_box_only_when_three_keys_were_turned(ready: Savers) -> None:
    with refused("no_mandate"):
        shares_out(ready)
    agrees_to_share_out(ready)
    with refused("keys_missing"):
        shares_out(ready)
    turns_keys(ready, ["Ama"])
    with refused("keys_missing"):
        shares_out(ready)
    turns_keys(ready, ["Bea"])
    shared = shares_out(ready)
    assert shared["pool"] == 830_00, "the treasurer's own is the third"


def test_a_key_that_was_turned_on_other_parts_does_not_open_the_box(ready: Savers) -> None:
    """The same pool in other coins gives others more: that is another payment."""
    agrees_to_share_out(ready)
    turns_keys(ready, ["Ama", "Bea", "Dede"])
    with refused("keys_missing"):
        shares_out(ready, coin=1_00)
    assert shares_out(ready)["pool"] == 830_00


def test_the_share_out_says_what_keys_are_turned_on(ready: Savers) -> None:
    group = ready.group
    day = group.stage.today
    waiting = payment_of_share_out(group.organisation, "main", on=day)
    assert waiting is not None
    assert (waiting.mandate, waiting.keys) == (None, 0)
    agrees_to_share_out(ready)
    decided = payment_of_share_out(group.organisation, "main", on=day)
    assert decided is not None
    assert decided.payment == waiting.payment
    assert (decided.mandate is not None, decided.keys) == (True, 3)
    turns_keys(ready, ["Ama", "Dede"])
    shares_out(ready)
    assert payment_of_share_out(group.organisation, "main", on=day) is None
