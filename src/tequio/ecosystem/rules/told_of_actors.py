"""What happened to assets, needs and ties: said, confirmed, ended.  Ids, codes, days, digests.

`text` and `proof`: number of the words that came with it, and their digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AssetSaid:
    """An organisation holds an asset; `is_own`: it said so itself."""

    holding: int
    listed: int
    asset: str
    is_own: bool
    since: date
    text: int | None
    proof: str


@dataclass(frozen=True)
class AssetEnded:
    """It holds it no more."""

    holding: int
    listed: int
    is_own: bool
    ended_on: date


@dataclass(frozen=True)
class NeedSaid:
    """An asset is needed; `listed` None: by the territory."""

    need: int
    listed: int | None
    asset: str
    is_own: bool
    since: date
    text: int | None
    proof: str


@dataclass(frozen=True)
class NeedEnded:
    """It is needed no more."""

    need: int
    listed: int | None
    is_own: bool
    ended_on: date


@dataclass(frozen=True)
class TieSaid:
    """One side said that a tie is there.

    one, two  its ends, the smaller number first; giver: who gives, if the kind has a direction
    is_new    nobody had said it before
    """

    tie: int
    one: int
    two: int
    tie_kind: str
    giver: int | None
    since: date
    is_new: bool
    word: int
    listed: int
    is_own: bool
    day: date
    text: int | None
    proof: str


@dataclass(frozen=True)
class TieConfirmed:
    """The other side of a tie said that it is there, too."""

    tie: int
    word: int
    listed: int
    is_own: bool
    day: date
    text: int | None
    proof: str


@dataclass(frozen=True)
class TieEnded:
    """One side said that a tie is over."""

    tie: int
    listed: int
    is_own: bool
    ended_on: date
    text: int | None
    proof: str


@dataclass(frozen=True)
class SightSet:
    """An organisation decided who sees its ties."""

    sight_id: int
    listed: int
    sight: str
    is_own: bool
    day: date
