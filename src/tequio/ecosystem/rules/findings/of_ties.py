"""Findings 3, 4, 6 and 10: who is apart, who alone bridges, what is not confirmed, what became of
introductions.  Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from tequio.ecosystem.rules.findings.finding import Field, Finding, Named, actors, assets
from tequio.ecosystem.rules.graph import (
    THROUGH,
    Broker,
    Graph,
    Introduction,
    Introductions,
    Side,
    Tie,
    brokers,
    components,
)
from tequio.kernel import add_months
from tequio.kernel import gettext_noop as _

ISOLATE = _("{actor} has no tie to anybody.")
APART = _("{count} organisations are tied to each other and to nobody else: {actors}.")
INTRODUCE = _("Introduce {one} to {other}.")
BRIDGE = _(
    "Only {actor} holds {parts} parts together. Without it, pairs of organisations that lose each "
    "other: {pairs}."
)
ONE_WAY = _("{sayer} says that it is tied to {silent}, who has not said so.")
UNSAID = _("A tie between {one} and {other} was written down; neither has said that it is so.")
STALE = _("The tie between {one} and {other} was last confirmed by both on {day}.")
BECAME_TIE = _("{one} and {other} were introduced on {day} and confirmed a tie on {since}.")
BECAME_NO_TIE = _("{one} and {other} were introduced on {day}; both have not confirmed a tie.")
HALF_A_TIE = _("One of them has said that there is a tie.")
FRESH_MONTHS = 12
"""A tie that both have not confirmed for longer is asked after."""
MOST_PAIRS = 12
"""So many introductions are proposed around one broker."""


def parts_apart(
    graph: Graph,
    *,
    found: Sequence[Sequence[int]] | None = None,
    meet: Introductions | None = None,
) -> Iterator[Finding]:
    """3: each component but the largest, and whom to introduce to it; where nobody has any tie,
    each actor."""
    parts = found if found is not None else components(graph)
    if len(parts) < 2:
        return
    meet = meet or Introductions(graph)
    has_middle = len(parts[0]) > 1
    middle = Side(tuple(parts[0]) if has_middle else tuple(range(len(graph.actors))))
    for places in parts[has_middle:]:
        yield _apart(graph, places, meet.between(Side(tuple(places)), middle))


def _apart(graph: Graph, places: Sequence[int], meeting: Introduction) -> Finding:
    ids = graph.ids(places)
    is_isolate = len(ids) == 1
    return Finding(
        3,
        "isolate" if is_isolate else "apart",
        key=f"apart:{min(ids)}",
        sentence=ISOLATE if is_isolate else APART,
        deeds=("introduce",),
        fields=(
            ("actor", actors(ids[0])),
            ("actors", actors(*ids)),
            ("count", len(ids)),
            *told_of(meeting),
        ),
        actors=ids,
        pairs=(meeting,),
        notes=(INTRODUCE, THROUGH[meeting.how]),
    )


def told_of(meeting: Introduction) -> tuple[tuple[str, Field], ...]:
    """The fields with which `INTRODUCE` and `THROUGH` tell an introduction."""
    told: list[tuple[str, Field]] = [
        ("one", actors(meeting.one)),
        ("other", actors(meeting.other)),
    ]
    if meeting.contact is not None:
        told.append(("contact", actors(meeting.contact)))
    if meeting.group is not None:
        told.append(("group", Named("groups", (meeting.group,))))
    if meeting.asset:
        told.append(("asset", assets(meeting.asset)))
    return tuple(told)


def brokers_at_risk(graph: Graph) -> Iterator[Finding]:
    """4: actors without whom others lose each other, those first on whom most pairs depend.

    To double the bridge it introduces its own neighbours to each other.
    """
    for broker in sorted(brokers(graph), key=lambda one: -one.load):
        yield _bridge(graph, broker)


def _bridge(graph: Graph, broker: Broker) -> Finding:
    number = graph.actors[broker.place].id
    first, *others = graph.ids(broker.parts)
    return Finding(
        4,
        "broker",
        key=f"broker:{number}",
        sentence=BRIDGE,
        deeds=("double",),
        fields=(
            ("actor", actors(number)),
            ("parts", len(broker.parts)),
            ("pairs", broker.load),
        ),
        actors=(number,),
        pairs=tuple(
            Introduction(first, other, how="actor", contact=number) for other in others[:MOST_PAIRS]
        ),
    )


def unconfirmed_ties(graph: Graph, *, on: date) -> Iterator[Finding]:
    """6: ties that one side only has said, then ties that both have not confirmed for 12 months."""
    limit, stale = add_months(on, -FRESH_MONTHS), []
    named = {actor.id: actors(actor.id) for actor in graph.actors}
    for tie in graph.standing:
        last = tie.last_said
        if tie.one not in last or tie.other not in last:
            yield _one_way(tie, named)
        elif (day := min(last[tie.one], last[tie.other])) < limit:
            asked = tuple([side for side in (tie.one, tie.other) if last[side] < limit])
            stale.append((day, tie.id, tie, asked))
    for day, number, tie, asked in sorted(stale, key=itemgetter(0, 1)):
        yield Finding(
            6,
            "stale",
            key=f"stale:{number}",
            sentence=STALE,
            deeds=("confirm",),
            fields=(("one", named[tie.one]), ("other", named[tie.other]), ("day", day)),
            actors=asked,
            ties=(number,),
        )


def _one_way(tie: Tie, named: Mapping[int, Named]) -> Finding:
    sides, last = (tie.one, tie.other), tie.last_said
    silent = tuple([side for side in sides if side not in last])
    is_said = len(silent) == 1
    names: tuple[tuple[str, Field], ...]
    if is_said:
        sayer = tie.other if silent[0] == tie.one else tie.one
        names = (("sayer", named[sayer]), ("silent", named[silent[0]]))
    else:
        names = (("one", named[tie.one]), ("other", named[tie.other]))
    return Finding(
        6,
        "one_way",
        key=f"one_way:{tie.id}",
        sentence=ONE_WAY if is_said else UNSAID,
        deeds=("confirm",),
        fields=names,
        actors=silent,
        ties=(tie.id,),
    )


@dataclass(frozen=True)
class Introduced:
    """An action of last quarter: two actors were introduced to each other on a day."""

    action: int
    one: int
    other: int
    day: date

    @property
    def sides(self) -> tuple[int, int]:
        """Both, the smaller number first."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)


def introductions_since(graph: Graph, introduced: Iterable[Introduced]) -> Iterator[Finding]:
    """10: did last quarter's introductions become ties that both confirmed since?

    Whoever had confirmed a tie before is not told of: the introduction did not make it.
    """
    there = [each for each in introduced if {each.one, each.other} <= graph.place.keys()]
    met = {place for each in there for place in each.sides}
    ties = defaultdict[tuple[int, int], list[Tie]](list)
    for tie in graph.standing:
        if tie.one in met and tie.other in met:
            ties[tie.sides].append(tie)
    for one in sorted(there, key=lambda each: (each.day, each.action)):
        between = ties[one.sides]
        days = [day for tie in between if (day := tie.confirmed_on) is not None]
        if not days or min(days) >= one.day:
            is_half = any(word.day >= one.day for tie in between for word in tie.said_by)
            yield _looked_back(one, min(days, default=None), is_half=is_half)


def _looked_back(one: Introduced, since: date | None, *, is_half: bool) -> Finding:
    names: tuple[tuple[str, Field], ...] = (
        ("one", actors(one.one)),
        ("other", actors(one.other)),
        ("day", one.day),
        ("since", since),
    )
    return Finding(
        10,
        "became_tie" if since else "became_no_tie",
        key=f"introduced:{one.action}",
        sentence=BECAME_TIE if since else BECAME_NO_TIE,
        deeds=("thank",) if since else ("retry", "drop"),
        fields=names,
        actors=(one.one, one.other),
        about=one.action,
        notes=(HALF_A_TIE,) if is_half and not since else (),
    )
