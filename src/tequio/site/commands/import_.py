"""`./tequio import`: a budget voted elsewhere (pabulib), a whole group from one CSV (group), the
meetings and balances of a savings group from a workbook (circle), or a list of organisations into
a register (register), or what a partner's register tells (feed)."""

from __future__ import annotations

import argparse
import hashlib
import json
import secrets
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tequio.governance import queries as governance
from tequio.governance import service
from tequio.governance.rules import group_file
from tequio.governance.rules.counting import pabulib
from tequio.governance.rules.founding import Founder, NewGroup, short_name
from tequio.kernel import Act, Refused
from tequio.ledger import queries as ledger
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.rules import KINDS, Organisation
from tequio.site.commands import _circle, _feed, _register
from tequio.site.commands.act import person_named, tell_refusal
from tequio.site.commands.invite import ANOTHER, code_for, how
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.unreadable import why_unreadable
from tequio.statutes import queries as statutes

OFFICES = ("chair", "secretary", "treasurer")
UNIT_ELSEWHERE = "EUR"
ABOUT_GROUP = (
    "Found a group from a CSV of its members (UTF-8; commas or semicolons). The first line names "
    "the columns: name, phone, email, offices; only name is needed. Several offices of one member "
    "are divided by spaces, such as: chair treasurer."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to import, from which file, for whom."""
    kinds = parser.add_subparsers(dest="what", required=True)
    budget = kinds.add_parser("pabulib", help="a participatory budget with its votes")
    group = kinds.add_parser(
        "group", help="found a group from a CSV of members", description=ABOUT_GROUP
    )
    says = "meetings or balances of a savings group"
    _circle.add_arguments(kinds.add_parser("circle", help=says, description=_circle.ABOUT))
    says = "a list of organisations into a register"
    _register.add_arguments(kinds.add_parser("register", help=says, description=_register.ABOUT))
    says = "what a partner's register tells"
    _feed.add_arguments(kinds.add_parser("feed", help=says, description=_feed.ABOUT))
    for one in (budget, group):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument("--for", dest="name", required=True, help="the organisation's name")
        one.add_argument("--by", help="who does it: number, phone or e-mail")
        one.add_argument("--key", help="idempotency key; by default made from the file's content")
    budget.add_argument("--method", default="", help="a counting method; else the file's own rule")
    group.add_argument(
        "--kind", default="self-help-group", help=f"one of {', '.join(KINDS)} (%(default)s)"
    )
    unit = "unit of the book: a currency by its ISO 4217 code such as INR, KES, ZAR (%(default)s)"
    group.add_argument("--unit", default="INR", help=unit)
    group.add_argument("--country", default="", help="ISO 3166 code such as IN, KE, ZA")
    listed = ", ".join(one.name for one in statutes.templates())
    template = f"statutes template, one of {listed}; by default the first one for the kind"
    group.add_argument("--template", default="", help=template)


def run(arguments: argparse.Namespace) -> int:
    """0 with what was made as JSON, 1 when it was refused, 2 when the file cannot be read."""
    others = {"circle": _circle.run, "register": _register.run, "feed": _feed.run}
    if arguments.what in others:
        return others[arguments.what](arguments)
    try:
        text = group_file.text_of(arguments.file.read_bytes())
    except (OSError, Refused) as error:
        print(f"{arguments.file}: {_unreadable(error)}", file=sys.stderr)
        return 2
    try:
        made = (
            import_budget(arguments, text)
            if arguments.what == "pabulib"
            else group(arguments, text)
        )
    except Refused as refused:
        tell_refusal(refused)
        return 1
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0


def _unreadable(error: OSError | Refused) -> str:
    """Why a file cannot be read, in a sentence."""
    if isinstance(error, Refused):
        (refusal,) = error.refusals
        return f"{sentence_of(refusal)} {remedy_of(refusal)}"
    return why_unreadable(error)


def import_budget(arguments: argparse.Namespace, text: str) -> dict[str, Any]:
    """Found the organisation if it is absent, then bring the budget in."""
    made: dict[str, Any] = {}
    by = person_named(arguments.by)
    found = organisation_called(arguments.name)
    if found is not None:
        made["note"] = _is_there(found)
    else:
        file = pabulib.parse(text)
        found, by = _found_for(arguments.name, file.vote.currency or UNIT_ELSEWHERE, by, made)
    key = arguments.key or "import-" + hashlib.sha256(text.encode()).hexdigest()[:40]
    act = Act(None, found.id, timezone.localtime(), key)
    receipt = service.import_budget(act, file=text, method=arguments.method)
    return (
        {"organisation": found.slug, "by": by or _officer(found)}
        | made
        | _told(found, dict(receipt.facts))
    )


def organisation_called(name: str) -> Organisation | None:
    """An organisation by its short name, or by the short name that this name would get."""
    return members.organisation(name) or members.organisation(short_name(name) or "-")


def _found_for(
    name: str, unit: str, by: int | None, made: dict[str, Any]
) -> tuple[Organisation, int]:
    """Found the organisation with one officer: the person named, or one who gets a code."""
    officer = Founder(name=f"Officer of {name}", offices=OFFICES)
    if by is not None:
        officer = Founder(person=by, offices=OFFICES)
    group = NewGroup(name, "association", unit, template="participatory-budget")
    act = Act(by, None, timezone.localtime(), "found-" + secrets.token_urlsafe(12))
    receipt = service.found(act, group=group, members=(officer,))
    found = members.organisation(int(receipt.facts["organisation"]))
    assert found is not None
    person = int(receipt.facts["members"][0])
    if by is None:
        made["sign_in_code"] = code_for(found.id, person, by=person)
        made["sign_in_code_how"] = how()
    return found, person


def _is_there(found: Organisation) -> str:
    """That nothing was founded now, and how somebody gets a code all the same."""
    there = "{slug} was here already; nothing was founded anew."
    return f"{there} {ANOTHER}".format(slug=found.slug)


def _officer(found: Organisation) -> int | None:
    """Who may pay the winners, to be shown to whoever imported."""
    held = members.terms(found.id, timezone.localdate())
    return next((term.person for term in held if term.office == "treasurer"), None)


def _told(found: Organisation, facts: dict[str, Any]) -> dict[str, Any]:
    """Winners with their mandates, the others, and the account that holds the money."""
    unit = mandates.units(found.id)[found.unit] if found.unit else None
    by_subject = {
        scope.subject: mandate.id
        for mandate in mandates.mandates_by_number(found.id, facts["mandates"]).values()
        for scope in mandate.grant.scopes
    }
    projects = [
        {
            "project": one.code,
            "subject": str(one.id),
            "minor": one.minor,
            "mandate": by_subject.get(str(one.id)),
        }
        for one in governance.projects_of_budget(found.id, facts["ballot"])
    ]
    accounts = ledger.accounts(found.id, timezone.localdate())
    return {
        "unit": found.unit,
        "exponent": unit.exponent if unit else 0,
        "resolution": facts["resolution"],
        "voters": facts["voters"],
        "bank": next((one.id for one in accounts if one.kind == "bank"), None),
        "purpose": "budget.project",
        "winners": [one for one in projects if one["mandate"]],
        "others": [one for one in projects if not one["mandate"]],
    }


def group(arguments: argparse.Namespace, text: str) -> dict[str, Any]:
    """Found a group from a CSV of its members."""
    country = arguments.country or settings.PHONE_COUNTRY
    founders = group_file.with_whole_phones(group_file.read(text), country)
    named = NewGroup(
        arguments.name,
        arguments.kind,
        arguments.unit,
        template=arguments.template,
        country=arguments.country,
    )
    key = (
        arguments.key
        or "import-" + hashlib.sha256((arguments.name + text).encode()).hexdigest()[:40]
    )
    act = Act(person_named(arguments.by), None, timezone.localtime(), key)
    receipt = service.found(act, group=named, members=founders)
    found = members.organisation(int(receipt.facts["organisation"]))
    assert found is not None
    people = list(receipt.facts["members"])
    made = {"organisation": found.slug, "members": people}
    if receipt.replayed:
        return made | {"note": _is_there(found)}
    codes = _codes(found.id, dict(zip(people, founders, strict=True)))
    return made | {"sign_in_codes": codes, "sign_in_codes_how": how()}


def _codes(organisation: int, founders: dict[int, Founder]) -> list[dict[str, Any]]:
    """A code for everybody who holds an office; each group has a chair or a secretary."""
    return [
        {
            "person": person,
            "name": founder.name,
            "offices": list(founder.offices),
            "sign_in_code": code_for(organisation, person),
        }
        for person, founder in founders.items()
        if founder.offices
    ]
