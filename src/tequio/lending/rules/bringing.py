"""A loan that ran before the book was kept here comes in with what is left of it.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.governance.rules.refusals import NOT_A_MEMBER_NAMED
from tequio.kernel import Refusal
from tequio.ledger.rules import AMOUNT_NOT_POSITIVE
from tequio.lending.rules import refusals as no
from tequio.lending.rules.paying import in_order


@dataclass(frozen=True)
class RunningBefore:
    """What the books before say of a loan.

    begins_on  from when the rest of its schedule counts
    """

    person: int
    minor: int
    counts: tuple[int, int, int]
    begins_on: date


def objections_to_bring(
    loan: RunningBefore,
    of_draw: Iterable[Refusal],
    *,
    has_begun: bool,
    is_member: bool,
    today: date,
) -> list[Refusal]:
    """Why it does not come in: all reasons, in the documented order.

    has_begun  whether the group's book holds more than opening balances: from then on nobody alone
               writes that a member owes
    """
    objections = [*of_draw]
    if has_begun:
        objections.append(no.BOOK_HAS_BEGUN.because())
    if not is_member:
        objections.append(NOT_A_MEMBER_NAMED.because(person=loan.person))
    if loan.minor < 1:
        objections.append(AMOUNT_NOT_POSITIVE.because())
    said = [count for count in loan.counts if count]
    if len(said) != 1 or said[0] < 1:
        objections.append(no.TERM_NOT_ONE.because())
    if loan.begins_on > today:
        objections.append(no.REST_BEGINS_LATER.because(day=loan.begins_on))
    return in_order(objections, no.OF_BRINGING)


@dataclass(frozen=True)
class LoanBrought:
    """A loan that ran before stands in the book with what is left of it: nobody decided it here.

    paid_out_on  the day from which the rest of its schedule counts; account: where openings stand
    """

    loan: int
    person: int
    minor: int
    unit: str
    count: int
    step: str
    rate: str
    rate_period: str
    method: str
    order: str
    purpose: str
    mandate: int
    account: int
    paid_out_on: date
    journal: int
    root: str
    schedule: str
