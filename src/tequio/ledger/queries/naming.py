"""Titles that rooms above give to what money moves for: a project, a loan, a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from tequio.mandates.queries import mandates_about

Titles = Callable[[int, Iterable[int]], Mapping[int, str]]

TITLES_OF: dict[str, Titles] = {}
"""Purpose → (organisation, numbers) → titles; whoever composes the rooms fills it."""
TITLES_OF_DECISIONS: dict[str, Titles] = {}
"""Kind of a mandate's source (`resolution`) → (organisation, numbers) → the titles voted on."""
SAID_BY_SUBJECT = "ledger.pay"
"""The purpose whose subject is made of the title of the decision."""


def titles_of_subjects(
    organisation: int, pairs: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Titles of (purpose, subject) pairs: of those whose subject is a number, and of those whose
    subject was made of the title of a decision.

    Each reader of titles is asked once, however many purposes it titles.
    """
    asked = set(pairs)
    wanted = {(code, subject) for code, subject in asked if subject.isdigit() and code in TITLES_OF}
    found: dict[tuple[str, str], str] = {}
    for titles in {TITLES_OF[code] for code, _subject in wanted}:
        own = [(code, subject) for code, subject in wanted if TITLES_OF[code] is titles]
        known = titles(organisation, {int(subject) for _code, subject in own})
        found |= {pair: known[int(pair[1])] for pair in own if int(pair[1]) in known}
    decided = {subject for code, subject in asked if code == SAID_BY_SUBJECT and subject}
    return found | _titles_of_decided(organisation, decided)


def _titles_of_decided(organisation: int, subjects: set[str]) -> dict[tuple[str, str], str]:
    """Subjects under which one title was decided; where there were several, the subject stays.
    Eight queries at most, none without a subject."""
    granted = mandates_about(organisation, SAID_BY_SUBJECT, subjects)
    titles = titles_of_decisions(organisation, {one.source for one in granted})
    named: dict[str, set[str]] = defaultdict(set)
    for one in granted:
        for scope in one.grant.scopes:
            named[scope.subject].add(titles.get(one.source, ""))
    return {
        (SAID_BY_SUBJECT, subject): next(iter(said))
        for subject, said in named.items()
        if subject in subjects and len(said) == 1 and said != {""}
    }


def titles_of_decisions(organisation: int, sources: Iterable[str]) -> dict[str, str]:
    """`resolution:12` → the title on which the members voted."""
    split = [(source, *source.split(":", 1)) for source in set(sources) if ":" in source]
    found: dict[str, str] = {}
    for kind, titles in TITLES_OF_DECISIONS.items():
        own = {source: int(tail) for source, head, tail in split if head == kind and tail.isdigit()}
        known = titles(organisation, own.values()) if own else {}
        found |= {source: known[number] for source, number in own.items() if known.get(number)}
    return found
