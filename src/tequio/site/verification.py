"""`verify`: every room's own check, asked for every organisation, in the order of the floors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import NODE, Head
from tequio.kernel import Finding, RefusalKind, Refused, six_words
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.membership import queries as membership
from tequio.site import guards
from tequio.site.acts import ROOMS

FORMAT = "tequio.head@1"
HEAD_FILE_NOT_READABLE = RefusalKind(
    "head_file_not_readable",
    _("{file} is not a file with heads: {problem}"),
    _("Use a file that `./tequio verify --heads` of the other node wrote."),
    about="input",
)


def findings(
    organisations: Sequence[int] | None = None, *, held: Sequence[tuple[str, Head]] = ()
) -> Iterator[tuple[int, Finding]]:
    """(organisation, what does not hold): for each its chain first, then the rooms above it; last
    what the database keeps for all, once, which counts as the node's.

    organisations  which ones; None for the node's own chain and all organisations
    held           heads from files, each with the name of its holder
    """
    if organisations is None:
        organisations = [NODE, *(one.id for one in membership.organisations())]
    for organisation in organisations:
        for finding in chronicle.check(organisation, also=held):
            yield organisation, finding
        if organisation != NODE:
            for finding in _of_rooms(organisation):
                yield organisation, finding
    for finding in _of_all():
        yield NODE, finding


def _of_all() -> Iterator[Finding]:
    yield from guards.check()
    for finding in ledger.check_grammar():
        yield replace(finding, room=guards.ROOM)


def _of_rooms(organisation: int) -> Iterator[Finding]:
    for room in ROOMS:
        yield from import_module(f"tequio.{room}.queries").check(organisation)


@dataclass(frozen=True)
class Chains:
    """How much was verified; the node's own chain counts among the lines."""

    organisations: int
    lines: int
    witnessed: int


def chains(organisations: Sequence[int] | None = None) -> Chains:
    """What these organisations keep, or all of the node."""
    listed = organisations
    if listed is None:
        listed = [NODE, *(one.id for one in membership.organisations())]
    found = [chronicle.head_of(one) for one in listed]
    witnessed = sum(len(chronicle.witnesses_of(head.chain)) for head in found)
    own = sum(one != NODE for one in listed)
    return Chains(own, sum(head.number for head in found), witnessed)


def heads(organisations: Sequence[int] | None = None) -> dict[str, Any]:
    """The heads of these chains, or of all of this node: to print, read aloud, keep elsewhere."""
    if organisations is None:
        organisations = [NODE, *(one.id for one in membership.organisations())]
    return {
        "format": FORMAT,
        "heads": [
            asdict(head) | {"words": " ".join(six_words(head.digest))}
            for head in map(chronicle.head_of, organisations)
        ],
    }


def read_heads(file: Path) -> list[tuple[str, Head]]:
    """Heads from a file of `heads()`, or one head alone, each under the file's name.

    Raises Refused `head_file_not_readable`.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise Refused(HEAD_FILE_NOT_READABLE.because(file=str(file), problem=str(error))) from error
    return [(file.name, head) for head in heads_in(text, name=str(file))]


def heads_in(text: str, *, name: str) -> list[Head]:
    """Heads in the text of such a file, under a name for complaints.

    Raises Refused `head_file_not_readable`.
    """
    try:
        told = json.loads(text)
        listed = told.get("heads", [told])
        return [Head(str(one["chain"]), int(one["number"]), str(one["digest"])) for one in listed]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(HEAD_FILE_NOT_READABLE.because(file=name, problem=str(error))) from error
