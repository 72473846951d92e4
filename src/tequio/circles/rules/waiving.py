"""A fine is waived by decision of the members; it stays visible as waived.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.rules import refusals as no
from tequio.kernel import Refusal


@dataclass(frozen=True)
class WaiverProposed:
    """The proposal that would waive it; its reason is the proposal's text."""

    waiver: int
    book: str
    unit: str
    person: int
    minor: int
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class FineWaived:
    waiver: int
    person: int
    minor: int
    unit: str
    waived_on: date
    mandate: int
    entry: int
    journal: int
    root: str


def objections_to_waive(person: int, *, minor: int, due: int) -> list[Refusal]:
    """No more is waived than is due, in minor units."""
    if minor < 1 or minor > due:
        return [no.FINE_NOT_DUE.because(person=person, asked=minor, due=due)]
    return []
