"""What an organisation says on the pages of its mirror."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import DayField
from tequio.screening.rules.cases import LONGEST
from tequio.screening.rules.catalogue import BOOKS

Choices = Sequence[tuple[str, str]]


def words(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    """A field for plain sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, **more)


class ConsentForm(forms.Form):
    """Which books may be read, for which packs, until when."""

    packs = forms.MultipleChoiceField(
        label=_("To judge us by"), widget=forms.CheckboxSelectMultiple
    )
    books = forms.MultipleChoiceField(
        label=_("These books of ours"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As numbers and sums; nobody’s name is read."),
    )
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: until we take it back."))

    def __init__(
        self,
        *args: Any,
        packs: Choices,
        chosen: Collection[str],
        books: Collection[str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["packs"].choices = packs  # type: ignore[attr-defined]
        self.fields["packs"].initial = list(chosen)
        told = [(code, gettext(title)) for code, title in BOOKS.items()]
        self.fields["books"].choices = told  # type: ignore[attr-defined]
        self.fields["books"].initial = list(books)


class ApplyForm(forms.Form):
    """By which pack it wants to be examined, and what should be known."""

    pack = forms.ChoiceField(label=_("By which rules"))
    words = words(_("What should be known"), required=False, help_text=_("If there is anything."))

    def __init__(self, *args: Any, packs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pack"].choices = packs  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """What somebody says; the page gives its label."""

    words = words(_("Our words"))

    def __init__(self, *args: Any, label: Any = None, help_text: Any = "", **more: Any) -> None:
        super().__init__(*args, **more)
        if label:
            self.fields["words"].label = label
        self.fields["words"].help_text = help_text


class LetterForm(WordsForm):
    """What came by letter, and on which day."""

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["received_on"] = DayField(label=_("It came on"), latest=today)
