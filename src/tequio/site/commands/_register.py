"""`./tequio import register`: a list of organisations from a file of its source."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from tequio.kernel import Act, Refused, plain
from tequio.registry import service
from tequio.registry.queries.lists import mapping_named
from tequio.registry.queries.mappings import ready_mapping, ready_mappings, ready_text
from tequio.registry.queries.previewing import Preview, Row, preview
from tequio.registry.queries.saved_mappings import all_saved
from tequio.registry.rules.mapping import ColumnReport, read_mapping
from tequio.registry.rules.mapping.reports import STATES
from tequio.registry.service.preparing import Waiting, take_in
from tequio.site.commands.act import organisation_named, person_named, tell_refusal
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.unreadable import why_unreadable

ABOUT = (
    "Take a list of organisations into a register: CSV, XLSX, GeoJSON, Murmurations, OpenFairDB or"
    " uMap. A second edition is compared with the first; what is missing in it is not closed."
    " --dry-run says for each row what would happen and for each column what is not taken. The"
    " mappings that come with the house, and what they give, stand in docs/registers.md."
)
AT_ONCE = 1 << 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, of whom, for whom, by whom."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--source", required=True, metavar="ID", help="whose list it is")
    parser.add_argument("--for", dest="name", required=True, help="short name of the keeper")
    parser.add_argument("--by", required=True, help="who does it: number, phone or e-mail")
    parser.add_argument("--key", help="idempotency key; by default made from the file's content")
    says = "how columns are read: a mapping of the house, one saved in the register, or a file"
    parser.add_argument("--mapping", metavar="NAME|FILE", help=says)
    day = "the day for which the file stands, such as 2016-12-31 (today)"
    parser.add_argument("--edition", type=a_day, metavar="DAY", help=day)
    parser.add_argument("--part", action="store_true", help="not the whole list: nobody vanishes")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, write none")
    parser.add_argument("--rows", type=int, default=20, help="rows told one by one (%(default)s)")
    parser.add_argument("--json", action="store_true", help="tell the outcome as JSON")


def a_day(text: str) -> date:
    """A day as it is written everywhere.  Raises ArgumentTypeError saying how."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        how = f"{text!r} is no day here: write year, month and day, such as 2016-12-31"
        raise argparse.ArgumentTypeError(how) from None


def run(arguments: argparse.Namespace) -> int:
    """0 when the file was, or could be, taken in; 1 when it is refused; 2 when it or the mapping
    cannot be read."""
    try:
        organisation, by = organisation_named(arguments.name), person_named(arguments.by)
        text = _mapping(arguments, organisation)
        if arguments.dry_run:
            _tell(arguments, _previewed(arguments, organisation, text))
        else:
            _tell_done(arguments, _imported(arguments, organisation, by, text))
    except OSError as error:
        print(f"{error.filename}: {why_unreadable(error)}", file=sys.stderr)
        return 2
    except Refused as refused:
        tell_refusal(refused)
        return 1
    return 0


def _mapping(arguments: argparse.Namespace, organisation: int | None) -> str:
    """The text of the mapping that was named; else the one of the house for this source."""
    named = arguments.mapping
    if named is None:
        for code in ready_mappings():
            if arguments.source in {one.code for one in ready_mapping(code).sources}:
                return ready_text(code)
        named = arguments.source
    for one in all_saved(organisation) if organisation is not None else []:
        if one.mapping.code == named:
            return one.text
    if named in ready_mappings():
        return ready_text(named)
    mapping_named(named)
    return Path(named).read_text("utf-8", "replace")


def _previewed(arguments: argparse.Namespace, organisation: int | None, text: str) -> Preview:
    assert organisation is not None
    return preview(
        organisation,
        arguments.file,
        read_mapping(text),
        name=arguments.file.name,
        whole=not arguments.part,
        most=arguments.rows,
    )


def _imported(
    arguments: argparse.Namespace, organisation: int | None, by: int | None, text: str
) -> dict[str, Any]:
    assert organisation is not None
    at = timezone.localtime()
    with arguments.file.open("rb") as file:
        digest = service.stage(organisation, iter(lambda: file.read(AT_ONCE), b""))
    told = f"{digest} {arguments.source} {arguments.edition or at.date()}"
    key = arguments.key or "register-" + hashlib.sha256(told.encode()).hexdigest()[:40]
    waiting = Waiting(
        arguments.source, digest, arguments.file.name, arguments.edition, not arguments.part
    )
    try:
        receipt = take_in(lambda end: Act(by, organisation, at, f"{key}{end}"), text, waiting)
    finally:
        service.unstage(organisation, digest)
    return dict(receipt.facts) | {"replayed": receipt.replayed}


def _tell_done(arguments: argparse.Namespace, facts: dict[str, Any]) -> None:
    if arguments.json:
        print(json.dumps(plain(facts), ensure_ascii=False, indent=1))
        return
    if facts["replayed"]:
        print("This import was done before under the same key; nothing was written again.")
    names = ("rows", "new", "changed", "same", "vanished", "refused")
    print(f"Import {facts['batch']}: " + ", ".join(f"{facts[one]:,} {one}" for one in names) + ".")


def _tell(arguments: argparse.Namespace, found: Preview) -> None:
    if arguments.json:
        told = {
            "format": found.format,
            "rows": found.lines,
            **found.counts,
            "linked": found.linked,
            "records": [_row(one) for one in found.rows],
            "columns": [asdict(one) for one in found.columns],
        }
        print(json.dumps(plain(told), ensure_ascii=False, indent=1))
        return
    for line in _lines(found):
        print(line)


def _row(one: Row) -> dict[str, Any]:
    told: dict[str, Any] = {
        "line": one.line,
        "outcome": one.outcome,
        "source": one.source,
        "key": one.key,
        "name": one.name,
        "organisation": one.listed,
        "linked_by": one.linked_by,
        "changes": [
            {"property": it.property, "before": _values(it.before), "after": _values(it.after)}
            for it in one.changes
        ],
    }
    return told | ({"why": sentence_of(one.why)} if one.why else {})


def _values(said: Iterable[Any]) -> list[Any]:
    return [one.value for one in said]


def _lines(found: Preview) -> Iterable[str]:
    counts = ", ".join(f"{number:,} {name}" for name, number in found.counts.items())
    yield f"{found.lines:,} rows ({found.format}): {counts}. Nothing was written."
    for one in found.rows:
        why = f"  {sentence_of(one.why)} {remedy_of(one.why)}" if one.why else ""
        changed = ", ".join(it.property for it in one.changes)
        said = f"  {one.name} ({one.key})" if one.key else ""
        yield f"  line {one.line}: {one.outcome}{said}{f'  {changed}' if changed else ''}{why}"
    yield from filter(None, map(_column, found.columns))


def _column(one: ColumnReport) -> str:
    """What of this column is not taken, and why."""
    if one.state != "taken":
        return (
            f"  column {one.column}: {STATES[one.state]}{f', {one.reason}' if one.reason else ''}"
        )
    if not one.not_understood:
        return ""
    samples = ", ".join(f"{it.text!r} on line {it.line}" for it in one.samples)
    return (
        f"  column {one.column}: {one.not_understood:,} of {one.filled:,} not understood: {samples}"
    )
