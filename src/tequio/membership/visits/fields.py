"""Fields that forms of several rooms share: a sum, a day, a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refusal, Refused, Unit
from tequio.membership.visits.looking import notation, number_in
from tequio.membership.visits.typed_amounts import minor_from_text, text_of_minor

DAYS_AS_TYPED = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
LONGEST_NAME = 120
LISTED = 200
"""Up to how many persons a list is offered; where there are more, one types a name."""


def said(refusal: Refusal) -> str:
    """A refusal about one field, in the reader's language, for the place under the field."""
    fields = dict(refusal.fields)
    parts = (refusal.sentence, refusal.remedy)
    return " ".join(gettext(part).format_map(fields) for part in parts if part)


class AmountInput(forms.TextInput):
    """A sum as people type it, with the sign of its unit (₹, PLN) in front of it.

    unit  code; empty where it depends on what else is chosen, and nothing is shown
    """

    template_name = "frame/amount_input.html"

    def __init__(self, unit: str = "", **options: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"} | options.pop("attrs", {})
        super().__init__(attrs=attributes, **options)
        self.unit = unit

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The context of the template, with the unit's sign."""
        sign = notation(self.unit).signs[0] if self.unit else ""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "sign": sign, "code": "" if sign == self.unit else self.unit}


class AmountField(forms.CharField):
    """A sum as people type it; gives minor units of `unit`, or None if it may be left empty."""

    def __init__(self, unit: Unit, **options: Any) -> None:
        super().__init__(max_length=60, widget=AmountInput(unit.code), **options)
        self.unit = unit

    def clean(self, value: Any) -> Any:
        """The minor units.  Raises ValidationError with the sentence of the refusal."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return minor_from_text(typed, self.unit.exponent, notation(self.unit.code))
        except Refused as refused:
            raise ValidationError([said(one) for one in refused.refusals]) from refused

    def prepare_value(self, value: Any) -> Any:
        """Minor units to be changed are shown as they would be typed."""
        if not isinstance(value, int):
            return value
        return text_of_minor(value, self.unit.exponent, notation(self.unit.code))


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or typed.

    latest  the last day that may be chosen; then an empty field means that day
    """

    def __init__(self, *, latest: date | None = None, **options: Any) -> None:
        attributes = {"type": "date"} | options.pop("attrs", {})
        if latest is not None:
            attributes["max"] = latest.isoformat()
            options = {"label": _("Day"), "required": False, "initial": latest} | options
        widget = forms.DateInput(format="%Y-%m-%d", attrs=attributes)
        super().__init__(input_formats=DAYS_AS_TYPED, **{"widget": widget} | options)


def meant(people: Mapping[int, str], typed: str) -> list[int]:
    """Whom of these a typed name or a part of one could mean."""
    sought = typed.casefold()
    exact = [number for number, name in people.items() if name.casefold() == sought]
    if len(exact) == 1:
        return exact
    return [number for number, name in people.items() if sought in name.casefold()]


def named(name: str) -> str:
    """A name for a list of choices; who was erased and still belongs is called so."""
    return name or gettext("a person who was erased")


class PersonField(forms.Field):
    """A person: from a list while the group is small, by name or number where it is large.

    people  number → name; None where there are too many to list
    find    what was typed → the persons it could mean
    nobody  the words for no choice
    """

    def __init__(
        self,
        *,
        people: Mapping[int, str] | None,
        find: Callable[[str], Sequence[int]],
        nobody: Any = "",
        **more: Any,
    ) -> None:
        if people is None:
            more.setdefault("help_text", _("The name, or the phone number."))
            widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
        else:
            rows = [(str(number), named(name)) for number, name in people.items()]
            widget = forms.Select(choices=[("", nobody or _("Choose")), *rows])
        super().__init__(widget=widget, **more)
        self.people, self.find = people, find

    @classmethod
    def among(cls, people: Mapping[int, str], **more: Any) -> PersonField:
        """A field for one of these, all of whom are known."""
        listed = people if len(people) <= LISTED else None
        return cls(people=listed, find=lambda typed: meant(people, typed), **more)

    def clean(self, value: Any) -> int | None:
        """The person's number.  Raises ValidationError unless exactly one is meant."""
        typed = str(super().clean(value) or "").strip()[:LONGEST_NAME]
        if not typed:
            return None
        if self.people is not None:
            chosen = number_in(typed)
            if chosen is not None and chosen in self.people:
                return chosen
            raise ValidationError(_("Choose a person from the list."))
        found = self.find(typed)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several persons are called so. Write the phone number."))
        raise ValidationError(_("Nobody here is called so."))
