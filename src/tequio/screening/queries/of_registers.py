"""What a register here says of listed organisations, as items for a screening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from functools import cache
from pathlib import Path

from tequio.registry.queries.editions import Edition, editions_of
from tequio.registry.queries.heard import Source, heard_of, sources_of
from tequio.registry.rules.choosing import Heard
from tequio.screening.rules.items import Item
from tequio.screening.rules.law import Given, clauses_of, read_law
from tequio.screening.rules.registers import (
    Folding,
    Stated,
    forms_said,
    items_of,
    read_folding,
)

ROOM = Path(__file__).resolve().parent.parent
FORMS = ROOM / "folding" / "legal-forms.yaml"
LAW = ROOM / "packs" / "forms.yaml"
NEVER = Edition(None, None)


@cache
def folding() -> Folding:
    """Which codes of registers are which legal form."""
    return read_folding(FORMS.read_text(encoding="utf-8"), where=FORMS.name)


@cache
def law() -> tuple[Given, ...]:
    """What the law gives to legal forms."""
    return read_law(LAW.read_text(encoding="utf-8"), where=LAW.name)


def register_items(keeper: int, listed: Iterable[int], on: date) -> dict[int, list[Item]]:
    """By number of the listed organisation what the register of a keeper says of it now, and what
    the law of that day gives to a form of which it speaks; who is not spoken of is not among them.
    Four queries, however many are asked for."""
    asked = set(listed)
    heard = heard_of(keeper, asked)
    if not heard:
        return {}
    sources, editions = sources_of(keeper), editions_of(keeper, heard)
    found = {}
    for number, said in heard.items():
        stated = [
            _stated(one, sources[one.source], editions.get(one.record, NEVER)) for one in said
        ]
        by_law = {
            clause
            for form in forms_said(stated, folding())
            for clause in clauses_of(law(), form, on)
        }
        found[number] = [*items_of(stated, folding()), *by_law]
    return found


def _stated(one: Heard, source: Source, edition: Edition) -> Stated:
    """Missing in an edition is a word only of a source that claims to list all."""
    written = one.recorded_at.astimezone(UTC).date()
    gone = edition.gone if source.is_complete else None
    return Stated(one.said, one.statement, one.kind, edition.last or written, gone)
