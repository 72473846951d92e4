"""What is argued about the effects of something, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Model

from tequio.ecosystem.models import AllianceRow, EffectRow, ProgrammeRow, RecommendationRow
from tequio.ecosystem.queries.naming import names_of_actors, words_of
from tequio.ecosystem.rules.effects import DomainView, Effect, map_of
from tequio.knowledge.queries.there import has_practice

TABLES: Mapping[str, type[Model]] = {
    "alliance": AllianceRow,
    "programme": ProgrammeRow,
    "recommendation": RecommendationRow,
}


@dataclass(frozen=True)
class ArgumentView:
    """What somebody argues: in whose name, in which words."""

    id: int
    kind: str
    listed: int | None
    name: str
    words: str
    person: int
    day: date


@dataclass(frozen=True)
class EffectsView:
    """The six domains, disagreement first; `arguments`: number → what was argued."""

    domains: tuple[DomainView, ...]
    arguments: Mapping[int, ArgumentView]


def is_there(keeper: int, about: str, number: int) -> bool:
    """Whether this network has something of this kind under this number.  One query."""
    if about == "innovation":
        return has_practice(keeper, number)
    table = TABLES.get(about)
    if table is None:
        return False
    return table._default_manager.filter(organisation_id=keeper, id=number).exists()


def effect_row(keeper: int, effect: int) -> EffectRow | None:
    """The row of an argument.  One query."""
    return EffectRow.objects.filter(organisation_id=keeper, id=effect).first()


def effects_about(keeper: int, about: str, number: int) -> list[Effect]:
    """Everything that was argued about something, also what was taken back.  One query."""
    return [_effect(row) for row in _rows(keeper, about, number)]


def effects(keeper: int, about: str, number: int, *, is_inside: bool) -> EffectsView:
    """The map of effects of something.  Four queries and one for each step of merges."""
    rows = _rows(keeper, about, number)
    names = names_of_actors(keeper, [row.listed_id for row in rows], is_inside=is_inside)
    words = words_of(keeper, [row.text_id for row in rows])
    arguments = {
        row.id: ArgumentView(
            row.id,
            row.kind,
            row.listed_id,
            names.get(row.listed_id or 0, ""),
            words.get(row.text_id, ""),
            row.person_id,
            row.day,
        )
        for row in rows
    }
    return EffectsView(map_of(_effect(row) for row in rows), arguments)


def _rows(keeper: int, about: str, number: int) -> list[EffectRow]:
    rows = EffectRow.objects.filter(organisation_id=keeper, about=about, about_id=number)
    return list(rows.order_by("id"))


def _effect(row: EffectRow) -> Effect:
    return Effect(row.id, row.domain, row.direction, row.kind, row.person_id, row.withdrawn_on)
