"""What was noticed, as those read it who take part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from tequio.knowledge.models import (
    AntennaRow,
    InnovationRow,
    JoinedRow,
    ObservationRow,
    WatchRow,
)
from tequio.knowledge.queries.versions import titles_of
from tequio.knowledge.queries.words import words_of
from tequio.membership import queries as members

MOST = 100


@dataclass(frozen=True)
class Antenna:
    """Who listens where.  brought: how many observations came from there and stand."""

    id: int
    name: str
    tier: str
    region: str
    sector: str
    party: int | None
    party_name: str
    opened_on: date
    closed_on: date | None
    brought: int


@dataclass(frozen=True)
class Watch:
    """A watch meeting.  brought: how many observations were brought to it and stand."""

    id: int
    title: str
    held_on: date
    antenna: int | None
    antenna_name: str
    is_open: bool
    present: int | None
    brought: int


@dataclass(frozen=True)
class Part:
    """A practice of which an observation became part."""

    innovation: int
    title: str
    state: str


@dataclass(frozen=True)
class Observation:
    """One thing that somebody noticed.

    words  empty, where it was only spoken (`voice`) or taken back
    by     whose it is, by name; by_id: her number, None for a guest
    writer_id, recorded_at  who wrote it down, and when: later, where it waited in a phone
    parts  practices that it became part of; none: it never moved
    """

    id: int
    kind: str
    words: str
    voice: str
    watch: int | None
    antenna: int | None
    antenna_name: str
    region: str
    sector: str
    by: str
    by_id: int | None
    writer_id: int
    seen_on: date
    recorded_at: datetime
    is_withdrawn: bool
    parts: tuple[Part, ...]


def antennas(keeper: int) -> list[Antenna]:
    """All antennas, those that listen first, by tier and name.  Three queries."""
    rows = list(AntennaRow.objects.filter(organisation_id=keeper))
    brought = _brought(keeper, "antenna_id")
    names = _named({row.party_id for row in rows if row.party_id})
    found = [
        Antenna(
            id=row.id,
            name=row.name,
            tier=row.tier,
            region=row.region,
            sector=row.sector,
            party=row.party_id,
            party_name=names.get(row.party_id or 0, ""),
            opened_on=row.opened_on,
            closed_on=row.closed_on,
            brought=brought.get(row.id, 0),
        )
        for row in rows
    ]
    order = {"region": 0, "sector": 1, "apex": 2}
    return sorted(
        found, key=lambda one: (one.closed_on is not None, order.get(one.tier, 3), one.name)
    )


def _named(organisations: Iterable[int]) -> dict[int, str]:
    asked = set(organisations)
    return {one.id: one.name for one in members.organisations(asked)} if asked else {}


def _brought(keeper: int, by: str) -> dict[int, int]:
    rows = ObservationRow.objects.filter(organisation_id=keeper, withdrawn_at=None)
    counted = rows.exclude(**{by: None}).values(by).annotate(times=Count("id"))
    return {row[by]: row["times"] for row in counted}


def watches(keeper: int, *, limit: int = MOST) -> list[Watch]:
    """The latest watch meetings, newest first.  Three queries."""
    rows = WatchRow.objects.filter(organisation_id=keeper).order_by("-held_on", "-id")
    return _watches(keeper, list(rows[:limit]))


def watch(keeper: int, number: int) -> Watch | None:
    """One watch meeting.  Three queries."""
    rows = WatchRow.objects.filter(organisation_id=keeper, id=number)
    return next(iter(_watches(keeper, list(rows))), None)


def _watches(keeper: int, rows: list[WatchRow]) -> list[Watch]:
    if not rows:
        return []
    brought, names = _brought(keeper, "watch_id"), _antenna_names(keeper)
    return [
        Watch(
            id=row.id,
            title=row.title,
            held_on=row.held_on,
            antenna=row.antenna_id,
            antenna_name=names.get(row.antenna_id or 0, ""),
            is_open=row.closed_at is None,
            present=row.present,
            brought=brought.get(row.id, 0),
        )
        for row in rows
    ]


def _antenna_names(keeper: int) -> dict[int, str]:
    rows = AntennaRow.objects.filter(organisation_id=keeper)
    return dict(rows.values_list("id", "name"))


def observations_of(keeper: int, watch: int) -> list[Observation]:
    """What was brought to a watch meeting, as it came.  Six queries."""
    rows = ObservationRow.objects.filter(organisation_id=keeper, watch_id=watch)
    return observations(keeper, rows.order_by("id"))


def bringers_of(keeper: int, watch: int) -> int:
    """How many persons at least brought something to a watch meeting that stands.  Two queries."""
    rows = ObservationRow.objects.filter(organisation_id=keeper, watch_id=watch, withdrawn_at=None)
    told = set(rows.values_list("brought_by_id", "guest_id"))
    guests = words_of(keeper, (guest for _person, guest in told))
    names = {guests[guest].strip().casefold() for _person, guest in told if guest}
    return len({person for person, _guest in told if person}) + len(names)


def loose_observations(keeper: int, *, limit: int = MOST) -> list[Observation]:
    """What stands and is part of no practice yet, newest first.  Six queries."""
    joined = JoinedRow.objects.filter(organisation_id=keeper)
    rows = ObservationRow.objects.filter(organisation_id=keeper, withdrawn_at=None)
    rows = rows.exclude(id__in=joined.values("observation_id"))
    return observations(keeper, rows.order_by("-id")[:limit])


def observation(keeper: int, number: int) -> Observation | None:
    """One observation.  At most six queries."""
    rows = ObservationRow.objects.filter(organisation_id=keeper, id=number)
    return next(iter(observations(keeper, rows)), None)


def observations(keeper: int, some: QuerySet[ObservationRow]) -> list[Observation]:
    """Some observations with their words, names and practices.  At most six queries."""
    rows = list(some.select_related("brought_by"))
    if not rows:
        return []
    shown = [row for row in rows if row.withdrawn_at is None]
    words = words_of(keeper, [one for row in shown for one in (row.text_id, row.guest_id)])
    antenna, parts = _antenna_names(keeper), parts_of(keeper, [row.id for row in rows])
    return [
        _observation(row, words, antenna.get(row.antenna_id or 0, ""), parts.get(row.id, ()))
        for row in rows
    ]


def _observation(
    row: ObservationRow, words: Mapping[int | None, str], antenna: str, parts: tuple[Part, ...]
) -> Observation:
    is_withdrawn = row.withdrawn_at is not None
    bringer = row.brought_by.name if row.brought_by else words.get(row.guest_id, "")
    return Observation(
        id=row.id,
        kind=row.kind,
        words="" if is_withdrawn else words[row.text_id],
        voice="" if is_withdrawn else row.voice,
        watch=row.watch_id,
        antenna=row.antenna_id,
        antenna_name=antenna,
        region=row.region,
        sector=row.sector,
        by=bringer,
        by_id=row.brought_by_id,
        writer_id=row.person_id,
        seen_on=row.seen_on,
        recorded_at=row.recorded_at,
        is_withdrawn=is_withdrawn,
        parts=parts,
    )


def parts_of(keeper: int, observed: Iterable[int]) -> dict[int, tuple[Part, ...]]:
    """By observation the practices that it became part of.  Three queries."""
    joined = list(
        JoinedRow.objects.filter(organisation_id=keeper, observation_id__in=set(observed))
        .order_by("innovation_id")
        .values_list("observation_id", "innovation_id")
    )
    numbers = {innovation for _observation, innovation in joined}
    if not numbers:
        return {}
    states = InnovationRow.objects.filter(organisation_id=keeper, id__in=numbers)
    state = dict(states.values_list("id", "state"))
    titles = titles_of(keeper, numbers)
    found: dict[int, list[Part]] = defaultdict(list)
    for one, innovation in joined:
        found[one].append(Part(innovation, titles.get(innovation, ""), state[innovation]))
    return {one: tuple(parts) for one, parts in found.items()}
