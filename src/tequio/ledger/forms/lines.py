"""A statement of a bank or of mobile money, as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Unit
from tequio.ledger import rules

LARGEST_FILE = 1_000_000
"""Bytes of a bank statement: some ten thousand lines."""
ENCODINGS = ("utf-8-sig", "cp1252")
"""Banks send CSV files in these; the second reads any byte that Windows knows."""

COLUMNS = {
    "day": _("Column of the day"),
    "amount": _("Column of the amount"),
    "money_in": _("Column of what came in"),
    "money_out": _("Column of what went out"),
    "text": _("Column of the text"),
    "reference": _("Column of the reference"),
}


class LinesForm(forms.Form):
    """A statement of a bank or of mobile money, as CSV.

    text       what the file said, carried from the look at it to the press that keeps it
    column_…   which column holds what, from 1, where no line of the file says it
    first      the line with the first payment, from 1
    """

    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        help_text=_("CSV, as the bank or the phone company gives it."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
    first = forms.IntegerField(
        label=_("Line with the first payment"), min_value=1, max_value=1000, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in COLUMNS.items():
            self.fields[f"column_{name}"] = forms.IntegerField(
                label=label, min_value=1, max_value=100, required=False
            )

    def of_columns(self) -> list[forms.BoundField]:
        """The fields that say which column holds what."""
        return [self["first"], *(self[f"column_{name}"] for name in COLUMNS)]

    def clean(self) -> dict[str, Any]:
        """The text of the file.  Raises ValidationError for none, or one that is too large."""
        given: dict[str, Any] = self.cleaned_data
        file = given.pop("file", None)
        if file is not None:
            if file.size > LARGEST_FILE:
                raise ValidationError(_("The file is too large. Send one month at a time."))
            given["text"] = decoded(file.read())
        if not given.get("text"):
            raise ValidationError(_("Choose a file first."))
        return given

    def read(self, unit: Unit) -> list[rules.BankLine]:
        """The lines of the statement.  Refused where it cannot be read."""
        given = self.cleaned_data
        places = {n: given[f"column_{n}"] - 1 for n in COLUMNS if given.get(f"column_{n}")}
        columns = rules.Columns(**places) if "day" in places else None
        text, skipped = given["text"], (given.get("first") or 1) - 1
        if columns and skipped:
            lines = text.splitlines(keepends=True)
            text = "\n" * skipped + "".join(lines[skipped:])
        return rules.read_lines(text, exponent=unit.exponent, columns=columns)


def decoded(data: bytes) -> str:
    """The text of a file in one of the encodings that banks use."""
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")
