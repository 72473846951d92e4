"""What persons wrote and decided: where a listed organisation stands, the word of a record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from tequio.registry.models import ListedRow, RecordRow, ShownRow, SourceRow, StatementRow
from tequio.registry.rules.deciding import Listed
from tequio.registry.rules.facts import Said, read_said

OF_THE_KEEPER, OF_ITS_OWN = "keeper", "own"
"""Codes, and kinds, of the two sources that are opened when somebody first writes by hand."""


def listed_of(keeper: int, numbers: Iterable[int]) -> dict[int, Listed]:
    """Where these stand, by number; who is not listed is left out.  One query."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id__in=set(numbers))
    return {
        row.id: Listed(row.id, row.merged_into_id, row.party_id, row.is_withdrawn) for row in rows
    }


def uid_of(keeper: int, listed: int) -> str:
    """Under which a listed organisation is known outside, 32 hexadecimal characters.  One query."""
    rows = ListedRow.objects.filter(organisation_id=keeper, id=listed)
    return rows.values_list("uid", flat=True).get().hex


def listed_with(keeper: int, uid: str, sources: Iterable[int]) -> int | None:
    """The number of whoever is known outside under this uid, or came here under it by one of these
    sources; None for anything else.  At most two queries."""
    if len(uid) != 32 or set(uid) - set("0123456789abcdef"):
        return None
    own = ListedRow.objects.filter(organisation_id=keeper, uid=UUID(uid))
    rows = RecordRow.objects.filter(
        organisation_id=keeper, source_id__in=set(sources), key=str(UUID(uid))
    )
    return (
        own.values_list("id", flat=True).first()
        or rows.order_by("id").values_list("listed_id", flat=True).first()
    )


def names_listed(
    keeper: int, *, country: str = "", after: int = 0, limit: int
) -> list[tuple[int, str]]:
    """Some of those whom a register shows, number and name, in order of number.  One query by the
    key.

    country  only of there, and those of whom nobody says where they are; empty: all
    """
    rows = ShownRow.objects.filter(organisation_id=keeper, id__gt=after)
    if country:
        rows = rows.filter(country__in=(country, ""))
    return list(rows.order_by("id").values_list("id", "name")[:limit])


def is_seen(keeper: int, listed: int, *, inside: bool) -> bool:
    """Whether whoever asks may know of it: outsiders know only what may leave the register.  One
    query."""
    rows = ShownRow.objects.filter(organisation_id=keeper, id=listed)
    return inside or rows.filter(is_closed=False).exists()


def family_of(keeper: int, listed: int) -> tuple[int, ...]:
    """An organisation and all that were merged into it, over however many merges, in order.  A
    query for each step."""
    family, newest = {listed}, {listed}
    while newest:
        rows = ListedRow.objects.filter(organisation_id=keeper, merged_into_id__in=newest)
        newest = set(rows.values_list("id", flat=True)) - family
        family |= newest
    return tuple(sorted(family))


def families_of(keeper: int, numbers: Iterable[int]) -> dict[int, set[int]]:
    """The same for many.  A query for each step."""
    families = {one: {one} for one in numbers}
    newest = {one: {one} for one in families}
    while newest:
        rows = ListedRow.objects.filter(
            organisation_id=keeper, merged_into_id__in=newest.keys()
        ).values_list("id", "merged_into_id")
        found: dict[int, set[int]] = {}
        for gone, into in rows:
            assert into is not None, "it was asked for"
            found[gone] = {whose for whose in newest[into] if gone not in families[whose]}
        for gone, whose in found.items():
            for one in whose:
                families[one].add(gone)
        newest = {gone: whose for gone, whose in found.items() if whose}
    return families


def heads_of(keeper: int, numbers: Iterable[int]) -> dict[int, int]:
    """Under which number each of these is found now, over however many merges.  A query for each
    step."""
    found = {one: one for one in numbers}
    waiting = set(found)
    while waiting:
        rows = ListedRow.objects.filter(
            organisation_id=keeper, id__in=waiting, merged_into_id__isnull=False
        )
        told = rows.values_list("id", "merged_into_id")
        into = {one: head for one, head in told if head is not None}
        found = {one: into.get(head, head) for one, head in found.items()}
        waiting = set(into.values())
    return found


def source_by_hand(keeper: int, kind: str) -> SourceRow | None:
    """The source under which the office, or organisations themselves, write; None before that."""
    return SourceRow.objects.filter(organisation_id=keeper, code=kind).first()


def record_by_hand(keeper: int, source: int, key: str) -> RecordRow | None:
    """The record of this key of a source that is written by hand."""
    rows = RecordRow.objects.filter(organisation_id=keeper, source_id=source)
    return rows.filter(key=key).first()


def own_record(keeper: int, source: int, uid: str, listed: int) -> RecordRow | None:
    """The record in which an organisation of the node speaks of itself as this listed one: the one
    that says something now, which a merge may have brought; else the one opened here.  At most two
    queries."""
    rows = RecordRow.objects.filter(
        organisation_id=keeper, source_id=source, listed_id=listed, key__startswith=uid
    )
    current = StatementRow.objects.filter(
        organisation_id=keeper, record_id=OuterRef("id"), is_current=True
    )
    return (
        rows.filter(Exists(current)).order_by("id").first()
        or rows.filter(first_listed_id=listed).order_by("id").first()
    )


def key_of_own(uid: str, listed: int) -> str:
    """Key of the record in which an organisation speaks of itself as this listed one."""
    return f"{uid}/{listed}"


def own_word(keeper: int, uid: str, listed: int) -> tuple[Said, ...]:
    """What an organisation of the node says of itself now as this listed one.  Four queries."""
    source = source_by_hand(keeper, OF_ITS_OWN)
    record = own_record(keeper, source.id, uid, listed) if source else None
    return word_of(keeper, record.id) if record else ()


def word_of(keeper: int, record: int) -> tuple[Said, ...]:
    """What a record says now.  One query."""
    rows = StatementRow.objects.filter(organisation_id=keeper, record_id=record, is_current=True)
    said = rows.values_list("said", flat=True).first()
    return read_said(json.loads(said)) if said else ()


def word_by_hand(keeper: int, kind: str, key: str) -> tuple[Said, ...]:
    """What the office or an organisation itself says now under this key.  Three queries."""
    source = source_by_hand(keeper, kind)
    record = record_by_hand(keeper, source.id, key) if source else None
    return word_of(keeper, record.id) if record else ()
