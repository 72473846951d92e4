"""What is asked of several groups, and the sheet of one person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from secrets import token_hex
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.ecosystem.forms.asking import Choices
from tequio.ecosystem.rules.frameworks import Framework
from tequio.membership.visits import DayField

NO_ANSWER = "-"


class OpenForm(forms.Form):
    """Which framework, before whom, until when."""

    framework = forms.ChoiceField(label=_("By which framework"))
    title = forms.CharField(label=_("What it is called"), max_length=120)
    territory = forms.CharField(label=_("Of which territory"), max_length=120, required=False)
    groups = forms.MultipleChoiceField(
        label=_("Who is asked"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("At least two: each sees the matter from its own side."),
    )
    others = forms.CharField(
        label=_("Other groups"),
        max_length=200,
        required=False,
        help_text=_("Short names, with commas between them."),
    )

    def __init__(
        self, *args: Any, frameworks: Choices, groups: Choices, until: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["framework"].choices = frameworks  # type: ignore[attr-defined]
        self.fields["groups"].choices = groups  # type: ignore[attr-defined]
        self.fields["until"] = DayField(label=_("Last day to answer"), initial=until)

    def clean_others(self) -> tuple[str, ...]:
        """Codes of groups.  Raises ValidationError for a name that cannot be one."""
        typed = [one.strip() for one in self.cleaned_data["others"].split(",")]
        found = []
        for name in typed:
            code = "".join(sign if sign.isalnum() else "_" for sign in name.casefold())
            if name and (not code.isascii() or len(code) > 20):
                raise ValidationError(
                    _("Write short names in letters without signs on them: at most 20.")
                )
            if name:
                found.append(code)
        return tuple(found)

    def asked(self) -> tuple[str, ...]:
        """All groups."""
        return (*self.cleaned_data["groups"], *self.cleaned_data["others"])


class SheetForm(forms.Form):
    """From which side somebody answers, and a number, or none, for each statement."""

    group = forms.ChoiceField(label=_("From which side do you answer?"))
    nonce = forms.CharField(
        max_length=64, required=False, widget=forms.HiddenInput, initial=partial(token_hex, 16)
    )

    def __init__(self, *args: Any, framework: Framework, groups: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["group"].choices = [("", gettext("Choose")), *groups]  # type: ignore[attr-defined]
        numbers = [(str(one), str(one)) for one in range(framework.scale + 1)]
        choices = [*numbers, (NO_ANSWER, gettext("I do not know"))]
        for statement in framework.block_of:
            self.fields[f"s-{statement}"] = forms.ChoiceField(
                choices=choices, required=False, widget=forms.RadioSelect
            )

    def answers(self, statements: Iterable[str]) -> dict[str, int | None]:
        """Statement → number; what nobody chose, or does not know, is no answer."""
        given = ((one, self.cleaned_data.get(f"s-{one}", "")) for one in statements)
        return {one: int(value) if value.isdecimal() else None for one, value in given}


class TextForm(forms.Form):
    """A framework of one's own, as a text."""

    text = forms.CharField(
        label=_("The text of the framework (YAML)"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=_("Take a ready one as a pattern, change it, and give it a code of your own."),
    )
