"""What is said of an organisation: what it has, what it needs, whom it works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST = 2000
MOST_LISTED = 200
"""Up to how many organisations a list is offered; beyond one types the number."""
Choices = Sequence[tuple[str, str]]


def few_words(help_text: Any = "") -> forms.CharField:
    """A small field for plain sentences, which may stay empty."""
    return forms.CharField(
        label=_("In a few words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
    )


class KindForm(forms.Form):
    """A kind of asset, and what exactly."""

    asset = forms.ChoiceField(label=_("What"))
    words = few_words(_("What exactly, how much, for whom; you may leave it empty."))

    def __init__(self, *args: Any, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["asset"].choices = [("", gettext("Choose")), *kinds]  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """With whom, and which tie."""

    def __init__(self, *args: Any, others: Mapping[int, str], kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.others = others
        kind = forms.ChoiceField(
            label=_("This organisation"), choices=[("", gettext("Choose")), *kinds]
        )
        self.fields = {"kind": kind, "other": self._other(), "words": few_words()}

    def _other(self) -> forms.Field:
        label = _("The other organisation")
        if len(self.others) > MOST_LISTED:
            help_text = _("Its number in the register.")
            return forms.IntegerField(
                label=label, min_value=1, max_value=2**62, localize=False, help_text=help_text
            )
        listed = [(str(number), name) for number, name in self.others.items()]
        return forms.ChoiceField(label=label, choices=[("", gettext("Choose")), *listed])

    def clean_other(self) -> int:
        """Its number.  Raises ValidationError for one that is no actor here."""
        number = int(self.cleaned_data["other"])
        if number not in self.others:
            raise ValidationError(_("No organisation is known here under this number."))
        return number


class SightForm(forms.Form):
    """Who sees the ties of an organisation."""

    sight = forms.ChoiceField(label=_("Who sees our ties"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, sights: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sight"].choices = sights  # type: ignore[attr-defined]


class OverForm(forms.Form):
    """Why a tie is over."""

    words = few_words(_("Why, if you like."))


class FindForm(forms.Form):
    """A part of a name, and a kind of asset."""

    q = forms.CharField(label=_("Name"), required=False, max_length=120)
    asset = forms.ChoiceField(label=_("Has or needs"), required=False)

    def __init__(self, *args: Any, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["asset"].choices = [("", gettext("Anything")), *kinds]  # type: ignore[attr-defined]
