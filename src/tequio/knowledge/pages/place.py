"""One place: what is known, by whom, asked of whom; what disagrees stands side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.knowledge.pages.choosing import practice_called
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.wording import reader, text_of
from tequio.knowledge.queries.assessed import assessments
from tequio.knowledge.queries.in_the_register import shown_as
from tequio.knowledge.queries.places import (
    PlaceSeen,
    SettledSeen,
    ValueSeen,
    VariableSeen,
    is_open,
    place,
)
from tequio.knowledge.queries.similar_places import SimilarPlaces, similar_places
from tequio.knowledge.rules.places import CONFIDENCES
from tequio.knowledge.rules.profiles import ASKED
from tequio.knowledge.rules.transferability import VERDICT_WORDS
from tequio.knowledge.rules.transferability.speaking import Valued, value_in_words
from tequio.knowledge.rules.values import Value
from tequio.knowledge.rules.variables import Variable
from tequio.membership.visits import locale
from tequio.membership.visits.countries import country_in_words
from tequio.registry.queries.keeping import opens_to

VERDICT_LOOKS = {
    "conditions_hold": "holds",
    "adapt": "open",
    "not_enough_known": "waits",
    "do_not_transfer": "refused",
}


@dataclass(frozen=True)
class ValueTold:
    """One answer in words; `by` is empty for who does not take part: persons are not shown."""

    id: int
    words: str
    asked: str
    confidence: str
    seen: ValueSeen
    by: str


@dataclass(frozen=True)
class QuestionTold:
    """A question in words with all that was said to it."""

    code: str
    name: str
    question: str
    seen: VariableSeen
    values: tuple[ValueTold, ...]
    is_first: bool

    @property
    def is_disputed(self) -> bool:
        """Two answers disagree and were not settled."""
        return self.seen.is_disputed

    @property
    def is_open(self) -> bool:
        """Nobody knows, or those who know disagree."""
        return is_open(self.seen.known)

    @property
    def settled(self) -> SettledSeen | None:
        """How it was settled, unless it is open again."""
        return None if self.is_disputed else self.seen.settled

    @property
    def shown(self) -> tuple[ValueTold, ...]:
        """What counts: the settled answer, or all; the newest first where they agree."""
        settled = tuple(one for one in self.values if one.seen.is_settled)
        return settled if self.settled and settled else self.values


def value_told(variable: Variable, value: Value | None, unit: str = "") -> str:
    """An answer in the reader's words."""
    if value is None:
        return gettext("does not fit here")
    if variable.codes and isinstance(value, tuple):
        names = Locale.parse(locale()).languages
        return ", ".join(names.get(code, code) for code in value) or gettext("none")
    return value_in_words(Valued(variable, value, unit), reader())


def question_told(one: VariableSeen, looking: Looking, *, is_first: bool) -> QuestionTold:
    """A question with its answers."""
    variable = one.variable
    values = tuple(
        ValueTold(
            id=each.id,
            words=value_told(variable, each.value, each.unit),
            asked=gettext(ASKED[each.asked]),
            confidence=gettext(CONFIDENCES[each.confidence]),
            seen=each,
            by=(each.name or gettext("a person who was erased")) if looking.takes_part else "",
        )
        for each in one.values
    )
    return QuestionTold(
        variable.code, text_of(variable.name), text_of(variable.question), one, values, is_first
    )


def place_seen(looking: Looking, number: int) -> PlaceSeen:
    """A place as this reader may see it.  Raises Http404."""
    seen = place(looking.keeper, number, is_inside=looking.takes_part)
    if seen is None:
        raise Http404
    return seen


def groups_told(seen: PlaceSeen, looking: Looking) -> Iterator[tuple[str, str, list[QuestionTold]]]:
    """Code, title and questions of each group."""
    first = set(seen.decisive)
    for code, some in seen.groups.items():
        told = [
            question_told(one, looking, is_first=one.variable.code in first and is_open(one.known))
            for one in some
        ]
        yield code, text_of(some[0].variable.group_words), told


@require_safe
def place_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Whoever takes part, and where it was published whoever sees the library."""
    looking = look(request, slug)
    seen = place_seen(looking, number)
    groups = list(groups_told(seen, looking))
    told = {one.code: one for _code, _title, some in groups for one in some}
    lines = assessments(looking.keeper, is_inside=looking.takes_part, place=number)
    given: dict[str, Any] = {
        "place": seen.place,
        "country": country_in_words(seen.place.country),
        "listed": shown_as(looking.keeper, seen.place.listed, is_inside=looking.takes_part),
        "opens_register": opens_to(looking.keeper, looking.today, is_inside=looking.is_inside),
        "groups": groups,
        "first": [told[one.variable.code] for one in seen.first],
        "disputed": [one for one in told.values() if one.is_disputed],
        "open_count": sum(one.is_open for one in told.values()),
        "asked_count": len(told),
        "assessments": [
            (one, VERDICT_WORDS[one.verdict], VERDICT_LOOKS[one.verdict]) for one in lines
        ],
        "practice": practice_called(looking, request) if looking.takes_part else None,
        **likeness(looking, number),
    }
    return shown(request, looking, "place", **given)


def likeness(looking: Looking, number: int) -> dict[str, Any]:
    """Places like this one."""
    found: SimilarPlaces = similar_places(looking.keeper, number, is_inside=looking.takes_part)
    near = [(one, country_in_words(one.country)) for one in found.near]
    return {"near": near, "too_little": found.too_little}
