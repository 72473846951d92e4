"""`./tequio screen`: what a pack says of an organisation. Nothing is stored.

    ./tequio screen SLUG                              it looks at itself, by its own books alone
    ./tequio screen ORG --for NETWORK --pack un-ilo@1     as the network sees it: ORG is its number
                                                      in the register, or its short name
    ./tequio screen --all --for NETWORK --pack un-ilo@1   everybody whom the register lists
    … --all --pack un-ilo@2 --against un-ilo@1        what the new pack (--pack) would change
                                                      against the old one, and why: old → new
    ./tequio screen --check FILE                      is this credential genuine
    ./tequio screen --packs [--for NETWORK]           which packs there are

A pack is one that the network adopted, or one of the house. Own books are read by a network only as
far as the organisation allows it for that pack.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import timezone

from tequio.kernel import Refused
from tequio.membership.rules import Organisation
from tequio.registry.queries.hand import listed_of
from tequio.registry.queries.merging import stands_for
from tequio.registry.queries.recognised import listed_as
from tequio.screening.queries.looking import (
    Looked,
    changed_for_all,
    look,
    look_at_all,
    look_at_itself,
)
from tequio.screening.queries.packs import adopted_packs, pack_of, ready_pack, ready_packs
from tequio.screening.rules.aloud import REASONS
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.credentials import read_credential
from tequio.screening.rules.credentials.finding import LARGEST_FILE, decoded
from tequio.screening.rules.deciding import Verdict
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.judging import READINGS, VERDICT_WORDS, Judgement
from tequio.screening.rules.packs import Pack, in_language
from tequio.screening.rules.replaying import judgement_digest, plain_judgement
from tequio.site.commands._naming import NotThere, organisation_named
from tequio.site.sentences import remedy_of, sentence_of
from tequio.site.unreadable import why_unreadable

DEFINITION = "un-ilo@1"
FIRST_YEAR, LAST_YEAR = 1900, 2200
WHY: Mapping[str, str] = {str(code): words for code, words in REASONS.items()}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, through which pack, for whom, and how it is told."""
    parser.add_argument("organisation", nargs="?", default="", metavar="ORG")
    parser.add_argument("--for", dest="examiner", default="", metavar="NETWORK")
    parser.add_argument("--pack", default=DEFINITION, metavar="CODE@VERSION")
    says = "with --all: what --pack, the new one, would change against this one, the old"
    parser.add_argument("--against", default="", metavar="CODE@VERSION", help=says)
    parser.add_argument("--all", action="store_true", help="everybody whom the register lists")
    parser.add_argument("--packs", action="store_true", help="which packs there are")
    parser.add_argument("--check", type=Path, metavar="FILE", help="is this credential genuine")
    parser.add_argument("--on", type=a_day, metavar="DAY", help="as of this day")
    parser.add_argument("--json", action="store_true", help="for programs")


def a_day(text: str) -> date:
    """A day for which packs can look.  Raises ArgumentTypeError saying how it is written."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        how = f"{text!r} is no day here: write the day as 2026-12-31"
        raise argparse.ArgumentTypeError(how) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        how = f"{text} is too far away: write a day of the years {FIRST_YEAR} to {LAST_YEAR}"
        raise argparse.ArgumentTypeError(how)
    return day


def run(arguments: argparse.Namespace) -> int:
    """0 with an answer, whatever it is; 1 for a credential that is not genuine; 2 for what is not
    there or was not said."""
    try:
        if arguments.check:
            return _check(arguments.check, as_json=arguments.json)
        lines = _packs(arguments) if arguments.packs else _looked(arguments)
        for line in lines:
            print(line)
    except NotThere as problem:
        print(str(problem), file=sys.stderr)
        return 2
    return 0


def _looked(arguments: argparse.Namespace) -> Iterator[str]:
    on: date = arguments.on or timezone.localdate()
    examiner = organisation_named(arguments.examiner) if arguments.examiner else None
    pack = _pack(examiner, arguments.pack)
    if arguments.all:
        if examiner is None:
            raise NotThere("--all needs --for: whose register?")
        yield from _of_all(examiner, pack, on, arguments)
        return
    if not arguments.organisation:
        raise NotThere("Say which organisation, or --all, --packs or --check.")
    looked, name = _one(arguments.organisation, examiner, pack, on)
    yield from _as_json(looked) if arguments.json else _told(name, looked)


def _one(asked: str, examiner: Organisation | None, pack: Pack, on: date) -> tuple[Looked, str]:
    """An organisation as a network sees it, or as it sees itself."""
    if examiner is None:
        own = _asked(asked, "NETWORK")
        return look_at_itself(own.id, pack, on), own.name
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        listed = stands_for(examiner.id, int(asked))
        if listed not in listed_of(examiner.id, [listed]):
            raise NotThere(f"The register of {examiner.slug} lists nobody under {asked}.")
        return look(examiner.id, listed, pack, on), f"{examiner.slug} {asked}"
    own = _asked(asked, examiner.slug)
    found = listed_as(examiner.id, own.id)
    if found is None:
        raise NotThere(f"{own.name} is not recognised in the register of {examiner.slug}.")
    return look(examiner.id, found, pack, on), own.name


def _asked(slug: str, network: str) -> Organisation:
    """Whoever keeps books here.  Raises NotThere telling how one of a register is named."""
    try:
        return organisation_named(slug)
    except NotThere as problem:
        hint = (
            f"One that only a register lists is named by its number there: ORG --for {network}."
            f" ./tequio find {network} NAME tells the number."
        )
        raise NotThere(f"{problem} {hint}") from None


def _pack(examiner: Organisation | None, key: str) -> Pack:
    """An adopted pack, or one of the house.  Raises NotThere."""
    adopted = pack_of(examiner.id, key) if examiner else None
    if adopted is not None:
        return adopted.pack
    code, at, version = key.partition("@")
    if code in ready_packs():
        pack = ready_pack(code)
        if not at or version == str(pack.version):
            return pack
    ready = ", ".join(ready_pack(one).key for one in ready_packs())
    raise NotThere(f"There is no pack {key!r}. Of the house: {ready}.")


def _told(name: str, looked: Looked) -> Iterator[str]:
    found = looked.judgement
    gates = f": {', '.join(found.gates)}" if found.gates else ""
    words = VERDICT_WORDS[found.verdict] if found.does_apply else READINGS["not_applicable"]
    yield f"{name} · {found.pack.key} · {found.on}: {words}{gates}"
    for one in found.criteria:
        gate = "gate" if one.is_gate else "    "
        yield f"  {one.id:<12} {gate}  {READINGS[one.reading]}: {_title(one.criterion)}"
    if found.wanted:
        yield "What would settle it, cheapest first:"
    for kind, some in groupby(found.wanted, key=lambda one: one.kind):
        yield f"  {EVIDENCE[kind].title}:"
        yield from (f"    {FACTS[one.fact].title} ({WHY[one.why]})" for one in some)


def _title(criterion: Any) -> str:
    return in_language(criterion.titles, "en") if criterion.titles else str(criterion.title)


def _as_json(looked: Looked) -> Iterator[str]:
    facts = [
        {"fact": one.fact, "query": one.query, "rows": len(one.rows), "digest": one.digest}
        for one in looked.gathered.computed
    ]
    silent = [{"fact": one.fact, "reason": one.reason} for one in looked.gathered.silent]
    yield json.dumps(
        plain_judgement(looked.judgement)
        | {
            "digest": judgement_digest(looked.judgement),
            "computed": facts,
            "silent": silent,
            "books": sorted(looked.gathered.books),
        },
        ensure_ascii=False,
        indent=1,
    )


def _of_all(
    examiner: Organisation, pack: Pack, on: date, arguments: argparse.Namespace
) -> Iterator[str]:
    if arguments.against:
        yield from _changed(examiner, _pack(examiner, arguments.against), pack, on)
        return
    counted: Counter[Verdict] = Counter()
    for seen in look_at_all(examiner.id, pack, on):
        counted[seen.verdict] += 1
        if arguments.json:
            told = {"listed": seen.listed, "name": seen.name, "verdict": seen.verdict}
            yield json.dumps(told, ensure_ascii=False)
        else:
            yield f"{seen.listed:>8}  {VERDICT_WORDS[seen.verdict]:<20} {seen.name}"
    if not arguments.json:
        told_counts = (f"{VERDICT_WORDS[one]} {counted[one]:,}" for one in VERDICT_WORDS)
        yield f"{pack.key} · {on}: {' · '.join(told_counts)}"


def _changed(examiner: Organisation, old: Pack, new: Pack, on: date) -> Iterator[str]:
    """For whom another verdict would come, and which criteria come out otherwise."""
    count = 0
    for listed, comparison in changed_for_all(examiner.id, (old, new), on):
        count += 1
        was, now = _short(comparison.old), _short(comparison.new)
        why = ", ".join(change.criterion for change in comparison.changes)
        yield f"{listed:>8}  {was} → {now}: {why}"
    yield f"{old.key} → {new.key} · {on}: {count} would come out otherwise"


def _short(judgement: Judgement) -> str:
    return VERDICT_WORDS[judgement.verdict]


def _packs(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.examiner:
        for adopted in adopted_packs(organisation_named(arguments.examiner).id):
            yield f"{adopted.key:<28} adopted {adopted.adopted_on}  {_name(adopted.pack)}"
        return
    for code in ready_packs():
        pack = ready_pack(code)
        yield f"{pack.key:<28} {_name(pack)}"


def _name(pack: Pack) -> str:
    return in_language(pack.titles, "en")


def _check(path: Path, *, as_json: bool) -> int:
    """Whether a credential was signed by the key it names, and what it says."""
    try:
        with path.open("rb") as file:
            found = read_credential(decoded(file.read(LARGEST_FILE)))
    except OSError as problem:
        raise NotThere(f"{path}: {why_unreadable(problem)}") from None
    except Refused as refused:
        for refusal in refused.refusals:
            print(f"{sentence_of(refusal)} {remedy_of(refusal)}", file=sys.stderr)
        return 1
    told = {
        "name": found.name,
        "verdict": found.verdict,
        "pack": found.pack,
        "gates": list(found.gates),
        "issuer": found.issuer,
        "key": found.key,
        "decided_on": found.decided_on.isoformat(),
        "holds_until": found.holds_until.isoformat() if found.holds_until else None,
        "finding": found.address,
        "status": found.status,
    }
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    print("Genuine: no word was changed since it was signed.")
    for name, value in told.items():
        print(f"  {name}: {', '.join(value) if isinstance(value, list) else value}")
    print("Whether the key is the issuer's, ask the issuer; whether it still counts, its status.")
    return 0
