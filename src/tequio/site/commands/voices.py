"""`./tequio voices`: which words and numbers a language still lacks for reading balances aloud.

Each is recorded once, with a phone, by somebody of the group, and saved in the folder that is
named, as NAME.ogg, NAME.mp3 or NAME.m4a (docs/voices.md).
"""

from __future__ import annotations

import argparse
import sys

from tequio.membership import queries as members
from tequio.notices.queries import voices
from tequio.notices.rules import spoken


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Of which language."""
    known = ", ".join(sorted(spoken.NUMBERS))
    parser.add_argument("language", nargs="?", default="", help=f"one of {known}; else all")


def run(arguments: argparse.Namespace) -> int:
    """0 when nothing is missing, 1 when something is, 2 for a language that is not spoken here."""
    if arguments.language and arguments.language not in spoken.NUMBERS:
        known = ", ".join(sorted(spoken.NUMBERS))
        print(f"Numbers are said in {known}, not in {arguments.language}.", file=sys.stderr)
        return 2
    units = {one.unit for one in members.organisations() if one.unit}
    if arguments.language:
        return tell(arguments.language, units)
    lacking = 0
    for language in sorted(spoken.NUMBERS):
        left, whole = (len(of(language, units)) for of in (voices.missing, voices.words_of))
        print(f"{language}: {whole - left} of {whole} clips are recorded")
        lacking += left
    return 1 if lacking else 0


def tell(language: str, units: set[str]) -> int:
    """Name every clip that is missing, beside what is to be said in it."""
    left = voices.missing(language, units)
    if not left:
        print(f"{language}: every clip is recorded.")
        return 0
    print(f"Record these and save them in {voices.folders(language)[0]}:\n")
    for name, said in left.items():
        print(f"{name:<16} {said}")
    print(f"\n{len(left)} are missing.")
    return 1
