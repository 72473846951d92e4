"""Packs side by side: criteria as rows, what each pack asks of the rules and of practice; and, for
one organisation, what was found of it by each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.membership.visits import number_in
from tequio.screening.pages.findings import Line
from tequio.screening.pages.findings import line_of as finding_line
from tequio.screening.pages.organisations import listed_there
from tequio.screening.pages.packs import CriterionAloud, PackLine, criterion_aloud, line_of
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.pages.wording import Badge, reading_badge
from tequio.screening.queries.cases import judged_in
from tequio.screening.queries.findings import FindingView, findings_of
from tequio.screening.queries.packs import adopted_packs, ready_pack, ready_packs
from tequio.screening.rules.catalogue import CRITERIA
from tequio.screening.rules.packs import Pack

MOST = 3
"""So many packs stand beside each other; more cannot be read on any screen."""


@dataclass(frozen=True)
class Asked:
    """One criterion of a pack; `reading`: what was found of the organisation, if it was judged."""

    one: CriterionAloud
    reading: Badge | None


@dataclass(frozen=True)
class Cell:
    """What one pack asks for a criterion: nothing, one thing, or several."""

    line: PackLine
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Row:
    """A criterion with what each pack asks for it."""

    code: str
    title: str
    cells: tuple[Cell, ...]


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two or three packs beside each other, chosen in the address."""
    looking = look(request, slug)
    every = packs_there(looking)
    asked = list(dict.fromkeys(request.GET.getlist("pack")))
    chosen = [every[key] for key in asked if key in every][:MOST]
    about = _about(looking, number_in(request.GET.get("listed", "")))
    readings = about.readings if about else {}
    given: dict[str, Any] = {
        "choices": [(line_of(pack), pack in chosen) for pack in every.values()],
        "rows": rows_of(chosen, readings),
        "verdicts": _verdicts(about, chosen) if about else [],
        "about": about,
        "most": MOST,
    }
    return shown(request, looking, "compare", **given)


@dataclass(frozen=True)
class About:
    """What was found of one organisation, by key of the pack: verdict, and reading by criterion."""

    listed: int
    name: str
    findings: Mapping[str, FindingView]
    readings: Mapping[tuple[str, str], Badge]


def _about(looking: Looking, listed: int | None) -> About | None:
    """Raises Http404 for whoever is not listed."""
    if listed is None:
        return None
    head, name = listed_there(looking, listed)
    examiner = looking.organisation.id
    found = findings_of(examiner, head, looking.today, is_inside=looking.is_inside)
    newest = {one.pack.key: one for one in reversed(found)}
    judged = {key: judged_in(examiner, one.assessment) for key, one in newest.items()}
    readings = {
        (key, one.id): reading_badge(one.reading, one.truth)
        for key, answer in judged.items()
        if answer is not None
        for one in answer[0].criteria
    }
    return About(head, name, newest, readings)


def _verdicts(about: About, packs: Sequence[Pack]) -> list[tuple[PackLine, Line | None]]:
    """What is found by each of these packs, if anything is."""
    return [
        (line_of(pack), finding_line(found) if found else None)
        for pack in packs
        for found in [about.findings.get(pack.key)]
    ]


def packs_there(looking: Looking) -> dict[str, Pack]:
    """Adopted packs and ready ones, by key.  One query."""
    adopted = {one.key: one.pack for one in adopted_packs(looking.organisation.id)}
    ready = (ready_pack(code) for code in ready_packs())
    return adopted | {one.key: one for one in ready if one.key not in adopted}


def rows_of(packs: Sequence[Pack], readings: Mapping[tuple[str, str], Badge]) -> list[Row]:
    """The criteria for which any of them asks something, in the order of the catalogue."""
    found = []
    for code, title in CRITERIA.items():
        cells = tuple(Cell(line_of(pack), _asked(pack, code, readings)) for pack in packs)
        if any(cell.asked for cell in cells):
            found.append(Row(code, gettext(title), cells))
    return found


def _asked(pack: Pack, code: str, readings: Mapping[tuple[str, str], Badge]) -> tuple[Asked, ...]:
    return tuple(
        Asked(criterion_aloud(one), readings.get((pack.key, one.id)))
        for one in pack.criteria
        if one.base == code
    )
