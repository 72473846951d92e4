"""What the pages of lending ask for: a loan, a payout, a repayment."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refusal, Refused, Unit
from tequio.kernel.typed_amounts import minor_from_text, text_of_minor
from tequio.membership.visits import AmountInput, notation

LONGEST_PURPOSE = 1000
LONGEST_NAME = 120
Find = Callable[[str], Sequence[int]]
"""What was typed → the members who could be meant."""
People = Mapping[int, str] | None
"""Number → name of the members who can stand for it; None where there are too many to list."""


class AmountField(forms.CharField):
    """A sum as people type it, in one unit; gives minor units."""

    def __init__(self, *, unit: Unit, minor: int | None = None, **options: Any) -> None:
        if minor is not None:
            options["initial"] = text_of_minor(minor, unit.exponent, notation(unit.code))
        super().__init__(max_length=60, widget=AmountInput(unit.code), **options)
        self.unit = unit

    def clean(self, value: Any) -> Any:
        """Minor units.  Raises ValidationError for what is no sum."""
        typed = str(super().clean(value))
        try:
            return minor_from_text(typed, self.unit.exponent, notation(self.unit.code))
        except Refused as refused:
            raise ValidationError([_said(one) for one in refused.refusals]) from refused


def _said(refusal: Refusal) -> str:
    fields = dict(refusal.fields)
    return " ".join(gettext(part).format_map(fields) for part in (refusal.sentence, refusal.remedy))


class MemberField(forms.Field):
    """A member: from a list while the group is small, by name or phone number where it is large.

    Gives the person's number, or None.
    """

    def __init__(self, *, people: People, find: Find, **options: Any) -> None:
        widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
        if people is not None:
            rows = [(str(number), name) for number, name in people.items()]
            widget = forms.Select(choices=[("", _("Choose a member")), *rows])
        super().__init__(required=False, widget=widget, **options)
        self.people, self.find = people, find

    def clean(self, value: Any) -> int | None:
        """The number.  Raises ValidationError unless exactly one member is meant."""
        typed = str(super().clean(value) or "").strip()[:LONGEST_NAME]
        if not typed:
            return None
        if self.people is not None:
            if typed.isdecimal() and int(typed) in self.people:
                return int(typed)
            raise ValidationError(_("Choose a member from the list."))
        found = self.find(typed)
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several members are called so. Write the phone number."))
        raise ValidationError(_("No member is called so."))


class DayField(forms.DateField):
    """A day that has come; empty means today."""

    def __init__(self, *, latest: date, **options: Any) -> None:
        attributes = {"type": "date", "max": latest.isoformat()}
        super().__init__(
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs=attributes),
            localize=False,
            initial=latest,
            **options,
        )


class RequestForm(forms.Form):
    """Ask for a loan.

    guarantors  how many the statutes need: so many are asked for
    people      among whom they are chosen; where there are too many, `find` reads a typed name
    """

    step = forms.ChoiceField(
        label=_("It is repaid"),
        choices=(("month", _("each month")), ("week", _("each week"))),
        widget=forms.RadioSelect,
        initial="month",
    )
    count = forms.IntegerField(
        label=_("In how many instalments?"), min_value=1, max_value=9999, localize=False
    )
    purpose_text = forms.CharField(
        label=_("What is it for?"),
        help_text=_("All who decide on it will read this."),
        required=False,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(  # the form's facts
        self,
        *args: Any,
        unit: Unit,
        guarantors: int,
        people: People,
        find: Find,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit=unit, label=_("How much?"))
        self.order_fields(["amount", "count", "step", "purpose_text"])
        self.named = [f"guarantor_{place}" for place in range(1, guarantors + 1)]
        for place, name in enumerate(self.named, start=1):
            label = gettext("Who stands for it? Member %(place)s") % {"place": place}
            self.fields[name] = MemberField(people=people, find=find, label=label)

    def wish(self) -> dict[str, Any]:
        """The fields of `lending.request`; ask after `is_valid`."""
        said = self.cleaned_data
        is_weekly = said["step"] == "week"
        return {
            "minor": said["amount"],
            "months": 0 if is_weekly else said["count"],
            "weeks": said["count"] if is_weekly else 0,
            "purpose_text": said["purpose_text"],
            "guarantors": tuple(said[name] for name in self.named if said[name] is not None),
        }


class PayOutForm(forms.Form):
    """Pay a loan out.

    accounts  numbers of the cash boxes and bank accounts among which the page lets one choose
    """

    def __init__(self, *args: Any, accounts: Sequence[int], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"] = forms.TypedChoiceField(
            label=_("Cash box or bank"),
            coerce=int,
            choices=[(str(number), "") for number in accounts],
        )
        self.fields["value_date"] = DayField(latest=today, label=_("Day"))


class RepayForm(PayOutForm):
    """Take in a repayment.

    offered  what the form says first, in minor units
    """

    def __init__(self, *args: Any, unit: Unit, offered: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit=unit, minor=offered, label=_("Amount"))
