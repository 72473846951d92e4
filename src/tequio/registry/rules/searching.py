"""What is asked of the index of words: words, what they also mean, and marks of facets.  Pure.

All groups must be there; of a group any phrase; of a phrase all words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import yaml

from tequio.registry.rules.meaning import register_number
from tequio.registry.rules.words import OPEN, folded, mark, words, words_in

MOST_WORDS = 12
LONGEST_PHRASE = 6
SHORTEST_BEGINNING = 2

Phrase = tuple[str, ...]
Thesaurus = Mapping[Phrase, tuple[Phrase, ...]]
"""By a folded phrase all phrases of the concepts it stands for, itself among them."""
Concepts = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the code of a concept its terms by language, as people write them."""


@dataclass(frozen=True)
class Term:
    """One word; with `is_beginning` every word that begins with it."""

    word: str
    is_beginning: bool = False


Group = tuple[tuple[Term, ...], ...]
Asked = tuple[Group, ...]


def load_thesaurus(text: str) -> Thesaurus:
    """Concepts in YAML: code → language → terms; whoever asks with a term of `also` finds the
    concept, and the concept does not find that term."""
    found: dict[Phrase, dict[Phrase, None]] = defaultdict(dict)
    for concept in _in_yaml(text).values():
        also = _phrases(concept.pop("also", ()))
        phrases = [phrase for terms in concept.values() for phrase in _phrases(terms)]
        for phrase in (*phrases, *also):
            found[phrase].update(dict.fromkeys(phrases))
    return {phrase: tuple(means) for phrase, means in found.items()}


def load_concepts(text: str) -> Concepts:
    """The same concepts by their codes; without `also`, which are words of wider concepts."""
    return {code: _terms(concept) for code, concept in _in_yaml(text).items()}


def _terms(concept: Mapping[str, Iterable[object]]) -> Mapping[str, tuple[str, ...]]:
    return {
        language: tuple(map(str, terms))
        for language, terms in concept.items()
        if language != "also"
    }


def _in_yaml(text: str) -> dict[str, dict[str, list[object]]]:
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, dict[str, list[object]]] = quick(text).get_single_data()
    return found


def _phrases(terms: Iterable[object]) -> list[Phrase]:
    return [tuple(words(str(term))) for term in terms]


def ask(text: str, thesaurus: Thesaurus, *, begins: bool) -> Asked:
    """The groups of a search text; its longest phrases that the thesaurus knows also stand for
    what they mean, and a number for itself without zeros in front.

    begins  each word of two signs or more also stands for every word that begins with it
    """
    typed, place = words(text)[:MOST_WORDS], 0
    found: list[Group] = []
    while place < len(typed):
        phrase = _known(typed[place:], thesaurus)
        literal = tuple(_term(word, begins=begins) for word in phrase)
        also = [tuple(map(Term, means)) for means in thesaurus.get(phrase, ()) if means != phrase]
        plain = register_number(phrase[0]).lower()
        if len(phrase) == 1 and plain and plain != phrase[0]:
            also.append((_term(plain, begins=begins),))
        found.append((literal, *also))
        place += len(phrase)
    return tuple(found)


def ask_any(text: str, *, begins: bool) -> Asked:
    """One group: any of the words is enough."""
    typed = words(text)[:MOST_WORDS]
    return (tuple((_term(word, begins=begins),) for word in typed),) if typed else ()


def asked_of_facets(facets: Iterable[tuple[str, str]], *, also_closed: bool) -> Asked:
    """A group for each facet, and for outsiders one of what may leave."""
    marks = [mark(facet, code) for facet, code in facets] + ([] if also_closed else [OPEN])
    return tuple(((Term(one),),) for one in marks)


def _known(typed: list[str], thesaurus: Thesaurus) -> Phrase:
    """The longest beginning of these words that the thesaurus knows, else the first word."""
    for length in range(min(LONGEST_PHRASE, len(typed)), 1, -1):
        if tuple(typed[:length]) in thesaurus:
            return tuple(typed[:length])
    return (typed[0],)


def _term(word: str, *, begins: bool) -> Term:
    return Term(word, begins and len(word) >= SHORTEST_BEGINNING)


def as_fts5(asked: Asked) -> str:
    """In the language of FTS5.  Words hold letters, numbers and vowel signs only."""
    return _joined(asked, lambda one: f'"{one.word}"' + "*" * one.is_beginning, " AND ", " OR ")


def as_tsquery(asked: Asked) -> str:
    """In the language of PostgreSQL's text search."""
    return _joined(asked, lambda one: f"'{one.word}'" + ":*" * one.is_beginning, " & ", " | ")


def _joined(asked: Asked, write: object, all_of: str, any_of: str) -> str:
    assert callable(write)
    groups = (
        any_of.join(f"({all_of.join(str(write(term)) for term in phrase)})" for phrase in group)
        for group in asked
    )
    return all_of.join(f"({group})" for group in groups)


@dataclass(frozen=True)
class Nearness:
    """How well names answer a text; `start` is the text folded, `words` what it asks for."""

    start: str
    words: tuple[str, ...]

    @classmethod
    def to(cls, text: str) -> Nearness:
        """Of names to this text."""
        return cls(folded(text).strip(), tuple(words(text)))

    def of(self, sort_name: str) -> int:
        """0 it is the text, 1 it begins with it, 2 all words stand in it, 3 it was found by other
        words.  `sort_name` is folded."""
        if sort_name.startswith(self.start):
            return 0 if sort_name == self.start else 1
        if all(word in sort_name for word in self.words):
            name = words_in(sort_name)
            if tuple(name) == self.words:
                return 0
            if all(any(word.startswith(one) for word in name) for one in self.words):
                return 2
        return 3
