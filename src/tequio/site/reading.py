"""Who reads: names instead of numbers where a refusal speaks of a person whom the reader knows."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from functools import cached_property

from django.http import Http404, HttpRequest

from tequio.membership.queries.roll import names_on_the_roll
from tequio.membership.visits import visit


class Reader:
    """Whoever looks at a page of an organisation."""

    def __init__(self, request: HttpRequest, slug: str) -> None:
        self.request, self.slug = request, slug

    @cached_property
    def names(self) -> Mapping[int, str]:
        """All who belong or belonged, by number; none for who may not see the roll.

        Read once for each page, and only where a refusal names somebody.
        """
        try:
            here = visit(self.request, self.slug)
        except Http404:
            return {}
        return names_on_the_roll(here.organisation.id)


READER: ContextVar[Reader | None] = ContextVar("tequio.reader", default=None)


def name_of(person: int) -> str | None:
    """The name of a person as the reader of this page may see it; "" if she was erased."""
    reader = READER.get()
    return reader.names.get(person) if reader else None
