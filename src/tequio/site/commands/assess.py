"""`./tequio assess`: whether a practice would stand in a place. Nothing is stored.

    ./tequio assess creche --context FILE             a ready case, in the place that FILE describes
    ./tequio assess creche --for NETWORK --context 7  in place 7 of the network's library
    ./tequio assess 12 --for NETWORK --context 7      practice 12 of that library
    ./tequio assess --cases                           which ready cases there are
    ./tequio assess … --json                          for programs

FILE is YAML: the code of a variable, then its value; of money {value: 3400, unit: ZAR}.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from tequio.kernel import Refused
from tequio.knowledge.queries.cases import ready_case, ready_cases
from tequio.knowledge.queries.designs import load_profile
from tequio.knowledge.queries.places import is_place, profile_of
from tequio.knowledge.queries.references import assessable
from tequio.knowledge.queries.versions import design_at
from tequio.knowledge.rules.designs import Design, plain_design
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.profiles import Profile
from tequio.knowledge.rules.transferability import (
    Assessment,
    Line,
    Reader,
    assess,
    assessment_digest,
    plain_assessment,
    spoken,
)
from tequio.knowledge.rules.transferability.aloud import DISCLAIMER, assessment_aloud
from tequio.knowledge.rules.values import written
from tequio.screening.rules.packs import in_language
from tequio.site.commands._naming import NotThere, organisation_named
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.unreadable import why_unreadable

LARGEST = 200_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What, where, of whom, and how it is told."""
    parser.add_argument("practice", nargs="?", default="", metavar="CASE|NUMBER")
    parser.add_argument("--context", default="", metavar="FILE|N", help="a file, or a place there")
    parser.add_argument("--for", dest="keeper", default="", metavar="ORG", help="whose library")
    parser.add_argument("--cases", action="store_true", help="which ready cases there are")
    parser.add_argument("--json", action="store_true", help="for programs")


def needs_tables(words: Sequence[str]) -> bool:
    """Whether a library is asked; a ready case in the place of a file needs none."""
    return any(word.startswith("--f") for word in words)


def run(arguments: argparse.Namespace) -> int:
    """0 with an answer, whatever it is; 2 for what is not there or was not said."""
    try:
        lines = _cases() if arguments.cases else _assessed(arguments)
        for line in lines:
            print(line)
    except NotThere as problem:
        print(str(problem), file=sys.stderr)
        return 2
    except Refused as refused:
        for refusal in refused.refusals:
            print(f"{sentence_of(refusal)} {remedy_of(refusal)}", file=sys.stderr)
        return 2
    return 0


def _cases() -> Iterator[str]:
    for one in ready_cases():
        yield f"{one.code:<28} {in_language(one.title, 'en')}"


def _assessed(arguments: argparse.Namespace) -> Iterator[str]:
    if not arguments.practice or not arguments.context:
        raise NotThere("Say which practice and --context; --cases lists what is ready.")
    keeper = organisation_named(arguments.keeper).id if arguments.keeper else None
    design = _design(keeper, arguments.practice)
    found = assess(design, _profile(keeper, arguments.context))
    if arguments.json:
        told = {"digest": assessment_digest(found), "disclaimer": DISCLAIMER}
        yield json.dumps(plain_assessment(found) | told, ensure_ascii=False, indent=1)
        return
    yield in_language(design.title, "en")
    yield from _told(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _design(keeper: int | None, named: str) -> Design:
    """A ready case by code, or a practice by number.  Raises NotThere, Refused."""
    if not _is_number(named):
        case = ready_case(named)
        if case is None:
            raise NotThere(f"There is no ready case {named!r}: ./tequio assess --cases lists all.")
        return assessable(json.dumps(plain_design(case)))
    if keeper is None:
        raise NotThere("A practice by its number needs --for: whose library?")
    practice = design_at(keeper, int(named))
    if practice is None:
        raise NotThere(f"There is no practice {named} in that library.")
    return assessable(practice.design)


def _profile(keeper: int | None, named: str) -> Profile:
    """A place of a library by number, or what a file says.  Raises NotThere."""
    if _is_number(named):
        if keeper is None:
            raise NotThere("A place by its number needs --for: whose library?")
        if not is_place(keeper, int(named)):
            raise NotThere(f"There is no place {named} in that library.")
        return profile_of(keeper, int(named))
    path = Path(named)
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise NotThere(f"{path}: larger than any place can be.")
        return load_profile(text.decode("utf-8"))
    except OSError as problem:
        raise NotThere(f"{path}: {why_unreadable(problem)}") from None
    except UnicodeDecodeError:
        raise NotThere(f"{path}: this is no text in UTF-8.") from None
    except ReadingError as wrong:
        raise NotThere("\n".join(f"{path}: {one}" for one in wrong.problems)) from None


def _told(found: Assessment) -> Iterator[str]:
    aloud = assessment_aloud(found)
    yield from _said(aloud.verdict)
    for section in (*aloud.sections, aloud.first, aloud.later):
        if section.lines:
            yield f"{section.title}:"
        for line in section.lines:
            yield from _said(line, 1)
    yield aloud.disclaimer


def _said(line: Line, depth: int = 0) -> Iterator[str]:
    for deep, text in spoken(line, Reader("en", str, _number)):
        yield f"{'  ' * (deep + depth)}{text}"


def _number(value: int | Fraction, currency: str) -> str:
    return f"{written(value)} {currency}".strip()
