"""What is written of a process of policy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import Choices, choices_of, kind_field, words
from tequio.ecosystem.rules.recommendations import ROLES, STATES
from tequio.registry.visits import ListedField


class BeginForm(forms.Form):
    """What policy is made, and whose blocks it touches."""

    title = forms.CharField(label=_("Which policy"), max_length=200)
    words = words(_("What it is for"), required=False, rows=3)
    framework = forms.ChoiceField(label=_("Whose building blocks it touches"))

    def __init__(self, *args: Any, frameworks: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]


class RecordForm(forms.Form):
    """A recommendation, to the letter."""

    number = forms.IntegerField(
        label=_("Number"), min_value=1, max_value=9_999, help_text=_("As the report names it.")
    )
    words = words(_("What is recommended"), help_text=_("To the letter."))
    blocks = forms.MultipleChoiceField(
        label=_("Which building blocks it touches"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, blocks: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["blocks"].choices = blocks  # type: ignore[attr-defined]


class PartForm(forms.Form):
    """Who takes part, from which side, in which way.

    actor  field for a listed organisation; None for whoever may speak for none
    """

    def __init__(self, *args: Any, actor: ListedField | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"] = kind_field()
        self.fields["role"] = forms.ChoiceField(label=_("In which way"), choices=choices_of(ROLES))
        if actor is not None:
            self.fields["listed"] = actor
        self.fields["words"] = words(
            _("Who it is, if it stands in no register"), rows=2, required=False
        )

    def clean(self) -> dict[str, Any]:
        """Somebody is meant.  Raises ValidationError."""
        said = super().clean() or {}
        if not (said.get("listed") or (said.get("words") or "").strip() or self.errors):
            raise ValidationError(gettext("Choose an organisation, or say in words who it is."))
        return said


class StatusForm(forms.Form):
    """How a recommendation stands, who has taken it on, and where that can be seen."""

    status = forms.ChoiceField(label=_("How it stands"))
    owner = forms.CharField(
        label=_("Who has taken it on"),
        max_length=200,
        required=False,
        help_text=_("In words. Empty: nobody."),
    )

    def __init__(self, *args: Any, actor: ListedField, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["status"].choices = choices_of(STATES)  # type: ignore[attr-defined]
        self.fields["owner_listed"] = actor
        self.fields["source"] = forms.CharField(
            label=_("Where it can be seen"),
            max_length=400,
            required=False,
            help_text=_("A document, a page or a meeting. Needed where its standing changes."),
        )
        self.fields["words"] = words(_("What happened"), rows=3, required=False)
