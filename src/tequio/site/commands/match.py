"""`./tequio match A.csv B.csv`: which organisations of two lists may be one. Nothing is written.

Both files are read by a mapping (--mapping) or, without one, by the mapping of the house that
fits, or by their headings (name, postcode, number, lat, lon …). With --json: `candidates`, each
with its score, what speaks for and against it, what it looks like, and whether an import would
link the two without asking; `successions`, where one may have taken the place of the other.
Publishers' own keys find nobody: they only keep two apart.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tequio.kernel import Refused
from tequio.registry.queries.legal_words import legal_words
from tequio.registry.queries.lists import Listed, mapping_named, read_list
from tequio.registry.rules import matching
from tequio.registry.rules.matching import Candidate, Link, Party
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.unreadable import why_unreadable

NEEDS_TABLES = False
MOST_PROBLEMS = 20
UNIT = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Two files, and how they are read."""
    parser.add_argument("left", type=Path, metavar="A", help="a list: CSV, XLSX, GeoJSON …")
    parser.add_argument("right", type=Path, metavar="B", help="another list")
    parser.add_argument("--json", action="store_true", help="for programs, with all features")
    parser.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="NAME|FILE",
        help="how columns are read: of both, or given twice of A and of B",
    )
    parser.add_argument("--country", default="", metavar="CODE", help="of rows that say none: GB")
    parser.add_argument("--without-numbers", action="store_true", help="hide register numbers")
    parser.add_argument("--live", action="store_true", help="leave closed organisations out")


@dataclass(frozen=True)
class Laid:
    """Two lists laid side by side, and what was found.

    compared  the parties of each that were compared
    links     what both have an official number or key in common with, by the two keys
    """

    lists: tuple[Listed, Listed]
    compared: tuple[tuple[Party, ...], tuple[Party, ...]]
    candidates: list[Candidate]
    successions: list[Candidate]
    links: dict[tuple[str, str], Link]


def run(arguments: argparse.Namespace) -> int:
    """0 with the pairs, 2 with a sentence where a file or mapping cannot be read."""
    if len(arguments.mapping) > 2:
        print("--mapping is given at most twice: first for A, then for B.", file=sys.stderr)
        return 2
    try:
        lists = _read(arguments)
    except OSError as error:
        print(f"{error.filename}: {why_unreadable(error)}", file=sys.stderr)
        return 2
    except Refused as refused:
        for reason in refused.refusals:
            print(f"{sentence_of(reason)} {remedy_of(reason)}", file=sys.stderr)
        return 2
    laid = lay(*lists, has_numbers=not arguments.without_numbers, is_live=arguments.live)
    if arguments.json:
        files = {"left": str(arguments.left), "right": str(arguments.right)}
        print(json.dumps({"files": files} | as_plain(laid), ensure_ascii=False, indent=1))
    else:
        print(table(laid))
    return 0


def _read(arguments: argparse.Namespace) -> tuple[Listed, Listed]:
    """Both lists, each by its mapping."""
    named = [mapping_named(name) for name in arguments.mapping]
    first, second = (named[0], named[-1]) if named else (None, None)
    country = arguments.country.upper()
    return (
        read_list(arguments.left, mapping=first, country=country),
        read_list(arguments.right, mapping=second, country=country),
    )


def lay(left: Listed, right: Listed, *, has_numbers: bool, is_live: bool) -> Laid:
    """Lay two lists side by side. What an import would link is worked out on whole lists."""
    here, there = (
        [one if has_numbers else replace(one, numbers=()) for one in side.parties]
        for side in (left, right)
    )
    links = matching.official_pairs(here, there)
    compared = (_open(here, is_live=is_live), _open(there, is_live=is_live))
    words = legal_words()
    return Laid(
        lists=(left, right),
        compared=compared,
        candidates=matching.candidates(*compared, words),
        successions=matching.successions(*compared, words),
        links={(one.left, one.right): one for one in links},
    )


def _open(parties: list[Party], *, is_live: bool) -> tuple[Party, ...]:
    """All of them, or those that are not said to be closed."""
    return tuple(one for one in parties if not (is_live and one.status == "closed"))


def as_plain(laid: Laid) -> dict[str, Any]:
    """All that was found, for programs; scores and weights as in the method, 1 for a number."""
    return {
        "left": _list(laid.lists[0], laid.compared[0]),
        "right": _list(laid.lists[1], laid.compared[1]),
        "candidates": [
            _candidate(one, laid.links.get((one.left, one.right))) for one in laid.candidates
        ],
        "successions": [_candidate(one, None) for one in laid.successions],
        "links": [
            {"left": one.left, "right": one.right, "by": one.by, "code": list(one.code)}
            | {"automatic": not one.held_by, "waits_because": list(one.held_by)}
            for one in laid.links.values()
        ],
    }


def _list(listed: Listed, compared: tuple[Party, ...]) -> dict[str, Any]:
    return {
        "mapping": listed.mapping or None,
        "rows": listed.rows,
        "organisations": len(listed.parties),
        "compared": len(compared),
        "problems": len(listed.problems),
        "first_problems": [str(one) for one in listed.problems[:MOST_PROBLEMS]],
    }


def _candidate(found: Candidate, link: Link | None) -> dict[str, Any]:
    return {
        "left": found.left,
        "right": found.right,
        "score": found.score / UNIT,
        "sure": found.is_sure,
        "reading": found.reading,
        "automatic": link is not None and not link.held_by,
        "waits_because": list(link.held_by) if link else [],
        "features": [
            {"feature": one.code, "left": one.left, "right": one.right}
            | {"weight": one.points / UNIT, "agrees": one.agrees}
            for one in found.features
        ],
    }


def table(laid: Laid) -> str:
    """The pairs for a person's eyes, the likest first, and what was compared in the last line."""
    lines = [f"{'score':>6}  {'looks like':<31}  A | B"]
    for one in (*laid.candidates, *laid.successions):
        name = one.features[0]
        looks = matching.READINGS[one.reading]
        pair = f"{one.left} {name.left} | {one.right} {name.right}"
        lines.append(f"{one.score / UNIT:6.3f}  {looks:<31}  {pair}")
    linked = sum(not link.held_by for link in laid.links.values())
    here, there = laid.compared
    counts = (
        f"{len(here):,} organisations beside {len(there):,}: {len(laid.candidates):,} may be one, "
        f"{len(laid.successions):,} may have taken another's place; "
        f"an import would link {linked:,} without asking."
    )
    return "\n".join([*lines, "", counts])
