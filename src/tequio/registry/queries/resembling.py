"""Whom the register lists already under a name or place like this, before one more is listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tequio.registry.models import ShownRow
from tequio.registry.queries.legal_words import legal_words
from tequio.registry.queries.neighbours import holders_of, sides_of, words_of
from tequio.registry.rules.facts import Said
from tequio.registry.rules.matching import known, party_of_said
from tequio.registry.rules.seeking import Side, compared

MOST = 5
LOOKED_AT = 300


@dataclass(frozen=True)
class Alike:
    """A listed organisation that may be the same.  score: ten-thousandths"""

    number: int
    name: str
    locality: str
    score: int


def alike(keeper: int, said: Sequence[Said]) -> list[Alike]:
    """The likest five, by a rare word of the name, the postcode or the same name.  Seven
    queries."""
    side = Side(known(party_of_said("", said), legal_words()), frozenset())
    holders = holders_of(keeper, sorted(set(words_of(side))))
    numbers = {number for some in holders.values() for number in some}
    rows = ShownRow.objects.filter(organisation_id=keeper)
    if side.known.party.postcode:
        beside = rows.filter(postcode=side.known.party.postcode)
        numbers |= set(beside.values_list("id", flat=True)[:LOOKED_AT])
    sides = sides_of(keeper, sorted(numbers)[:LOOKED_AT])
    whole = {name.core for name in side.known.names}
    scores = {
        number: found.score if (found := compared(side, other)) else 0
        for number, other in sides.items()
        if compared(side, other) or whole & {name.core for name in other.known.names}
    }
    best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST]
    shown = {row.id: row for row in rows.filter(id__in=best)}
    return [
        Alike(one, shown[one].name, shown[one].locality, scores[one])
        for one in best
        if one in shown
    ]
