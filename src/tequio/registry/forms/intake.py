"""The forms by which a file comes in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import DayField

MOST_MEGABYTES = 100
LONGEST_NAME = 120
Choices = Sequence[tuple[str, Any]]
WHOLE = (
    ("whole", _("All that the source has: who is missing has vanished from it")),
    ("part", _("A part of it: nobody vanishes")),
)


class _About(forms.Form):
    """For which day a file stands, and whether it is the whole list."""

    edition = DayField(
        label=_("Day of the edition"),
        help_text=_("The day for which the file stands: the end of 2016 for a list of 2016."),
    )
    extent = forms.ChoiceField(
        label=_("What the file holds"), choices=WHOLE, widget=forms.RadioSelect, initial="whole"
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["edition"].initial = today


class BringForm(_About):
    """A file, and how it is to be read."""

    file = forms.FileField(
        label=_("The file"),
        max_length=400,
        help_text=_("CSV, XLSX, GeoJSON, Murmurations, OpenFairDB or uMap, up to 100 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.geojson,.umap"}),
    )
    mapping = forms.ChoiceField(label=_("How its columns are read"), required=False)
    field_order = ("file", "mapping", "edition", "extent")

    def __init__(self, *args: Any, mappings: Choices, today: date, **options: Any) -> None:
        super().__init__(*args, today=today, **options)
        self.fields["mapping"].choices = [  # type: ignore[attr-defined]
            ("", _("By a mapping that fits, if there is one")),
            *mappings,
            ("none", _("I say it column by column")),
        ]


class ChangeForm(_About):
    """The same for a file that waits already."""

    mapping = forms.ChoiceField(label=_("How its columns are read"))
    source = forms.ChoiceField(label=_("Whose file it is"))
    field_order = ("mapping", "source", "edition", "extent")

    def __init__(
        self, *args: Any, mappings: Choices, sources: Choices, today: date, **options: Any
    ) -> None:
        super().__init__(*args, today=today, **options)
        self.fields["mapping"].choices = mappings  # type: ignore[attr-defined]
        self.fields["source"].choices = sources  # type: ignore[attr-defined]
