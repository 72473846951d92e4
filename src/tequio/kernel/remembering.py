"""What does not change while something long happens is asked for once.

An act of many steps asks the same of the rooms below at every step: which statutes hold, who is a
member, which units there are.  Where it changes none of that, it says so by `remembering`, and
the queries marked `remembered` answer from memory until it ends.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_REMEMBERED: ContextVar[dict[Any, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Until this ends, `remembered` queries are asked once for the same arguments.

    Whoever opens it promises to write nothing that they read.
    """
    mark = _REMEMBERED.set({})
    try:
        yield
    finally:
        _REMEMBERED.reset(mark)


def remembered(query: Callable[P, T]) -> Callable[P, T]:
    """Mark a query whose answer may be remembered: its arguments hash, and nobody changes what it
    gives."""

    @functools.wraps(query)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        known = _REMEMBERED.get()
        if known is None:
            return query(*args, **kwargs)
        question = (query, args, tuple(sorted(kwargs.items())))
        if question not in known:
            known[question] = query(*args, **kwargs)
        answer: T = known[question]
        return answer

    return asked
