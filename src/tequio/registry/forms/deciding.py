"""What the office decides: reasons, places, relations, merges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.membership.visits import DayField
from tequio.registry.rules.guarding import EXPOSURES
from tequio.registry.rules.properties import RELATIONS


def words(label: Any, **more: Any) -> forms.CharField:
    """A field for a sentence or two."""
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=2000, widget=area, **more)


class GuardForm(forms.Form):
    """How much of a place may be seen."""

    exposure = forms.ChoiceField(
        label=_("How much of its place may be seen"), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(code, gettext(title)) for code, title in EXPOSURES.items()]
        self.fields["exposure"].choices = told  # type: ignore[attr-defined]


class RelationForm(forms.Form):
    """How it stands to another."""

    type = forms.ChoiceField(label=_("How it stands"))
    other = forms.IntegerField(
        label=_("To which number of the register"), min_value=1, max_value=2**62, localize=False
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(code, gettext(title)) for code, title in RELATIONS.items()]
        self.fields["type"].choices = told  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Another number of the register that is the same organisation."""

    gone = forms.IntegerField(
        label=_("Which number is the same organisation"),
        min_value=1,
        max_value=2**62,
        localize=False,
    )
    reason = words(_("How do you know?"))


class RecognitionForm(forms.Form):
    """Which organisation of the node it is.  choices: number → name"""

    def __init__(self, *args: Any, choices: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(number, name) for number, name in choices.items()]
        self.fields["organisation"] = forms.TypedChoiceField(
            label=_("It is this organisation"), coerce=int, choices=[("", _("Choose")), *told]
        )
