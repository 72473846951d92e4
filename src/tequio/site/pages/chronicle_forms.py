"""What the pages of the chronicle ask for: heads from elsewhere, words from a paper."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.chronicle.rules import Head
from tequio.kernel import Refused, devanagari, six_words
from tequio.site import verification
from tequio.site.sentences import sentence_of

LARGEST_FILE = 1_000_000
"""Bytes of a file of heads; a thousand chains need a quarter of it."""


class HeadsForm(forms.Form):
    """A file of heads, or its text."""

    file = forms.FileField(
        label=_("The file that the other node printed"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    pasted = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "lang": "en"}),
    )

    def clean(self) -> dict[str, Any]:
        """Adds `heads`: what was given, one after the other; may be empty."""
        given = self.cleaned_data
        texts = {"file": _read(given.get("file")), "pasted": given.get("pasted", "").strip()}
        found: list[Head] = []
        for field, text in texts.items():
            if not text:
                continue
            try:
                found += verification.heads_in(text, name=field)
            except Refused as refused:
                self.add_error(field, sentence_of(refused.refusals[0]))
        return given | {"heads": found}


def _read(file: Any) -> str:
    if file is None:
        return ""
    if file.size > LARGEST_FILE:
        raise ValidationError(_("This file is too large to be a file of heads."))
    return str(file.read().decode("utf-8", errors="replace"))


class WitnessForm(HeadsForm):
    """The head of a neighbour on this node, or heads from another node."""

    head = forms.ChoiceField(
        label=_("An organisation of this node"), required=False, widget=forms.RadioSelect
    )
    field_order = ("head", "file", "pasted")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        # Each choice holds the head as it was shown: meanwhile that chronicle may have grown.
        shown: Any = self.fields["head"]
        shown.choices = choices
        shown.valid_value = lambda value: bool(re.fullmatch(r"\w+:\d+:\w+", value))
        if not choices:
            del self.fields["head"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("head"):
            chain, number, proof = given["head"].split(":")
            given["heads"].insert(0, Head(chain, int(number), proof))
        if not given["heads"] and not self.errors:
            raise ValidationError(_("Choose an organisation, or give a file or its text."))
        return given


class PaperForm(forms.Form):
    """A line's number and the six words that stand on a paper."""

    line = forms.IntegerField(label=_("Line"), min_value=1, max_value=2**63 - 1)
    words = forms.CharField(
        label=_("The six words"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def agrees_with(self, proof: str) -> bool:
        """Whether the words, in either script, are those of this digest."""
        said = _plain(self.cleaned_data["words"])
        words = six_words(proof)
        return said in (_plain(" ".join(words)), _plain(" ".join(map(devanagari, words))))


def _plain(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.lower()).replace(",", " ").replace(".", " ").split()
