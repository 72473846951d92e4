"""Rotating groups: who receives the pot in which round, and what is owed in between.  Pure.

n members pay the contribution c in each of n rounds; each receives the pot n·c once.  The order is
fixed, drawn by a lot that everyone can check, or bid for.  Source: ledger reference, section 9.3.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tequio.circles.rules.refusals import (
    LOT_NOT_COMMITTED,
    LOT_NOT_REVEALED,
    REVEAL_DIFFERS,
)
from tequio.kernel import Refusal
from tequio.kernel.amounts import allocate

Missing = Literal["refused", "last"]
"""What the statutes say of a member who put a sealed word in and does not open it."""


def pot(members: int, contribution: int) -> int:
    """What a round gathers, in the contribution's minor units."""
    return members * contribution


def still_owed(members: int, contribution: int, *, received_in: int) -> int:
    """What a member still owes the others once she has received the pot in that round (1 to n)."""
    if not 1 <= received_in <= members:
        raise ValueError(f"a group of {members} has no round {received_in}")
    return (members - received_in) * contribution


# The lot -------------------------------------------------------------------------------------


def sealed(word: str) -> str:
    """What a member lays on the table before the draw: SHA-256 of her secret word (UTF-8, hex)."""
    return hashlib.sha256(word.encode()).hexdigest()


def objections_to_draw_lots(
    members: Sequence[int], seals: Mapping[int, str], words: Mapping[int, str], missing: Missing
) -> list[Refusal]:
    """Every reason why the lot cannot be drawn: no seal, no word, a word that is not the sealed.

    seals  member → what she laid down before anybody opened
    words  member → the word that she opened
    """
    objections = [LOT_NOT_COMMITTED.because(person=p) for p in members if p not in seals]
    if missing == "refused":
        objections += [
            LOT_NOT_REVEALED.because(person=p) for p in members if p in seals and p not in words
        ]
    return objections + [
        REVEAL_DIFFERS.because(person=p)
        for p in members
        if p in seals and p in words and sealed(words[p]) != seals[p]
    ]


def seed_of(words: Iterable[str]) -> str:
    """SHA-256 over the opened words, sorted, each ended by a line feed (UTF-8, hex)."""
    return hashlib.sha256("".join(f"{word}\n" for word in sorted(words)).encode()).hexdigest()


def draw_lots(members: Sequence[int], words: Mapping[int, str]) -> tuple[int, ...]:
    """The order of the pot, which nobody could have chosen and everybody can compute again.

    seed = SHA-256 over the opened words, sorted, each ended by a line feed (UTF-8); members stand
    in the order of SHA-256(seed | number of the member in decimal).  Who opened no word comes
    last, in that same order among such.
    """
    seed = seed_of(words[p] for p in members if p in words)

    def ticket(person: int) -> tuple[bool, str]:
        return person not in words, hashlib.sha256(f"{seed}|{person}".encode()).hexdigest()

    return tuple(sorted(members, key=ticket))


# Missed turns --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cover:
    """How a missing contribution is made good, in minor units.

    reserve     from the circle's reserve
    guarantors  (person, minor) of those who stand for who missed it, in the order of their list
    others      (person, minor) shared equally among the rest, if they decided so
    open        what nobody covers: the pot is smaller by it
    """

    reserve: int
    guarantors: tuple[tuple[int, int], ...]
    others: tuple[tuple[int, int], ...]
    open: int


def cover(
    missing: int,
    *,
    reserve: int,
    guarantors: Sequence[tuple[int, int]] = (),
    others: Sequence[int] = (),
) -> Cover:
    """Make a missing contribution good: the reserve first, then guarantors, then the others.

    missing     what did not come in
    reserve     what the circle's reserve holds
    guarantors  (person, the most that she stands for), in list order; only called on for a member
                who has already received the pot
    others      who shares the rest equally; empty unless the members decided so
    """
    from_reserve = min(missing, reserve)
    rest = missing - from_reserve
    called = []
    for person, most in guarantors:
        part = min(rest, most)
        if part:
            called.append((person, part))
            rest -= part
    shared: tuple[tuple[int, int], ...] = ()
    if rest and others:
        shared = tuple(zip(others, allocate(rest, [1] * len(others)), strict=True))
        rest = 0
    return Cover(from_reserve, tuple(called), shared, rest)
