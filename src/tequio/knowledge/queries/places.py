"""Places: what is known of them, by whom, asked of whom; what disagrees stands side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.knowledge.models import AssessmentRow, ContextRow, SettledRow, ValueRow
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.queries.words import words_of
from tequio.knowledge.rules import places as rules
from tequio.knowledge.rules.profiles import Known, Profile, Said, Settling, settle
from tequio.knowledge.rules.values import exact
from tequio.knowledge.rules.variables import Variable
from tequio.membership import queries as members
from tequio.membership.rules import is_officer

MOST = 500


@dataclass(frozen=True)
class Place:
    """A place in a list.

    listed, party    the organisation for which it is asked: number in the register; short name and
                     name on this node
    known, disputed  how many variables
    """

    id: int
    name: str
    country: str
    listed: int | None
    party: tuple[str, str] | None
    is_public: bool
    known: int
    disputed: int


@dataclass(frozen=True)
class ValueSeen:
    """One thing said of a place; `value` is None where the question does not fit.

    words    whom exactly it was asked of; is_settled: the community settled that this one holds
    by       number of who said it, name: as she is called; nobody for who does not take part
    """

    id: int
    value: Any
    unit: str
    source: str
    asked: str
    words: str
    confidence: str
    day: date
    by: int
    name: str
    is_settled: bool


@dataclass(frozen=True)
class SettledSeen:
    """How a question was settled, and whether a later word opened it again."""

    value: int
    present: int
    words: str
    day: date
    by: int
    name: str


@dataclass(frozen=True)
class VariableSeen:
    """A question and all that was said to it, the oldest first.

    known  what it comes to; None where nobody said anything
    """

    variable: Variable
    known: Known | None
    values: tuple[ValueSeen, ...]
    settled: SettledSeen | None

    @property
    def is_disputed(self) -> bool:
        """Two values disagree and were not settled."""
        return self.known is not None and self.known.state == "disputed"


@dataclass(frozen=True)
class PlaceSeen:
    """A place with every question.

    decisive  codes of questions that would decide an assessment made here, the newest first
    """

    place: Place
    variables: tuple[VariableSeen, ...]
    decisive: tuple[str, ...]

    @property
    def groups(self) -> dict[str, list[VariableSeen]]:
        """By group, in order; within a group what would decide first."""
        found: dict[str, list[VariableSeen]] = {}
        for one in self.variables:
            found.setdefault(one.variable.group, []).append(one)
        for some in found.values():
            some.sort(key=lambda one: one not in self.first)
        return found

    @property
    def first(self) -> tuple[VariableSeen, ...]:
        """What is not known and would decide."""
        unknown = {one.variable.code: one for one in self.variables if is_open(one.known)}
        return tuple(unknown[code] for code in self.decisive if code in unknown)


def is_open(known: Known | None) -> bool:
    """Whether nobody knows, or those who know disagree."""
    return known is None or known.state == "disputed"


def is_place(keeper: int, number: int) -> bool:
    """Whether there is such a place here.  One query."""
    return ContextRow.objects.filter(organisation_id=keeper, id=number).exists()


def said_of(keeper: int, number: int) -> rules.SaidBy | None:
    """Something said of a place that was not withdrawn.  One query."""
    row = ValueRow.objects.filter(
        organisation_id=keeper, id=number, withdrawn_at__isnull=True
    ).first()
    return rules.SaidBy(row.id, row.context_id, row.variable, row.person_id) if row else None


def speaks_for(keeper: int, place: int, person: int | None, day: date) -> bool:
    """Whether somebody is an officer of the organisation for which a place is described.  At most
    two queries."""
    rows = ContextRow.objects.filter(organisation_id=keeper, id=place)
    party = rows.values_list("party_id", flat=True).first()
    return party is not None and is_officer(members.standing(person, party, day))


def spoken_of(keeper: int, place: int, variable: str) -> tuple[frozenset[int], bool]:
    """Who said something of a variable that was not withdrawn, and whether they differ.  One
    query."""
    rows = ValueRow.objects.filter(
        organisation_id=keeper, context_id=place, variable=variable, withdrawn_at__isnull=True
    )
    found = list(rows.values_list("person_id", "value", "unit"))
    says = {(value, unit) for _person, value, unit in found}
    return frozenset(person for person, _value, _unit in found), len(says) > 1


def is_disputed(keeper: int, place: int, variable: str) -> bool:
    """Whether those who know this disagree.  Two queries."""
    known = profile_of(keeper, place).get(variable)
    return known is not None and known.state == "disputed"


def profile_of(keeper: int, place: int) -> Profile:
    """What is known of a place.  Two queries."""
    return profiles_of(keeper, [place])[place]


def profiles_of(keeper: int, places: Iterable[int]) -> dict[int, Profile]:
    """What is known of each of these places.  Two queries, however many."""
    wanted = list(places)
    values = ValueRow.objects.filter(organisation_id=keeper, context_id__in=wanted)
    settled = SettledRow.objects.filter(organisation_id=keeper, context_id__in=wanted)
    said: dict[int, list[Said]] = {one: [] for one in wanted}
    ends: dict[int, list[Settling]] = {one: [] for one in wanted}
    for row in values.order_by("id"):
        said[row.context_id].append(_said(row))
    for end in settled.order_by("id"):
        ends[end.context_id].append(_settling(end))
    return {one: settle(said[one], ends[one]) for one in wanted}


def _said(row: ValueRow) -> Said:
    raw = json.loads(row.value)
    return Said(
        number=row.id,
        place=row.context_id,
        variable=row.variable,
        value=None if raw is None else exact(variables()[row.variable], raw),
        at=row.said_at,
        unit=row.unit,
        asked=row.asked,
        source=row.source,
        day=row.day,
        confidence=row.confidence,
        is_withdrawn=row.withdrawn_at is not None,
    )


def _settling(row: SettledRow) -> Settling:
    return Settling(row.context_id, row.variable, row.value_id, row.settled_at)


def places(keeper: int, *, is_inside: bool) -> list[Place]:
    """Places of a library, by name; who does not take part sees those that were published.  Three
    queries, however many."""
    rows = ContextRow.objects.filter(organisation_id=keeper).select_related("party")
    if not is_inside:
        rows = rows.filter(is_public=True)
    found = list(rows.order_by("name", "id")[:MOST])
    profiles = profiles_of(keeper, [row.id for row in found])
    return [_place(row, profiles[row.id]) for row in found]


def _place(row: ContextRow, profile: Profile) -> Place:
    disputed = sum(one.state == "disputed" for one in profile.values())
    return Place(
        id=row.id,
        name=row.name,
        country=row.country,
        listed=row.listed_id,
        party=(row.party.slug, row.party.name) if row.party else None,
        is_public=row.is_public,
        known=len(profile) - disputed,
        disputed=disputed,
    )


def place(keeper: int, number: int, *, is_inside: bool) -> PlaceSeen | None:
    """One place with every question and all that was said; None for who may not see it.  At most
    five queries."""
    rows = ContextRow.objects.filter(organisation_id=keeper, id=number).select_related("party")
    row = rows.first()
    if row is None or not (is_inside or row.is_public):
        return None
    which = {"organisation_id": keeper, "context_id": number}
    values = list(ValueRow.objects.filter(**which).select_related("person").order_by("id"))
    ends = list(SettledRow.objects.filter(**which).select_related("person").order_by("id"))
    words = words_of(keeper, [*(one.asked_id for one in values), *(one.text_id for one in ends)])
    profile = settle(map(_said, values), map(_settling, ends))
    settled = {one.variable: _settled(one, words, is_inside=is_inside) for one in ends}
    seen = tuple(
        VariableSeen(
            variable,
            profile.get(code),
            tuple(
                _value(one, settled.get(code), words, is_inside=is_inside)
                for one in values
                if one.variable == code and one.withdrawn_at is None
            ),
            settled.get(code),
        )
        for code, variable in variables().items()
    )
    return PlaceSeen(_place(row, profile), seen, _decisive(keeper, number))


def _value(
    row: ValueRow,
    settled: SettledSeen | None,
    words: Mapping[int | None, str],
    *,
    is_inside: bool,
) -> ValueSeen:
    return ValueSeen(
        id=row.id,
        value=_said(row).value,
        unit=row.unit,
        source=row.source,
        asked=row.asked,
        words=words[row.asked_id],
        confidence=row.confidence,
        day=row.day,
        by=row.person_id if is_inside else 0,
        name=row.person.name if is_inside else "",
        is_settled=settled is not None and settled.value == row.id,
    )


def _settled(row: SettledRow, words: Mapping[int | None, str], *, is_inside: bool) -> SettledSeen:
    by, name = (row.person_id, row.person.name) if is_inside else (0, "")
    return SettledSeen(row.value_id, row.present, words[row.text_id], row.day, by, name)


def _decisive(keeper: int, place: int) -> tuple[str, ...]:
    """What would decide one of the newest assessments made here.  One query."""
    rows = AssessmentRow.objects.filter(organisation_id=keeper, context_id=place).order_by("-id")
    found: dict[str, None] = {}
    for result in rows.values_list("result", flat=True)[:5]:
        for question in json.loads(result).get("decisive", ()):
            found.setdefault(question["variable"])
    return tuple(found)
