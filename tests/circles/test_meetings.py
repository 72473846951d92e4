"""Meetings through the door: what a sheet does to the book, and why one is refused."""

from __future__ import annotations

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.ledger import queries as ledger
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.verification import findings
from tests.circles.groups import WOMEN, holds

STEADY = {
    "statutes_provisionrow",
    "membership_membershiprow",
    "membership_termrow",
    "governance_bodyrow",
    "mandates_unitrow",
}
"""What the queries read that a meeting asks once (`kernel.remembering`)."""


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


def test_a_meeting_asks_as_much_for_many_as_for_few_and_changes_nothing_that_it_remembers(
    savers: Savers,
) -> None:
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    counted = []
    for who in (WOMEN[:1], WOMEN[1:5]):
        savers.group.stage.later(7)
        asks = [Asks(name, 1_000, (9, 0, 1), months=2, purpose="Seeds") for name in who[:1]]
        with CaptureQueriesContext(connection) as asked:
            savers.meets(Told(dict.fromkeys(who, 3), asks=asks))
        counted.append(len(asked))
        said = " ".join(one["sql"] for one in asked)
        written = set(re.findall(r'(?:INSERT INTO|UPDATE)\s+"?(\w+)', said))
        assert "ledger_transferrow" in written
        assert not written & STEADY
    assert counted[0] == counted[1] <= 95
