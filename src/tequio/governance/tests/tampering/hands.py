"""What a hand changes past the guards: rows set, lost, copied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tequio.governance.tests.by_hand import Book

SOME_DAY = date(2030, 1, 1)
Change = Callable[[Book], Any]


def copied(table: Any, book: Book, number: int, **changes: Any) -> None:
    """A row that no act wrote: a copy of another under a number of its own."""
    row = table.objects.filter(**book.own, id=number).values().get()
    table.objects.create(**row | {"id": 9_000} | changes)


def changes(table: Any, which: str, **columns: Any) -> Change:
    """Set columns of the row that the book names like this."""
    return lambda book: table.objects.filter(**book.own, id=at(book, which)).update(**columns)


def loses(table: Any, which: str) -> Change:
    return lambda book: table.objects.filter(**book.own, id=at(book, which)).delete()


def at(book: Book, which: str) -> int:
    """`roof.ballot` of the facts that the book kept."""
    name, _dot, fact = which.partition(".")
    found = book.said[name]
    return int(found[fact] if fact else found)
