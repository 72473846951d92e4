"""What happened to consents: asked for, given, taken back.

What was given or taken back is told in two chains: of whoever gave it, and of the examiner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ConsentProposed:
    """Members were asked to let an examiner read; `content`: SHA-256 of what exactly."""

    examiner: int
    packs: tuple[str, ...]
    books: tuple[str, ...]
    until: date | None
    content: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class ConsentGiven:
    """An organisation lets an examiner read these books, for these packs."""

    consent: int
    organisation: int
    examiner: int
    packs: tuple[str, ...]
    books: tuple[str, ...]
    since: date
    until: date | None
    proposal: int
    resolution: int


@dataclass(frozen=True)
class ConsentWithdrawn:
    """It lets nothing be read under it any more."""

    consent: int
    organisation: int
    examiner: int
    withdrawn_on: date
