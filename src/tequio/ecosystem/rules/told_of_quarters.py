"""What happened in a quarter: found, done, and what became of it.  Ids, codes, days, digests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class QuarterTaken:
    """What is to do was found; `content`: digest of what was known and of what was found.

    is_new           false: nothing is known anew since it was found, and it is that one
    known, findings  digests of the two texts by themselves
    """

    quarter_id: int
    quarter: str
    is_new: bool
    known: str
    findings: str
    content: str
    count: int
    taken_on: date


@dataclass(frozen=True)
class ActedOn:
    """Something was done about a finding of a quarter.

    finding  its key; action_kind: what was done; actors: listed organisations
    contact  the one that introduces them; text, proof: number of the words, and their digest
    """

    action: int
    quarter_id: int
    finding: str
    action_kind: str
    actors: tuple[int, ...]
    contact: int | None
    asset: str
    text: int | None
    proof: str
    day: date


@dataclass(frozen=True)
class ActionEnded:
    """What became of an action: `thanked`, `retried`, `dropped`.

    again  number of the same action done once more, if it was retried; what it is about follows
    """

    action: int
    end: str
    text: int | None
    proof: str
    day: date
    again: int | None
    quarter_id: int
    finding: str
    action_kind: str
    actors: tuple[int, ...]
    contact: int | None
    asset: str
