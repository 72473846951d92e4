"""`./tequio import circle`: meetings or balances of a savings group from XLSX or CSV."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from pathlib import Path
from typing import Any

from django.utils import timezone

from tequio.circles.service.bringing import bring_in
from tequio.circles.service.file_brought import Outcome
from tequio.kernel import Act, Refused
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.visits.spreadsheets import read_tables
from tequio.membership.visits.typed_amounts import minor_from_text
from tequio.site.commands.act import organisation_named, person_named, tell_refusal
from tequio.site.sentences import sentence_of
from tequio.site.unreadable import why_unreadable

ABOUT = (
    "Bring the meetings of a savings group in from a workbook or CSV (the tables of ./tequio"
    " export), or its balances from a cut-off statement. All is taken or nothing; --dry-run says"
    " for each row what would happen. The columns are described in docs/spreadsheets.md."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, for whom, by whom."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--for", dest="name", required=True, help="the group's short name")
    parser.add_argument("--by", required=True, help="who does it: number, phone or e-mail")
    parser.add_argument("--book", default="main", help="which book (%(default)s)")
    parser.add_argument("--cash", help="what lay in the box at a cut-off, such as 1250.50")
    dry = "say what would happen and write nothing"
    parser.add_argument("--dry-run", action="store_true", help=dry)
    parser.add_argument("--json", action="store_true", help="tell the outcome as JSON")


def run(arguments: argparse.Namespace) -> int:
    """0 when everything was, or would be, taken; 1 when something is refused; 2 when the file
    cannot be read."""
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        print(f"{arguments.file}: {why_unreadable(error)}", file=sys.stderr)
        return 2
    try:
        outcomes = _bring(arguments, data)
    except Refused as refused:
        tell_refusal(refused)
        return 1
    refused_any = any(one.is_refused for one in outcomes)
    if arguments.json:
        print(json.dumps([_told(one) for one in outcomes], ensure_ascii=False, indent=1))
    else:
        for one in outcomes:
            print(_line(one))
        print(_end(arguments.dry_run, is_refused=refused_any))
    return 1 if refused_any else 0


def _bring(arguments: argparse.Namespace, data: bytes) -> list[Outcome]:
    organisation, by = organisation_named(arguments.name), person_named(arguments.by)
    at = timezone.localtime()

    def act(key: str) -> Act:
        return Act(by, organisation, at, key or f"brought-{secrets.token_urlsafe(12)}")

    cash = None
    if arguments.cash is not None and organisation is not None:
        identity = members.organisation(organisation)
        unit = mandates.units(organisation)[identity.unit] if identity else None
        cash = minor_from_text(arguments.cash, unit.exponent if unit else 2)
    return bring_in(
        act,
        read_tables(data, arguments.file.name),
        book=arguments.book,
        cash=cash,
        is_dry_run=arguments.dry_run,
    )


def _told(one: Outcome) -> dict[str, Any]:
    return {
        "table": one.table,
        "row": one.row,
        "outcome": "refused" if one.is_refused else one.what,
        "subject": one.subject,
        "reasons": [sentence_of(refusal) for refusal in one.refusals],
    }


def _line(one: Outcome) -> str:
    told = f"{one.table}, row {one.row}: "
    if one.is_refused:
        return told + "refused. " + " ".join(sentence_of(refusal) for refusal in one.refusals)
    return told + " ".join(filter(None, (one.what, one.subject)))


def _end(is_dry_run: bool, *, is_refused: bool) -> str:
    if is_refused:
        return "Nothing was written down: correct the rows that are refused, and send it again."
    if is_dry_run:
        return "Nothing was written down: this was a dry run."
    return "All was written down."
