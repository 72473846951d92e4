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


class LendForm(MoveForm):
    """A loan to a group: the sum, in how many instalments, at what interest."""

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
    percent = forms.DecimalField(
        label=_("Interest for each month, in percent"),
        help_text=_("Counted on what is still owed."),
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=3,
        localize=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["amount", "count", "step", "percent", "account", "value_date"])

    def said(self) -> dict[str, Any]:
        """As `circles.lend_to_group` takes it; ask after `is_valid`."""
        given = self.cleaned_data
        part = Fraction(given["percent"]) / 100
        rate = f"{part.numerator}/{part.denominator}"
        terms = BulkTerms(count=given["count"], step=given["step"], rate=rate)
        return super().said() | {"terms": terms}
