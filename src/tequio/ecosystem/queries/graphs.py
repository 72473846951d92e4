"""The graph of a network as it stands today, and how much of it somebody may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tequio.ecosystem.models import AssetRow, NeedRow, SightRow, TieRow, TieWordRow
from tequio.ecosystem.queries.standing import organises
from tequio.ecosystem.queries.ties import words_that_count
from tequio.ecosystem.rules.graph import (
    Actor,
    Graph,
    Group,
    Holding,
    Need,
    Sight,
    Tie,
    Viewer,
    Word,
)
from tequio.knowledge.queries.standing import takes_part
from tequio.membership import queries as members
from tequio.membership.rules import keeps_the_roll
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.profiles import (
    Profile,
    Written,
    listed_parties,
    profiles,
    relations_written,
)

MOST_ACTORS = 5_000
"""Of a larger register those are actors of whom something is said here, or who are of this node."""
BELONGING = frozenset({"member_of", "federates"})
NO_TIE = frozenset({"succeeds", "merged_into"})
"""Relations between one that is there and one that was."""


def graph_of(keeper: int, day: date) -> Graph:
    """Everything that is known: actors under the numbers by which they are found now, what they
    have and need, ties as both sides said them, and relations of the register as ties that nobody
    has said.  A dozen queries, and one for each step of merges."""
    assets = list(AssetRow.objects.filter(organisation_id=keeper, ended_on=None))
    needs = list(NeedRow.objects.filter(organisation_id=keeper, ended_on=None))
    rows = list(TieRow.objects.filter(organisation_id=keeper).order_by("id"))
    words = list(TieWordRow.objects.filter(organisation_id=keeper).order_by("id"))
    written = relations_written(keeper, day)
    listed = {row.listed_id for row in assets} | {word.listed_id for word in words}
    listed |= {number for row in rows for number in (row.one_id, row.other_id)}
    heads = heads_of(keeper, listed | {row.listed_id for row in needs if row.listed_id})
    here = frozenset(listed_parties(keeper).values())
    ties = _ties(rows, words_that_count(words, heads, here), heads)
    besides = {*heads.values(), *here, *_ends(written)}
    shown = profiles(keeper, most=MOST_ACTORS, besides=besides)
    return Graph.of(
        [_actor(one) for one in shown],
        [*ties, *_relations(written, ties)],
        _holdings(assets, heads),
        [Need(row.listed_id and heads[row.listed_id], row.asset) for row in needs],
        _groups(written, {one.number: one.name for one in shown}),
    )


def viewer_of(keeper: int, person: int | None, day: date) -> Viewer:
    """How somebody looks at ties.  Some ten queries."""
    return Viewer(
        speaks_for=frozenset(own_numbers(keeper, person, day)),
        takes_part=takes_part(keeper, person, day),
        is_organiser=organises(keeper, person, day),
    )


def own_numbers(keeper: int, person: int | None, day: date) -> tuple[int, ...]:
    """The listed organisations of which somebody is secretary or chair.  Two queries, and one for
    each of her organisations in the register."""
    if person is None:
        return ()
    listed = listed_parties(keeper)
    return tuple(
        sorted(
            listed[place]
            for place in members.places_of(person, day)
            if place in listed and keeps_the_roll(members.standing(person, place, day))
        )
    )


def sights_of(keeper: int) -> dict[int, Sight]:
    """What each actor decided last of who sees its ties; of several that turned out to be one the
    narrowest counts.  One query, and one for each step of merges."""
    rows = SightRow.objects.filter(organisation_id=keeper).order_by("id")
    newest = {row.listed_id: row.sight for row in rows}
    heads = heads_of(keeper, newest)
    found: dict[int, Sight] = {}
    for listed, sight in newest.items():
        head = heads[listed]
        found[head] = max(found.get(head, NARROWER[0]), _sight(sight), key=NARROWER.index)
    return found


NARROWER: tuple[Sight, ...] = ("everybody", "inside", "organisers")


def _sight(code: str) -> Sight:
    return next((sight for sight in NARROWER if sight == code), NARROWER[-1])


def _actor(one: Profile) -> Actor:
    return Actor(
        one.number,
        one.name,
        kind=one.structure,
        sectors=one.activities,
        is_informal=one.is_informal,
        is_women_led=one.is_mostly_women,
    )


def _ties(
    rows: Iterable[TieRow], words: Iterable[TieWordRow], heads: Mapping[int, int]
) -> list[Tie]:
    said = defaultdict[int, list[Word]](list)
    for word in words:
        said[word.tie_id].append(Word(word.day, heads[word.listed_id]))
    found = (
        Tie(
            row.id,
            heads[row.one_id],
            heads[row.other_id],
            row.kind,
            row.since,
            tuple(said[row.id]),
            row.ended_on,
        )
        for row in rows
    )
    return [tie for tie in found if tie.one != tie.other]


def _relations(written: Iterable[Written], ties: Iterable[Tie]) -> list[Tie]:
    """Relations of those whom no tie here joins, each pair once."""
    known = {tie.sides for tie in ties}
    found = []
    for one in written:
        tie = Tie(one.id, one.one, one.other, one.type, one.since)
        if one.type not in NO_TIE and tie.sides not in known:
            known.add(tie.sides)
            found.append(tie)
    return found


def _holdings(rows: Iterable[AssetRow], heads: Mapping[int, int]) -> list[Holding]:
    """Each asset of an actor once, since it was first said."""
    found: dict[tuple[int, str], Holding] = {}
    for row in sorted(rows, key=lambda row: (row.since, row.id)):
        key = (heads[row.listed_id], row.asset)
        found.setdefault(key, Holding(*key, row.since))
    return [found[key] for key in sorted(found)]


def _groups(written: Iterable[Written], names: Mapping[int, str]) -> list[Group]:
    """Unions and federations of the register, by whom is said to belong to them."""
    belonging = defaultdict[int, set[int]](set)
    for one in written:
        if one.type in BELONGING:
            whole, part = (one.other, one.one) if one.type == "member_of" else (one.one, one.other)
            belonging[whole].add(part)
    return [
        Group(whole, names.get(whole, ""), frozenset(parts))
        for whole, parts in sorted(belonging.items())
    ]


def _ends(written: Iterable[Written]) -> set[int]:
    return {number for one in written for number in (one.one, one.other)}
