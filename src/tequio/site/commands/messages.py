"""Bring the Hindi catalogue up to date with every sentence of the house.

It adds what is new, drops what is gone, guesses nothing, and lists what still has no Hindi.
"""

from __future__ import annotations

import argparse

from tequio.site import messages

NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whether to write."""
    parser.add_argument("--dry-run", action="store_true", help="say what is missing, write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Merge, and answer 1 while something is missing."""
    if arguments.dry_run:
        catalogue = messages.read()
        catalogue.update(messages.template(), no_fuzzy_matching=True)
        lacking = messages.missing(catalogue)
    else:
        lacking = messages.merge()
    for sentence in lacking:
        print(sentence)
    return 1 if lacking else 0
