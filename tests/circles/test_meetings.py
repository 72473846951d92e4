"""Meetings through the door: what a sheet does to the book, and why one is refused."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date

import pytest

from tequio.governance.rules.founding import Founder, NewGroup
from tequio.kernel import Refused
from tequio.ledger import queries as ledger
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tequio.site.verification import findings

MONDAY = date(2026, 3, 2)
WOMEN = "Ama Bea Caro Dede Efua Fati Gifty Hawa Ines Joy".split()
OFFICES = {
    "Ama": ("chair",),
    "Bea": ("secretary",),
    "Caro": ("treasurer", "bookkeeper"),
    "Hawa": ("keyholder",),
    "Ines": ("keyholder",),
    "Joy": ("keyholder",),
}
VALUES = {
    "keys.pay": 3,
    "circle.keys": 1,
    "circle.share_price": 500,
    "circle.contribution": 50,
    "circle.weekday": "monday",
    "circle.fine_late": 100,
    "circle.fine_absent": 200,
    "circle.fine_rules": 0,
    "circle.coin": 50,
    "lending.guarantors": 0,
    "meeting.ad_hoc": "1",
}


@pytest.fixture
def savers(db: None) -> Savers:
    group = Stage(MONDAY).found(
        NewGroup("Nsoroma", "savings-circle", "GHS", template="savings-circle"),
        [Founder(woman, offices=OFFICES.get(woman, ())) for woman in WOMEN],
        values=VALUES,
    )
    group.secretary = "Bea"
    return Savers(group, "Caro", ("Dede", "Efua"))


@contextmanager
def refused(code: str):
    with pytest.raises(Refused) as caught:
        yield caught
    assert code in [refusal.code for refusal in caught.value.refusals]


def holds(savers: Savers, kind: str, ref: str = "") -> int:
    listed = ledger.accounts(savers.group.organisation)
    return sum(one.minor for one in listed if one.kind == kind and (not ref or one.ref == ref))


def test_a_meeting_is_one_journal_and_everything_agrees(savers: Savers) -> None:
    savers.starts()
    told = savers.meets(dict.fromkeys(WOMEN, 3))
    assert holds(savers, "member-shares") == 10 * 3 * 500
    assert holds(savers, "social-fund") == 10 * 50
    assert (told["counted"], told["booked"]) == (15_000, 15_000)
    assert list(findings()) == []


def test_a_loan_is_asked_decided_and_handed_out_in_the_meeting(savers: Savers) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    asks = Asks("Fati", 4_000, (9, 0, 1), months=2, purpose="Seeds")
    savers.meets(Told({"Ama": 2}, asks=[asks]))
    assert holds(savers, "member-loan") == 4_000
    loan = next(one.ref for one in ledger.accounts(savers.group.organisation) if one.minor == 4_000)
    savers.group.stage.later(7)
    savers.meets(Told({}, repays={int(loan.partition(":")[2]): 1_000}))
    assert holds(savers, "member-loan") < 4_000
    assert list(findings()) == []
