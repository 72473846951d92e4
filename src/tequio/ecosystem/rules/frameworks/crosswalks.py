"""From the blocks of one framework to those of another, both ways.  Pure.

One block may stand for several, and for none: that is said, not guessed.  What two frameworks call
the same is written in one or both of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from tequio.ecosystem.rules.frameworks.framework import Framework


def crosswalk(here: Framework, there: Framework) -> Mapping[str, tuple[str, ...]]:
    """For each block of `here` the blocks of `there` that mean the same or part of it, in the order
    of `there`; an empty tuple where there is none.  It is enough that one of both says so."""
    pairs = _said(here, there) | {(ours, theirs) for theirs, ours in _said(there, here)}
    return {
        ours: tuple(theirs for theirs in there.by_code if (ours, theirs) in pairs)
        for ours in here.by_code
    }


def without_counterpart(here: Framework, there: Framework) -> tuple[str, ...]:
    """Blocks of `here` for which `there` has none."""
    return tuple(code for code, found in crosswalk(here, there).items() if not found)


def _said(here: Framework, there: Framework) -> set[tuple[str, str]]:
    return {
        (code, name)
        for code, block in here.by_code.items()
        for name in (block.crosswalk or {}).get(there.code, ())
    }
