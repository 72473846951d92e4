"""Figures that were carried on from year to year and are no news.  Pure.

A list of figures by year that repeats last year's for want of newer ones looks fresher than it
is.  Equal figures in one property may be chance (three members stay three); equal figures in all
of them, over three years and more, are a copy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from tequio.registry.rules.facts import Said
from tequio.registry.rules.meaning import meant
from tequio.registry.rules.properties import FIGURES

LONGEST_FRESH = 2
FEWEST_FIGURES = 2


class Run(NamedTuple):
    """Years over which all figures stay the same, the first and the last included."""

    first: int
    last: int

    @property
    def years(self) -> int:
        return self.last - self.first + 1


def stale_runs(
    by_year: Mapping[int, Iterable[Said]], *, needed: Collection[str] = ()
) -> tuple[Run, ...]:
    """Runs of three and more years with the same figures, by the years of their reports.

    A year that is missing, or says fewer than two figures or not all of the `needed` ones, ends
    a run: one equal figure may be chance.
    """
    runs: list[Run] = []
    begin, before = None, ""
    for year in sorted(by_year):
        figures = _figures(by_year[year], needed)
        if begin is None or figures != before or year - 1 not in by_year:
            begin = year if figures else None
        elif year - begin >= LONGEST_FRESH:
            runs = [run for run in runs if run.first != begin] + [Run(begin, year)]
        before = figures
    return tuple(runs)


def _figures(said: Iterable[Said], needed: Collection[str]) -> str:
    """All figures of a year as one text; nothing where they are too few to compare."""
    found = {
        one.property: meant(one.property, one.value) for one in said if one.property in FIGURES
    }
    if len(found) < FEWEST_FIGURES or not found.keys() >= set(needed):
        return ""
    return " ".join(f"{name}={found[name]}" for name in sorted(found))
