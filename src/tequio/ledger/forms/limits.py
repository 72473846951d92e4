"""How much or how little an account may hold, as its page shows what it holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tequio.kernel import Refused
from tequio.ledger import rules
from tequio.ledger.forms import amount_field
from tequio.ledger.queries import Account
from tequio.membership.visits import notation, said
from tequio.membership.visits.typed_amounts import minor_from_text, text_of_minor


class LimitsForm(forms.Form):
    """The least and the most that an account may hold, as a page shows what it holds.

    Gives `floor` and `ceiling` as the book counts them (credits - debits).
    """

    least = amount_field(
        _("It may never hold less than"), help_text=_("Leave it empty for no limit.")
    )
    most = amount_field(
        _("It may never hold more than"), help_text=_("Leave it empty for no limit.")
    )
    overdraft = amount_field(
        _("It may be overdrawn by"), help_text=_("If the bank gives credit; else leave it empty.")
    )

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        self.account = account
        least, most = rules.limits_on_normal_side(account.kind, account.floor, account.ceiling)
        shown = {"least": least, "most": most}
        if least is not None and least < 0:
            shown |= {"least": None, "overdraft": -least}
        for name, field in self.fields.items():
            field.required = False
            field.widget.unit = account.unit.code
            minor = shown.get(name)
            if minor is not None:
                unit = account.unit
                field.initial = text_of_minor(minor, unit.exponent, notation(unit.code))

    def _minor(self, name: str) -> int | None:
        typed, unit = self.cleaned_data.get(name), self.account.unit
        if not typed:
            return None
        try:
            return minor_from_text(typed, unit.exponent, notation(unit.code))
        except Refused as refused:
            self.add_error(name, [said(refusal) for refusal in refused.refusals])
            return None

    def clean(self) -> dict[str, Any]:
        """`floor` and `ceiling`.  Raises ValidationError where the two contradict each other."""
        least, most, overdraft = self._minor("least"), self._minor("most"), self._minor("overdraft")
        if least and overdraft:
            raise ValidationError(_("An account that may be overdrawn has no least sum."))
        if least is None and overdraft is not None:
            least = -overdraft
        if least is not None and most is not None and least > most:
            raise ValidationError(_("The least is more than the most."))
        floor, ceiling = rules.limits_of_book(self.account.kind, least, most)
        return {"floor": floor, "ceiling": ceiling}
