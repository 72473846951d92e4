"""New rows of a file that look like an organisation of the register, before they are taken in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tequio.registry.models import ShownRow
from tequio.registry.queries.imports import names_of
from tequio.registry.queries.legal_words import legal_words
from tequio.registry.queries.neighbours import holders_of, sides_of
from tequio.registry.queries.previewing import Row
from tequio.registry.rules.matching import Known, keys_of, known, most_uses, party_of_said, score

MOST_NEIGHBOURS = 2_000


@dataclass(frozen=True)
class Alike:
    """A new row, and the listed organisation that it looks like."""

    line: int
    name: str
    listed: int
    other: str
    score: int


def looks_like(keeper: int, rows: Iterable[Row]) -> list[Alike]:
    """Of these rows the new ones that look like somebody who is listed, the likest first, each
    with the one that it is most like.  A handful of queries."""
    words = legal_words()
    new = {
        row.line: known(party_of_said(str(row.line), row.spoken.said), words)
        for row in rows
        if row.outcome == "new" and row.listed is None and row.spoken and not row.spoken.of_source
    }
    near = _near(keeper, new)
    numbers = sorted({one for some in near.values() for one in some})[:MOST_NEIGHBOURS]
    sides = sides_of(keeper, numbers)
    names = names_of(keeper, numbers)
    called = {row.line: row.name for row in rows}
    found = []
    for line, some in near.items():
        scored = [
            (candidate.score, listed)
            for listed in sorted(some & sides.keys())
            if (candidate := score(new[line], sides[listed].known))
        ]
        if scored:
            most, listed = max(scored)
            found.append(Alike(line, called[line], listed, names.get(listed, ""), most))
    return sorted(found, key=lambda one: (-one.score, one.line))


def _near(keeper: int, new: Mapping[int, Known]) -> dict[int, set[int]]:
    """By row whom it could be: who shares a rare word of the name, or the postcode.  Two
    queries."""
    by_word, by_postcode = defaultdict[str, set[int]](set), defaultdict[str, set[int]](set)
    for line, one in new.items():
        by_postcode[one.party.postcode].add(line)
        for key in keys_of(one):
            if (word := key.removeprefix("word:")) != key:
                by_word[word].add(line)
    by_postcode.pop("", None)
    near = defaultdict[int, set[int]](set)
    for asked, who in (
        (by_word, holders_of(keeper, sorted(by_word))),
        (by_postcode, _at(keeper, by_postcode)),
    ):
        for shared, listed in who.items():
            for line in asked[shared]:
                near[line].update(listed)
    return near


def _at(keeper: int, postcodes: Iterable[str]) -> dict[str, list[int]]:
    """By postcode who is there, where that says something."""
    rows = ShownRow.objects.filter(organisation_id=keeper, postcode__in=postcodes)
    found = defaultdict[str, list[int]](list)
    for postcode, listed in rows.values_list("postcode", "id"):
        found[postcode].append(listed)
    return {one: some for one, some in found.items() if len(some) <= most_uses("postcode")}
