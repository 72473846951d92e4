"""What is said of a place: each question with the kind of field that its answers need."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Unit
from tequio.knowledge.forms.taking import words
from tequio.knowledge.rules.designs import in_language
from tequio.knowledge.rules.places import CONFIDENCES, NO_VALUE_OF_IT, read_answer
from tequio.knowledge.rules.profiles import ASKED
from tequio.knowledge.rules.variables import Variable
from tequio.membership.visits import AmountField, DayField, locale, said
from tequio.screening.rules.packs import Texts

DECIMALS = 6
YES_NO = (("yes", _("yes")), ("no", _("no")))
CURRENCY = r"[A-Za-z]{3}"


def text_of(said: Texts) -> str:
    """A text in the reader's language; else as it was written."""
    return in_language(said, (get_language() or "en").partition("-")[0])


class NumberField(AmountField):
    """A number as people type it, with decimals if it has any; gives what a rule reads: `2.5`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Unit("", DECIMALS), **options)

    def clean(self, value: Any) -> str:
        """Digits with a point.  Raises ValidationError where it is no number."""
        found = super().clean(value)
        if found is None:
            return ""
        exact = (Decimal(found) / 10**DECIMALS).normalize()
        return format(exact, "f")


class LanguagesField(forms.CharField):
    """Languages by name or by code, with commas between; gives codes."""

    def clean(self, value: Any) -> str:
        """Codes with commas between.  Raises ValidationError for a language without a code."""
        typed = [one.strip() for one in super().clean(value).split(",") if one.strip()]
        names = {name.casefold(): code for code, name in Locale.parse(locale()).languages.items()}
        codes = [names.get(one.casefold(), one.lower()) for one in typed]
        for one, code in zip(typed, codes, strict=True):
            if not (code.isascii() and code.isalpha() and 2 <= len(code) <= 3):
                raise ValidationError(
                    _("%(language)s has no name here. Write its code, such as zap."),
                    params={"language": one},
                )
        return ",".join(codes)


def answer_field(variable: Variable) -> forms.Field:
    """The field for answers to this question."""
    label = gettext("What you know")
    if variable.kind == "number":
        return NumberField(label=label, required=False, help_text=_unit_of(variable))
    if variable.kind == "yes_no":
        return forms.ChoiceField(
            label=label, required=False, choices=YES_NO, widget=forms.RadioSelect
        )
    if variable.codes:
        told = gettext("Names or codes, with commas between: Swahili, zap")
        return LanguagesField(label=label, required=False, max_length=400, help_text=told)
    choices = [(code, text_of(one)) for code, one in variable.choices.items()]
    if variable.kind == "choice":
        return forms.ChoiceField(
            label=label, required=False, choices=choices, widget=forms.RadioSelect
        )
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext("Mark all that hold."),
    )


def _unit_of(variable: Variable) -> str:
    """In what it is counted, and within which bounds."""
    if variable.is_money:
        return gettext("A sum for one month")
    unit = text_of(variable.unit_words)
    if variable.least is None or variable.most is None:
        return gettext("Counted in: %(unit)s") % {"unit": unit}
    bounds = {"least": variable.least, "most": variable.most, "unit": unit}
    if str(variable.most) in unit:
        return gettext("From %(least)s to %(most)s") % bounds
    return gettext("From %(least)s to %(most)s, counted in: %(unit)s") % bounds


class SayForm(forms.Form):
    """What she knows of one question, of whom it was asked, how sure it is."""

    def __init__(
        self, *args: Any, variable: Variable, today: date, currency: str = "", **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.variable = variable
        self.fields["value"] = answer_field(variable)
        if variable.is_money:
            self.fields["unit"] = forms.RegexField(
                CURRENCY,
                label=_("Currency"),
                required=False,
                max_length=3,
                min_length=3,
                initial=currency,
                help_text=_("Its three letters, such as KES."),
            )
        self.fields["does_not_fit"] = forms.BooleanField(
            label=_("The question does not fit here"), required=False
        )
        asked = [(code, gettext(told)) for code, told in ASKED.items()]
        self.fields["asked"] = forms.ChoiceField(
            label=_("Of whom it was asked"), choices=asked, widget=forms.RadioSelect
        )
        self.fields["words"] = words(
            _("Whom exactly"),
            required=False,
            help_text=_("If that should be known; no names of persons who did not allow it."),
        )
        sure = [(code, gettext(told)) for code, told in CONFIDENCES.items()]
        self.fields["confidence"] = forms.ChoiceField(
            label=_("How sure it is"), choices=sure, initial="likely", widget=forms.RadioSelect
        )
        self.fields["source"] = forms.CharField(
            label=_("Where it stands"),
            required=False,
            max_length=400,
            help_text=_("A title or an address, if it was written somewhere."),
        )
        self.fields["day"] = DayField(latest=today, label=_("For which day it holds"))

    def clean(self) -> dict[str, Any]:
        """An answer that is one, or the word that the question does not fit."""
        found: dict[str, Any] = super().clean() or {}
        if "value" in self.errors or "unit" in self.errors:
            return found
        found["value"] = self._text(found.get("value"))
        found["unit"] = found.get("unit", "").upper() if not found["does_not_fit"] else ""
        answer = read_answer(
            self.variable, found["value"], found["unit"], does_not_fit=found["does_not_fit"]
        )
        if answer is None:
            self.add_error("value", self._why(found))
        return found

    @staticmethod
    def _text(value: Any) -> str:
        return ",".join(value) if isinstance(value, list) else (value or "")

    def _why(self, found: dict[str, Any]) -> str:
        if found["does_not_fit"]:
            return gettext("Either an answer, or that the question does not fit.")
        if not found["value"]:
            return gettext("Answer it, or say that the question does not fit here.")
        return said(NO_VALUE_OF_IT.because(variable=text_of(self.variable.name)))


class SettleForm(forms.Form):
    """Which of several answers holds, how many were there, how they came to agree."""

    value = forms.TypedChoiceField(
        label=_("What holds"), coerce=int, choices=(), widget=forms.RadioSelect
    )
    present = forms.IntegerField(
        label=_("How many of those who live there were present"), min_value=2, max_value=100_000
    )
    words = words(_("How you came to agree"))

    def __init__(
        self, *args: Any, answers: list[tuple[str, str]], today: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["value"].choices = answers  # type: ignore[attr-defined]
        self.fields["day"] = DayField(latest=today, label=_("On which day"))
