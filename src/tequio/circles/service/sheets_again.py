"""Holding a meeting that comes in again against the sheet that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tequio.circles.queries.sheets_there import OF_A_LINE, SheetThere
from tequio.circles.rules import workbook
from tequio.circles.rules.workbook import Row
from tequio.circles.service.file_brought import Bringing, Outcome
from tequio.kernel import Refusal
from tequio.membership.visits.typed_amounts import text_of_minor

SUMS = frozenset({"opening_counted", "counted", "social_counted", "social", "fine_paid", "helped"})


def hold_against(
    bringing: Bringing,
    rows: tuple[date, Row, Mapping[str, Sequence[Row]]],
    written: Mapping[str, Any],
    there: SheetThere,
) -> None:
    """Already there; refused with the first figure that differs from what is there.

    rows     the day, its row and its parts in the file; written: the same as the act takes them
    """
    _day, row, parts = rows
    refusal = next(_differences(bringing, rows, written, there), None)
    refusals = () if refusal is None else (refusal,)
    bringing.outcomes.append(Outcome(row.table, row.number, "already there", refusals=refusals))
    for loan, number in zip(parts["loans"], there.loans, strict=False):
        bringing.loans[loan["loan"]] = number


def _differences(
    bringing: Bringing,
    rows: tuple[date, Row, Mapping[str, Sequence[Row]]],
    written: Mapping[str, Any],
    there: SheetThere,
) -> Iterator[Refusal]:
    day, row, parts = rows
    for name, minor in there.counted.items():
        if row[name] and written[name] != minor:
            yield _differs(bringing, row, day, name, minor)
    for line, told in zip(parts["lines"], written["lines"], strict=True):
        stands = there.lines.get(told.person, {})
        helped = bringing.minor(line, "helped")
        ours = {name: getattr(told, name, helped) for name in OF_A_LINE}
        for name in OF_A_LINE:
            if ours[name] != stands.get(name):
                yield _differs(bringing, line, day, name, stands.get(name))


def _differs(
    bringing: Bringing, row: Row, day: date, name: str, there: int | str | None
) -> Refusal:
    text = "-" if there is None else str(there)
    if name in SUMS and isinstance(there, int):
        text = text_of_minor(there, bringing.unit.exponent)
    return workbook.DIFFERS_FROM_THE_SHEET.because(
        table=row.table, row=row.number, day=day, what=name, there=text, text=row[name] or "-"
    )
