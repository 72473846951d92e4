"""Suggestions as pages show them: what is proposed beside what stands there now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from tequio.kernel import canonical
from tequio.membership import queries as members
from tequio.registry.models import ListedRow, RecordRow, StatementRow, SuggestionRow
from tequio.registry.queries.hand import OF_THE_KEEPER, source_by_hand
from tequio.registry.queries.heard import guards_of, heard_of
from tequio.registry.queries.of_one import names_of, seen_inside
from tequio.registry.queries.recognised import asked_of
from tequio.registry.rules.choosing import Choice, choose, may_leave
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.suggesting import OPEN, TAKEN

AT_ONCE = 50


@dataclass(frozen=True)
class Proposed:
    """One value that is proposed, and what stands there now for whoever looks.

    is_taken  whether the office took it; None where it did not answer, or took none of them
    """

    after: Said
    before: Said | None
    is_taken: bool | None = None


@dataclass(frozen=True)
class Suggested:
    """A suggestion with everything that is needed to answer it.

    organisation  name of the one that asks to be recognised with it; its number in `party`
    """

    id: int
    listed: int
    name: str
    person: str
    values: tuple[Proposed, ...]
    words: str
    state: str
    answer: str
    made_at: datetime
    answered_at: datetime | None
    party: int | None
    organisation: str


def waiting(keeper: int, order: str) -> list[Suggested]:
    """What waits for an answer of the office, which sees all, the oldest first, 50 at once.
    Seven queries."""
    rows = SuggestionRow.objects.filter(organisation_id=keeper, state=OPEN)
    some = list(rows.order_by("id")[:AT_ONCE])
    listed = {row.listed_id for row in some}
    there = {number: choose(said, order) for number, said in heard_of(keeper, listed).items()}
    return _told(keeper, some, there, names_of(keeper, listed, is_inside=True))


def made_by(keeper: int, person: int, order: str, *, is_inside: bool) -> list[Suggested]:
    """What somebody suggested and what became of it, the newest first.  A dozen queries.

    is_inside  beside it stands what members see; else only what may leave the register
    """
    rows = SuggestionRow.objects.filter(organisation_id=keeper, person_id=person)
    some = list(rows.order_by("-id")[:AT_ONCE])
    listed = {row.listed_id for row in some}
    guards, see = guards_of(keeper, listed), seen_inside if is_inside else may_leave
    there = {
        number: choose(see(said, guards.get(number, "")), order)
        for number, said in heard_of(keeper, listed).items()
    }
    return _told(keeper, some, there, names_of(keeper, listed, is_inside=is_inside))


def _taken(keeper: int, rows: list[SuggestionRow]) -> dict[int, tuple[Said, ...]]:
    """What the office said when it took each of these.  Four queries, none where none is taken."""
    taken = [row for row in rows if row.state == TAKEN]
    if not taken:
        return {}
    listed = {row.listed_id for row in taken}
    into = ListedRow.objects.filter(organisation_id=keeper, id__in=listed)
    numbers = {*listed, *into.values_list("merged_into_id", flat=True)} - {None}
    source = source_by_hand(keeper, OF_THE_KEEPER)
    records = RecordRow.objects.filter(
        organisation_id=keeper,
        source_id=source.id if source else 0,
        key__in=[str(number) for number in numbers],
    )
    about = {canonical({"suggestion": row.id}): row.id for row in taken}
    words = StatementRow.objects.filter(
        organisation_id=keeper,
        record_id__in=list(records.values_list("id", flat=True)),
        raw__in=list(about),
    )
    return {
        about[raw]: read_said(json.loads(said)) for raw, said in words.values_list("raw", "said")
    }


def _told(
    keeper: int,
    rows: list[SuggestionRow],
    current: dict[int, dict[str, Choice]],
    names: dict[int, str],
) -> list[Suggested]:
    """Suggestions beside what stands there now for whoever looks."""
    people = members.person_names({row.person_id for row in rows})
    texts = members.texts(
        keeper, [one for row in rows for one in (row.text_id, row.answer_id) if one is not None]
    )
    asked = {row.id: asked_of(row).organisation for row in rows}
    groups = {
        one.id: one.name for one in members.organisations([one for one in asked.values() if one])
    }
    taken = _taken(keeper, rows)
    found = []
    for row in rows:
        there = current.get(row.listed_id, {})
        party = asked[row.id]
        said = () if party else read_said(json.loads(row.said))
        values = tuple(
            Proposed(
                one,
                there[one.property].first.said if one.property in there else None,
                one in taken[row.id] if row.id in taken else None,
            )
            for one in said
        )
        words = [texts[one].body if one in texts else "" for one in (row.text_id, row.answer_id)]
        found.append(
            Suggested(
                row.id,
                row.listed_id,
                names.get(row.listed_id, ""),
                people.get(row.person_id, ""),
                values,
                words[0],
                row.state,
                words[1],
                row.made_at,
                row.answered_at,
                party,
                groups.get(party or 0, ""),
            )
        )
    return found
