"""Accounts and persons among which a form lets one choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tequio.ledger import queries, rules
from tequio.ledger.pages.looking import Look
from tequio.ledger.pages.naming import Names, names_of
from tequio.ledger.queries import Account
from tequio.membership.visits import PersonField, member_field

PREFILLED = ("account", "target", "amount", "value_date", "person", "line", "subject", "payee")
"""What a link may write into a form beforehand."""


@dataclass(frozen=True)
class Pick:
    """An account that can be chosen, by name."""

    account: Account
    name: str
    is_chosen: bool


def money_accounts(look: Look, kinds: Collection[str] = rules.MONEY) -> list[Account]:
    """Where the group's money lies, cash boxes first; closed ones left out."""
    found = [
        one
        for one in queries.accounts(look.organisation)
        if one.kind in kinds and one.closed_on is None
    ]
    order = list(rules.KINDS)
    return sorted(found, key=lambda one: (one.book, order.index(one.kind), one.ref, one.id))


def names_of_accounts(look: Look, accounts: Iterable[Account], **more: Any) -> Names:
    """The names of these accounts, and whatever else is asked for."""
    listed = list(accounts)
    return names_of(
        look.organisation,
        refs=[*(one.ref for one in listed), *more.pop("refs", ())],
        texts=[*(one.text for one in listed), *more.pop("texts", ())],
        **more,
    )


def picks(form: forms.Form, field: str, accounts: Sequence[Account], names: Names) -> list[Pick]:
    """The accounts as the form shows them, with the one that is chosen."""
    chosen = str(form[field].value() or "")
    return [
        Pick(one, names.account(one.kind, one.ref, one.text), str(one.id) == chosen)
        for one in accounts
    ]


def person_field(look: Look, label: Any, *, required: bool = True, **options: Any) -> PersonField:
    """A field for a member; options as of `member_field`."""
    nobody = "" if required else _("Nobody from this list")
    return member_field(look.visit, label, required=required, nobody=nobody, **options)


def prefilled(request: HttpRequest) -> dict[str, str]:
    """What the address writes into the form, such as `?account=3&amount=250`."""
    return {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}


def sent(request: HttpRequest) -> Any:
    """What was sent with a form, or nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None
