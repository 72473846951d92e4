"""Programmes that are to open: whom they touch, and what those answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from tequio.ecosystem.models import AffectedRow, ProgrammeRow, ReplyRow
from tequio.ecosystem.queries.naming import names_of_actors, words_of
from tequio.ecosystem.rules.programmes import Affected, Programme, Reply, heard

MOST = 50


@dataclass(frozen=True)
class ReplyView:
    """An answer in the words of those affected; `present`: how many were there."""

    answer: str
    words: str
    is_own: bool
    present: int | None
    day: date


@dataclass(frozen=True)
class AffectedView:
    """Somebody whom it would touch; `reply`: the answer that counts, `earlier`: others."""

    id: int
    kind: str
    listed: int | None
    name: str
    who: str
    benefits: str
    harms: str
    part: str
    reply: ReplyView | None
    earlier: tuple[ReplyView, ...]


@dataclass(frozen=True)
class ProgrammeView:
    """A programme with those affected, the silent and those who say no first."""

    id: int
    title: str
    words: str
    drafted_on: date
    opened_on: date | None
    facts: Programme
    affected: tuple[AffectedView, ...]


def programme_of(keeper: int, programme: int) -> Programme | None:
    """What is recorded of a programme.  At most four queries."""
    row = ProgrammeRow.objects.filter(organisation_id=keeper, id=programme).first()
    return _facts(keeper, row, *_rows(keeper, programme)) if row else None


def affected_of(keeper: int, affected: int) -> tuple[int, int | None, Affected] | None:
    """The programme that somebody affected belongs to, who speaks for them, and what is recorded.
    At most two queries; without the replies, which do not matter to an answer."""
    row = AffectedRow.objects.filter(organisation_id=keeper, id=affected).first()
    if row is None:
        return None
    words = words_of(keeper, [row.benefits_id, row.harms_id])
    return row.programme_id, row.listed_id, _affected(row, words, ())


def programmes(keeper: int) -> list[tuple[int, str, date | None]]:
    """Number, title and day of opening of all programmes, the newest first.  One query."""
    rows = ProgrammeRow.objects.filter(organisation_id=keeper).order_by("-id")[:MOST]
    return [(row.id, row.title, row.opened_on) for row in rows]


def programme(keeper: int, number: int, *, is_inside: bool) -> ProgrammeView | None:
    """One programme; None if there is none.  Six queries and one for each step of merges."""
    row = ProgrammeRow.objects.filter(organisation_id=keeper, id=number).first()
    if row is None:
        return None
    touched, replies = _rows(keeper, number)
    names = names_of_actors(keeper, [one.listed_id for one in touched], is_inside=is_inside)
    said = [text for one in touched for text in (one.who_id, one.benefits_id, one.harms_id)]
    words = words_of(keeper, [row.text_id, *said, *(one.text_id for one in replies)])
    told = {
        one.id: ReplyView(one.answer, words.get(one.text_id, ""), one.is_own, one.present, one.day)
        for one in replies
    }
    facts = _facts(keeper, row, touched, replies)
    given = {one.id: [told[each.id] for each in one.answers] for one in facts.affected}
    views = {
        one.id: AffectedView(
            id=one.id,
            kind=one.kind,
            listed=one.listed_id,
            name=names.get(one.listed_id or 0, ""),
            who=words.get(one.who_id, ""),
            benefits=words.get(one.benefits_id, ""),
            harms=words.get(one.harms_id, ""),
            part=one.part,
            reply=next(iter(given[one.id]), None),
            earlier=tuple(given[one.id][1:]),
        )
        for one in touched
    }
    return ProgrammeView(
        id=row.id,
        title=row.title,
        words=words.get(row.text_id, ""),
        drafted_on=timezone.localdate(row.drafted_at),
        opened_on=row.opened_on,
        facts=facts,
        affected=tuple(views[one.id] for one in heard(facts)),
    )


def _rows(keeper: int, programme: int) -> tuple[list[AffectedRow], list[ReplyRow]]:
    touched = AffectedRow.objects.filter(organisation_id=keeper, programme_id=programme)
    rows = list(touched.order_by("id"))
    replies = ReplyRow.objects.filter(
        organisation_id=keeper, affected_id__in=[one.id for one in rows]
    )
    return rows, list(replies.order_by("id"))


def _facts(
    keeper: int, row: ProgrammeRow, touched: list[AffectedRow], replies: Iterable[ReplyRow]
) -> Programme:
    words = words_of(keeper, [text for one in touched for text in (one.benefits_id, one.harms_id)])
    given: dict[int, list[Reply]] = defaultdict(list)
    for one in replies:
        given[one.affected_id].append(Reply(one.answer, one.day, one.is_own, one.id))
    affected = tuple(_affected(one, words, given[one.id]) for one in touched)
    return Programme(row.id, affected, row.opened_on)


def _affected(row: AffectedRow, words: dict[int, str], replies: Iterable[Reply]) -> Affected:
    return Affected(
        id=row.id,
        benefits=words.get(row.benefits_id, ""),
        harms=words.get(row.harms_id, ""),
        part=row.part,
        named_on=timezone.localdate(row.named_at),
        replies=tuple(replies),
    )
