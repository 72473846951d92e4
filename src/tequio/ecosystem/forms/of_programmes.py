"""What is written of a programme before it opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import choices_of, kind_field, words
from tequio.ecosystem.rules.programmes import ANSWERS, PARTS
from tequio.membership.visits import DayField
from tequio.registry.visits import ListedField


class DraftForm(forms.Form):
    """What is to open, and what it is for."""

    title = forms.CharField(label=_("Name"), max_length=200)
    words = words(_("What it is for"))


class AffectedForm(forms.Form):
    """Whom it would touch, the good and the harm, and their part in deciding."""

    def __init__(self, *args: Any, actor: ListedField, **more: Any) -> None:
        super().__init__(*args, **more)
        none = _("Write it down with them; “none” is an answer too.")
        self.fields["kind"] = kind_field(_("Which kind of actor"))
        self.fields["who"] = words(_("Who they are"), rows=2)
        self.fields["benefits"] = words(_("What good is expected"), rows=3, help_text=none)
        self.fields["harms"] = words(_("What harm could come"), rows=3, help_text=none)
        self.fields["part"] = forms.ChoiceField(
            label=_("Their part in deciding"),
            choices=[("", gettext("Choose")), *choices_of(PARTS)],
        )
        self.fields["listed"] = actor


class ReplyForm(forms.Form):
    """What those affected answer.

    is_own  an officer of the organisation that speaks for them answers; else it is written down at
            a meeting with them, and how many were there
    """

    def __init__(self, *args: Any, today: date, is_own: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["answer"] = forms.ChoiceField(
            label=_("Their answer"), widget=forms.RadioSelect, choices=choices_of(ANSWERS)
        )
        self.fields["words"] = words(_("In their own words"), rows=3)
        self.fields["present"] = forms.IntegerField(
            label=_("How many of them were there"),
            min_value=1,
            max_value=30_000,
            required=not is_own,
        )
        self.fields["day"] = DayField(label=_("Day of the answer"), latest=today)
