"""The report of an import as it is kept: what became of each column, and refused rows.  Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from tequio.kernel import Refusal, RefusalKind
from tequio.registry.rules import mapping, reading, taking_in
from tequio.registry.rules.mapping import ColumnReport, Sample

MOST_REFUSED = 500
"""How many refused rows are kept one by one; all of them are counted."""
OF_ROWS: Mapping[str, RefusalKind] = {
    kind.code: kind
    for kind in (
        mapping.ROW_WITHOUT_KEY,
        reading.ROW_DAMAGED,
        reading.ROW_TOO_LONG,
        reading.ROW_TOO_SHORT,
        taking_in.RECORD_TWICE,
        taking_in.SPEAKS_OF_NOBODY,
    )
}


@dataclass(frozen=True)
class Report:
    """What became of each column of a file, and why rows were refused."""

    columns: tuple[ColumnReport, ...] = ()
    refused: tuple[Refusal, ...] = ()


def plain_report(columns: Iterable[ColumnReport], refused: Iterable[Refusal]) -> str:
    """A report as it is kept in a table: of refusals their code and what fills the sentence."""
    told = {
        "columns": [asdict(one) for one in columns],
        "refused": [[one.code, dict(one.fields)] for one in refused],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def read_report(kept: str) -> Report:
    """The report that `plain_report` wrote; what is not understood any more is left out."""
    told: dict[str, Any] = json.loads(kept)
    refused = tuple(
        OF_ROWS[code].because(**fields) for code, fields in told["refused"] if code in OF_ROWS
    )
    return Report(tuple(map(_column, told["columns"])), refused)


def _column(kept: dict[str, Any]) -> ColumnReport:
    samples = tuple(Sample(*one) for one in kept.pop("samples"))
    return ColumnReport(**kept, samples=samples)
