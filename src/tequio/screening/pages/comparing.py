"""Packs side by side: criteria as rows, what each pack asks of the rules and of practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.screening.pages.packs import CriterionAloud, PackLine, criterion_aloud, line_of
from tequio.screening.pages.visiting import Looking, look, shown
from tequio.screening.queries.packs import adopted_packs, ready_pack, ready_packs
from tequio.screening.rules.catalogue import CRITERIA
from tequio.screening.rules.packs import Pack

MOST = 3
"""So many packs stand beside each other; more cannot be read on any screen."""


@dataclass(frozen=True)
class Cell:
    """What one pack asks for a criterion: nothing, one thing, or several."""

    line: PackLine
    asked: tuple[CriterionAloud, ...]


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
    given: dict[str, Any] = {
        "choices": [(line_of(pack), pack in chosen) for pack in every.values()],
        "chosen": [line_of(pack) for pack in chosen],
        "rows": rows_of(chosen),
        "most": MOST,
    }
    return shown(request, looking, "compare", **given)


def packs_there(looking: Looking) -> dict[str, Pack]:
    """Adopted packs and ready ones, by key.  One query."""
    adopted = {one.key: one.pack for one in adopted_packs(looking.organisation.id)}
    ready = (ready_pack(code) for code in ready_packs())
    return adopted | {one.key: one for one in ready if one.key not in adopted}


def rows_of(packs: Sequence[Pack]) -> list[Row]:
    """The criteria for which any of them asks something, in the order of the catalogue."""
    found = []
    for code, title in CRITERIA.items():
        cells = tuple(Cell(line_of(pack), _asked(pack, code)) for pack in packs)
        if any(cell.asked for cell in cells):
            found.append(Row(code, gettext(title), cells))
    return found


def _asked(pack: Pack, code: str) -> tuple[CriterionAloud, ...]:
    return tuple(criterion_aloud(one) for one in pack.criteria if one.base == code)
