"""What a decision gives, without a database."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules.grants import last_day_for_winners

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
