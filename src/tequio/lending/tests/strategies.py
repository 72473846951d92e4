"""Loans, days and repayments for property tests."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from tequio.kernel import Rate
from tequio.lending import rules

rates = st.builds(
    Rate,
    st.builds(Fraction, st.integers(0, 300), st.sampled_from([100, 1000, 97])),
    st.sampled_from(["week", "month", "year"]),
)
loans = st.builds(
    rules.Terms,
    minor=st.one_of(st.integers(1, 50), st.integers(1, 10**9)),
    count=st.integers(1, 60),
    step=st.sampled_from(["week", "fortnight", "month"]),
    rate=rates,
    method=st.sampled_from(["declining", "flat"]),
    order=st.sampled_from(["interest_first", "principal_first"]),
)
days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> tuple[rules.Terms, date, list[rules.Payment], date]:
    """A loan, the day of its payout, lawful repayments in order, and a day not before the last."""
    loan, paid_out_on = draw(loans), draw(days)
    lines = rules.schedule(loan, paid_out_on)
    today, made = paid_out_on, []
    for wait, part in draw(
        st.lists(st.tuples(st.integers(0, 70), st.fractions(0, 1)), max_size=12)
    ):
        today += timedelta(days=wait)
        standing = rules.position(loan, lines, made, today)
        paid = int(standing.owed * part)
        if paid:
            made.append(rules.Payment(today, rules.split(standing, paid, loan.order)))
    return loan, paid_out_on, made, today + timedelta(days=draw(st.integers(0, 400)))
