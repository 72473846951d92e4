"""Findings 1, 2 and 5: what one alone holds, what nobody holds, who together holds all.  Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256

from tequio.ecosystem.rules.findings.finding import Field, Finding, actors, assets
from tequio.ecosystem.rules.graph import (
    MOST_NEEDS,
    Coalition,
    Graph,
    Introductions,
    coalition,
)
from tequio.kernel import gettext_noop as _

ONE_HOLDER = _("Only {actor} holds this: {asset}.")
UNCOVERED = _("Nobody holds this: {asset}.")
TOGETHER = _("These organisations together hold all that is needed: {actors}.")
ALIKE = _("Who works in the same field as {actor} and could come to hold it too: {alike}.")
NEEDED_BY = _("Who needs it: {seekers}.")
NEEDED_BY_ALL = _("It is needed in the territory.")
ENOUGH = _("One organisation holds all that is needed: {actors}.")
INTRODUCTIONS = _("Introductions that this takes: {introductions}.")
ONE_OF_MANY = _("There are {ways} coalitions as small as this one; this is the first by name.")
GREEDY = _("There are more than {most} needs: this coalition is good, but not proven smallest.")
TOO_MUCH = _("There is too much to try all: this coalition is good, but not proven smallest.")
NOBODY_HOLDS = _("Nobody holds: {uncovered}.")
MOST_KEY = 100
MOST_ALIKE = 3
"""So many are proposed as a second holder."""


def single_holders(graph: Graph) -> Iterator[Finding]:
    """1: an asset that one actor alone holds; those that somebody needs come first.  With it goes
    who could come to hold it too, since it works in a field of the holder."""
    alone = [(asset, places[0]) for asset, places in graph.holders.items() if len(places) == 1]
    for asset, place in sorted(alone, key=lambda one: one[0] not in graph.seekers):
        holder = graph.actors[place].id
        seekers = graph.ids(graph.seekers.get(asset, ()))
        alike = graph.ids(_alike(graph, place, asset))
        yield Finding(
            1,
            "single_holder",
            key=f"single_holder:{asset}",
            sentence=ONE_HOLDER,
            deeds=("second_holder",),
            fields=(
                ("actor", actors(holder)),
                ("asset", assets(asset)),
                ("seekers", actors(*seekers)),
                *((("alike", actors(*alike)),) if alike else ()),
            ),
            actors=(holder,),
            assets=(asset,),
            notes=(*((NEEDED_BY,) if seekers else ()), *((ALIKE,) if alike else ())),
        )


def _alike(graph: Graph, holder: int, asset: str) -> list[int]:
    """Places of those that share a field with a holder, the nearest first: who needs the asset
    itself, then who shares most fields, then who is tied to the holder, then by name."""
    shared = Counter(
        place
        for field in set(graph.actors[holder].sectors)
        for place in graph.working_in[field]
        if place != holder
    )
    seekers, near = graph.seekers.get(asset, ()), graph.near[holder]
    return sorted(
        shared,
        key=lambda place: (place not in seekers, -shared[place], place not in near, place),
    )[:MOST_ALIKE]


def uncovered_needs(graph: Graph) -> Iterator[Finding]:
    """2: a need that nobody covers; those that most actors have come first."""
    open_ones = [one for one in graph.seekers.items() if one[0] not in graph.holders]
    for asset, places in sorted(open_ones, key=lambda one: -len(one[1])):
        seekers = graph.ids(places)
        yield Finding(
            2,
            "uncovered_need",
            key=f"uncovered_need:{asset}",
            sentence=UNCOVERED,
            deeds=("call",),
            fields=(("asset", assets(asset)), ("seekers", actors(*seekers))),
            actors=seekers,
            assets=(asset,),
            notes=(NEEDED_BY if seekers else NEEDED_BY_ALL,),
        )


def smallest_coalition(
    graph: Graph,
    needs: Collection[str],
    *,
    found: Sequence[Sequence[int]] | None = None,
    meet: Introductions | None = None,
) -> Iterator[Finding]:
    """5: the smallest coalition that covers a set of needs; nothing if nobody holds any of them."""
    chosen = coalition(graph, needs, found=found, meet=meet)
    if chosen is None:
        return
    yield Finding(
        5,
        "coalition",
        key=_key(needs),
        sentence=TOGETHER if len(chosen.members) > 1 else ENOUGH,
        deeds=("ally", "invite"),
        fields=_fields(chosen),
        actors=chosen.members,
        assets=chosen.needs,
        pairs=chosen.introductions,
        notes=tuple(_notes(chosen)),
    )


def _fields(chosen: Coalition) -> tuple[tuple[str, Field], ...]:
    return (
        ("actors", actors(*chosen.members)),
        ("introductions", len(chosen.introductions)),
        ("ways", chosen.ways),
        ("most", MOST_NEEDS),
        ("uncovered", assets(*chosen.uncovered)),
    )


def _notes(chosen: Coalition) -> Iterator[str]:
    if chosen.introductions:
        yield INTRODUCTIONS
    if chosen.ways is not None and chosen.ways > 1:
        yield ONE_OF_MANY
    if not chosen.is_smallest:
        yield GREEDY if len(chosen.needs) > MOST_NEEDS else TOO_MUCH
    if chosen.uncovered:
        yield NOBODY_HOLDS


def _key(needs: Collection[str]) -> str:
    """The needs themselves; of many a fingerprint, since a key has to stay short."""
    told = "+".join(sorted(set(needs)))
    told = told if len(told) <= MOST_KEY else sha256(told.encode()).hexdigest()
    return f"coalition:{told}"
