"""Where a practice comes from, who took it, and where it lives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tequio.knowledge.models import InnovationRow, TransferRow
from tequio.knowledge.queries.versions import standing_versions
from tequio.knowledge.queries.written import version_of
from tequio.membership import queries as members
from tequio.membership.rules import Organisation
from tequio.statutes.queries import statutes_of_each


@dataclass(frozen=True)
class Origin:
    """Where it was taken from: a ready case by its code, or a practice in another library.

    title         as it was called there, in that version
    is_published  it can still be read there
    """

    code: str
    keeper_slug: str
    keeper_name: str
    practice: int | None
    version: int | None
    title: str
    is_published: bool


@dataclass(frozen=True)
class Fork:
    """A library that took it up.

    version   as it stood then
    practice, title, state  what became of it there, where everybody may read that; else None and
              empty
    """

    keeper_slug: str
    keeper_name: str
    version: int | None
    practice: int | None
    title: str
    state: str


@dataclass(frozen=True)
class Moved:
    """A transfer to an organisation that decided so itself."""

    receiver: int
    receiver_slug: str
    receiver_name: str
    transfer: int
    version: int | None
    state: str
    decided_on: date


def origin_of(row: InnovationRow) -> Origin | None:
    """Where a practice was taken from; None where it began here.  At most three queries."""
    if row.code:
        return Origin(row.code, "", "", None, None, "", is_published=True)
    if row.source_id is None or row.source_id_there is None:
        return None
    found, source = members.organisation(row.source_id), row.source_id_there
    there = InnovationRow.objects.filter(organisation_id=row.source_id, id=source).first()
    written = version_of(row.source_id, source, row.source_version or 0)
    return Origin(
        code="",
        keeper_slug=found.slug if found else "",
        keeper_name=found.name if found else "",
        practice=source,
        version=row.source_version,
        title=written.title if written else "",
        is_published=bool(there and there.is_public),
    )


def forks_of(keeper: int, number: int, today: date, *, takes_part: bool) -> tuple[Fork, ...]:
    """Who took a practice up: all, for those who take part where it comes from; for everybody else
    those that published what became of it.  Four queries, however many."""
    rows = list(
        InnovationRow.objects.filter(source_id=keeper, source_id_there=number).order_by(
            "begun_at", "organisation_id", "id"
        )
    )
    if not rows:
        return ()
    takers = _organisations(row.organisation_id for row in rows)
    statutes = statutes_of_each(takers, today, codes=["knowledge.public"])
    keys = [(row.organisation_id, row.id) for row in rows]
    written = standing_versions(keys)
    found = []
    for row in rows:
        taker = takers[row.organisation_id]
        is_seen = row.is_public and statutes[taker.id].flag("knowledge.public")
        if not (is_seen or takes_part):
            continue
        found.append(
            Fork(
                keeper_slug=taker.slug,
                keeper_name=taker.name,
                version=row.source_version,
                practice=row.id if is_seen else None,
                title=written[row.organisation_id, row.id].title if is_seen else "",
                state=row.state if is_seen else "",
            )
        )
    return tuple(found)


def _organisations(numbers: Iterable[int]) -> dict[int, Organisation]:
    return {one.id: one for one in members.organisations(set(numbers))}


def transfers_of(keeper: int, number: int, today: date, *, takes_part: bool) -> tuple[Moved, ...]:
    """Transfers of a practice, in order of their beginning: all, for those who take part where it
    comes from; for everybody else those to receivers with an open library.  Three queries."""
    every = [moved for _number, moved in moved_of(keeper, [number])]
    if takes_part or not every:
        return tuple(every)
    receivers = {moved.receiver for moved in every}
    statutes = statutes_of_each(receivers, today, codes=["knowledge.public"])
    is_open = {one for one in receivers if statutes[one].flag("knowledge.public")}
    return tuple(moved for moved in every if moved.receiver in is_open)


def moved_of(keeper: int, numbers: Iterable[int]) -> list[tuple[int, Moved]]:
    """Practice and transfer, for these practices, in order of their beginning.  Two queries."""
    rows = list(
        TransferRow.objects.filter(source_id=keeper, innovation_id__in=set(numbers))
        .defer("design")
        .order_by("begun_at", "organisation_id", "id")
    )
    if not rows:
        return []
    receivers = _organisations(row.organisation_id for row in rows)
    return [(row.innovation_id or 0, _moved(row, receivers)) for row in rows]


def _moved(row: TransferRow, receivers: dict[int, Organisation]) -> Moved:
    receiver = receivers[row.organisation_id]
    return Moved(
        receiver=row.organisation_id,
        receiver_slug=receiver.slug,
        receiver_name=receiver.name,
        transfer=row.id,
        version=row.version,
        state=row.state,
        decided_on=row.decided_on,
    )
