"""Facts about an organisation that its own books on this node answer, each with its rows.

Only books that it lets be read are read (`books`); what they do not answer is said with a reason,
never guessed.  To add facts: a module with `MODULE = Module(...)`, and one line in `MODULES`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from tequio.kernel import remembering
from tequio.screening.queries.computing import (
    carried_out,
    circle,
    keys,
    leaving,
    loans,
    meetings,
    members,
    money,
    offices,
    statutes,
    surplus,
)
from tequio.screening.queries.computing.shape import (
    Computed,
    Module,
    Query,
    Row,
    Silent,
    queries_of,
)

MODULES: tuple[Module[Any], ...] = (
    statutes.MODULE,
    members.MODULE,
    leaving.MODULE,
    meetings.MODULE,
    offices.MODULE,
    carried_out.MODULE,
    money.MODULE,
    surplus.MODULE,
    loans.MODULE,
    circle.MODULE,
    keys.MODULE,
)

QUERIES: Mapping[str, Query] = queries_of(MODULES)
"""Fact → which book answers it, by which function, and how it is defined."""

READS: Mapping[str, frozenset[str]] = {
    fact: frozenset({module.book, *module.also}) for module in MODULES for fact in module.functions
}
"""Fact → all books that are read to answer it."""

__all__ = ["MODULES", "QUERIES", "READS", "Computed", "Query", "Row", "Silent", "computed_facts"]


def computed_facts(
    party: int, books: Collection[str], on: date
) -> tuple[list[Computed], list[Silent]]:
    """What the own books of an organisation say on a day, and what they do not say and why.

    party  the organisation on this node; books: those it lets be read (`rules.catalogue.BOOKS`)

    The number of queries does not grow with the books; a book that is not named is not read,
    and a fact that rests on two books needs both.
    """
    said: list[Computed] = []
    silent: list[Silent] = []
    with remembering():
        for module in MODULES:
            for answer in module.answers_from(books, party, on):
                if isinstance(answer, Computed):
                    said.append(answer)
                else:
                    silent.append(answer)
    return said, silent
