"""Changing an account: how much or how little it may hold, and closing it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tequio.kernel import Act, Refusal
from tequio.ledger import queries, rules, service
from tequio.ledger.forms.limits import LimitsForm
from tequio.ledger.pages.acting import Asking, answer
from tequio.ledger.pages.choosing import names_of_accounts, sent
from tequio.ledger.pages.looking import Look, look_into_books, there
from tequio.ledger.queries import Account
from tequio.ledger.queries.facts import account_by_number


def change_limit(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """The least and the most that an account may hold, by decision of the members."""
    here = look_into_books(request, slug)
    found = there(queries.account(here.organisation, account))
    form = LimitsForm(sent(request), account=found)

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        service.change_limit(act, account=account, **said)
        messages.success(request, gettext("The limits of the account are changed."))
        return redirect("ledger:statement", slug, account)

    return answer(request, _asking(here, found, "ledger/change_limit.html", form), done)


def close_account(request: HttpRequest, slug: str, account: int) -> HttpResponse:
    """Close an empty account from tomorrow on."""
    here = look_into_books(request, slug)
    found = there(queries.account(here.organisation, account))

    def done(act: Act, said: dict[str, Any]) -> HttpResponse:
        service.close_account(act, account=account)
        messages.success(request, gettext("The account is closed from tomorrow on."))
        return redirect("ledger:statement", slug, account)

    form = forms.Form(sent(request))
    stands = account_by_number(here.organisation, account)
    against = list(rules.objections_to_close_account(stands)) if stands else []
    return answer(request, _asking(here, found, "ledger/close_account.html", form, against), done)


def _asking(
    here: Look,
    found: Account,
    template: str,
    form: forms.Form,
    against: list[Refusal] | None = None,
) -> Asking:
    """The page with what the decision allows, asked before anything is typed."""
    names = names_of_accounts(here, [found])
    given = {"account": found, "name": names.account(found.kind, found.ref, found.text)}
    standing = [*here.against("ledger.limits", str(found.id)), *(against or [])]
    if found.closed_on is not None and not against:
        standing.append(rules.ACCOUNT_CLOSED.because(closed_on=found.closed_on))
    return Asking(here, template, form, standing, given)
