"""A practice that somebody brings as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.knowledge.forms.taking import role_choices, words
from tequio.knowledge.rules.exchange import LONGEST


class BringForm(forms.Form):
    """A file, or its text; as what she writes."""

    file = forms.FileField(
        label=_("File (JSON)"),
        required=False,
        help_text=_("As another library of this kind writes it under “JSON”."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    role = forms.ChoiceField(label=_("As what you write"), widget=forms.RadioSelect)
    words = words(_("Why you take it up"), required=False, help_text=_("If you like."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of both is there."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not (found.get("file") or (found.get("text") or "").strip()):
            self.add_error("file", gettext("Choose a file, or paste its text."))
        return found

    def brought(self) -> str:
        """The text of either; no more of a file than a practice can have."""
        file = self.cleaned_data.get("file")
        if file is None:
            return str(self.cleaned_data["text"])
        return bytes(file.read(4 * LONGEST + 1)).decode("utf-8", "replace")
