"""What happens to a loan between a federation and a group in trouble.  Pure.

A new schedule is offered by the federation, holds from the day on which the group agreed, and is
then confirmed by the federation, in the order in which repayments are: so both books split alike.
What the federation gives up stands in its book as a loss; the group owes it on, unless it is
forgiven and the group writes that down too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.lending import rules as lending


def at_account(account: int) -> str:
    """A payment from or into this account: what a key is turned on besides the sum."""
    return f"account:{account}"


def about_loan(loan: int | str, *terms: int | str) -> str:
    """A change of this loan, to these terms: likewise, where no money moves.

    loan  its number, or the correlation where it has none yet
    """
    return ":".join(["loan", str(loan), *(str(one) for one in terms)])


FROM_BEFORE = about_loan("before")
"""A loan that the federation brings in and that has no name yet."""


@dataclass(frozen=True)
class Offer:
    """A new schedule that a federation offered, in so many instalments from the day of agreeing."""

    id: int
    correlation: str
    count: int
    step: lending.Step
    offered_on: date
    mandate: int


@dataclass(frozen=True)
class Renewed:
    """A new schedule as one side holds it; `correlation` names the offer."""

    id: int
    correlation: str
    plan: lending.Plan
    mandate: int


@dataclass(frozen=True)
class GivenUp:
    """In the federation's book what it wrote off, in the group's what it was forgiven.

    is_forgiven  whether the group does not owe it any more
    """

    id: int
    on: date
    minor: int
    is_forgiven: bool
    mandate: int
    journal: int
    entry: int
