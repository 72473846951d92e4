"""Mappings: which column of a source's file says what of an organisation.  Pure."""

from tequio.registry.rules.mapping.faults import (
    KEY_COLUMN_MISSING,
    MAPPING_ENTRY_MISSING,
    MAPPING_ENTRY_UNKNOWN,
    MAPPING_ENTRY_WRONG,
    MAPPING_NOT_READABLE,
    ROW_WITHOUT_KEY,
)
from tequio.registry.rules.mapping.mapper import Mapped, Mapper, map_row
from tequio.registry.rules.mapping.plan import Filter, Mapping, Part, Saying, SourceWords, Spell
from tequio.registry.rules.mapping.reports import ColumnReport, Sample
from tequio.registry.rules.mapping.writing import read_mapping

__all__ = [
    "KEY_COLUMN_MISSING",
    "MAPPING_ENTRY_MISSING",
    "MAPPING_ENTRY_UNKNOWN",
    "MAPPING_ENTRY_WRONG",
    "MAPPING_NOT_READABLE",
    "ROW_WITHOUT_KEY",
    "ColumnReport",
    "Filter",
    "Mapped",
    "Mapper",
    "Mapping",
    "Part",
    "Sample",
    "Saying",
    "SourceWords",
    "Spell",
    "map_row",
    "read_mapping",
]
