"""One small form for each kind of proposal; each gives the effect that the act takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.governance.forms.ballots import method_field
from tequio.governance.forms.fields import words_of
from tequio.governance.forms.provisions import field_for, plain_from
from tequio.governance.rules import effects
from tequio.governance.rules.budgets import Decided
from tequio.kernel import Unit, add_months
from tequio.kernel import gettext_noop as marked
from tequio.ledger.queries import Claim
from tequio.mandates.rules import PURPOSES, Mandate
from tequio.membership.rules import OFFICES
from tequio.membership.visits import AmountField, DayField, PersonField, number_in
from tequio.statutes.rules import CATALOGUE, Provision, Statutes

PAYABLE = ("ledger.pay", "ledger.fee", "member.withdraw")
"""What a proposal typed by a member may allow; loans and budgets have pages of their own."""

PERIODS: Mapping[str, str] = {
    "": marked("once"),
    "month": marked("each month anew"),
    "quarter": marked("each quarter anew"),
    "year": marked("each year anew"),
}


@dataclass(frozen=True)
class Around:
    """What a form must know of the group to offer the right choices.

    claims    payments without decision that are open, by number
    mandates  mandates in force that decisions gave, by number
    groups    organisations that are members, by number
    budgets   budgets that are not shared yet, by the number of their resolution
    offices   offices that may be named for payments
    held      office and who holds it: `treasurer:5` → words
    """

    today: date
    units: Mapping[str, Unit]
    statutes: Statutes
    members: Mapping[int, str] = field(default_factory=dict)
    awaiting: Mapping[int, str] = field(default_factory=dict)
    applicants: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    claims: Mapping[int, Claim] = field(default_factory=dict)
    mandates: Mapping[int, Mandate] = field(default_factory=dict)
    budgets: Mapping[int, Decided] = field(default_factory=dict)
    offices: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)


class ProposalForm(forms.Form):
    """A title and why; on its own a decision that moves neither money nor rules."""

    title = forms.CharField(label=_("What is proposed, in one line?"), max_length=200)
    text = forms.CharField(
        label=_("Why, and how?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    asks_last: tuple[str, ...] = ("text",)

    def __init__(self, data: Any = None, *, around: Around, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.around = around
        self.ask()
        self.order_fields([*(name for name in self.fields if name not in self.asks_last), "text"])

    def ask(self) -> None:
        """Add the fields of this kind."""

    def effect(self) -> effects.Effect:
        """What the adoption would do."""
        return effects.Nothing()

    @property
    def about(self) -> int | None:
        """The person of whom the text speaks."""
        person = self.cleaned_data.get("person")
        return person if isinstance(person, int) else None


class PaymentForm(ProposalForm):
    """Allow offices to pay up to a sum."""

    def ask(self) -> None:
        """How much, for what, who pays, how long."""
        around = self.around
        unit = next(iter(around.units.values()))
        self.fields["minor"] = AmountField(unit, label=_("Up to which sum?"))
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What kind of payment?"), choices=words_of(PURPOSES, PAYABLE)
        )
        self.fields["offices"] = forms.MultipleChoiceField(
            label=_("Who may pay?"),
            choices=words_of(OFFICES, around.offices),
            initial=list(around.statutes.offices("offices.pay")),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["until"] = DayField(
            label=_("Until which day?"), initial=add_months(around.today, 3), required=False
        )
        self.fields["period"] = forms.ChoiceField(
            label=_("How often?"), choices=words_of(PERIODS), required=False
        )

    def effect(self) -> effects.Effect:
        """The mandate; as many keys as the statutes ask for."""
        given = self.cleaned_data
        unit = next(iter(self.around.units.values()))
        is_named = given["purpose"] == "ledger.pay"
        return effects.AllowPayment(
            "mandate",
            given["purpose"],
            given["minor"],
            unit.code,
            tuple(given["offices"]),
            subject=effects.subject_from(given["title"]) if is_named else "",
            keys=max(1, self.around.statutes.integer("keys.pay")),
            until=given["until"],
            period=given["period"],
        )


class BudgetProposalForm(ProposalForm):
    """Share a sum among projects by a vote of its own."""

    def ask(self) -> None:
        """How much, how it is counted, until when the winners are paid."""
        unit = next(iter(self.around.units.values()))
        self.fields["minor"] = AmountField(unit, label=_("How much is to be shared?"))
        self.fields["method"] = method_field()
        self.fields["until"] = DayField(
            label=_("Until which day may the winners be paid?"),
            initial=add_months(self.around.today, 6),
        )

    def effect(self) -> effects.Effect:
        """The budget, in the unit of the book."""
        given = self.cleaned_data
        unit = next(iter(self.around.units.values()))
        return effects.AllowBudget(
            "budget", given["minor"], unit.code, given["method"], given["until"]
        )


class RatificationForm(ProposalForm):
    """Accept, in whole or in part, what was paid without a decision."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Which payment, and how much of it."""
        claims = self.around.claims
        self.fields["claim"] = number_field(_("Which payment?"), claims)
        chosen = str(self.data.get("claim", "")) or str(next(iter(claims), ""))
        claim = claims.get(number_in(chosen) or 0)
        unit = claim.amount.unit if claim else next(iter(self.around.units.values()))
        left = claim.left if claim and len(claims) == 1 else None
        self.fields["minor"] = AmountField(unit, label=_("How much of it?"), initial=left)

    def effect(self) -> effects.Effect:
        """The ratification."""
        return effects.RatifyClaim(
            "ratification", self.cleaned_data["claim"], self.cleaned_data["minor"]
        )


class AdmissionForm(ProposalForm):
    """Let somebody in who was written down before."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Whom."""
        self.fields["person"] = PersonField.among(
            self.around.awaiting, label=_("Who shall be admitted?")
        )

    def effect(self) -> effects.Effect:
        """The admission."""
        return effects.Admit("admission", self.cleaned_data["person"])


class FederationForm(ProposalForm):
    """Let in a group of this node that has asked for it."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Which."""
        words = _("Which group shall be admitted?")
        self.fields["organisation"] = group_field(words, self.around.applicants)

    def effect(self) -> effects.Effect:
        """The admission."""
        chosen = self.cleaned_data["organisation"]
        return effects.AdmitOrganisation("admission_of_organisation", chosen)


class OfficeForm(ProposalForm):
    """Elect a member to an office."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Which office, who leaves it, who takes it."""
        self.fields["held"] = forms.ChoiceField(
            label=_("Which office, and who leaves it?"),
            choices=[("", _("Choose")), *self.around.held.items()],
        )
        self.fields["person"] = PersonField.among(
            self.around.members, label=_("Who takes it over?")
        )

    def effect(self) -> effects.Effect:
        """The office, for the term that the statutes give it."""
        office, _colon, person = self.cleaned_data["held"].partition(":")
        months = self.around.statutes.integer("term.months")
        return effects.GiveOffice(
            "office",
            office,
            self.cleaned_data["person"],
            int(person) if person else None,
            add_months(self.around.today, months),
        )


class ExclusionForm(ProposalForm):
    """End a membership."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Whose."""
        self.fields["person"] = PersonField.among(self.around.members, label=_("Who shall leave?"))

    def effect(self) -> effects.Effect:
        """The exclusion."""
        return effects.Exclude("exclusion", self.cleaned_data["person"])


class PartingForm(ProposalForm):
    """End the membership of a group."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Whose."""
        self.fields["organisation"] = group_field(_("Which group shall leave?"), self.around.groups)

    def effect(self) -> effects.Effect:
        """The exclusion."""
        chosen = self.cleaned_data["organisation"]
        return effects.ExcludeOrganisation("exclusion_of_organisation", chosen)


class RevocationForm(ProposalForm):
    """Take back what an earlier decision allowed."""

    asks_last = ("title", "text")

    def ask(self) -> None:
        """Which mandate, or which budget: in one book they never have the same number."""
        words = _("Which permission shall end?")
        listed = [*self.around.mandates, *self.around.budgets]
        self.fields["mandate"] = number_field(words, listed)

    def effect(self) -> effects.Effect:
        """The revocation."""
        chosen = self.cleaned_data["mandate"]
        if chosen in self.around.budgets:
            return effects.EndBudget("budget_revocation", chosen)
        return effects.EndMandate("revocation", chosen)


class AmendmentForm(ProposalForm):
    """Give one provision of the statutes another value."""

    asks_last = ("title", "text")

    def __init__(
        self, data: Any = None, *, around: Around, provision: Provision, is_warned: bool = False
    ) -> None:
        self.provision, self.is_warned = provision, is_warned
        super().__init__(data, around=around, initial={"title": gettext(provision.title)})

    def ask(self) -> None:
        """The new value and from when; a reason where a rulebook warns."""
        unit = next(iter(self.around.units.values()))
        now = self.around.statutes[self.provision.code]
        value = field_for(self.provision, now, unit)
        value.label = gettext("New value")
        self.fields["value"] = value
        self.fields["from_day"] = DayField(
            label=_("From which day?"),
            initial=self.around.today,
            help_text=_("Not before the day on which it is decided."),
        )
        if self.is_warned:
            self.fields["reason"] = forms.CharField(
                label=_("Why does your group go on?"),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def values(self) -> dict[str, Any]:
        """The provision and its new plain value."""
        return {self.provision.code: plain_from(self.provision, self.cleaned_data["value"])}

    def effect(self) -> effects.Effect:
        """The amendment."""
        reason = str(self.cleaned_data.get("reason", "")).strip()
        reasons = {self.provision.code: reason} if reason else {}
        return effects.AmendStatutes(
            "amendment", self.values(), self.cleaned_data["from_day"], reasons
        )


def number_field(label: Any, things: Iterable[int]) -> forms.TypedChoiceField:
    """One of some numbered things; the template writes them in words."""
    listed = list(things)
    return forms.TypedChoiceField(
        label=label,
        choices=[(number, str(number)) for number in listed],
        coerce=int,
        initial=listed[0] if len(listed) == 1 else None,
        widget=forms.RadioSelect,
    )


def group_field(label: Any, groups: Mapping[int, str]) -> forms.TypedChoiceField:
    """One of some groups, by name; chosen beforehand where there is only one."""
    return forms.TypedChoiceField(
        label=label,
        choices=list(groups.items()),
        coerce=int,
        initial=next(iter(groups)) if len(groups) == 1 else None,
        widget=forms.RadioSelect,
    )


KINDS: Mapping[str, type[ProposalForm]] = {
    "plain": ProposalForm,
    "payment": PaymentForm,
    "budget": BudgetProposalForm,
    "ratification": RatificationForm,
    "admission": AdmissionForm,
    "federation": FederationForm,
    "office": OfficeForm,
    "exclusion": ExclusionForm,
    "parting": PartingForm,
    "revocation": RevocationForm,
}
"""Kind as it stands in the address → its form; amending has an address of its own."""


def provisions_to_amend() -> dict[str, list[tuple[str, str]]]:
    """Every provision under its group, for the list from which one is chosen."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for code, provision in CATALOGUE.items():
        grouped.setdefault(provision.group, []).append((code, provision.title))
    return grouped
