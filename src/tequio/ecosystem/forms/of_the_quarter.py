"""What an organiser says when something is done about a finding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import Choices, few_words


class PairForm(forms.Form):
    """Which of several pairs are introduced to each other; a single one is not asked for."""

    def __init__(self, *args: Any, pairs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        pair = forms.ChoiceField(label=_("Whom to introduce"), choices=pairs)
        if len(pairs) == 1:
            pair.required, pair.widget, pair.initial = False, forms.HiddenInput(), pairs[0][0]
        self.fields["pair"] = pair


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
    words = few_words()
