"""The form by which a partner's feed is followed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class SubscriptionForm(forms.Form):
    """Where the feed stands and whose it is."""

    address = forms.URLField(
        label=_("Address of the feed"),
        max_length=400,
        assume_scheme="https",
        help_text=_("It stands on the partner's page “Open data”."),
    )
    title = forms.CharField(label=_("Whose register it is"), max_length=200)
    may_publish = forms.BooleanField(
        label=_("What its licences let everybody pass on is published here too"),
        required=False,
        initial=True,
    )

    def given(self) -> dict[str, Any]:
        """What was filled in, with a short name made of the title."""
        code = slugify(self.cleaned_data["title"])[:25].strip("-") or "partner"
        return {**self.cleaned_data, "code": code}
