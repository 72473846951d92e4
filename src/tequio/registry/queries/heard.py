"""All that is said now about organisations of a register, with who says it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection

from tequio.registry.models import SourceRow
from tequio.registry.rules.choosing import Choice, Heard, choose, may_leave
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.guarding import strictest
from tequio.registry.rules.projecting import Projection, project

CURRENT = """
    SELECT r.listed_id, s.said, s.id, r.id, r.source_id, s.recorded_at
    FROM registry_recordrow r JOIN registry_statementrow s
        ON s.organisation_id = r.organisation_id AND s.record_id = r.id AND s.is_current
    WHERE r.organisation_id = %s AND r.listed_id IN ({places})
"""
GUARDS = """
    WITH RECURSIVE family(whose, id) AS (
        SELECT id, id FROM registry_listedrow WHERE organisation_id = %s AND id IN ({places})
        UNION SELECT f.whose, l.id FROM family f JOIN registry_listedrow l
            ON l.organisation_id = %s AND l.merged_into_id = f.id)
    SELECT f.whose, g.exposure FROM family f JOIN registry_guardrow g
        ON g.organisation_id = %s AND g.listed_id = f.id
"""


@dataclass(frozen=True)
class Source:
    """A source as its assertions need it; the rest of it stands in its row."""

    id: int
    code: str
    title: str
    kind: str
    licence: str
    may_publish: bool
    is_complete: bool


def sources_of(keeper: int) -> dict[int, Source]:
    """Every source of a register by number.  One query."""
    return {
        row.id: Source(
            row.id,
            row.code,
            row.title,
            row.kind,
            row.licence,
            row.may_publish,
            row.is_complete,
        )
        for row in SourceRow.objects.filter(organisation_id=keeper).order_by("id")
    }


def heard_of(keeper: int, listed: Iterable[int]) -> dict[int, list[Heard]]:
    """By number of the listed organisation its current assertions; who is only spoken of without a
    word is not among them.  Two queries."""
    asked = sorted(set(listed))
    if not asked:
        return {}
    sources, found = sources_of(keeper), defaultdict[int, list[Heard]](list)
    places = ", ".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(CURRENT.format(places=places), [keeper, *asked])
        for about, said, statement, record, source, recorded in cursor.fetchall():
            who, when = sources[source], moment_of(recorded)
            for one in _read(said):
                heard = Heard(one, statement, record, source, who.kind, who.may_publish, when)
                found[about].append(heard)
    return dict(found)


@lru_cache(maxsize=4096)
def _read(said: str) -> tuple[Said, ...]:
    return read_said(json.loads(said))


def moment_of(recorded: datetime | str) -> datetime:
    """A moment as the driver gives it: PostgreSQL a time with its zone, SQLite a text in UTC."""
    if isinstance(recorded, str):
        return datetime.fromisoformat(recorded).replace(tzinfo=UTC)
    return recorded


def guards_of(keeper: int, listed: Iterable[int]) -> dict[int, str]:
    """How much of their place may be seen, for those of whom not all may: the strictest that was
    said of it or of any that was merged into it.  One query."""
    asked = sorted(set(listed))
    if not asked:
        return {}
    found = defaultdict[int, list[str]](list)
    places = ", ".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(GUARDS.format(places=places), [keeper, *asked, keeper, keeper])
        for number, exposure in cursor.fetchall():
            found[number].append(exposure)
    return {number: strictest(exposures) for number, exposures in found.items()}


def shown_of(heard: list[Heard], exposure: str, order: str) -> tuple[dict[str, Choice], bool]:
    """What lists and map show, and whether it is closed: where nothing may leave, all that is
    said is shown to the keeper's members, the hidden place left out all the same."""
    leaving = may_leave(heard, exposure)
    if leaving:
        return choose(leaving, order), False
    inside = may_leave([_as_if_published(one) for one in heard], exposure)
    return choose(inside, order), True


def _as_if_published(one: Heard) -> Heard:
    return Heard(one.said, one.statement, one.record, one.source, one.kind, True, one.recorded_at)


def projections_of(
    keeper: int, listed: Iterable[int], order: str
) -> tuple[dict[int, Projection], dict[int, list[Heard]]]:
    """What is shown of each of these, and what was heard.  Four queries; who is not spoken of any
    more is not among them."""
    asked = set(listed)
    heard, guards = heard_of(keeper, asked), guards_of(keeper, asked)
    shown = {}
    for number, said in heard.items():
        chosen, is_closed = shown_of(said, guards.get(number, ""), order)
        shown[number] = project(chosen, is_closed=is_closed)
    return shown, heard
