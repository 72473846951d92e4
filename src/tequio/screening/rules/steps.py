"""What an organisation that looks at itself can do next, the least trouble first.  Pure.

A step is help and never a condition: nothing is held against whoever does not take it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import Truth
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.evidence import cheapest
from tequio.screening.rules.judging import CriterionJudgement, Judgement
from tequio.screening.rules.packs import Rule
from tequio.screening.rules.tracing import AspectJudgement, Node
from tequio.screening.rules.wanting import Wanted

Kind = Literal[
    "answer", "read", "adopt", "confirm", "keep", "show", "write_down", "amend", "do", "ask", "done"
]
MOST = 12
KEPT_HERE = frozenset({"nothing_happened", "not_kept_here"})
"""Silences that end once the group does here what is asked."""


@dataclass(frozen=True)
class Step:
    """One thing to do.

    kind       `answer` a draft · `read`: let the network read books · `adopt` a provision ·
               `confirm`: another than the writer takes part · `keep` the book here · `show`
               evidence · `write_down` what is done · `amend` the rules · `do` what is asked ·
               `ask` to be examined · `done`: nothing is left
    criterion  for which it is; fact: of what; evidence: by which kind; silence: why the own books
               do not say it
    """

    kind: Kind
    criterion: str = ""
    fact: str = ""
    evidence: str = ""
    silence: str = ""


@dataclass(frozen=True)
class Mirrored:
    """What an organisation sees of itself by one pack.

    own      what a pack says of everything: all own books, and what the network knows besides
    seen     what it says of that which the network may read; None where no network looks
    silent   fact → why the own books do not say it; weak: facts that only their writer confirms
    """

    own: Judgement
    seen: Judgement | None = None
    silent: Mapping[str, str] | None = None
    weak: Collection[str] = ()
    has_draft: bool = False
    is_at_work: bool = False
    is_found: bool = False


def steps(mirrored: Mirrored) -> tuple[Step, ...]:
    """What can be done, the first first; at least one."""
    found = dict.fromkeys(_steps(mirrored))
    return tuple(found)[:MOST] or (Step("done"),)


def _steps(mirrored: Mirrored) -> Iterator[Step]:
    own = mirrored.own
    if mirrored.has_draft:
        yield Step("answer")
    if reading_helps(mirrored):
        yield Step("read")
    gates = [one for one in own.criteria if one.is_gate]
    yield from _failing(gates)
    for wanted in own.wanted:
        yield _of_wanted(wanted, mirrored, own.criterion(wanted.criteria[0]))
    yield from _to_write(gates)
    if _may_ask(mirrored):
        yield Step("ask")
    others = [one for one in own.criteria if not one.is_gate]
    yield from _failing(others)
    yield from _to_write(others)
    for one in others:
        yield from (_of_wanted(wanted, mirrored, one) for wanted in one.wanted)


def reading_helps(mirrored: Mirrored) -> bool:
    """Whether the network would know more of a gate if it could read all books."""
    if mirrored.seen is None:
        return False
    pairs = zip(mirrored.own.criteria, mirrored.seen.criteria, strict=True)
    return any(
        there.is_gate and there.truth is Truth.UNKNOWN and here.truth is Truth.HOLDS
        for here, there in pairs
    )


def _may_ask(mirrored: Mirrored) -> bool:
    is_free = not (mirrored.is_at_work or mirrored.is_found)
    return mirrored.seen is not None and is_free and mirrored.own.verdict == "meets"


def _failing(criteria: Iterable[CriterionJudgement]) -> Iterator[Step]:
    for one in criteria:
        for aspect in (one.rules, one.practice):
            if aspect is not None and aspect.truth is Truth.FAILS:
                kind: Kind = "amend" if aspect.aspect == "rules" else "do"
                yield Step(kind, one.id, next(failing_facts(aspect.trace), ""))


def _to_write(criteria: Iterable[CriterionJudgement]) -> Iterator[Step]:
    for one in criteria:
        if one.reading == "works_not_written" and one.rules is not None:
            yield Step("write_down", one.id, next(iter(one.rules.rule.facts), ""))


def failing_facts(node: Node) -> Iterator[str]:
    """The facts of the comparisons for which a node does not hold."""
    if node.parts:
        for part in node.parts:
            if part.truth is Truth.FAILS:
                yield from failing_facts(part)
    elif node.truth is Truth.FAILS:
        yield from (fact for fact, _settled in node.settled)


def _of_wanted(wanted: Wanted, mirrored: Mirrored, criterion: CriterionJudgement) -> Step:
    fact, code = wanted.fact, criterion.id
    if wanted.kind != "platform":
        return Step("show", code, fact, wanted.kind)
    if fact in mirrored.weak:
        return Step("confirm", code, fact)
    silence = (mirrored.silent or {}).get(fact, "")
    if silence == "not_in_statutes":
        return Step("adopt", code, fact, silence=silence)
    other = _instead(wanted, criterion)
    if silence in KEPT_HERE or other is None:
        return Step("keep", code, fact, other or "", silence)
    return Step("show", code, fact, other, silence)


def _instead(wanted: Wanted, criterion: CriterionJudgement) -> str | None:
    """What would show it where the own books cannot."""
    rule = _rule_of(wanted.fact, criterion)
    if rule is None:
        return None
    accepts = [one for one in rule.accepts if one != "platform"]
    found = cheapest(wanted.fact, accepts=accepts, least_grade=rule.least_grade)
    return found.code if found and found.code != "platform" else None


def _rule_of(fact: str, criterion: CriterionJudgement) -> Rule | None:
    aspects: tuple[AspectJudgement | None, ...] = (criterion.rules, criterion.practice)
    rules = [one.rule for one in aspects if one is not None and fact in one.rule.facts]
    return rules[0] if rules else None


def books_wanted(own: Judgement, open_books: Collection[str]) -> tuple[str, ...]:
    """Books that a pack could use and that may not be read yet, in the order of the facts."""
    books = (FACTS[fact].book for fact in own.pack.facts)
    return tuple(dict.fromkeys(one for one in books if one and one not in open_books))
