"""What an organiser says when something is done about a finding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class PairForm(forms.Form):
    """Which of several pairs are introduced to each other."""

    pair = forms.ChoiceField(label=_("Whom to introduce"))

    def __init__(self, *args: Any, pairs: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pair"].choices = pairs  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """What became of something that was done."""

    end = forms.ChoiceField(
        label=_("What became of it"),
        choices=[
            ("", _("Choose")),
            ("thanked", _("It came to something: thank them")),
            ("retried", _("Try once more")),
            ("dropped", _("Let it go")),
        ],
    )
    words = forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
