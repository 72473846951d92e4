"""Which mapping fits a file that waits: those of the register first, then those of the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tequio.registry.queries.mappings import ready_mapping, ready_mappings, ready_text
from tequio.registry.queries.reading import read_file
from tequio.registry.queries.saved_mappings import all_saved
from tequio.registry.rules.mapping import Mapping
from tequio.registry.rules.reading import Row

SAVED, OF_THE_HOUSE = "saved", "house"
LEAST_SHARE = 0.6
"""So much of the columns that a mapping uses must be there, besides those of its keys."""


@dataclass(frozen=True)
class Offered:
    """A mapping that a file may be read by.  `name`: where it is kept, and its code."""

    name: str
    mapping: Mapping
    text: str

    @property
    def is_saved(self) -> bool:
        """Kept in this register, not only brought by the house."""
        return self.name.startswith(SAVED)


@dataclass(frozen=True)
class Beginning:
    """How a file begins: format, columns, and its first rows."""

    format: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def beginning_of(path: Path, *, name: str, most: int = 200) -> Beginning:
    """The first rows of a file.  Raises Refused for what cannot be read."""
    with path.open("rb") as file:
        table = read_file(file, name=name)
        return Beginning(table.format, table.columns, tuple(islice(table.rows, most)))


def offered(keeper: int) -> list[Offered]:
    """Mappings that are saved in a register, and those of the house.  One query."""
    own = [
        Offered(f"{SAVED}:{one.mapping.code}", one.mapping, one.text) for one in all_saved(keeper)
    ]
    there = {one.mapping.code for one in own}
    return own + [
        Offered(f"{OF_THE_HOUSE}:{code}", ready_mapping(code), ready_text(code))
        for code in ready_mappings()
        if ready_mapping(code).code not in there
    ]


def offered_by_name(keeper: int, name: str) -> Offered | None:
    """The mapping of this name, if there is one.  One query."""
    return next((one for one in offered(keeper) if one.name == name), None)


def fitting(among: Sequence[Offered], columns: Sequence[str]) -> Offered | None:
    """The mapping that knows most of these columns; of two that know as many the register's own.

    All columns of its keys must be there, and most of the others that it uses.
    """
    there = set(columns)
    best: tuple[int, float] = (0, 0.0)
    found = None
    for one in among:
        used = one.mapping.used()
        keys = {name for part in one.mapping.parts for name in part.key}
        share = len(used & there) / max(1, len(used))
        known = len((used | one.mapping.ignored.keys() | one.mapping.personal.keys()) & there)
        if keys <= there and share >= LEAST_SHARE and (known, share) > best:
            best, found = (known, share), one
    return found
