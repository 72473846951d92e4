"""Bring the catalogues of all languages up to date with every sentence of the house.

It adds what is new, drops what is gone, guesses nothing, and lists what is not translated yet.
`--new sw` begins a language: it makes its folder and its catalogue (docs/translating.md).
"""

from __future__ import annotations

import argparse

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog

from tequio.site import faults, messages, translations

NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which language, and whether to write."""
    parser.add_argument("language", nargs="*", help="only these languages, such as fr")
    parser.add_argument("--new", metavar="LANGUAGE", help="begin a language, such as sw or pt_BR")
    parser.add_argument("--dry-run", action="store_true", help="say what is missing, write nothing")


def run(arguments: argparse.Namespace) -> int:
    """Refresh, and answer 1 while something is missing."""
    known = list(translations.sources(messages.PACKAGE))
    wanted = [arguments.new] if arguments.new else arguments.language or known
    wrong = _wrong_name(arguments.new) if arguments.new else _unknown(wanted, known)
    if wrong:
        print(wrong)
        return 2
    refresh = messages.refreshed if arguments.dry_run else messages.merge
    found = {one: refresh(messages.catalogue_of(one)) for one in wanted}
    return max([_tell(one, catalogue) for one, catalogue in found.items()], default=0)


def _tell(language: str, catalogue: Catalog) -> int:
    """Print what is missing and what is wrong; 1 while there is something."""
    lacking, wrong = messages.missing(catalogue), faults.faults(catalogue)
    for sentence in (*lacking, *wrong):
        print(f"{language}: {sentence}")
    print(f"{language}: {len(lacking)} not translated, {len(wrong)} wrong")
    return 1 if lacking or wrong else 0


def _unknown(wanted: list[str], known: list[str]) -> str:
    strange = [one for one in wanted if one not in known]
    if not strange:
        return ""
    return f"No catalogue for {', '.join(strange)}; there are: {', '.join(known)}."


def _wrong_name(language: str) -> str:
    """Why a language cannot be begun under this name."""
    try:
        proper = str(Locale.parse(language))
    except (UnknownLocaleError, ValueError):
        return (
            f"{language} is no code of a language that Babel knows (CLDR), such as sw or pt_BR:"
            " its months, numbers and plurals are not at hand."
        )
    if proper != language:
        return f"Write the code as {proper}."
    return f"{language} was begun already." if messages.catalogue_of(language).exists() else ""
