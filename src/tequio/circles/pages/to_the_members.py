"""Bringing to the members what only they can allow between a federation and a group.  A press
files the proposal with exactly what it would allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tequio.circles.forms.groups import WantedForm
from tequio.circles.pages import looking_at_groups as looking
from tequio.circles.queries.bulk import named
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.kernel import Refusal, add_months, answerable
from tequio.lending.rules import MONTHS_TO_PAY_OUT
from tequio.mandates.rules import PURPOSES
from tequio.membership.visits import Visit, key_of
from tequio.statutes.queries import statutes_on

BY_THE_MEMBERS = frozenset(
    "circle.bulk_loan circle.borrow circle.bulk_write_off circle.bulk_forgive circle.forgiven"
    " lending.reschedule ledger.opening".split()
)
"""What is allowed by a decision alone, and not by the statutes as part of keeping the book."""
LACKING = frozenset({"no_mandate", "mandate_over", "over_the_ceiling", "decision_made_a_schedule"})
"""What a new decision mends."""


@dataclass(frozen=True)
class Matter:
    """What the members would allow: the purpose, with which other organisation, up to how much.

    minor  None where whoever brings it says how much
    """

    purpose: str
    other: int
    name: str
    minor: int | None


def is_pressed(request: HttpRequest) -> bool:
    """Whether the button was pressed that brings it to the members."""
    return request.method == "POST" and request.POST.get("do") == "bring"


def is_wanted(matter: Matter, against: Iterable[Refusal]) -> bool:
    """Whether a decision of the members is what is lacking."""
    codes = {one.code for one in answerable(against)}
    return matter.purpose in BY_THE_MEMBERS and bool(codes & LACKING)


def form_of(request: HttpRequest, here: Visit, matter: Matter) -> WantedForm | None:
    """What asks for the sum; None where the sum is known."""
    if matter.minor is not None:
        return None
    sent = request.POST if is_pressed(request) else None
    return WantedForm(sent, unit=looking.unit_of(here), auto_id="wanted_%s")


def sums_of(matter: Matter, form: WantedForm | None) -> Sequence[int]:
    """The sum that is brought, if it is known or was said."""
    if form is None:
        return [matter.minor] if matter.minor else []
    return [form.cleaned_data["amount"]] if form.is_bound and form.is_valid() else []


def file(request: HttpRequest, here: Visit, matter: Matter, minor: int) -> HttpResponse:
    """Make the proposal, and lead to it."""
    statutes = statutes_on(here.organisation.id, here.today)
    effect = AllowPayment(
        kind="mandate",
        purpose=matter.purpose,
        minor=minor,
        unit=looking.unit_of(here).code,
        offices=statutes.offices("offices.pay"),
        subject=named(matter.other),
        until=add_months(here.today, MONTHS_TO_PAY_OUT),
    )
    told = {"title": gettext(PURPOSES[matter.purpose]), "subject": matter.name}
    title = gettext("%(title)s: %(subject)s") % told
    filed = governance.propose(here.act(key_of(request)), title=title, effect=effect)
    messages.success(request, gettext("The proposal is made. The members decide on it."))
    return redirect("governance:proposal", here.organisation.slug, filed.facts["proposal"])
