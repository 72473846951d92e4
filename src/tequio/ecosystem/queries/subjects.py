"""Of what effects are argued: its title, for whoever may see it."""

from __future__ import annotations

from datetime import date

from tequio.ecosystem.models import AllianceRow, ProgrammeRow, RecommendationRow
from tequio.ecosystem.queries.naming import words_of
from tequio.knowledge.queries.standing import library_on
from tequio.knowledge.queries.versions import design_at


def process_of(keeper: int, recommendation: int) -> int | None:
    """The process to which a recommendation belongs.  One query."""
    rows = RecommendationRow.objects.filter(organisation_id=keeper, id=recommendation)
    return rows.values_list("process_id", flat=True).first()


def title_of(keeper: int, about: str, number: int, day: date, *, is_inside: bool) -> str | None:
    """How a practice, alliance, programme or recommendation is called; None where there is none, or
    whoever asks may not see it on this day.  At most three queries.

    is_inside  takes part; others see of practices only what is published in an open library
    """
    within = {"organisation_id": keeper, "id": number}
    if about == "alliance":
        return AllianceRow.objects.filter(**within).values_list("name", flat=True).first()
    if about == "programme":
        return ProgrammeRow.objects.filter(**within).values_list("title", flat=True).first()
    if about == "recommendation":
        texts = RecommendationRow.objects.filter(**within).values_list("text_id", flat=True)
        text = texts.first()
        return None if text is None else words_of(keeper, [text]).get(text, "")
    return _practice(keeper, number, day, is_inside=is_inside) if about == "innovation" else None


def _practice(keeper: int, number: int, day: date, *, is_inside: bool) -> str | None:
    found = design_at(keeper, number)
    if found is None:
        return None
    is_open = is_inside or (found.is_public and library_on(keeper, day).is_public)
    return found.title if is_open else None
