"""What the pages between groups and federations ask for: a loan, a confirmation, a repayment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tequio.circles.rules.bulk import BulkTerms
from tequio.kernel import Unit
from tequio.membership.visits import AmountField, DayField

Choices = Sequence[tuple[str, str]]
"""Number of an account and what the group calls it."""


class MoveForm(forms.Form):
    """So much money, into or out of an account, on a day.

    offered  what the form says first, in minor units; None: nothing
    """

    def __init__(
        self,
        *args: Any,
        unit: Unit,
        accounts: Choices,
        today: date,
        offered: int | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, label=_("Amount"), initial=offered)
        self.fields["account"] = forms.TypedChoiceField(
            label=_("Cash box or bank"), coerce=int, choices=list(accounts)
        )
        self.fields["value_date"] = DayField(latest=today)

    def said(self) -> dict[str, Any]:
        """Sum, account and day as the acts take them; ask after `is_valid`."""
        given = self.cleaned_data
        return {
            "minor": given["amount"],
            "account": given["account"],
            "value_date": given["value_date"],
        }


class WantedForm(forms.Form):
    """Up to how much the members shall allow."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, label=_("Up to which sum?"))


class TermsForm(forms.Form):
    """In how many instalments, one each of which time."""

    count = forms.IntegerField(
        label=_("In how many instalments?"), min_value=1, max_value=600, localize=False
    )
    step = forms.ChoiceField(
        label=_("It is repaid"),
        choices=(
            ("month", _("each month")),
            ("fortnight", _("each two weeks")),
            ("week", _("each week")),
        ),
    )


class RateForm(TermsForm):
    """Likewise, and at what interest."""

    percent = forms.DecimalField(
        label=_("Interest for each month, in percent"),
        help_text=_("Counted on what is still owed."),
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=3,
        localize=False,
    )

    def terms(self) -> BulkTerms:
        """The terms; ask after `is_valid`."""
        given = self.cleaned_data
        part = Fraction(given["percent"]) / 100
        rate = f"{part.numerator}/{part.denominator}"
        return BulkTerms(count=given["count"], step=given["step"], rate=rate)


class LendForm(RateForm, MoveForm):
    """A loan to a group: the sum, in how many instalments, at what interest."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["amount", "count", "step", "percent", "account", "value_date"])

    def said(self) -> dict[str, Any]:
        """As `circles.lend_to_group` takes it; ask after `is_valid`."""
        return super().said() | {"terms": self.terms()}


class BroughtForm(RateForm):
    """A loan from the books before: what is left of it, and the rest of its schedule."""

    def __init__(self, *args: Any, unit: Unit, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, label=_("What is left of the loan itself"))
        self.fields["since"] = DayField(
            latest=today, label=_("When was it lent?"), required=True, initial=None
        )
        begins = _("On which day was the last instalment due?")
        self.fields["begins_on"] = DayField(latest=today, label=begins, required=True, initial=None)
        self.fields["count"].label = _("How many instalments are still to come?")
        self.order_fields(["amount", "since", "begins_on", "count", "step", "percent"])

    def said(self) -> dict[str, Any]:
        """As `circles.bring_group_loan` takes it; ask after `is_valid`."""
        given = self.cleaned_data
        days = {"since": given["since"], "begins_on": given["begins_on"]}
        return {"minor": given["amount"], "terms": self.terms(), **days}


class OweForm(forms.Form):
    """What is left of a loan by the group's own paper book."""

    def __init__(self, *args: Any, unit: Unit, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, label=_("What is left of it by our own book?"))

    def said(self) -> dict[str, Any]:
        """As `circles.take_brought_loan` takes it; ask after `is_valid`."""
        return {"minor": self.cleaned_data["amount"]}


class OfferForm(TermsForm):
    """A new schedule for what is left."""

    def said(self) -> dict[str, Any]:
        """As `circles.offer_new_schedule` takes it; ask after `is_valid`."""
        return {"count": self.cleaned_data["count"], "step": self.cleaned_data["step"]}


class GiveUpForm(forms.Form):
    """Whether the group shall go on owing what is written off."""

    forgiven = forms.ChoiceField(
        label=_("Does the group go on owing it?"),
        choices=(
            ("no", _("Yes. What still comes is written down as recovered.")),
            ("yes", _("No, it is forgiven. The group writes that in its own book.")),
        ),
        widget=forms.RadioSelect,
    )

    def said(self) -> dict[str, Any]:
        """As `circles.write_off_group_loan` takes it; ask after `is_valid`."""
        return {"is_forgiven": self.cleaned_data["forgiven"] == "yes"}


class AgreeForm(forms.Form):
    """Nothing is asked but the press."""

    def said(self) -> dict[str, Any]:
        """Nothing."""
        return {}
