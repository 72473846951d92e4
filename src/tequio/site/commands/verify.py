"""`./tequio verify`: walk every chain, recompute every balance, compare with every witness."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tequio.kernel import Refused
from tequio.site import verification
from tequio.site.commands.act import organisation_named
from tequio.site.sentences import sentence_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to verify, and against what."""
    parser.add_argument("--for", dest="organisation", help="only this organisation")
    parser.add_argument(
        "--witness", action="append", default=[], type=Path, help="a file of heads to compare with"
    )
    parser.add_argument("--heads", action="store_true", help="print the heads of this node as JSON")
    parser.add_argument("--all", action="store_true", help="name everything, not only the first")


def run(arguments: argparse.Namespace) -> int:
    """0 when everything holds, 1 when something does not, 2 when there is nothing to verify or a
    file cannot be read."""
    if arguments.heads:
        print(json.dumps(verification.heads(), ensure_ascii=False, indent=1))
        return 0
    try:
        held = [head for file in arguments.witness for head in verification.read_heads(file)]
        only = organisation_named(arguments.organisation)
    except Refused as refused:
        print(sentence_of(refused.refusals[0]), file=sys.stderr)
        return 2
    found = 0
    for organisation, finding in verification.findings(None if only is None else [only], held=held):
        print(f"organisation {organisation}: {finding.room}: {sentence_of(finding)}")
        found += 1
        if not arguments.all:
            break
    if found:
        return 1
    chains = verification.chains(None if only is None else [only])
    if chains.organisations == 0 and only is None:
        print("No organisation is kept here: there was nothing to verify.", file=sys.stderr)
        return 2
    print(
        f"Everything holds. {many(chains.organisations, 'organisation')},"
        f" {many(chains.lines, 'line')} in chronicles,"
        f" {many(chains.witnessed + len(held), 'witnessed head')}."
    )
    return 0


def many(number: int, thing: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
