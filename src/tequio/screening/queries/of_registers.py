"""What a register here says of listed organisations, as items for a screening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date
from functools import cache
from pathlib import Path

from tequio.registry.queries.complete_lists import CompleteList, complete_lists
from tequio.registry.queries.editions import Edition, editions_of
from tequio.registry.queries.heard import heard_of
from tequio.registry.rules.choosing import Heard
from tequio.registry.rules.facts import Said
from tequio.screening.rules.items import Item
from tequio.screening.rules.law import Given, clauses_of, read_law
from tequio.screening.rules.registers import (
    LISTS,
    Folding,
    Stated,
    forms_said,
    items_of,
    read_folding,
)

ROOM = Path(__file__).resolve().parent.parent
FORMS = ROOM / "folding" / "legal-forms.yaml"
LAW = ROOM / "packs" / "forms.yaml"


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
    Four queries, however many are asked for.

    A list that claims to be complete denies whom it does not name: where it named her before, and
    where she has a number of the scheme by which the list is kept.
    """
    heard = heard_of(keeper, set(listed))
    if not heard:
        return {}
    editions, lists = editions_of(keeper, heard), complete_lists(keeper)
    found = {}
    for number, said in heard.items():
        stated = [*_stated(said, editions), *_denied(said, editions, lists)]
        by_law = {
            clause
            for form in forms_said(stated, folding())
            for clause in clauses_of(law(), form, on)
        }
        found[number] = [*items_of(stated, folding()), *by_law]
    return found


def _stated(heard: list[Heard], editions: Mapping[int, Edition]) -> Iterator[Stated]:
    for one in heard:
        edition = editions[one.record]
        day = edition.last or one.recorded_at.astimezone(UTC).date()
        yield Stated(one.said, str(one.statement), one.kind, day, edition.gone)


def _denied(
    heard: list[Heard], editions: Mapping[int, Edition], lists: list[CompleteList]
) -> Iterator[Stated]:
    """What complete lists could say and do not say."""
    if not lists:
        return
    spoken = {editions[one.record].source for one in heard}
    schemes = {
        one.said.value["scheme"]
        for one in heard
        if one.said.property == "identifier" and isinstance(one.said.value, Mapping)
    }
    for one in lists:
        if one.source not in spoken and one.scheme in schemes:
            for code in sorted(one.says & LISTS.keys()):
                yield Stated(Said(code, False), f"list.{one.source}", one.kind, one.edition)
