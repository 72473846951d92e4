"""Refusals by the act that may raise them.  Pure."""

from __future__ import annotations

from tequio.membership.rules import OFFICE_NOT_HELD
from tequio.registry.rules import deciding, mapping, reading, taking_in

OF_A_FILE = (
    reading.FILE_EMPTY,
    reading.FILE_NOT_READABLE,
    reading.FILE_TOO_LARGE_TO_OPEN,
    reading.JSON_NOT_KNOWN,
    reading.TOO_MANY_COLUMNS,
    mapping.KEY_COLUMN_MISSING,
)
OF_AN_IMPORT = (
    OFFICE_NOT_HELD,
    taking_in.NO_SUCH_SOURCE,
    taking_in.NO_SUCH_MAPPING,
    taking_in.MAPPING_OF_OTHER_SOURCE,
    deciding.CODE_TAKEN,
    taking_in.FILE_NOT_HERE,
    taking_in.EDITION_BEFORE,
    *OF_A_FILE,
)
OF_AN_UNDOING = (
    OFFICE_NOT_HELD,
    taking_in.NO_SUCH_BATCH,
    taking_in.ALREADY_UNDONE,
    taking_in.LATER_BATCH,
)
OF_A_MAPPING = (
    OFFICE_NOT_HELD,
    mapping.MAPPING_NOT_READABLE,
    mapping.MAPPING_ENTRY_MISSING,
    mapping.MAPPING_ENTRY_UNKNOWN,
    mapping.MAPPING_ENTRY_WRONG,
)
