"""Suggestions as pages show them: what is proposed beside what stands there now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from tequio.membership import queries as members
from tequio.registry.models import SuggestionRow
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.imports import names_of
from tequio.registry.queries.recognised import asked_of
from tequio.registry.rules.choosing import choose
from tequio.registry.rules.facts import Said, read_said
from tequio.registry.rules.suggesting import OPEN

AT_ONCE = 50


@dataclass(frozen=True)
class Proposed:
    """One value that is proposed, and what stands there now."""

    after: Said
    before: Said | None


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
    """What waits for an answer, the oldest first, 50 at once.  Seven queries."""
    rows = SuggestionRow.objects.filter(organisation_id=keeper, state=OPEN)
    return _told(keeper, list(rows.order_by("id")[:AT_ONCE]), order)


def made_by(keeper: int, person: int, order: str) -> list[Suggested]:
    """What somebody suggested and what became of it, the newest first.  Seven queries."""
    rows = SuggestionRow.objects.filter(organisation_id=keeper, person_id=person)
    return _told(keeper, list(rows.order_by("-id")[:AT_ONCE]), order)


def _told(keeper: int, rows: list[SuggestionRow], order: str) -> list[Suggested]:
    listed = {row.listed_id for row in rows}
    names, heard = names_of(keeper, listed), heard_of(keeper, listed)
    current = {number: choose(said, order) for number, said in heard.items()}
    people = members.person_names({row.person_id for row in rows})
    texts = members.texts(
        keeper, [one for row in rows for one in (row.text_id, row.answer_id) if one is not None]
    )
    asked = {row.id: asked_of(row).organisation for row in rows}
    groups = {
        one.id: one.name for one in members.organisations([one for one in asked.values() if one])
    }
    found = []
    for row in rows:
        there = current.get(row.listed_id, {})
        party = asked[row.id]
        said = () if party else read_said(json.loads(row.said))
        values = tuple(
            Proposed(one, there[one.property].first.said if one.property in there else None)
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
