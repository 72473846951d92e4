"""Two sheets of one day: what the second says otherwise than the first.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Column = Literal[
    "attendance",
    "shares",
    "social",
    "fine_paid",
    "helped",
    "repaid",
    "lent",
    "counted",
    "social_counted",
]
Value = str | int
COLUMNS: Sequence[Column] = (
    "attendance",
    "shares",
    "social",
    "fine_paid",
    "helped",
    "repaid",
    "lent",
)


@dataclass(frozen=True)
class Differs:
    """What the sheets say of a member (None: of the whole meeting) in one column."""

    person: int | None
    column: Column
    written: Value | None
    typed: Value | None


def differs(
    written: Mapping[int, Mapping[str, Value]],
    typed: Mapping[int, Mapping[str, Value]],
    *,
    counted: tuple[int, int],
    counted_now: tuple[int, int],
) -> Iterator[Differs]:
    """Every difference, in the order of the sheet.

    written, typed        member → column → what each sheet says
    counted, counted_now  what lay in box and bag, in minor units
    """
    for person in sorted({*written, *typed}):
        one, other = written.get(person, {}), typed.get(person, {})
        for column in COLUMNS:
            if one.get(column) != other.get(column):
                yield Differs(person, column, one.get(column), other.get(column))
    places: Sequence[Column] = ("counted", "social_counted")
    for column, before, now in zip(places, counted, counted_now, strict=True):
        if before != now:
            yield Differs(None, column, before, now)
