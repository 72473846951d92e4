"""What the pages of lending ask for: a loan, a payout, a repayment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Unit
from tequio.membership.visits import AmountField, DayField, PersonField

LONGEST_PURPOSE = 1000


class NewScheduleForm(forms.Form):
    """How something is repaid: in how many instalments of which length."""

    step = forms.ChoiceField(
        label=_("It is repaid"),
        choices=(
            ("month", _("each month")),
            ("fortnight", _("each two weeks")),
            ("week", _("each week")),
        ),
        widget=forms.RadioSelect,
        initial="month",
    )
    count = forms.IntegerField(
        label=_("In how many instalments?"), min_value=1, max_value=9999, localize=False
    )

    def said(self) -> dict[str, int]:
        """The fields of `lending.ask_new_schedule`; ask after `is_valid`."""
        return {f"{self.cleaned_data['step']}s": self.cleaned_data["count"]}


class RequestForm(NewScheduleForm):
    """Ask for a loan.

    guarantors  how many the statutes need: so many are asked for
    guarantor   makes the field for one of them, with this label
    """

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
        guarantor: Callable[[str], PersonField],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, label=_("How much?"))
        self.order_fields(["amount", "count", "step", "purpose_text"])
        self.named = [f"guarantor_{place}" for place in range(1, guarantors + 1)]
        for place, name in enumerate(self.named, start=1):
            label = gettext("Who stands for it? Member %(place)s") % {"place": place}
            self.fields[name] = guarantor(label)

    def wish(self) -> dict[str, Any]:
        """The fields of `lending.request`; ask after `is_valid`."""
        said = self.cleaned_data
        return {
            "minor": said["amount"],
            "months": 0,
            "weeks": 0,
            "fortnights": 0,
            **self.said(),
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
        self.fields["value_date"] = DayField(latest=today)


class RepayForm(PayOutForm):
    """Take in a repayment.

    offered  what the form says first, in minor units
    """

    def __init__(self, *args: Any, unit: Unit, offered: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, initial=offered, label=_("Amount"))


class PromiseForm(forms.Form):
    """Stand for a loan, up to so much."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["most"] = AmountField(
            unit,
            required=False,
            label=_("Up to how much?"),
            help_text=_("Left empty: an equal part of the loan."),
        )
