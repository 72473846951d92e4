"""`./tequio find SLUG WORDS…`: organisations of a register by words in any of its languages.

SLUG is the short name of the organisation that keeps the register. Facets narrow it down:
--facet country=GB --facet status=active. Whoever sits at the machine sees all, also what may
not be published; --open shows only what everybody may see.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from tequio.membership import queries as membership
from tequio.registry.queries.facets import SHOWN, Facet
from tequio.registry.queries.finding import Found, Row, find
from tequio.registry.queries.meaning_instead import meant_instead

TAKES_WORDS_AFTER_OPTIONS = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose register, what is sought, and how it is told."""
    parser.add_argument("slug", metavar="SLUG", help="short name of who keeps the register")
    parser.add_argument("words", nargs="*", metavar="WORD", help="names, places, numbers")
    parser.add_argument("--facet", action="append", default=[], metavar="NAME=CODE", type=facet)
    parser.add_argument("--after", default="", help="`next` of the page before")
    parser.add_argument("--open", action="store_true", help="only what everybody may see")
    parser.add_argument("--json", action="store_true", help="for programs")


def facet(text: str) -> Facet:
    """`country=GB`.  Raises ArgumentTypeError for a name that no facet has."""
    name, _equals, code = text.partition("=")
    if name not in SHOWN or not code:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(SHOWN)} with a code")
    return name, code


def run(arguments: argparse.Namespace) -> int:
    """0 with what was found, also where that is nothing; 2 for a register that is not there."""
    keeper = membership.organisation(arguments.slug)
    if keeper is None:
        print(f"There is no organisation {arguments.slug!r} here.", file=sys.stderr)
        return 2
    found = find(
        keeper.id,
        text=" ".join(arguments.words),
        facets=arguments.facet,
        after=arguments.after,
        closed=not arguments.open,
    )
    print(
        json.dumps(_plain(found), ensure_ascii=False, indent=1) if arguments.json else _told(found)
    )
    if not arguments.json and (meant := _meant(keeper.id, arguments, found)):
        print(f"Did you mean: {meant}")
    return 0


def _meant(keeper: int, arguments: argparse.Namespace, found: Found) -> str:
    """What may have been meant where nothing has all the words."""
    if found.rows and not found.is_loose:
        return ""
    text, closed = " ".join(arguments.words), not arguments.open
    return meant_instead(keeper, text, facets=arguments.facet, closed=closed)


def _plain(found: Found) -> dict[str, Any]:
    return {
        "count": found.count_said,
        "is_capped": found.is_capped,
        "is_loose": found.is_loose,
        "next": found.next,
        "organisations": [
            {
                "number": row.number,
                "name": row.name,
                "locality": row.locality,
                "region": row.region,
                "country": row.country,
                "status": row.status,
                "is_closed": row.is_closed,
                "sources": row.sources,
                "conflicts": row.conflicts,
            }
            for row in found.rows
        ],
    }


def _told(found: Found) -> str:
    count = f"more than {found.count_said:,}" if found.is_capped else f"{found.count_said:,}"
    lines = [f"{count} found" + (", with some of the words" if found.is_loose else "")]
    lines += [f"{row.number:>8}  {row.name}{_place(row)}" for row in found.rows]
    if found.next:
        lines.append(f"more: --after {found.next!r}")
    return "\n".join(lines)


def _place(row: Row) -> str:
    place = ", ".join(filter(None, (row.locality or row.region, row.country)))
    return f" ({place})" if place else ""
