"""What happened to antennas, watch meetings and observations.  Ids, codes, days, digests; never a
name or a word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AntennaOpened:
    """Somebody listens for the keeper; `name` and `region` are digests."""

    antenna: int
    name: str
    tier: str
    region: str
    sector: str
    party: int | None
    opened_on: date


@dataclass(frozen=True)
class AntennaClosed:
    """Nobody listens there any more."""

    antenna: int
    closed_on: date


@dataclass(frozen=True)
class WatchOpened:
    """A watch meeting began; `title` is a digest."""

    watch: int
    title: str
    held_on: date
    antenna: int | None


@dataclass(frozen=True)
class WatchClosed:
    """It is over; so many were there."""

    watch: int
    present_count: int


@dataclass(frozen=True)
class Observed:
    """Something was noticed.

    text, proof         number and digest of the line, if it was written
    voice               digest of the recording, if it was spoken
    brought_by          whose it is, where she is known here
    guest, guest_proof  number and digest of the guest's name otherwise
    region              a digest
    """

    observation: int
    kind: str
    watch: int | None
    antenna: int | None
    region: str
    sector: str
    brought_by: int | None
    guest: int | None
    guest_proof: str
    seen_on: date
    text: int | None
    proof: str
    voice: str


@dataclass(frozen=True)
class ObservationWithdrawn:
    """It counts no more."""

    observation: int
