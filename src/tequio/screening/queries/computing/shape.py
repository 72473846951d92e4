"""What a fact computed from the own books looks like, and how a module offers its facts.

A module reads everything that its facts need at once (`read`, a bounded number of queries); each
fact is then one named function of what was read.  Its docstring is its definition: what is counted,
of which period, in which unit, from which rows, with which grade.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from tequio.kernel import digest
from tequio.screening.rules.catalogue import FACTS, Book
from tequio.screening.rules.silences import SILENCES

Grade = int
"""0 typed alone, 1 document, 2 confirmed by members or witnesses, 3 bank-matched or held from
outside: always that of the weakest input."""

Value = bool | int | str | dict[str, Any]
"""In the plain form of the catalogue: shares as "2/3", counts as whole numbers, choices as codes,
money as {"minor", "unit"}."""


@dataclass(frozen=True, order=True)
class Row:
    """A row behind a fact: what it is, its number in the books of the organisation, its day."""

    kind: str
    number: int
    day: date


@dataclass(frozen=True)
class Found:
    """What a function found: the value, the period for which it is true, and what it rests on."""

    value: Value
    since: date
    until: date
    grade: Grade
    rows: tuple[Row, ...] = ()


Answer = Found | str
"""Found, or the code of a silence (`rules/silences.py`)."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class Computed:
    """One fact with all that is needed to compute it again: ids only, no name.

    since, until  the period for which the value is true, both days included
    query         the name of the function, such as `members.admissions`
    digest        over the query, the period, the value and the rows
    """

    fact: str
    value: Value
    since: date
    until: date
    grade: Grade
    rows: tuple[Row, ...]
    query: str
    digest: str


@dataclass(frozen=True)
class Silent:
    """A fact that the books do not answer, and why: the code of a silence."""

    fact: str
    reason: str

    @property
    def words(self) -> str:
        """The reason as a sentence."""
        return SILENCES[self.reason]


@dataclass(frozen=True)
class Module(Generic[Read]):
    """The facts of one book that are counted from the same rows.

    name  such as `members`; the name of a query is `<name>.<function>`
    read  (party, day) → everything that the functions need, in a bounded number of queries
    also  other books that it reads: where one of them is closed its facts stay silent
    """

    name: str
    book: Book
    read: Callable[[int, date], Read]
    functions: Mapping[str, Callable[[Read], Answer]]
    also: tuple[Book, ...] = ()

    def answers_from(
        self, books: Collection[str], party: int, on: date
    ) -> Iterator[Computed | Silent]:
        """What it answers where these books are open; without all of them nothing is read."""
        if self.book not in books:
            return
        if set(self.also) <= set(books):
            yield from self.answers(party, on)
        else:
            yield from (Silent(fact, "other_book_closed") for fact in self.functions)

    def answers(self, party: int, on: date) -> Iterator[Computed | Silent]:
        """What the own books say of each fact on a day, in the order of the functions."""
        read = self.read(party, on)
        for fact, function in self.functions.items():
            found = function(read)
            if isinstance(found, str):
                yield Silent(fact, found)
            else:
                yield _computed(fact, f"{self.name}.{function.__name__}", found)


@dataclass(frozen=True)
class Query:
    """One fact that can be computed here; `about`: its definition in words."""

    fact: str
    book: Book
    name: str
    about: str
    function: Callable[[Any], Answer]


def queries_of(modules: Collection[Module[Any]]) -> dict[str, Query]:
    """Every fact of these modules.  Raises ValueError for a fact that is offered twice, is not in
    the catalogue, or is of another book there."""
    listed: dict[str, Query] = {}
    for module in modules:
        for fact, function in module.functions.items():
            if fact in listed or fact not in FACTS or FACTS[fact].book != module.book:
                raise ValueError(f"{module.name} cannot offer {fact}")
            name = f"{module.name}.{function.__name__}"
            about = inspect.getdoc(function) or ""
            listed[fact] = Query(fact, module.book, name, about, function)
    return listed


def _computed(fact: str, query: str, found: Found) -> Computed:
    rows = tuple(sorted(set(found.rows)))
    proof = digest(
        {
            "query": query,
            "since": found.since,
            "until": found.until,
            "value": found.value,
            "rows": [[row.kind, row.number] for row in rows],
        }
    )
    return Computed(fact, found.value, found.since, found.until, found.grade, rows, query, proof)
