"""A group in one CSV file: its members, their contacts and offices.  Pure: text in, data out."""

from __future__ import annotations

import csv
import io

from tequio.governance.rules.founding import Founder
from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _

COLUMNS = ("name", "phone", "email", "offices")

COLUMN_MISSING = RefusalKind(
    "column_missing",
    _("The first line has no column {column}; it has: {found}."),
    _("Write the columns name, phone, email, offices in the first line; only name is needed."),
    about="input",
)
NAME_EMPTY = RefusalKind(
    "name_empty",
    _("Line {line} has no name."),
    _("Write the name, or take the line out."),
    about="input",
)
NOTHING_IN_IT = RefusalKind(
    "nothing_in_it", _("The file has no members."), _("Write one member a line."), about="input"
)


def read(text: str) -> tuple[Founder, ...]:
    """Founders from CSV with a heading; commas or semicolons; offices divided by spaces.

    Raises Refused with every line that is wrong.
    """
    text = text.removeprefix("\ufeff")
    heading = text.splitlines()[0] if text.strip() else ""
    divider = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=divider)
    found = [(name or "").strip().lower() for name in reader.fieldnames or []]
    if "name" not in found:
        raise Refused(COLUMN_MISSING.because(column="name", found=", ".join(found) or "-"))
    reader.fieldnames = found
    rows = [(reader.line_num, row) for row in reader if any((v or "") for v in row.values())]
    wrong = [NAME_EMPTY.because(line=line) for line, row in rows if not (row["name"] or "").strip()]
    if wrong or not rows:
        raise Refused(*(wrong or [NOTHING_IN_IT.because()]))
    return tuple(
        Founder(
            name=(row["name"] or "").strip(),
            phone=(row.get("phone") or "").strip(),
            email=(row.get("email") or "").strip(),
            offices=tuple((row.get("offices") or "").replace("+", " ").lower().split()),
        )
        for _line, row in rows
    )
