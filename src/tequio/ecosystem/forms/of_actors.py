"""What is said of an organisation: what it has, what it needs, whom it works with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import Choices, few_words


class KindForm(forms.Form):
    """A kind of asset, and what exactly."""

    asset = forms.ChoiceField(label=_("What"))
    words = few_words(_("What exactly, how much, for whom; you may leave it empty."))

    def __init__(self, *args: Any, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["asset"].choices = [("", gettext("Choose")), *kinds]  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """With whom, and which tie."""

    def __init__(self, *args: Any, other: forms.Field, kinds: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        kind = forms.ChoiceField(
            label=_("This organisation"), choices=[("", gettext("Choose")), *kinds]
        )
        self.fields = {"kind": kind, "other": other, "words": few_words()}


class AroundForm(forms.Form):
    """Around which organisation one looks."""

    def __init__(self, *args: Any, actor: forms.Field, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["around"] = actor


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
