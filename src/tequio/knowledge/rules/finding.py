"""Practices found by words, in whatever language they were written.  Pure.

Words become concepts by the thesaurus of the registry; a practice answers a concept if any of its
terms, in any language, stands in one of its texts or names its sector.  What ended, moved back or
did harm answers like the rest: nothing here looks at it before whoever searches asks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tequio.knowledge.rules.designs import Design
from tequio.registry.rules.searching import Asked, Concepts, Group, Term, Thesaurus, ask
from tequio.registry.rules.words import words
from tequio.screening.rules.packs import Texts

IN_TITLE, IN_MATTER, IN_TEXT = range(3)
"""Where the words stand: in the title or sector, in problem and parts, only in the story."""

OF_GRAMMAR = frozenset({"avec"})
"""Words of every text that are also a short name in the thesaurus: no text answers by them."""

Line = frozenset[str]
"""The folded words of one text."""


@dataclass(frozen=True)
class Wanted:
    """What is asked besides words.  Each is empty where nothing is asked.

    mark     ended, moved_back, harm; "failure" for any of them, "none" for practices without one
    """

    state: str = ""
    mark: str = ""
    sector: str = ""
    country: str = ""


@dataclass(frozen=True)
class Entry:
    """A practice as search sees it: its lines, by where they stand."""

    design: Design
    lines: tuple[tuple[Line, ...], ...]


def entry_of(design: Design, concepts: Concepts) -> Entry:
    """What search reads of a practice."""
    sector = concepts.get(design.sector, {})
    title = [*design.title.values(), *(term for terms in sector.values() for term in terms)]
    matter = [*_said(_matter(design)), design.place, design.sector]
    return Entry(design, (_lines(title), _lines(matter), _lines(_said(_story(design)))))


def find(
    text: str, entries: Iterable[Entry], thesaurus: Thesaurus, wanted: Wanted | None = None
) -> tuple[Design, ...]:
    """The practices that answer all the words; nearest first, else in the order given.

    Without words all that is wanted.  Words are taken whole; only if nothing answers, each also
    stands for the words that begin with it.
    """
    among = [one for one in entries if is_wanted(one.design, wanted or Wanted())]
    if not text.strip():
        return tuple(one.design for one in among)
    for begins in (False, True):
        found = _answers(ask(text, thesaurus, begins=begins), among)
        if found:
            return found
    return ()


def is_wanted(design: Design, wanted: Wanted) -> bool:
    """Whether a practice is of the state, mark, sector and country that is asked for."""
    return (
        wanted.state in ("", design.state)
        and wanted.sector in ("", design.sector)
        and wanted.country in ("", design.country)
        and _has_mark(design, wanted.mark)
    )


def _has_mark(design: Design, mark: str) -> bool:
    if mark in ("failure", "none"):
        return design.is_failure == (mark == "failure")
    return not mark or mark in design.marks


def _answers(asked: Asked, among: list[Entry]) -> tuple[Design, ...]:
    if not asked:
        return ()
    near = [(_nearness(asked, one), place, one.design) for place, one in enumerate(among)]
    found = sorted((far, place) for far, place, _design in near if far is not None)
    return tuple(among[place].design for _far, place in found)


def _nearness(asked: Asked, entry: Entry) -> int | None:
    """The farthest of where each group of words stands; None if one stands nowhere."""
    farthest = IN_TITLE
    for group in asked:
        where = next((far for far, lines in enumerate(entry.lines) if _any(group, lines)), None)
        if where is None:
            return None
        farthest = max(farthest, where)
    return farthest


def _any(group: Group, lines: tuple[Line, ...]) -> bool:
    return any(_all(phrase, line) for line in lines for phrase in group)


def _all(phrase: tuple[Term, ...], line: Line) -> bool:
    return all(_one(term, line) for term in phrase)


def _one(term: Term, line: Line) -> bool:
    if term.is_beginning:
        return any(word.startswith(term.word) for word in line)
    return term.word in line


def _matter(design: Design) -> Iterator[Texts]:
    yield from (design.problem, design.root_cause)
    for component in design.components:
        yield from (component.name, component.function, component.form)
        yield from (variant.form for variant in component.variants)


def _story(design: Design) -> Iterator[Texts]:
    yield from (one.says for one in design.text)
    for component in design.components:
        yield from (one.reason for one in component.every() if one.reason)
    yield from (one.because for one in design.profile.values())


def _said(texts: Iterable[Texts]) -> Iterator[str]:
    return (said for text in texts for said in text.values())


def _lines(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(frozenset(words(text)) - OF_GRAMMAR for text in texts)
