"""The form in which somebody doubts an organisation: what, by which rules, and what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.screening.forms.of_the_mirror import words
from tequio.screening.forms.showing import EvidenceForm

NOT_HERS = ("self_declaration",)
"""Kinds that only the organisation itself brings."""


class DoubtForm(EvidenceForm):
    """What is doubted, with one piece of evidence."""

    field_order = ("pack", "doubt")

    pack = forms.ChoiceField(label=_("By which rules"))
    doubt = words(
        _("What do you doubt, and why?"),
        help_text=_("In plain sentences. Say what you saw, not what you think of anybody."),
    )

    def __init__(self, *args: Any, packs: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["pack"].choices = packs  # type: ignore[attr-defined]
        kind = self.fields["kind"]
        kind.choices = [one for one in kind.choices if one[0] not in NOT_HERS]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)
