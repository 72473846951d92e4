"""Fields that several forms share: sums, days, persons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext


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
