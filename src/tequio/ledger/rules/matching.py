"""When a line of a statement and an entry of the book are the same payment.  Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Amount, Refusal, Unit
from tequio.ledger.rules import refusals as no

MATCH_WITHIN = timedelta(days=5)
"""A bank writes a payment down at most this much earlier or later than the group."""


@dataclass(frozen=True)
class Matchable:
    """A line and an entry that somebody wants to match.

    line_minor   with sign, positive came in; None if there is no such line
    entry_minor  what the entry moved in the line's account, same sign; None if there is no such
                 entry, 0 if it does not touch that account
    """

    unit: Unit
    line_minor: int | None
    entry_minor: int | None
    line_is_matched: bool = False
    entry_is_matched: bool = False


def objections_to_match(facts: Matchable, *, line: int, transfer: int) -> Iterator[Refusal]:
    """Both are there, both are free, and they say the same amount in the same account."""
    if facts.line_minor is None:
        yield no.NO_SUCH_LINE.because(line=line)
    if facts.entry_minor is None:
        yield no.NO_SUCH_TRANSFER.because(transfer=transfer)
    if facts.line_is_matched:
        yield no.LINE_MATCHED.because(line=line)
    if facts.entry_is_matched:
        yield no.TRANSFER_MATCHED.because(transfer=transfer)
    if facts.line_minor is None or facts.entry_minor is None:
        return
    if facts.line_minor != facts.entry_minor:
        yield no.MATCH_DIFFERS.because(
            line_amount=Amount(facts.line_minor, facts.unit),
            entry_amount=Amount(facts.entry_minor, facts.unit),
        )


def days_apart(one: date, other: date) -> int:
    """How far two days lie from each other."""
    return abs((one - other).days)
