"""What a decision gives, without a database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.grants import (
    NOTHING_LEAVES,
    grant_of_payment,
    last_day_for_winners,
)
from tequio.ledger.rules.grammar import MONEY, WITHOUT_REVERSALS
from tequio.mandates.rules.grants import PURPOSES
from tequio.statutes.rules import in_force
from tequio.statutes.rules.standing import STANDING_PURPOSES

VOTED_UNTIL = date(2026, 3, 4)
DAY = timedelta(days=1)


@given(left=st.integers(1, 400), closed=st.integers(-30, 400))
def test_winners_have_the_days_that_were_decided_however_late_the_vote_is_closed(left, closed):
    until, on = VOTED_UNTIL + left * DAY, VOTED_UNTIL + closed * DAY
    last = last_day_for_winners(until, on=on, closes_on=VOTED_UNTIL)
    assert last is not None
    if closed <= 1:
        assert last == until, "in time, or when all had voted"
    else:
        assert (last - on).days + 1 == left


def test_a_budget_voted_elsewhere_has_no_last_day_unless_it_names_one():
    assert last_day_for_winners(None, on=VOTED_UNTIL, closes_on=VOTED_UNTIL) is None
    assert last_day_for_winners(VOTED_UNTIL, on=VOTED_UNTIL + DAY, closes_on=None) == VOTED_UNTIL


@pytest.mark.parametrize(
    ("purpose", "said", "keys"),
    [
        ("ledger.pay", 1, 3),
        ("circle.share_out", 1, 3),
        ("lending.loan", 1, 2),
        ("circle.help", 1, 1),
        ("lending.write_off", 1, 1),
        ("lending.provide", 1, 1),
        ("lending.call", 1, 1),
        ("lending.write_off", 2, 2),
        ("lending.reschedule", 1, 1),
        ("circle.bulk_write_off", 1, 1),
        ("circle.forgiven", 1, 1),
        ("circle.borrow", 1, 3),
    ],
)
def test_keys_are_turned_where_money_leaves_and_where_the_members_say_so(purpose, said, keys):
    statutes = in_force({"keys.pay": 3, "circle.keys": 2}, VOTED_UNTIL)
    effect = AllowPayment("mandate", purpose, 100, "GHS", ("treasurer",), keys=said)
    assert grant_of_payment(effect, statutes, VOTED_UNTIL).keys == keys


OF_THE_BOOK_ITSELF = {"ledger.ratify", "ledger.limits", "lending.fee"}
"""A claim is ratified by a mandate of its own kind; limits guard the box itself; no act charges a
fee under a decision of its own."""


def test_what_is_decided_and_touches_no_money_needs_no_key():
    paying = {rule.code for rule in WITHOUT_REVERSALS if rule.credit_kind in MONEY}
    moving = paying | {rule.code for rule in WITHOUT_REVERSALS if rule.debit_kind in MONEY}
    assert not NOTHING_LEAVES & paying
    decided = PURPOSES.keys() - STANDING_PURPOSES.keys() - OF_THE_BOOK_ITSELF
    assert decided - moving <= NOTHING_LEAVES
