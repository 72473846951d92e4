"""Write all that a group has here into one file: XLSX, CSV, hledger and JSON.

Names and phone numbers are in it; `./tequio import circle` takes its meetings in again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from tequio.kernel import Refused
from tequio.membership import queries as members
from tequio.site.commands.act import organisation_named
from tequio.site.everything import everything
from tequio.site.sentences import sentence_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whose, and where to."""
    parser.add_argument("organisation", help="short name of the group")
    parser.add_argument("file", type=Path, help="ZIP to write; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """0 when the file stands whole under its name, 1 when there is no such group, 2 when the file
    cannot be written."""
    try:
        number = organisation_named(arguments.organisation)
    except Refused as refused:
        print(sentence_of(refused.refusals[0]), file=sys.stderr)
        return 1
    group = members.organisation(number) if number is not None else None
    if group is None:
        print(f"There is no group called {arguments.organisation}.", file=sys.stderr)
        return 1
    data = everything(group, timezone.localdate())
    try:
        with arguments.file.open("xb") as file:
            file.write(data)
    except FileExistsError:
        print(f"{arguments.file} is there already; choose another name.", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{arguments.file}: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{arguments.file}: {len(data):,} bytes, all that {group.name} has here")
    return 0
