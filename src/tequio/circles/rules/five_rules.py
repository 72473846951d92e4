"""The five rules of self-help groups (Pancha Sutra), each as a fraction of what the books show.

Regular meetings, regular saving, regular lending within the group, timely repayment, books up to
date.  A figure without anything to measure is unknown, not zero.  Pure.
Source: ledger reference, section 9.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Counted:
    """What the books of a period show.

    meetings_planned, meetings_held     by the group's rhythm, and sheets that were closed
    savers, members                     savers: member-meetings with savings; members: all of them
    lent, corpus                        average of what is lent out and of the corpus, minor units
    instalments_due, instalments_on_time
    sheets, sheets_in_time              closed meetings; those entered within the days agreed
    """

    meetings_planned: int
    meetings_held: int
    savers: int
    members: int
    lent: int
    corpus: int
    instalments_due: int
    instalments_on_time: int
    sheets: int
    sheets_in_time: int


@dataclass(frozen=True)
class FiveRules:
    """Each rule between 0 and 1, or None where nothing was there to measure."""

    meetings: Fraction | None
    saving: Fraction | None
    lending: Fraction | None
    repayment: Fraction | None
    books: Fraction | None


def five_rules(counted: Counted) -> FiveRules:
    """The five fractions of a period; more than planned counts as all."""
    return FiveRules(
        meetings=_part(counted.meetings_held, counted.meetings_planned),
        saving=_part(counted.savers, counted.members),
        lending=_part(counted.lent, counted.corpus),
        repayment=_part(counted.instalments_on_time, counted.instalments_due),
        books=_part(counted.sheets_in_time, counted.sheets),
    )


def _part(some: int, whole: int) -> Fraction | None:
    return min(Fraction(some, whole), Fraction(1)) if whole > 0 else None
