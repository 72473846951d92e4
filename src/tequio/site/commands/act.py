"""`./tequio act ROOM.VERB`: the same door as the pages, for scripts and for those who prefer it.

./tequio act --list             all acts, by room
./tequio act ROOM.VERB --help   who may, the fields, an example that works
./tequio act … --demo           on the demonstration's data (./tequio demo builds it)
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from dataclasses import asdict
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from tequio.chronicle.rules.inputs import shown, unreadable
from tequio.chronicle.service import Receipt
from tequio.kernel import Act, RefusalKind, Refused, refuse
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as membership
from tequio.membership import rules as membership_rules
from tequio.site import acts, explaining
from tequio.site.keeping import is_there
from tequio.site.sentences import remedy_of, sentence_of

HELPS_ITSELF = True
"""`--help` depends on which act is named."""
NO_FIELD_AND_VALUE = unreadable(_("{field}: write it as FIELD=VALUE."))
NOBODY_NAMED = RefusalKind(
    "nobody_named",
    _("Nobody was named who acts."),
    _("Say who acts: --by with her number, phone or e-mail."),
    about="who",
)
NOT_JSON = unreadable(_("{field}: this begins like JSON and is none."))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The act, who, for whom, and with what."""
    parser.set_defaults(usage=parser.format_help)
    parser.add_argument("-h", "--help", action="store_true", help="this, or all about one act")
    parser.add_argument("name", nargs="?", metavar="ROOM.VERB", help="the act, such as ledger.pay")
    parser.add_argument("--by", help="the person: number, phone or e-mail")
    parser.add_argument("--for", dest="organisation", help="the organisation's short name")
    parser.add_argument("--key", help="idempotency key; a fresh one is made and shown if left out")
    parser.add_argument(
        "--with",
        dest="fields",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="once for each field; lists and objects as JSON",
    )
    parser.add_argument("--demo", action="store_true", help="work on the demonstration's data")
    parser.add_argument("--list", action="store_true", help="list all acts")
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Perform the act; 0 when it happened, 1 when it was refused."""
    try:
        if arguments.help and arguments.name:
            spec, today = explaining.act_named(arguments.name), timezone.localdate()
            print(explaining.about(spec, today, looks=can_look()))
            return 0
        if arguments.help or arguments.list or not arguments.name:
            usage = "" if arguments.list else arguments.usage() + "\n"
            print(usage + explaining.by_room())
            return 0
        receipt = perform(arguments)
    except Refused as refused:
        tell_refusal(refused, as_json=arguments.json)
        return 1
    _tell_receipt(receipt, as_json=arguments.json)
    return 0


def can_look() -> bool:
    """Whether the demonstration's data is there, in tables as this program has them."""
    if not is_there():
        return False
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def perform(arguments: argparse.Namespace) -> Receipt:
    """Read who, for whom and with what, and go through the door."""
    spec = explaining.act_named(arguments.name)
    fields = fields_of(arguments.fields)
    refuse(explaining.objections_to_fields(spec, fields))
    given = acts.arguments_of(spec.name, fields)
    key = arguments.key or secrets.token_urlsafe(18)
    if not arguments.key:
        print(f"key: {key}", file=sys.stderr)
    act = Act(
        person_named(arguments.by),
        organisation_named(arguments.organisation),
        timezone.localtime(),
        key,
    )
    try:
        return spec.function(act, **given)
    except Refused as refused:
        if act.by is None and refused.refusals[0].about == "who":
            raise Refused(NOBODY_NAMED.because()) from refused
        raise


def person_named(contact: str | None) -> int | None:
    """A person's number by number, phone or e-mail.  Raises Refused `no_such_person`."""
    if contact is None:
        return None
    person = membership.person_by(contact)
    if person is None:
        raise Refused(membership_rules.NO_SUCH_PERSON.because(person=contact))
    return person


def organisation_named(name: str | None) -> int | None:
    """An organisation's number by its short name or number."""
    if name is None:
        return None
    found = membership.organisation(acts.name_or_number(name))
    if found is None:
        raise Refused(acts.NO_SUCH_ORGANISATION_NAMED.because(name=name))
    return found.id


def fields_of(pairs: list[str]) -> dict[str, Any]:
    """`field=value` pairs; a value that begins like a JSON list, object or null is read as JSON."""
    fields: dict[str, Any] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise Refused(NO_FIELD_AND_VALUE.because(field=shown(pair)))
        fields[name] = _value(name, text)
    return fields


def _value(name: str, text: str) -> Any:
    if text == "null" or text[:1] in ("[", "{"):
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Refused(NOT_JSON.because(field=shown(name))) from error
    return text


def _tell_receipt(receipt: Receipt, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(receipt), ensure_ascii=False))
        return
    again = " (again: the first answer)" if receipt.replayed else ""
    facts = ", ".join(f"{name} {value}" for name, value in receipt.facts.items())
    print(f"{receipt.kind}: {receipt.event}{again}: {facts}")
    print(f"line {receipt.number} of chronicle {receipt.organisation}, digest {receipt.digest}")


def tell_refusal(refused: Refused, *, as_json: bool = False) -> None:
    """Print refusals for a person, or as JSON for a program."""
    if as_json:
        told = [
            {"code": r.code, "sentence": sentence_of(r), "remedy": remedy_of(r)}
            for r in refused.refusals
        ]
        print(json.dumps({"refusals": told}, ensure_ascii=False))
        return
    for refusal in refused.refusals:
        print(f"{refusal.code}: {sentence_of(refusal)}\n  {remedy_of(refusal)}", file=sys.stderr)
