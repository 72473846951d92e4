"""Describing a place, choosing what to hold beside it, telling what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.forms.taking import words
from tequio.knowledge.rules.were_we_right import OUTCOMES
from tequio.membership.visits import DayField
from tequio.membership.visits.countries import countries
from tequio.registry.visits import ListedField

Choices = list[tuple[str, str]]
Grouped = list[tuple[str, Choices]]


class DescribeForm(forms.Form):
    """What the place is called, where it lies, for which organisation it is asked."""

    name = forms.CharField(label=_("Name of the place"), max_length=120)
    country = forms.ChoiceField(label=_("Country"), required=False)
    party = forms.ChoiceField(
        label=_("For which group it is asked"),
        required=False,
        help_text=_("If it is asked for one of them."),
    )
    is_public = forms.BooleanField(
        label=_("Whoever sees our practices may read what is known of it"), required=False
    )

    def __init__(
        self, *args: Any, country: str, parties: Choices, listed: ListedField | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if listed is not None:
            is_public = self.fields.pop("is_public")
            self.fields |= {"listed": listed, "is_public": is_public}
        self.fields["country"].choices = [("", gettext("Choose")), *countries(first=[country])]  # type: ignore[attr-defined]
        nobody = ("", gettext("for no particular one"))
        self.fields["party"].choices = [nobody, *parties]  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """What happened after an assessment."""

    outcome = forms.ChoiceField(label=_("What happened"), widget=forms.RadioSelect)
    words = words(_("What you saw"), required=False)

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        told = [(code, gettext(one)) for code, one in OUTCOMES.items()]
        self.fields["outcome"].choices = told  # type: ignore[attr-defined]
        self.fields["day"] = DayField(latest=today, label=_("On which day you saw it"))


class ChooseForm(forms.Form):
    """A practice of one's own, a published one, or a ready case."""

    of = forms.ChoiceField(label=_("Which practice"))

    def __init__(self, *args: Any, practices: Grouped, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [("", gettext("Choose")), *practices]
        self.fields["of"].choices = offered  # type: ignore[attr-defined]
