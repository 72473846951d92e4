"""Settling: what the items of one fact come to on a day.  Pure.

Left out is what cannot count: of a kind that is not accepted, below the least grade, not yet true,
too old.  Among the rest, not withdrawn, the highest grade counts, and among these the newest end of
period; if these agree, that is the value, if not, the fact is *disputed*.  What was withdrawn
supports nothing but still contradicts: a withdrawn item with another value, of a higher grade or
of the same grade and no older, leaves the fact unknown, and so does it where nothing else is left.

Own books and the own word support nothing below the least grade, and yet contradict a document: an
item of theirs, no older and of another value, stands *against* a value of grade 1, and weighing
says whether a comparison would come out otherwise.

Three things follow, and tests hold them: the order of items is irrelevant; an item of a higher
grade than all others settles; withdrawing never makes known what was not, nor changes a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from tequio.kernel import add_months
from tequio.screening.rules.evidence import SELF_DECLARED, is_paper
from tequio.screening.rules.items import Item
from tequio.screening.rules.values import Value

Silence = Literal["", "silent", "kind", "grade", "not_yet", "stale", "disputed", "withdrawn"]
MARKS: tuple[Silence, ...] = ("disputed", "withdrawn")
OWN = ("platform", "self_declaration")
"""Kinds that contradict a document even where they weigh too little to support anything; a paper
that was not shown does so too."""
OUTWEIGHED_FROM = 2
"""From this grade on what is settled stands against them."""
_LEFT_OUT: tuple[Silence, ...] = ("stale", "not_yet", "grade", "kind")
"""Of several reasons the first here is told: it is the nearest to being known."""


@dataclass(frozen=True)
class Settled:
    """What is known of a fact.

    value  None if nothing is
    grade  of what counts; of a disputed or withdrawn fact, the highest that has to be outweighed
    why    empty if it is known; else `silent` (no item), `kind` (none of an accepted kind),
           `grade` (none weighs enough), `not_yet`, `stale`, `disputed`, `withdrawn`
    items  what counts: those that agree, or those that contradict each other; of what was left out
           for a reason, those left out
    against  where it is known: own items of another value that weigh too little to be counted
    """

    value: Value | None
    grade: int
    why: Silence
    items: tuple[Item, ...] = ()
    against: tuple[Item, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return self.why == ""

    @property
    def is_marked(self) -> bool:
        """Whether it is unknown because items contradict each other or were taken back."""
        return self.why in MARKS


def settle(
    items: Iterable[Item],
    *,
    on: date,
    max_age_months: int | None = None,
    least_grade: int = 0,
    accepts: Sequence[str] = (),
) -> Settled:
    """What the items of one fact come to.

    accepts  kinds of evidence that count; empty: every kind
    """
    every = sorted(items, key=lambda item: (item.said(), item.reference, item.digest))
    if not every:
        return Settled(None, 0, "silent")
    fresh: list[Item] = []
    out: dict[Silence, list[Item]] = {}
    for item in every:
        reason = left_out(
            item, on=on, max_age_months=max_age_months, least_grade=least_grade, accepts=accepts
        )
        (out.setdefault(reason, []) if reason else fresh).append(item)
    if not fresh:
        why = next(reason for reason in _LEFT_OUT if reason in out)
        return Settled(None, 0, why, tuple(out[why]))
    found = _of_those_that_count(fresh)
    if not found.is_known or found.grade >= OUTWEIGHED_FROM:
        return found
    against = (
        item
        for item in every
        if speaks_against(item, on=on, max_age_months=max_age_months, least_grade=least_grade)
        and _rank(item)[1] >= _rank(found.items[0])[1]
        and item.value != found.value
    )
    return replace(found, against=tuple(against))


def _of_those_that_count(fresh: list[Item]) -> Settled:
    live = [item for item in fresh if not item.is_withdrawn]
    if not live:
        return Settled(None, max(item.grade for item in fresh), "withdrawn", tuple(fresh))
    rank = max(_rank(item) for item in live)
    best = [item for item in live if _rank(item) == rank]
    if any(item.value != best[0].value for item in best):
        return Settled(None, rank[0], "disputed", tuple(best))
    against = [
        item
        for item in fresh
        if item.is_withdrawn and _rank(item) >= rank and item.value != best[0].value
    ]
    if against:
        grade = max(item.grade for item in against)
        return Settled(None, grade, "withdrawn", (*best, *against))
    return Settled(best[0].value, rank[0], "", tuple(best))


def left_out(
    item: Item,
    *,
    on: date,
    max_age_months: int | None,
    least_grade: int,
    accepts: Sequence[str],
) -> Silence:
    """Why an item does not count; empty if it does."""
    if accepts and item.kind not in accepts:
        return "kind"
    if item.grade < least_grade:
        return "grade"
    return _out_of_time(item.since, item.end, on, max_age_months)


def speaks_against(item: Item, *, on: date, max_age_months: int | None, least_grade: int) -> bool:
    """Whether it weighs too little to support anything and yet contradicts a document."""
    is_own = item.kind in OWN or (item.grade == SELF_DECLARED and is_paper(item.kind))
    is_weak = is_own and item.grade < least_grade
    return is_weak and not _out_of_time(item.since, item.end, on, max_age_months)


@lru_cache(maxsize=65_536)
def _out_of_time(since: date | None, end: date | None, on: date, months: int | None) -> Silence:
    if since and since > on:
        return "not_yet"
    if months is None or (end and end >= on):
        return ""
    return "" if end and add_months(end, months) >= on else "stale"


def _rank(item: Item) -> tuple[int, date]:
    return item.grade, item.end or date.min
