"""What persons decided about one listed organisation, as its office page needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tequio.membership import queries as members
from tequio.membership.queries.federating import groups_on
from tequio.registry.models import GuardRow, MergeRow, RelationRow
from tequio.registry.queries.hand import family_of, heads_of, listed_of
from tequio.registry.queries.imports import names_of
from tequio.registry.queries.recognised import asked_by
from tequio.registry.rules.deciding import Listed
from tequio.registry.rules.guarding import OPEN


@dataclass(frozen=True)
class Tie:
    """An open relation; `is_outward`: it stands so to the other, not the other to it."""

    id: int
    type: str
    is_outward: bool
    other: int
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Joined:
    """A merge into it that can be taken back, and why it was made."""

    id: int
    gone: int
    at: datetime
    reason: str


@dataclass(frozen=True)
class Standing:
    """Everything that the office may change about one organisation.

    parties  organisations of the node that it could be: members, and who asks for it
    """

    listed: Listed
    name: str
    exposure: str
    ties: tuple[Tie, ...]
    merges: tuple[Joined, ...]
    parties: dict[int, str]


def listed_at(keeper: int, number: int) -> Listed | None:
    """Where a listed organisation stands, if there is one under this number.  One query."""
    return listed_of(keeper, [number]).get(number)


def standing_of(keeper: int, found: Listed, day: date) -> Standing:
    """What persons decided about it.  A dozen queries."""
    guarded = GuardRow.objects.filter(organisation_id=keeper, listed_id=found.id)
    return Standing(
        found,
        names_of(keeper, [found.id]).get(found.id, ""),
        guarded.values_list("exposure", flat=True).first() or OPEN,
        _ties(keeper, found.id),
        _merges(keeper, found.id),
        _parties(keeper, found, day),
    )


def _ties(keeper: int, number: int) -> tuple[Tie, ...]:
    family = family_of(keeper, number)
    either = Q(listed_id__in=family) | Q(other_id__in=family)
    rows = list(
        RelationRow.objects.filter(either, organisation_id=keeper, is_ended=False)
        .order_by("id")[:100]
    )  # fmt: skip
    heads = heads_of(keeper, {one for row in rows for one in (row.listed_id, row.other_id)})
    others = {row.id: row.other_id if row.listed_id in family else row.listed_id for row in rows}
    others = {one: heads[other] for one, other in others.items()}
    names = names_of(keeper, others.values())
    return tuple(
        Tie(
            row.id,
            row.type,
            row.listed_id in family,
            others[row.id],
            names.get(others[row.id], ""),
            row.since,
            row.until,
        )
        for row in rows
    )


def _merges(keeper: int, number: int) -> tuple[Joined, ...]:
    rows = MergeRow.objects.filter(organisation_id=keeper, kept_id=number, undone_at=None)
    found = list(rows.order_by("-id"))
    texts = members.texts(keeper, [row.text_id for row in found if row.text_id is not None])
    return tuple(
        Joined(
            row.id,
            row.gone_id,
            row.merged_at,
            texts[row.text_id].body if row.text_id in texts else "",
        )
        for row in found
    )


def _parties(keeper: int, found: Listed, day: date) -> dict[int, str]:
    """Members of the keeper and who asks, by name; of whom it is, that one alone."""
    if found.party is not None:
        return {one.id: one.name for one in members.organisations([found.party])}
    asking = members.organisations(asked_by(keeper, found.id))
    return {one.id: one.name for one in asking} | groups_on(keeper, day)
