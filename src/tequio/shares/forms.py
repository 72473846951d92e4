"""What the pages of shares ask for: shares, an account, a day, a division."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refused, Unit
from tequio.membership.visits import AmountField, DayField, PersonField, notation, said
from tequio.membership.visits.typed_amounts import minor_from_text
from tequio.shares.queries.words import REST_TOLD

A_PART = re.compile(r"([0-9]{1,9})(?:/([1-9][0-9]{0,8}))?")
A_PERCENTAGE = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,4}))?\s*%")
MOST_SHARES = 10**9


class PartField(forms.CharField):
    """A part as people say it: 3%, 2.5% or 1/40; gives the fraction as a text."""

    def clean(self, value: Any) -> Any:
        """`n/d`.  Raises ValidationError for anything else."""
        typed = str(super().clean(value)).strip()
        if percent := A_PERCENTAGE.fullmatch(typed):
            decimals = percent.group(2) or ""
            return str(Fraction(int(percent.group(1) + decimals), 100 * 10 ** len(decimals)))
        if not A_PART.fullmatch(typed):
            raise ValidationError(_("Write a percentage such as 3%, or a fraction such as 1/40."))
        return str(Fraction(typed))


def _shares(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_SHARES,
        localize=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class MovingForm(forms.Form):
    """Money enters or leaves one of the accounts on a day."""

    def __init__(self, *args: Any, accounts: Sequence[int], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"] = forms.TypedChoiceField(
            label=_("Cash box or bank"),
            coerce=int,
            choices=[(str(number), "") for number in accounts],
        )
        self.fields["value_date"] = DayField(latest=today)


class SubscribeForm(MovingForm):
    """A member pays shares in."""

    def __init__(self, *args: Any, person: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {"person": person, "count": _shares(_("How many shares?"))} | self.fields


class PayDueForm(MovingForm):
    """A member is paid what she is owed; `offered` is what the form says first."""

    def __init__(self, *args: Any, unit: Unit, offered: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(unit, initial=offered, label=_("Amount"))


class NoticeForm(forms.Form):
    """A member asks for shares back; `person` where somebody writes it down for her."""

    def __init__(self, *args: Any, person: PersonField | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if person is not None:
            self.fields["person"] = person
        self.fields["count"] = _shares(
            _("How many shares?"),
            required=False,
            help_text=_("Left empty: all. Who stays a member keeps the least that the rules say."),
        )


class DivisionForm(forms.Form):
    """What is proposed beyond what the statutes send somewhere.

    names  members by number, for reading who used what
    """

    since = DayField(label=_("First day of the year"))
    until = DayField(label=_("Last day of the year"))
    rate = PartField(
        label=_("Yearly return on capital"), initial="0%", help_text=_("Such as 3% or 1/40")
    )
    in_cash = PartField(
        label=_("Part of each refund that is paid in money"),
        initial="100%",
        help_text=_("The rest is added to her share capital."),
    )
    uses = forms.CharField(
        label=_("What each member bought, sold or worked here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One member a line, such as: Asha Devi: 1200"),
    )
    rest_to = forms.ChoiceField(
        label=_("Where the rest goes"),
        choices=[(code, _(title)) for code, title in REST_TOLD.items()],
        widget=forms.RadioSelect,
        initial="reserve",
    )

    def __init__(self, *args: Any, unit: Unit, names: Mapping[int, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.unit = unit
        self.numbers: dict[str, list[int]] = {}
        for number, name in names.items():
            self.numbers.setdefault(name.casefold(), []).append(number)
        refund = AmountField(
            unit, required=False, label=_("Given back to members by their use, all together")
        )
        fields = dict(self.fields)
        order = ["since", "until", "rate"]
        self.fields = {name: fields.pop(name) for name in order} | {"refund": refund} | fields

    def clean_uses(self) -> list[tuple[int, int]]:
        """(person, use) of each line.  Raises ValidationError naming the line that is not one."""
        lines = [line.strip() for line in self.cleaned_data["uses"].splitlines()]
        return [self._use(line) for line in lines if line]

    def _use(self, line: str) -> tuple[int, int]:
        name, colon, typed = line.rpartition(":")
        found = self.numbers.get(name.strip().casefold(), [])
        if not colon or len(found) != 1:
            raise ValidationError(
                _("“%(line)s” is no line with the name of one member and a number."),
                params={"line": line[:80]},
            )
        try:
            use = minor_from_text(typed, self.unit.exponent, notation(self.unit.code))
        except Refused as refused:
            raise ValidationError([said(one) for one in refused.refusals]) from refused
        return found[0], use
