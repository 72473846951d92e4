"""Tables out of files of many makers: CSV, GeoJSON, Murmurations, OpenFairDB, uMap.  Pure.

Workbooks need a library of their own and are opened by `registry.queries.reading`, which hands
their rows to `of_lists` here.
"""

from tequio.registry.rules.reading.opening import read
from tequio.registry.rules.reading.table import (
    FILE_EMPTY,
    FILE_NOT_READABLE,
    FILE_TOO_LARGE_TO_OPEN,
    JSON_NOT_KNOWN,
    ROW_DAMAGED,
    ROW_TOO_LONG,
    ROW_TOO_SHORT,
    TOO_MANY_COLUMNS,
    Row,
    Table,
    of_lists,
)

__all__ = [
    "FILE_EMPTY",
    "FILE_NOT_READABLE",
    "FILE_TOO_LARGE_TO_OPEN",
    "JSON_NOT_KNOWN",
    "ROW_DAMAGED",
    "ROW_TOO_LONG",
    "ROW_TOO_SHORT",
    "TOO_MANY_COLUMNS",
    "Row",
    "Table",
    "of_lists",
    "read",
]
