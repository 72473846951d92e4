"""What the pages of the books ask for: an account, an amount, a person, a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refused, Unit
from tequio.ledger import rules
from tequio.ledger.queries import Account
from tequio.ledger.queries.doing import PAYABLE
from tequio.membership.visits import AmountInput, DayField, PersonField, notation, said
from tequio.membership.visits.typed_amounts import minor_from_text

SUBJECT_LENGTH = 60


def amount_field(label: Any, *, help_text: Any = "") -> forms.CharField:
    """An amount as people type it; it becomes minor units once the unit is known."""
    return forms.CharField(label=label, help_text=help_text, max_length=60, widget=AmountInput())


def note_field(label: Any, *, help_text: Any = "", required: bool = False) -> forms.CharField:
    """A free text that can be erased later."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=200, required=required, strip=True
    )


def subject_field(label: Any, *, help_text: Any) -> forms.CharField:
    """Whom or what money is for, in a word: part of the book, so no text about a person."""
    return forms.CharField(
        label=label, help_text=help_text, max_length=SUBJECT_LENGTH, required=False
    )


class MoneyForm(forms.Form):
    """Money enters or leaves one of the accounts; the account says in which unit.

    accounts  where the money can lie
    """

    account = forms.IntegerField(label=_("Cash box or bank"))
    amount = amount_field(_("Amount"))

    def __init__(
        self, *args: Any, accounts: Sequence[Account], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.accounts = {account.id: account for account in accounts}
        if "value_date" not in self.fields and self.has_day:
            self.fields["value_date"] = DayField(latest=today)
        units = {account.unit.code for account in accounts}
        if len(units) == 1:
            self.fields["amount"].widget.unit = units.pop()
        if len(accounts) == 1:
            self.fields["account"].initial = accounts[0].id

    has_day = True

    def clean_account(self) -> int:
        """One of the accounts that were offered."""
        return self.known_account(self.cleaned_data["account"])

    def known_account(self, number: int) -> int:
        """The same number.  Raises ValidationError for one that was not offered."""
        if number not in self.accounts:
            raise ValidationError(_("Choose an account from the list."))
        return number

    def unit(self) -> Unit | None:
        """The unit of the account that was chosen."""
        found = self.accounts.get(self.cleaned_data.get("account", 0))
        return found.unit if found else None

    def clean(self) -> dict[str, Any]:
        """Put `minor` and `unit` in the place of the typed amount."""
        typed, unit = self.cleaned_data.pop("amount", None), self.unit()
        if typed is not None and unit is not None:
            self.cleaned_data["unit"] = unit.code
            try:
                minor = minor_from_text(typed, unit.exponent, notation(unit.code))
                self.cleaned_data["minor"] = minor
            except Refused as refused:
                self.add_error("amount", [said(refusal) for refusal in refused.refusals])
        return self.cleaned_data


class PayForm(MoneyForm):
    """Pay under a decision: `line` is `purpose|subject`; an empty subject covers every subject."""

    line = forms.CharField(label=_("Which decision allows it?"), max_length=110)
    subject = subject_field(_("What for?"), help_text=_("In a word or two, such as rent."))
    payee_text = note_field(
        _("Who else receives it?"),
        help_text=_("If not a member: the name of the shop, school or service. A note fits too."),
    )

    def __init__(self, *args: Any, payee: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["payee"] = payee

    def clean_line(self) -> tuple[str, str]:
        """The purpose and the subject that the decision names.

        One that no decision allows is left to the act, which says why not (`no_mandate`).
        """
        purpose, divider, subject = self.cleaned_data["line"].partition("|")
        if not divider or purpose not in PAYABLE:
            raise ValidationError(_("Choose a decision from the list."))
        return purpose, subject

    def clean(self) -> dict[str, Any]:
        """`purpose` and `subject` as the act takes them; a named subject is never overwritten."""
        given = super().clean()
        purpose, subject = given.pop("line", ("", ""))
        return {**given, "purpose": purpose, "subject": subject or given.get("subject", "")}


class ReceiveForm(MoneyForm):
    """Money came in for the group."""

    subject = subject_field(
        _("What for, or where from?"), help_text=_("Such as fees, sales, grant.")
    )
    payer_text = note_field(_("Who else brought it, or a note"))

    def __init__(self, *args: Any, payer: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["payer"] = payer


class SavingsForm(MoneyForm):
    """A member saves or takes savings back."""

    def __init__(self, *args: Any, person: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = person


class MoveForm(MoneyForm):
    """Money is carried from one account to another."""

    target = forms.IntegerField(label=_("To"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].label = _("From")

    def clean_target(self) -> int:
        """One of the accounts that were offered."""
        return self.known_account(self.cleaned_data["target"])


class UndecidedForm(MoneyForm):
    """Money has left without a decision."""

    subject = subject_field(_("What was it for?"), help_text=_("In a word or two, such as roof."))
    payee_text = note_field(_("Who received it?"))

    def __init__(self, *args: Any, person: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = person


class RecoverForm(MoneyForm):
    """What was paid without a decision comes back."""


class CountForm(MoneyForm):
    """The cash box was counted."""

    has_day = False

    def __init__(self, *args: Any, answerable: PersonField, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].label = _("Cash box")
        self.fields["amount"].label = _("Counted")
        self.fields["answerable"] = answerable


class ReverseForm(forms.Form):
    """Why an entry is turned around."""

    reason = note_field(_("What was wrong?"), required=True)


class CloseForm(forms.Form):
    """The last day of the period that is closed."""

    def __init__(self, *args: Any, through: date, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["through"] = DayField(
            latest=latest, required=True, label=_("Close up to and including")
        )
        self.fields["through"].initial = through


class PeriodForm(forms.Form):
    """From which day to which a statement goes."""

    def __init__(self, *args: Any, latest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["since"] = DayField(latest=latest, label=_("From"))
        self.fields["until"] = DayField(latest=latest, label=_("To"))


class AccountForm(forms.Form):
    """Another cash box or bank account."""

    kind = forms.ChoiceField(label=_("What is it?"), widget=forms.RadioSelect)
    name = note_field(_("What do members call it?"), required=True)
    unit = forms.ChoiceField(label=_("Counts in"))

    def __init__(self, *args: Any, units: Collection[str], **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = [(kind, gettext(rules.KINDS[kind].title)) for kind in rules.MONEY]
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is it?"), choices=kinds, widget=forms.RadioSelect
        )
        self.fields["unit"] = forms.ChoiceField(
            label=_("Counts in"), choices=[(code, code) for code in units]
        )
