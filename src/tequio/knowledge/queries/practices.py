"""Practices in lists: of one's own library, and what other libraries of this node published."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from tequio.knowledge.models import (
    FollowUpRow,
    InnovationRow,
    NotedRow,
    TransferRow,
    VersionRow,
)
from tequio.knowledge.queries.designs import read_design
from tequio.knowledge.queries.versions import Key, standing_versions, stands
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.moving import OVER
from tequio.knowledge.rules.practices import ENDED
from tequio.membership import queries as members
from tequio.membership.rules import Organisation
from tequio.statutes.queries import statutes_of_each

MOST = 50
HARM = "harm"


@dataclass(frozen=True)
class Sought:
    """Which practices are looked for; as it stands, all.

    state    one of the states; is_failure: it ended, moved back, or somebody was harmed, also where
             it was taken up
    sector   code of a concept; country: two letters
    """

    state: str = ""
    is_failure: bool = False
    sector: str = ""
    country: str = ""


@dataclass(frozen=True)
class PracticeLine:
    """A practice in a list.

    version, design  what stands; newest: number of the newest, above it where that is a draft
    is_failure       as in `Sought`; is_moved_back: also where somebody took it up
    """

    keeper: int
    keeper_slug: str
    keeper_name: str
    id: int
    state: str
    version: int
    newest: int
    title: str
    design: Design
    is_public: bool
    is_failure: bool
    is_harm: bool
    is_moved_back: bool
    begun_at: datetime

    @property
    def key(self) -> Key:
        """Whose, and which."""
        return self.keeper, self.id


@dataclass(frozen=True)
class Page:
    """Some practices, newest first; `before`: number to go on from, None at the end."""

    practices: tuple[PracticeLine, ...]
    before: int | None


def practices(
    keeper: int,
    *,
    takes_part: bool,
    sought: Sought = Sought(),
    before: int | None = None,
    limit: int = MOST,
) -> Page:
    """A library, newest first, as far as somebody reads it: who takes part all of it, everybody
    else what is published.  Five queries, however many practices.

    The caller asked before whether she reads the library at all (`Reader.reads`).
    """
    rows = _sought(InnovationRow.objects.filter(organisation_id=keeper), sought)
    if not takes_part:
        rows = rows.filter(is_public=True)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: limit + 1])
    shown = found[:limit]
    return Page(tuple(lines_of(shown)), shown[-1].id if len(found) > limit else None)


def published(
    today: date, *, but: int, sought: Sought = Sought(), limit: int = MOST
) -> tuple[PracticeLine, ...]:
    """What other libraries of this node published for everybody, newest first.  Seven queries.

    but  whose own library is left out
    """
    rows = InnovationRow.objects.filter(is_public=True).exclude(organisation_id=but)
    keepers = set(rows.values_list("organisation_id", flat=True).distinct())
    if not keepers:
        return ()
    statutes = statutes_of_each(keepers, today, codes=["knowledge.public"])
    everybodys = [one for one in keepers if statutes[one].flag("knowledge.public")]
    rows = _sought(rows.filter(organisation_id__in=everybodys), sought)
    return tuple(lines_of(rows.order_by("-begun_at", "organisation_id", "-id")[:limit]))


def _sought(rows: QuerySet[InnovationRow], sought: Sought) -> QuerySet[InnovationRow]:
    """A filter reads the canonical text that stands, in which each pair stands in one way."""
    if sought.state:
        rows = rows.filter(state=sought.state)
    if sought.sector:
        rows = rows.filter(_says(f'"sector":{json.dumps(sought.sector)}'))
    if sought.country:
        rows = rows.filter(_says(f'"country":{json.dumps(sought.country)}'))
    if sought.is_failure:
        marked = ~_says('"marks":[]')
        rows = rows.filter(Q(state=ENDED) | marked | _harmed() | _failed_elsewhere())
    return rows


def _says(text: str) -> Exists:
    written = VersionRow.objects.filter(
        stands(), organisation_id=OuterRef("organisation_id"), innovation_id=OuterRef("id")
    )
    return Exists(written.filter(design__contains=text))


def _harmed() -> Exists:
    noted = NotedRow.objects.filter(
        organisation_id=OuterRef("organisation_id"), innovation_id=OuterRef("id")
    )
    return Exists(noted.filter(is_harm=True))


def _failed_elsewhere() -> Exists:
    """Whoever took it up went back or left it, or saw harm."""
    moved = TransferRow.objects.filter(
        source_id=OuterRef("organisation_id"), innovation_id=OuterRef("id")
    )
    return Exists(moved.filter(Q(state__in=OVER) | _harm_seen()))


def _harm_seen() -> Exists:
    """Of a transfer: somebody who followed it up saw harm."""
    seen = FollowUpRow.objects.filter(
        organisation_id=OuterRef("organisation_id"), transfer_id=OuterRef("id")
    )
    return Exists(seen.filter(is_harm=True))


def lines_of(some: Iterable[InnovationRow]) -> list[PracticeLine]:
    """These practices as a list shows them.  Four queries beside that of the rows."""
    rows = list(some)
    if not rows:
        return []
    keys = {(row.organisation_id, row.id) for row in rows}
    keepers = {one.id: one for one in members.organisations({one for one, _id in keys})}
    written, failed = standing_versions(keys), failures_of(keys)
    return [
        _line(row, keepers, written, failed.get((row.organisation_id, row.id), set()))
        for row in rows
    ]


def _line(
    row: InnovationRow,
    keepers: dict[int, Organisation],
    written: dict[Key, VersionRow],
    failures: set[str],
) -> PracticeLine:
    key = (row.organisation_id, row.id)
    design = replace(read_design(json.loads(written[key].design)), state=row.state)
    keeper = keepers[row.organisation_id]
    return PracticeLine(
        keeper=row.organisation_id,
        keeper_slug=keeper.slug,
        keeper_name=keeper.name,
        id=row.id,
        state=row.state,
        version=written[key].number,
        newest=row.version,
        title=written[key].title,
        design=design,
        is_public=row.is_public,
        is_failure=row.state == ENDED or design.is_failure or bool(failures),
        is_harm=HARM in (*design.marks, *failures),
        is_moved_back="moved_back" in (*design.marks, *failures),
        begun_at=row.begun_at,
    )


def harmful(keys: Iterable[Key]) -> set[Key]:
    """Of which of these practices somebody showed that it harmed.  Two queries."""
    return {key for key, failures in failures_of(keys).items() if HARM in failures}


def failures_of(keys: Iterable[Key]) -> dict[Key, set[str]]:
    """`harm` that somebody showed, here or where it was taken up, and in which state (OVER) who
    took it up stopped; only practices of which there is any.  Two queries."""
    asked, found = set(keys), defaultdict[Key, set[str]](set)
    noted = NotedRow.objects.filter(_among(asked, "innovation_id"), is_harm=True)
    for key in noted.values_list("organisation_id", "innovation_id"):
        found[key].add(HARM)
    moved = TransferRow.objects.filter(
        source_id__in={keeper for keeper, _number in asked},
        innovation_id__in={number for _keeper, number in asked},
    ).annotate(harmed=_harm_seen())
    told = moved.filter(Q(state__in=OVER) | Q(harmed=True))
    columns = ("source_id", "innovation_id", "state", "harmed")
    for source, innovation, state, is_harm in told.values_list(*columns):
        found[source or 0, innovation or 0] |= {*((HARM,) if is_harm else ())} | ({state} & {*OVER})
    return {key: failures for key, failures in found.items() if key in asked}


def _among(keys: set[Key], column: str) -> Q:
    numbers = {number for _keeper, number in keys}
    return Q(organisation_id__in={keeper for keeper, _number in keys}) & Q(
        **{f"{column}__in": numbers}
    )
