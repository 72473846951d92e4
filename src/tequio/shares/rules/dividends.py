"""The return on members' capital, by the days on which it stood.  Pure.

    share-days of a member   SD = Σ balance · days
    dividend of all          D = round(Σ SD / days of the year · rate)
    dividend of each         allocate(D, SD)

Source: ledger reference, section 9.5; limited compensation on capital: ICA principle 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tequio.kernel.amounts import allocate, round_half_even


def share_days(balances: Sequence[tuple[date, int]], *, since: date, until: date) -> int:
    """Balance times days between two days, both included; in minor units times days.

    balances  (day from which it holds, minor units), in order of days; before the first it is 0
    """
    total = 0
    for place, (begins, minor) in enumerate(balances):
        after = balances[place + 1][0] if place + 1 < len(balances) else date.max
        first = max(begins, since).toordinal()
        last = min(after.toordinal(), until.toordinal() + 1)
        total += minor * max(last - first, 0)
    return total


def dividends(
    days_of_each: Sequence[int], *, rate: Fraction, days: int, cap: Fraction | None = None
) -> tuple[int, ...]:
    """What each member's capital earns, in minor units; the sum is the dividend of all.

    days_of_each  share-days of each member
    rate          decided for the year, such as 3/100
    days          days of the year
    cap           the greatest rate that law or statutes allow; None where there is none
    """
    paid = rate if cap is None else min(rate, cap)
    whole = round_half_even(Fraction(sum(days_of_each), days) * paid)
    return allocate(whole, days_of_each)
