"""Organisations of the register as pages of the room name them."""

from __future__ import annotations

from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.of_one import names_of


def shown_as(keeper: int, listed: int | None, *, is_inside: bool) -> tuple[int | None, str]:
    """Under which number and name the register shows an organisation now; None and empty where
    none is named, or whoever looks may not know.  A query for each merge, and one."""
    if listed is None:
        return None, ""
    head = heads_of(keeper, [listed])[listed]
    name = names_of(keeper, [head], is_inside=is_inside).get(head)
    return (head, name) if name else (None, "")
