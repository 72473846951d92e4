"""Fields that several forms share: sums, days, persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refusal, Refused, Unit
from tequio.kernel.typed_amounts import minor_from_text, text_of_minor
from tequio.membership.visits import AmountInput, notation


def told(refusal: Refusal) -> str:
    """A refusal about one field, in the reader's language, for the place under the field."""
    fields = dict(refusal.fields)
    parts = (refusal.sentence, refusal.remedy)
    return " ".join(gettext(part).format_map(fields) for part in parts if part)


class AmountField(forms.CharField):
    """A sum as people type it; gives minor units of `unit`, or None if it may be left empty."""

    def __init__(self, unit: Unit, **options: Any) -> None:
        self.unit = unit
        options.setdefault("widget", AmountInput(unit.code))
        super().__init__(max_length=60, **options)

    def clean(self, value: Any) -> Any:
        """The minor units.  Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return minor_from_text(typed, self.unit.exponent, notation(self.unit.code))
        except Refused as refused:
            raise ValidationError([told(one) for one in refused.refusals]) from refused

    def prepare_value(self, value: Any) -> Any:
        """Minor units to be changed are shown as they would be typed."""
        if not isinstance(value, int):
            return value
        return text_of_minor(value, self.unit.exponent, notation(self.unit.code))


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        attrs = {"type": "date"} | options.pop("attrs", {})
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs=attrs))
        super().__init__(**options)


def person_field(people: Mapping[int, str], empty: str = "", **options: Any) -> Any:
    """One person from a list; `empty` are the words for nobody."""
    choices: list[tuple[Any, Any]] = [("", empty or _("Choose"))]
    choices += list(people.items())
    return forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, **options)


def people_field(people: Mapping[int, str], **options: Any) -> Any:
    """Any number of persons from a list, each with a box to tick."""
    return forms.TypedMultipleChoiceField(
        choices=list(people.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        **options,
    )


def number_of_hands(label: Any) -> forms.IntegerField:
    """A count of hands: a whole number, none if left empty is not allowed."""
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100_000,
        initial=0,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


def words_of(meanings: Mapping[str, str], codes: Iterable[str] | None = None) -> list[Any]:
    """Choices from a list of codes and phrases marked for translation."""
    chosen = meanings if codes is None else codes
    return [(code, gettext(meanings[code]) if code in meanings else code) for code in chosen]
