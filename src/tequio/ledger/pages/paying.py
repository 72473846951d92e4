"""Money out and in: pay under a decision, receive, carry, save, give back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.chronicle.service import Receipt
from tequio.kernel import Act
from tequio.ledger import queries, service
from tequio.ledger.forms import MoneyForm, MoveForm, PayForm, ReceiveForm, SavingsForm
from tequio.ledger.pages.acting import Asking, answer
from tequio.ledger.pages.choosing import (
    money_accounts,
    names_of_accounts,
    person_field,
    picks,
    prefilled,
    sent,
)
from tequio.ledger.pages.looking import Look, look_into_books
from tequio.ledger.pages.naming import Names
from tequio.ledger.queries import Account, Decided, objections
from tequio.ledger.queries.doing import lines_to_pay, objections_to_any
from tequio.membership.visits import kept_offline, taken


@dataclass(frozen=True)
class Line:
    """What may be paid for, with every decision that allows it."""

    value: str
    name: str
    decided: tuple[Decided, ...]


def pay(request: HttpRequest, slug: str) -> HttpResponse:
    """Pay for what was decided; where several keys are needed, lay it before the others."""
    look = look_into_books(request, slug)
    accounts = money_accounts(look)
    lines = lines_to_pay(look.organisation, look.visit.today)
    form = PayForm(
        sent(request),
        initial=prefilled(request) | only_line(lines),
        accounts=accounts,
        today=look.visit.today,
        payee=person_field(look, _("Who receives it, if a member?"), required=False),
    )
    names = names_of_accounts(look, accounts, subjects=lines)
    chosen = str(form["line"].value() or "")
    given = {
        "picks": picks(form, "account", accounts, names),
        "lines": [
            Line(f"{code}|{about}", line_name(names, code, about), tuple(by))
            for (code, about), by in lines.items()
        ],
        "chosen_line": chosen,
        "has_open_line": any(not about for _code, about in lines),
    }
    standing = objections_to_any(look.asking(), lines, unit=look.visit.organisation.unit)
    asking = Asking(look, "ledger/pay.html", form, standing, given)
    return answer(request, asking, lambda act, said: _paid(request, look, act, said))


def line_name(names: Names, code: str, subject: str) -> str:
    """`rent`, the title of a project, or the purpose where no subject is named."""
    return names.subject(code, subject) or names.allowed(code)


def only_line(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Where there is nothing to choose, it is chosen."""
    listed = list(lines)
    return {"line": "|".join(listed[0])} if len(listed) == 1 else {}


def _paid(request: HttpRequest, look: Look, act: Act, said: dict[str, Any]) -> HttpResponse:
    fields = {name: value for name, value in said.items() if name != "value_date"}
    waiting = laid_before_others(request, look, act, fields)
    if waiting is not None:
        return waiting
    receipt = service.pay(act, **said)
    messages.success(request, gettext("Paid and written down."))
    return redirect("ledger:entry", look.slug, receipt.facts["transfer"])


def laid_before_others(
    request: HttpRequest, look: Look, act: Act, fields: dict[str, Any]
) -> HttpResponse | None:
    """Where the decision asks for several keys, the payment waits for them; None where not.

    fields  what `ledger.prepare_payment` takes
    """
    found = queries.account(look.organisation, fields["account"])
    assert found is not None, "the form offered it"
    told = {name: value for name, value in fields.items() if name != "payee_text"}
    movement = queries.movement_that_waits(look.organisation, on=act.today, **told)
    if not objections.needs_keys(act, movement, found.unit):
        return None
    service.prepare_payment(act, **fields)
    messages.info(
        request, gettext("Laid before the others. No money moves until the keys are turned.")
    )
    return redirect("ledger:turn_key", look.slug)


def receive(request: HttpRequest, slug: str) -> HttpResponse:
    """Money came in for the group."""
    look = look_into_books(request, slug)
    accounts = money_accounts(look)
    form = ReceiveForm(
        sent(request),
        initial=prefilled(request),
        accounts=accounts,
        today=look.visit.today,
        payer=person_field(look, _("Who brought it, if a member?"), required=False),
    )
    standing = look.against("ledger.receive")

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        receipt = service.receive(act, **said)
        messages.success(request, gettext("Received and written down."))
        return redirect("ledger:entry", look.slug, receipt.facts["transfer"])

    asking = Asking(look, "ledger/receive.html", form, standing, _offered(look, form, accounts))
    return answer(request, asking, done)


def _offered(look: Look, form: MoneyForm, accounts: list[Account]) -> dict[str, Any]:
    names = names_of_accounts(look, accounts)
    return {"picks": picks(form, "account", accounts, names)}


def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Carry money between cash box and bank."""
    look = look_into_books(request, slug)
    accounts = money_accounts(look)
    form = MoveForm(
        sent(request), initial=prefilled(request), accounts=accounts, today=look.visit.today
    )
    names = names_of_accounts(look, accounts)
    given = {
        "picks": picks(form, "account", accounts, names),
        "targets": picks(form, "target", accounts, names),
    }

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        target = said.pop("target")
        fields = {n: said[n] for n in ("account", "minor", "unit")}
        fields |= {"purpose": "ledger.move", "subject": f"account:{target}"}
        is_elsewhere = target != said["account"]
        waiting = laid_before_others(request, look, act, fields) if is_elsewhere else None
        if waiting is not None:
            return waiting
        receipt = service.move(act, source=said.pop("account"), target=target, **said)
        messages.success(request, gettext("Carried over and written down."))
        return redirect("ledger:entry", look.slug, receipt.facts["transfer"])

    standing = look.against("ledger.move")
    return answer(request, Asking(look, "ledger/move.html", form, standing, given), done)


@kept_offline
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """A member saves; the form comes back for the next one."""
    look = look_into_books(request, slug)
    field = person_field(look, _("Who saves?"))
    return _savings(request, look, field, "member.save")


def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """A member, or a former one, takes savings back."""
    look = look_into_books(request, slug)
    savers = {
        one.person
        for one in queries.accounts(look.organisation)
        if one.kind == "member-savings" and one.minor and one.person is not None
    }
    field = person_field(look, _("Who takes savings back?"), only=savers)
    return _savings(request, look, field, "member.withdraw")


def _savings(request: HttpRequest, look: Look, person: Any, code: str) -> HttpResponse:
    accounts, is_saving = money_accounts(look), code == "member.save"
    form = SavingsForm(
        sent(request),
        initial=prefilled(request),
        accounts=accounts,
        today=look.visit.today,
        person=person,
    )

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        if is_saving:
            return _next_member(request, look, said, service.save(act, **said))
        return _given_back(request, look, act, said)

    given = _offered(look, form, accounts) | {"is_saving": is_saving}
    standing = look.against(code)
    return answer(request, Asking(look, "ledger/savings.html", form, standing, given), done)


def _next_member(
    request: HttpRequest, look: Look, said: dict[str, Any], receipt: Receipt
) -> HttpResponse:
    """After savings the same form comes back: at a meeting one member follows the other."""
    names = names_of_accounts(look, [], people=[said["person"]])
    told = gettext("Saved for %(name)s. Who is next?") % {"name": names.person(said["person"])}
    kept = {"account": said["account"]}
    if said["value_date"]:
        kept["value_date"] = said["value_date"].isoformat()
    onward = f"{reverse('ledger:save', args=[look.slug])}?{urlencode(kept)}"
    return taken(request, receipt, told, onward)


def _given_back(request: HttpRequest, look: Look, act: Act, said: dict[str, Any]) -> HttpResponse:
    fields = {n: said[n] for n in ("account", "minor", "unit")}
    fields |= {"purpose": "member.withdraw", "subject": "", "payee": said["person"]}
    waiting = laid_before_others(request, look, act, fields)
    if waiting is not None:
        return waiting
    service.withdraw(act, **said)
    names = names_of_accounts(look, [], people=[said["person"]])
    told = gettext("Given back to %(name)s and written down.")
    messages.success(request, told % {"name": names.person(said["person"])})
    return redirect("ledger:passbook", look.slug, said["person"])
