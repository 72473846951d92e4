"""What assessors write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.screening.forms.of_the_mirror import Choices, words


def listed_field() -> forms.IntegerField:
    """A number of the register."""
    return forms.IntegerField(
        label=_("Number in the register"),
        min_value=1,
        max_value=2**62,
        localize=False,
        help_text=_("It stands at the foot of the organisation’s page in the register."),
    )


class OpenForm(forms.Form):
    """Whom to examine, by which rules, and why."""

    pack = forms.ChoiceField(label=_("By which rules"))
    reason = words(_("Why"), rows=3, help_text=_("The organisation reads it."))

    def __init__(self, *args: Any, packs: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pack"].choices = packs  # type: ignore[attr-defined]
        self.fields = {"listed": listed_field(), **self.fields}


class InterestForm(forms.Form):
    """In whom she has an interest, and which."""

    words = words(
        _("What the interest is"),
        rows=2,
        required=False,
        help_text=_("If you like; read by whoever assigns the work."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields = {"listed": listed_field(), **self.fields}


class TakeForm(forms.Form):
    """She says that she has no interest."""

    has_no_interest = forms.BooleanField(
        label=_("I have no interest in this organisation, and belong to none that stands close."),
        required=False,
    )


class ExaminedForm(forms.Form):
    """What came of looking at a challenge."""

    is_taken = forms.ChoiceField(
        label=_("What comes of it"),
        widget=forms.RadioSelect,
        choices=[("yes", _("There is something to it: examine it")), ("no", _("There is not"))],
    )
    reason = words(_("Why"), rows=3, help_text=_("Whoever asked reads it."))


class ReasonsForm(forms.Form):
    """Why, as it is published with what the panel finds."""

    reasons = words(_("Reasons"), rows=6)
