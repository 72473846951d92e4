"""What a loan is: its sum, its instalments, its rate and how that is taken.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from tequio.kernel import Rate, add_months

Step = Literal["week", "fortnight", "month"]
IN_A_YEAR = {"week": 52, "fortnight": 26, "month": 12, "year": 1}
"""How a rate for one period becomes a rate for another: a year is 12 months and 52 weeks."""
WEEKS = {"week": 1, "fortnight": 2}


@dataclass(frozen=True)
class Terms:
    """The terms on which a loan is asked, from the statutes of that day.

    minor       the loan itself, in minor units
    count       number of instalments, one for each `step`
    rate        interest as an exact fraction of the loan for a period
    method      "declining": on what is still owed; "flat": on the whole loan until its end
    order       "interest_first" or "principal_first": what too small a repayment pays first
    guarantors  how many members must stand for the loan before it is paid out
    """

    minor: int
    count: int
    step: Step
    rate: Rate
    method: str = "declining"
    order: str = "interest_first"
    guarantors: int = 0

    @property
    def rate_of_step(self) -> Fraction:
        """The rate for one step, exact."""
        yearly = self.rate.fraction * IN_A_YEAR[self.rate.period]
        return yearly / IN_A_YEAR[self.step]


def due_day(paid_out_on: date, step: Step, number: int) -> date:
    """The day on which an instalment is due; number 0 is the day of the payout."""
    if step in WEEKS:
        return paid_out_on + timedelta(weeks=WEEKS[step] * number)
    return add_months(paid_out_on, number)
