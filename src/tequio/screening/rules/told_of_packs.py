"""What happened to packs: asked for, adopted.  Ids, codes, digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PackProposed:
    """Members were asked to judge by a pack, such as `un-ilo@1`; `content`: SHA-256 of its text."""

    pack: str
    content: str
    proposal: int
    body: int
    decision_type: str
    effect: str
    text: str


@dataclass(frozen=True)
class PackAdopted:
    """An examiner judges by this pack from now on; `content`: SHA-256 of its text.

    pack     such as `un-ilo@1`
    pack_id  the number under which it is kept
    """

    pack: str
    pack_id: int
    content: str
    proposal: int
    resolution: int
    adopted_on: date
