"""The form by which a source is written down or changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tequio.registry.queries.imports import Source
from tequio.registry.rules.properties import SOURCE_KINDS

KINDS = [(code, _(SOURCE_KINDS[code])) for code in ("official", "survey", "partner", "public")]
LONGEST_CODE = 30
TEXTS = ("title", "licence", "licence_url", "attribution", "homepage", "scheme")
FLAGS = ("is_complete", "may_publish")


class SourceForm(forms.Form):
    """Who says it, under which licence, and how much of it."""

    title = forms.CharField(label=_("Who says it"), max_length=200)
    code = forms.RegexField(
        label=_("Short name"),
        regex=r"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$",
        max_length=LONGEST_CODE,
        help_text=_("Small letters, digits and hyphens; mappings call it by this. It stays."),
        required=False,
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=KINDS, initial="public")
    licence = forms.CharField(
        label=_("Licence"), max_length=60, required=False, help_text=_("Such as ODC-By-1.0.")
    )
    licence_url = forms.URLField(
        label=_("Address of the licence"), max_length=300, required=False, assume_scheme="https"
    )
    attribution = forms.CharField(
        label=_("How it wants to be named"), max_length=300, required=False
    )
    homepage = forms.URLField(
        label=_("Website"), max_length=300, required=False, assume_scheme="https"
    )
    scheme = forms.CharField(
        label=_("Which register its keys are of"),
        max_length=30,
        required=False,
        help_text=_("The code of org-id.guide, such as GB-COH; empty where they are only its own."),
    )
    may_publish = forms.BooleanField(
        label=_("Its licence lets what it says leave this register"), required=False
    )
    is_complete = forms.BooleanField(
        label=_("It claims to list all of its scope"),
        required=False,
        help_text=_("Only then does it say something that an organisation is not in it."),
    )

    def given(self) -> dict[str, Any]:
        """What the act wants to know."""
        found = dict(self.cleaned_data)
        found["code"] = found["code"] or slugify(found["title"])[:LONGEST_CODE].strip("-")
        return found


class SourceChangeForm(SourceForm):
    """The same without what stays: short name and kind."""

    def __init__(self, *args: Any, row: Source, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {name: getattr(row, name) for name in (*TEXTS, *FLAGS)}
        del self.fields["code"], self.fields["kind"]

    def given(self) -> dict[str, Any]:
        """What the act wants to know."""
        return dict(self.cleaned_data)
