"""Actors with what they have and need and how they are tied, as somebody may see it.

Nothing here counts or orders actors by their ties: they stand in the order of their names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.ecosystem.models import AssetRow, NeedRow, TieRow, TieWordRow
from tequio.ecosystem.queries.graphs import graph_of, sights_of, viewer_of
from tequio.ecosystem.queries.ties import theirs_to_say, words_that_count
from tequio.ecosystem.rules.graph import Actor, Graph, Sight, Tie, Viewer, seen_by
from tequio.ecosystem.rules.graph.sight import UNSAID
from tequio.ecosystem.rules.saying import BOTH_WAYS, TIE_KINDS
from tequio.kernel import add_months
from tequio.membership import queries as members
from tequio.registry.queries.hand import heads_of

FRESH_MONTHS = 12


@dataclass(frozen=True)
class Said:
    """An asset or a need.  `is_own`: its own officer said so, else an organiser for it."""

    id: int
    asset: str
    words: str
    is_own: bool
    since: date


@dataclass(frozen=True)
class TieView:
    """A tie of an actor, seen from it.

    kind       of `TIE_KINDS`, or a relation of the register (`is_relation`) that nobody has said
    gives      it gives, the other receives; None for a kind without direction
    said_on    when it last said so; other_said_on: when the other did
    is_own     whether its own officer said so last; other_is_own: likewise
    waits      it has not said so, and the other has or it was written down for one of them
    is_stale   both have said so, and one of them more than a year ago
    """

    id: int
    other: int
    name: str
    kind: str
    gives: bool | None
    said_on: date | None
    other_said_on: date | None
    is_own: bool
    other_is_own: bool
    is_relation: bool
    is_stale: bool

    @property
    def is_confirmed(self) -> bool:
        """Both sides have said so."""
        return self.said_on is not None and self.other_said_on is not None

    @property
    def waits(self) -> bool:
        """It is asked whether it is so."""
        return self.said_on is None and not self.is_relation


@dataclass(frozen=True)
class ActorView:
    """An actor as somebody may see it.

    speaks     whoever looks is its officer
    may_write  she is, or brings organisations together
    sight      who sees its ties; None for whom that is no matter
    """

    id: int
    name: str
    actor: Actor
    assets: tuple[Said, ...]
    needs: tuple[Said, ...]
    ties: tuple[TieView, ...]
    sight: Sight | None
    speaks: bool
    may_write: bool


@dataclass(frozen=True)
class Actors:
    """All actors, and what the territory needs.

    graph   what of the ties whoever looks may see, to be drawn
    """

    actors: tuple[ActorView, ...]
    of_the_territory: tuple[Said, ...]
    graph: Graph
    viewer: Viewer


def actors(keeper: int, person: int | None, day: date) -> Actors:
    """All actors by name, with the ties that somebody may see.  Some thirty queries, whatever their
    number."""
    graph, sights = graph_of(keeper, day), sights_of(keeper)
    viewer = viewer_of(keeper, person, day)
    seen = seen_by(graph, sights, viewer)
    assets, needs = _assets(keeper), _needs(keeper)
    ties = _ties_of(keeper, seen, day)
    views = (
        ActorView(
            id=actor.id,
            name=actor.name,
            actor=actor,
            assets=tuple(assets.get(actor.id, ())),
            needs=tuple(needs.get(actor.id, ())),
            ties=tuple(ties.get(actor.id, ())),
            sight=_sight_for(viewer, actor.id, sights),
            speaks=actor.id in viewer.speaks_for,
            may_write=viewer.is_organiser or actor.id in viewer.speaks_for,
        )
        for actor in seen.actors
    )
    return Actors(tuple(views), tuple(needs.get(None, ())), seen, viewer)


def actor(keeper: int, listed: int, person: int | None, day: date) -> ActorView | None:
    """One of them, under whatever number it had; None if it is no actor here.  As many queries."""
    head = heads_of(keeper, [listed])[listed]
    found = actors(keeper, person, day).actors
    return next((view for view in found if view.id == head), None)


def waits_for(keeper: int, listed: int, day: date) -> list[TieView]:
    """Ties that others said or organisers wrote down and that wait for this actor to confirm
    them, and those that it said more than a year ago: for its own officers.  As many queries."""
    head = heads_of(keeper, [listed])[listed]
    ties = _ties_of(keeper, graph_of(keeper, day), day).get(head, [])
    old = add_months(day, -FRESH_MONTHS)
    return [
        tie
        for tie in ties
        if tie.waits or (tie.is_confirmed and tie.said_on is not None and tie.said_on < old)
    ]


def _sight_for(viewer: Viewer, actor: int, sights: Mapping[int, Sight]) -> Sight | None:
    is_asked = viewer.is_organiser or actor in viewer.speaks_for
    return sights.get(actor, UNSAID) if is_asked else None


def _assets(keeper: int) -> Mapping[int, list[Said]]:
    rows = list(AssetRow.objects.filter(organisation_id=keeper, ended_on=None).order_by("id"))
    heads = heads_of(keeper, [row.listed_id for row in rows])
    words = _words(keeper, [row.text_id for row in rows])
    found = defaultdict[int, list[Said]](list)
    for row in rows:
        found[heads[row.listed_id]].append(
            Said(row.id, row.asset, words.get(row.text_id, ""), row.is_own, row.since)
        )
    return found


def _needs(keeper: int) -> Mapping[int | None, list[Said]]:
    rows = list(NeedRow.objects.filter(organisation_id=keeper, ended_on=None).order_by("id"))
    heads = heads_of(keeper, [row.listed_id for row in rows if row.listed_id is not None])
    words = _words(keeper, [row.text_id for row in rows])
    found = defaultdict[int | None, list[Said]](list)
    for row in rows:
        head = None if row.listed_id is None else heads[row.listed_id]
        found[head].append(
            Said(row.id, row.asset, words.get(row.text_id, ""), row.is_own, row.since)
        )
    return found


def _words(keeper: int, texts: Iterable[int | None]) -> dict[int | None, str]:
    asked = [number for number in texts if number is not None]
    return {number: text.body for number, text in members.texts(keeper, asked).items()}


def _ties_of(keeper: int, graph: Graph, day: date) -> Mapping[int, list[TieView]]:
    """Of each actor the ties of a graph that stand, by the other's name."""
    givers = dict(
        TieRow.objects.filter(organisation_id=keeper, ended_on=None).values_list("id", "from_id")
    )
    own = _said_own(keeper)
    heads = heads_of(keeper, [number for number in givers.values() if number is not None])
    names = {one.id: one.name for one in graph.actors}
    found = defaultdict[int, list[TieView]](list)
    for tie in graph.standing:
        giver = givers.get(tie.id)
        giver = None if giver is None else heads[giver]
        for here, there in ((tie.one, tie.other), (tie.other, tie.one)):
            found[here].append(_view(tie, (here, there), names[there], giver, own, day))
    for ties in found.values():
        ties.sort(key=lambda tie: (tie.name, tie.id))
    return found


def _said_own(keeper: int) -> dict[tuple[int, int], bool]:
    """Whether the newest word of a side of a tie that counts is of its own officer, by tie and
    side."""
    rows = TieWordRow.objects.filter(organisation_id=keeper).order_by("id")
    heads = heads_of(keeper, {row.listed_id for row in rows})
    counted = words_that_count(rows, heads, theirs_to_say(keeper))
    return {(row.tie_id, heads[row.listed_id]): row.is_own for row in counted}


def _view(
    tie: Tie,
    sides: tuple[int, int],
    name: str,
    giver: int | None,
    own: Mapping[tuple[int, int], bool],
    day: date,
) -> TieView:
    here, there = sides
    is_relation = tie.kind not in TIE_KINDS
    last = tie.last_confirmed
    return TieView(
        id=tie.id,
        other=there,
        name=name,
        kind=tie.kind,
        gives=None if is_relation or tie.kind in BOTH_WAYS else giver == here,
        said_on=tie.last_said.get(here),
        other_said_on=tie.last_said.get(there),
        is_own=own.get((tie.id, here), False),
        other_is_own=own.get((tie.id, there), False),
        is_relation=is_relation,
        is_stale=last is not None and last < add_months(day, -FRESH_MONTHS),
    )
