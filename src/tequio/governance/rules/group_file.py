"""A group in one CSV file: its members, their contacts and offices.  Pure: text in, data out."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

import phonenumbers

from tequio.governance.rules.founding import Founder
from tequio.kernel import Refusal, RefusalKind, Refused, refuse
from tequio.kernel import gettext_noop as _

COLUMNS = ("name", "phone", "email", "offices")

COLUMN_MISSING = RefusalKind(
    "column_missing",
    _("The first line has no column {column}; it has: {found}."),
    _("Write the columns name, phone, email, offices in the first line; only name is needed."),
    about="input",
)
COLUMN_MISSPELT = RefusalKind(
    "column_misspelt",
    _("The column {column} is not known; did you mean {known}?"),
    _("Write the columns name, phone, email, offices in the first line; only name is needed."),
    about="input",
)
COLUMN_UNKNOWN = RefusalKind(
    "column_unknown",
    _("The column {column} is not known."),
    _("Write the columns name, phone, email, offices in the first line; only name is needed."),
    about="input",
)
NOT_A_TEXT = RefusalKind(
    "not_a_text",
    _("This is not a text file (CSV, UTF-8)."),
    _("Save the list as CSV with the encoding UTF-8."),
    about="input",
)
PHONE_NOT_POSSIBLE = RefusalKind(
    "phone_not_possible",
    _("“{phone}” cannot be a phone number ({name})."),
    _("Write the phone number with the country code, such as +91 98765 43210."),
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


def text_of(data: bytes) -> str:
    """The text of a file.  Raises Refused for what is no text, such as a picture."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(NOT_A_TEXT.because()) from None
    if any(unicodedata.category(sign) == "Cc" and sign not in "\t\r\n\f" for sign in text):
        raise Refused(NOT_A_TEXT.because())
    return text


def with_whole_phones(founders: Iterable[Founder], country: str) -> tuple[Founder, ...]:
    """The same with phone numbers as `+` and digits, completed by the country as at sign-up.

    Raises Refused with every one that cannot be a phone number (lengths by libphonenumber).
    """
    given = tuple(founders)
    phones = [_whole_phone(one.phone, country) for one in given]
    refuse(
        PHONE_NOT_POSSIBLE.because(phone=one.phone, name=one.name)
        for one, phone in zip(given, phones, strict=True)
        if one.phone and not phone
    )
    return tuple(replace(one, phone=phone) for one, phone in zip(given, phones, strict=True))


def _whole_phone(phone: str, country: str) -> str:
    try:
        parsed = phonenumbers.parse(phone, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _unknown(found: list[str]) -> list[Refusal]:
    """What is wrong with headings that name no column of ours; an empty one holds nothing."""
    wrong = []
    for column in found:
        if column and column not in COLUMNS:
            near = get_close_matches(column, COLUMNS, n=1)
            wrong.append(
                COLUMN_MISSPELT.because(column=column, known=near[0])
                if near
                else COLUMN_UNKNOWN.because(column=column)
            )
    return wrong


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
        missing = COLUMN_MISSING.because(column="name", found=", ".join(found) or "-")
        raise Refused(missing, *(r for r in _unknown(found) if r.code == COLUMN_MISSPELT.code))
    refuse(_unknown(found))
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
