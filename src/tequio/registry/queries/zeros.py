"""Keys that lost the zeros in front of them, as spreadsheets eat them: whose they are."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from django.db.models.functions import Length

from tequio.registry.models import RecordRow
from tequio.registry.rules.facts import Spoken
from tequio.registry.rules.taking_in import Key, Line

DIGITS = re.compile(r"[0-9]{1,20}")
WRITTEN = """
    CREATE TABLE written (source, digits, key, PRIMARY KEY (source, digits, key)) WITHOUT ROWID
"""
WRITE_ONE = "INSERT OR IGNORE INTO written VALUES (?, ?, ?)"
TWO_WAYS = "SELECT source, digits FROM written GROUP BY source, digits HAVING count(*) > 1"
OfFile = tuple[str, str]
"""Code of a source, and digits without zeros in front."""


@dataclass
class Zeros:
    """What is known of the zeros in the keys of one import.

    two_ways  digits that stand in the file with zeros in front and without; asked when needed
    widths    by source how long its kept keys are that begin with a zero
    """

    two_ways: Callable[[], frozenset[OfFile]]
    widths: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def forms(self, keeper: int, source: int, keys: Iterable[str]) -> dict[str, str]:
        """Every other way in which a kept key of the same digits is written, with its digits.  One
        query for each source of an import."""
        asked = {key.lstrip("0"): key for key in keys if DIGITS.fullmatch(key) and key.strip("0")}
        if asked and source not in self.widths:
            self.widths[source] = _widths(keeper, source)
        found: dict[str, str] = {}
        for digits in asked:
            found[digits] = digits
            found.update((digits.zfill(width), digits) for width in self.widths[source])
        return {form: digits for form, digits in found.items() if form not in asked.values()}


def _widths(keeper: int, source: int) -> tuple[int, ...]:
    rows = RecordRow.objects.filter(
        organisation_id=keeper, source_id=source, key__gte="0", key__lt="1"
    )
    return tuple(rows.values_list(Length("key"), flat=True).distinct().order_by(Length("key")))


def written_two_ways(lines: Iterable[Line]) -> frozenset[OfFile]:
    """Digits that stand in the keys of one source with and without zeros; counted in a file for
    the time being, so that a million take no more memory than a thousand."""
    keys = (
        (spoken.source, spoken.key.lstrip("0"), spoken.key)
        for line in lines
        for spoken in line.spoken
        if DIGITS.fullmatch(spoken.key)
    )
    with closing(sqlite3.connect("")) as kept:
        kept.execute(WRITTEN)
        kept.executemany(WRITE_ONE, keys)
        return frozenset(kept.execute(TWO_WAYS))


def whose(kept: Iterable[str], forms: Mapping[str, str]) -> dict[str, str]:
    """By digits the one kept key that has them; nothing where several have."""
    by_digits = defaultdict[str, list[str]](list)
    for key in kept:
        by_digits[forms[key]].append(key)
    return {digits: keys[0] for digits, keys in by_digits.items() if len(keys) == 1}


def restored(
    lines: Sequence[Line], sources: Mapping[str, int], keys: Mapping[Key, str]
) -> list[Line]:
    """The rows with the keys as they are kept."""

    def of(spoken: Spoken) -> Spoken:
        key = keys.get((sources[spoken.source], spoken.key), spoken.key)
        about = spoken.about
        if spoken.of_source:
            about = keys.get((sources[spoken.of_source], about), about)
        return replace(spoken, key=key, about=about)

    return [line._replace(spoken=tuple(of(one) for one in line.spoken)) for line in lines]
