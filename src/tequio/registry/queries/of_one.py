"""One listed organisation: all that is said of it now, by whom, and what of it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection
from django.db.models import Q

from tequio.registry.models import ListedRow, RecordRow, RelationRow, ShownRow, SourceRow
from tequio.registry.queries.hand import family_of, heads_of, is_seen
from tequio.registry.queries.heard import guards_of, heard_of
from tequio.registry.queries.merging import stands_for
from tequio.registry.rules.choosing import Choice, Heard, choose, may_leave

SPOKEN_IN = """
    SELECT s.id, s.by_id, r.key, b.id, b.edition, b.file_name
    FROM registry_statementrow s
    JOIN registry_recordrow r ON r.organisation_id = s.organisation_id AND r.id = s.record_id
    LEFT JOIN registry_batchrow b ON b.organisation_id = s.organisation_id AND b.id = s.batch_id
    WHERE s.organisation_id = %s AND s.id IN ({places})
"""
MOST_RELATIONS = 100


@dataclass(frozen=True)
class Publisher:
    """A source with all that must be told of it where its words stand."""

    id: int
    code: str
    title: str
    kind: str
    licence: str
    licence_url: str
    attribution: str
    homepage: str
    may_publish: bool
    is_complete: bool


@dataclass(frozen=True)
class Edition:
    """The file in which a statement came: the day for which it stands; none for what was written
    by hand.  `key`: of its record."""

    key: str
    batch: int | None
    day: date | None
    file: str
    is_by_hand: bool


@dataclass(frozen=True)
class Relation:
    """How it stands to another.

    is_outward  it is a member of the other; else the other is one of it
    other       number of the other, if the register lists it and whoever looks may see it
    source      who says so; None where a person wrote it down
    """

    type: str
    is_outward: bool
    other: int | None
    name: str
    since: date | None
    until: date | None
    source: int | None


@dataclass(frozen=True)
class One:
    """A listed organisation as whoever looks may see it.

    exposure     how much of its place may be seen, if not all
    party        the organisation of this node that it is
    is_closed    the register's members alone see it
    unpublished  statements that may not leave the register
    """

    number: int
    uid: str
    party: int | None
    exposure: str
    is_closed: bool
    heard: tuple[Heard, ...]
    chosen: dict[str, Choice]
    publishers: dict[int, Publisher]
    editions: dict[int, Edition]
    relations: tuple[Relation, ...]
    unpublished: frozenset[int]


@dataclass(frozen=True)
class Elsewhere:
    """It is not shown under this number: it was merged into another, or nobody speaks of it."""

    into: int | None


def of_one(keeper: int, number: int, *, order: str, is_inside: bool) -> One | Elsewhere | None:
    """What is shown of a listed organisation; None where it is not listed, or not for whoever
    looks.  Eleven queries at most, and
    some for each step of merges.

    order      whose word stands first (`register.order`)
    is_inside  show also what may not leave the register, contacts and guarded places excepted
    """
    row = ListedRow.objects.filter(organisation_id=keeper, id=number).first()
    if row is None:
        return None
    if row.merged_into_id is not None:
        into = stands_for(keeper, row.merged_into_id)
        return Elsewhere(row.merged_into_id) if is_seen(keeper, into, inside=is_inside) else None
    exposure = guards_of(keeper, [number]).get(number, "")
    said = heard_of(keeper, [number]).get(number, [])
    if row.is_withdrawn or not said:
        was_seen = row.is_withdrawn and row.changed > 0
        return Elsewhere(None) if was_seen or is_inside else None
    leaving = may_leave(said, exposure)
    if not leaving and not is_inside:
        return None
    seen = seen_inside(said, exposure) if is_inside else leaving
    publishers = publishers_of(keeper, {one.source for one in seen})
    return One(
        number=number,
        uid=row.uid.hex,
        party=row.party_id,
        exposure=exposure,
        is_closed=not leaving,
        heard=tuple(seen),
        chosen=choose(seen, order),
        publishers=publishers,
        editions=editions_of(keeper, {one.statement for one in seen}),
        relations=(
            *_written(keeper, number, is_inside=is_inside),
            *_said(keeper, seen, publishers, is_inside=is_inside),
        ),
        unpublished=frozenset(one.statement for one in said if not one.may_publish),
    )


def seen_inside(said: Iterable[Heard], exposure: str) -> list[Heard]:
    """What the keeper's members see: all sources, but no contacts and no guarded place."""
    return may_leave([replace(one, may_publish=True) for one in said], exposure)


def publishers_of(keeper: int, sources: Collection[int]) -> dict[int, Publisher]:
    """Sources by number.  One query."""
    rows = SourceRow.objects.filter(organisation_id=keeper, id__in=sources).order_by("id")
    names = Publisher.__dataclass_fields__
    return {row.id: Publisher(**{name: getattr(row, name) for name in names}) for row in rows}


def editions_of(keeper: int, statements: Collection[int]) -> dict[int, Edition]:
    """By statement the edition in which it came.  One query."""
    asked = sorted(statements)
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SPOKEN_IN.format(places=", ".join(["%s"] * len(asked))), [keeper, *asked])
        return {
            statement: Edition(key, batch, _day(edition), file or "", by is not None)
            for statement, by, key, batch, edition, file in cursor.fetchall()
        }


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def merged_here(keeper: int, *, gone: int, into: int) -> bool:
    """Whether this number leads to that one.  One query."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id=gone, merged_into_id=into)
    return rows.exists()


# Relations --------------------------------------------------------------------------------------


def _written(keeper: int, number: int, *, is_inside: bool) -> list[Relation]:
    """What persons wrote down of it and of whom was merged into it, from either side; the other is
    whom it leads to.  Four queries, and one for each further step of merges."""
    family = family_of(keeper, number)
    either = Q(listed_id__in=family) | Q(other_id__in=family)
    rows = list(
        RelationRow.objects.filter(either, organisation_id=keeper, is_ended=False)
        .order_by("type", "id")[:MOST_RELATIONS]
    )  # fmt: skip
    heads = heads_of(keeper, {one for row in rows for one in (row.listed_id, row.other_id)})
    names = names_of(keeper, {*heads.values()} - {number}, is_inside=is_inside)
    found = []
    for row in rows:
        is_outward = heads[row.listed_id] == number
        other = heads[row.other_id if is_outward else row.listed_id]
        if other in names:
            days = (row.since, row.until)
            found.append(Relation(row.type, is_outward, other, names[other], *days, None))
    return list(dict.fromkeys(found))


def _said(
    keeper: int, seen: Iterable[Heard], publishers: dict[int, Publisher], *, is_inside: bool
) -> list[Relation]:
    """What sources say, led to the organisation that they mean by its key.  Two queries, none
    where nothing is said."""
    said = [one for one in seen if one.said.property == "relation"]
    by_code = {one.code: one.id for one in publishers.values()}
    keys = {
        (by_code[str(value["source"])], str(value["key"]))
        for one in said
        if isinstance(value := one.said.value, dict)
        and str(value.get("source", "")) in by_code
        and value.get("key")
    }
    found = _records_of(keeper, keys)
    names = names_of(keeper, found.values(), is_inside=is_inside)
    relations = []
    for one in said:
        value = one.said.value
        assert isinstance(value, dict)
        place = (by_code.get(str(value.get("source", "")), 0), str(value.get("key", "")))
        other = found.get(place)
        name = names.get(other, "") if other is not None else ""
        told = name or str(value.get("name") or value.get("key") or "")
        days = (one.said.since, one.said.until)
        number = other if name else None
        relations.append(Relation(str(value["type"]), True, number, told, *days, one.source))
    return relations


def _records_of(keeper: int, keys: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    if not keys:
        return {}
    rows = RecordRow.objects.filter(
        organisation_id=keeper,
        source_id__in={source for source, _key in keys},
        key__in={key for _source, key in keys},
    ).values_list("source_id", "key", "listed_id")
    return {(source, key): listed for source, key, listed in rows if (source, key) in keys}


def names_of(keeper: int, numbers: Iterable[int], *, is_inside: bool) -> dict[int, str]:
    """The names under which these are shown to whoever looks.  One query, none for nobody."""
    asked = set(numbers)
    if not asked:
        return {}
    rows = ShownRow.objects.filter(organisation_id=keeper, id__in=asked)
    if not is_inside:
        rows = rows.filter(is_closed=False)
    return dict(rows.values_list("id", "name"))
