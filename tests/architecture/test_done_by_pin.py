"""What a PIN on a shared phone may do is a short list, and everything else is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from tequio.membership.visits import is_done_by

MEMBER = {
    "governance:approve",
    "governance:cast",
    "language",
    "membership:next_person",
    "membership:she",
    "membership:who",
    "offline",
    "ticket",
    "worker",
}
"""Pages that read nothing of a group, or on which a member does what she does at a meeting."""
KEY = {"ledger:turn_key"}


def marked(inside: Any = None, room: str = "") -> Iterator[tuple[str, str]]:
    """(name of the address, what its view is marked with) for every address of the house."""
    for one in (inside or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from marked(one, f"{room}{one.namespace}:" if one.namespace else room)
        else:
            yield f"{room}{one.name}", is_done_by(one.callback)


def test_nothing_but_this_may_be_done_with_a_pin() -> None:
    found = list(marked())
    assert {name for name, by in found if by == "member"} == MEMBER
    assert {name for name, by in found if by == "key"} == KEY
    assert len([name for name, by in found if not by]) > 100
