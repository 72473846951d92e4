"""What the pages of statutes ask for: a day."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DayForm(forms.Form):
    """The day whose statutes are asked for."""

    on = forms.DateField(
        label=_("As of the day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
