"""The form by which a file with meetings or balances comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits.spreadsheets import LARGEST_FILE, Tables, read_tables
from tequio.membership.visits.typed_amounts import Notation, minor_from_text


class FileForm(forms.Form):
    """A workbook or CSV; what lay in the box, for a cut-off statement."""

    file = forms.FileField(
        label=_("The file (XLSX, CSV or ZIP)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.zip,.json"}),
    )
    cash = forms.CharField(
        label=_("For a cut-off: what lies in the box"),
        help_text=_("Leave it empty if the file holds meetings."),
        required=False,
        max_length=40,
    )

    def tables(self) -> Tables:
        """What the file holds.  Raises Refused where it is no spreadsheet."""
        upload: Any = self.cleaned_data["file"]
        return read_tables(upload.read(LARGEST_FILE + 1), upload.name)

    def minor(self, exponent: int, shown: Notation) -> int | None:
        """What lies in the box, in minor units; None where nothing was typed."""
        text = self.cleaned_data["cash"].strip()
        return minor_from_text(text, exponent, shown) if text else None
