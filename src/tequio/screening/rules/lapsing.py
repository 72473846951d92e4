"""When a finding counts no more before its time.  Pure.

Reference, section 10: a clause changes, a dividend is booked, no assembly in 18 months, a merger.
A finding that lapsed did not fail: it asks to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.kernel import Refusal, RefusalKind, add_months
from tequio.kernel import gettext_noop as _

MONTHS_WITHOUT_ASSEMBLY = 18
CLAUSES = ("decision.", "offices.", "members.", "shares.", "surplus.", "privacy.books")
"""Beginnings of the provisions on which an assessment of the rules rests."""
DAYS_AHEAD = 60
"""So many days before it ends a finding stands on the desk."""
EXPIRED = "expired"
TRIGGERS: Mapping[str, str] = {
    "expired": _("its time is over"),
    "clause_changed": _("a clause of the statutes changed"),
    "dividend": _("a return on capital was divided"),
    "no_assembly": _("there was no assembly for 18 months"),
    "merger": _("it merged, or another took its place"),
}
NOTHING_TO_LAPSE = RefusalKind(
    "nothing_to_lapse",
    _("Nothing has happened since by which this finding would count no more."),
    _("Open a case if it should be looked at again all the same."),
)
ALREADY_LAPSED = RefusalKind(
    "already_lapsed",
    _("This finding counts no more since {day}."),
    _("Open a case to look at it again."),
)


@dataclass(frozen=True, order=True)
class Trigger:
    """What happened, and when."""

    day: date
    code: str


@dataclass(frozen=True)
class Since:
    """What is known to have happened since a finding.

    clauses        days from which provisions changed, with their codes
    dividends      days on which a return on capital was divided
    last_assembly  of all that are known; None where nobody may look or none is known
    mergers        days on which it merged
    """

    clauses: Mapping[date, Iterable[str]]
    dividends: Iterable[date] = ()
    last_assembly: date | None = None
    mergers: Iterable[date] = ()


def triggers(since: Since, *, decided_on: date, on: date) -> Iterator[Trigger]:
    """Everything that ends a finding of `decided_on` until a day, in no order."""
    for day, codes in since.clauses.items():
        if decided_on < day <= on and any(code.startswith(CLAUSES) for code in codes):
            yield Trigger(day, "clause_changed")
    yield from (Trigger(day, "dividend") for day in since.dividends if decided_on < day <= on)
    yield from (Trigger(day, "merger") for day in since.mergers if decided_on < day <= on)
    if since.last_assembly is not None:
        due = add_months(since.last_assembly, MONTHS_WITHOUT_ASSEMBLY)
        if decided_on < due <= on:
            yield Trigger(due, "no_assembly")


def first(found: Iterable[Trigger]) -> Trigger | None:
    """By which it ended."""
    return min(found, default=None)


@dataclass(frozen=True)
class Live:
    """How a finding counts on a day.

    ended     by what it counts no more; None: it counts
    is_noted  that was written down; nobody has to where its time is over
    coming    what ends it in the days to come, unless something happens
    """

    ended: Trigger | None
    is_noted: bool = False
    coming: Trigger | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts on that day."""
        return self.ended is None


def live(
    since: Since, *, decided_on: date, holds_until: date, noted: Trigger | None, on: date
) -> Live:
    """How a finding counts on a day.

    noted  by what it lapsed, as it was written down
    """
    if noted is not None:
        return Live(noted, is_noted=True)
    ahead, over = on + timedelta(days=DAYS_AHEAD), holds_until + timedelta(days=1)
    known = triggers(since, decided_on=decided_on, on=ahead)
    found = min([*known, Trigger(over, EXPIRED)])
    if found.day <= on:
        return Live(found, is_noted=found.code == EXPIRED)
    return Live(None, coming=found if found.day <= ahead else None)


def objections_to_lapse(found: Live, replaced_on: date | None) -> Iterator[Refusal]:
    """Against noting that a finding counts no more.

    replaced_on  day of the finding that stands in its place, if one does
    """
    if replaced_on is not None:
        yield ALREADY_LAPSED.because(day=replaced_on)
    elif found.ended is None:
        yield NOTHING_TO_LAPSE.because()
    elif found.is_noted:
        yield ALREADY_LAPSED.because(day=found.ended.day)
