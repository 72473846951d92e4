"""Fields that forms of the room share: words, from which side one speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.rules.kinds import KINDS
from tequio.screening.rules.cases import LONGEST

Choices = Sequence[tuple[str, str]]
FEW = 2_000
"""So many signs are a few words."""


def words(label: Any, *, rows: int = 4, longest: int = LONGEST, **more: Any) -> forms.CharField:
    """A field for plain sentences of so many signs at most."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=longest, widget=area, **more)


def few_words(help_text: Any = "") -> forms.CharField:
    """A small field for plain sentences, which may stay empty."""
    label = _("In a few words")
    return words(label, rows=2, longest=FEW, required=False, help_text=help_text)


def choices_of(meanings: Mapping[str, str]) -> Choices:
    """Codes with their words in the reader's language."""
    return [(code, gettext(title)) for code, title in meanings.items()]


def kind_field(label: Any = None) -> forms.ChoiceField:
    """From which side somebody speaks."""
    choices = [("", gettext("Choose")), *choices_of(KINDS)]
    return forms.ChoiceField(label=label or _("From which side"), choices=choices)


class WordsForm(forms.Form):
    """What somebody says; the page gives its label."""

    words = words("")

    def __init__(self, *args: Any, label: Any, help_text: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label = label
        self.fields["words"].help_text = help_text
