"""What somebody argues about an effect."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import choices_of, kind_field, words
from tequio.ecosystem.rules.effects import DIRECTIONS, DOMAINS
from tequio.registry.visits import ListedField


class ArgueForm(forms.Form):
    """In which domain, in which direction, from which side, and why.

    actor  field for a listed organisation; None for whoever may speak for none
    """

    def __init__(self, *args: Any, actor: ListedField | None, **more: Any) -> None:
        super().__init__(*args, **more)
        radios = forms.RadioSelect
        self.fields["domain"] = forms.ChoiceField(label=_("Where"), choices=choices_of(DOMAINS))
        self.fields["direction"] = forms.ChoiceField(
            label=_("What it does there"), widget=radios, choices=choices_of(DIRECTIONS)
        )
        self.fields["kind"] = kind_field()
        if actor is not None:
            self.fields["listed"] = actor
        self.fields["words"] = words(_("Why, and for whom"))
