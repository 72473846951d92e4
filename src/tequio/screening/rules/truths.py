"""Kleene's three-valued logic over sets of organisations of any size.  Pure.

Whole numbers serve as sets of bits: bit n of `holds` says that something holds of organisation n.
One organisation is a width of 1 and a batch of a thousand a width of 1,000: what is judged by the
million is judged by the same code as what is shown with its trace.  Each operator means what
`kernel.Truth` means with `all_of`, `any_of` and `negation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tequio.kernel import Truth


@dataclass(frozen=True)
class Truths:
    """What is known of a sentence, for so many organisations at once.

    Three sets that share no bit; unknown is what is left.  `marked` is the part of the unknown
    that is so because facts contradict each other or were taken back.
    """

    width: int
    holds: int = 0
    fails: int = 0
    inapplicable: int = 0
    marked: int = 0

    @property
    def everybody(self) -> int:
        """All bits."""
        return (1 << self.width) - 1

    @property
    def unknown(self) -> int:
        """Of whom neither is known."""
        return self.everybody & ~(self.holds | self.fails | self.inapplicable)

    def of(self, number: int = 0) -> Truth:
        """What is known of one of them."""
        bit = 1 << number
        if self.holds & bit:
            return Truth.HOLDS
        if self.fails & bit:
            return Truth.FAILS
        return Truth.NOT_APPLICABLE if self.inapplicable & bit else Truth.UNKNOWN

    def is_marked(self, number: int = 0) -> bool:
        """Whether it is unknown with a mark."""
        return bool(self.marked >> number & 1)


def of_truth(truth: Truth, *, is_marked: bool = False) -> Truths:
    """What is known of one organisation alone."""
    return Truths(
        width=1,
        holds=int(truth is Truth.HOLDS),
        fails=int(truth is Truth.FAILS),
        inapplicable=int(truth is Truth.NOT_APPLICABLE),
        marked=int(is_marked and truth is Truth.UNKNOWN),
    )


def negated(one: Truths) -> Truths:
    """Not."""
    return Truths(one.width, one.fails, one.holds, one.inapplicable, one.marked)


def all_hold(parts: Sequence[Truths]) -> Truths:
    """And: at least one part is needed."""
    fails = 0
    for part in parts:
        fails |= part.fails
    return _joined(parts, holds=None, fails=fails)


def any_holds(parts: Sequence[Truths]) -> Truths:
    """Or: at least one part is needed."""
    holds = 0
    for part in parts:
        holds |= part.holds
    return _joined(parts, holds=holds, fails=None)


def at_least(count: int, parts: Sequence[Truths]) -> Truths:
    """Holds where so many parts hold; fails where the rest cannot make it; what does not apply is
    left out, and where nothing applies neither does this."""
    holds = _at_least(count, [part.holds for part in parts], parts[0].everybody)
    possible = [part.holds | part.unknown for part in parts]
    fails = parts[0].everybody & ~_at_least(count, possible, parts[0].everybody)
    return _joined(parts, holds=holds, fails=fails)


def where(condition: Truths, one: Truths) -> Truths:
    """Not applicable where the condition fails, unknown where it is not known; else `one`.

    Where the condition itself does not apply, it does not stand in the way.
    """
    met = condition.holds | condition.inapplicable
    return Truths(
        width=one.width,
        holds=one.holds & met,
        fails=one.fails & met,
        inapplicable=(one.inapplicable & met) | condition.fails,
        marked=(one.marked & met) | condition.marked,
    )


def _joined(parts: Sequence[Truths], *, holds: int | None, fails: int | None) -> Truths:
    """What is decided by `holds` or `fails`; else unknown if a part is, else the other one."""
    inapplicable, unknown, marked = parts[0].everybody, 0, 0
    for part in parts:
        inapplicable &= part.inapplicable
        unknown |= part.unknown
        marked |= part.marked
    asked = parts[0].everybody & ~inapplicable
    if holds is None:
        assert fails is not None
        holds = asked & ~fails & ~unknown
    if fails is None:
        fails = asked & ~holds & ~unknown
    return Truths(
        width=parts[0].width,
        holds=holds & asked,
        fails=fails & asked,
        inapplicable=inapplicable,
        marked=marked & asked & ~holds & ~fails,
    )


def _at_least(count: int, sets: Sequence[int], everybody: int) -> int:
    """The bits that are in at least so many of the sets."""
    reached = [everybody] + [0] * count
    for one in sets:
        for number in range(count, 0, -1):
            reached[number] |= reached[number - 1] & one
    return reached[count]
