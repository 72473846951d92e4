"""Accounts and persons among which a form lets one choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from tequio.ledger import queries, rules
from tequio.ledger.forms import PersonField
from tequio.ledger.pages.looking import Look
from tequio.ledger.pages.naming import Names, names_of
from tequio.ledger.queries import Account
from tequio.membership import queries as members

LISTED_PEOPLE = 200
"""Up to how many members a list is offered; larger groups type a name."""

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


def person_field(
    look: Look,
    label: Any,
    *,
    required: bool = True,
    only: Collection[int] | None = None,
    help_text: Any = "",
) -> PersonField:
    """A field for a member.

    only  offer these persons instead of the members of today
    """
    more: dict[str, Any] = {"label": label, "required": required}
    if help_text:
        more["help_text"] = help_text
    people = _people(look) if only is None else _by_name(only)
    return PersonField(people=people, find=lambda typed: _find(look, typed), **more)


def _people(look: Look) -> dict[int, str] | None:
    listed, more = members.member_page(look.organisation, look.visit.today, limit=LISTED_PEOPLE)
    if more is not None:
        return None
    return {one.person: one.name for one in listed if one.person is not None}


def _by_name(people: Collection[int]) -> dict[int, str] | None:
    if len(people) > LISTED_PEOPLE:
        return None
    named = members.person_names(people).items()
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def _find(look: Look, typed: str) -> list[int]:
    """Members who could be meant: by phone, e-mail or number, else by a part of the name."""
    number = members.person_by(typed)
    if number and members.standing(number, look.organisation, look.visit.today).is_member:
        return [number]
    listed, _more = members.member_page(
        look.organisation, look.visit.today, search=typed, limit=LISTED_PEOPLE
    )
    found = [(one.person, one.name) for one in listed if one.person is not None]
    exact = [person for person, name in found if name.casefold() == typed.casefold()]
    return exact if len(exact) == 1 else [person for person, _name in found]


def prefilled(request: HttpRequest) -> dict[str, str]:
    """What the address writes into the form, such as `?account=3&amount=250`."""
    return {name: request.GET[name] for name in PREFILLED if request.GET.get(name)}


def sent(request: HttpRequest) -> Any:
    """What was sent with a form, or nothing when the page is only looked at."""
    return request.POST if request.method == "POST" else None
