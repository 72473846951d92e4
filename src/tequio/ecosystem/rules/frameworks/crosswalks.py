"""From the blocks of one framework to those of another, both ways.  Pure.

One block may stand for several, and for none: that is said, not guessed.  What two frameworks call
the same is written in one or both of them; `asymmetries` finds where they contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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


def asymmetries(frameworks: Iterable[Framework]) -> Iterator[str]:
    """Where a crosswalk names a block that is not there, or says what the other one does not."""
    known = {framework.code: framework for framework in frameworks}
    for here in known.values():
        for code, block in here.by_code.items():
            for other, found in (block.crosswalk or {}).items():
                there = known.get(other)
                if there is not None:
                    yield from _contradictions(here, code, there, found)


def _contradictions(
    here: Framework, code: str, there: Framework, found: tuple[str, ...]
) -> Iterator[str]:
    at = f"{here.code}, {code}"
    yield from (
        f"{at}: {there.code} has no block {name}" for name in found if name not in there.by_code
    )
    for name, block in there.by_code.items():
        says = (block.crosswalk or {}).get(here.code)
        if says is not None and (code in says) != (name in found):
            yield f"{at}: {there.code}, {name} says otherwise"


def _said(here: Framework, there: Framework) -> set[tuple[str, str]]:
    return {
        (code, name)
        for code, block in here.by_code.items()
        for name in (block.crosswalk or {}).get(there.code, ())
    }
