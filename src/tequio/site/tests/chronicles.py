"""What the tests of the chronicle's pages share: a group with two lines, and how to read a page."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from tequio.chronicle import queries as chronicle
from tequio.chronicle.service import append, lock_head
from tequio.membership import service
from tequio.membership.tests.groups import Group, found


def group_with_lines() -> Group:
    """Asha wrote two persons down."""
    made = found()
    for name in ("Durga Bai", "Geeta Yadav"):
        service.register_person(made.act("asha", f"register {name}"), name=name)
    return made


def write(group: Group, who: str, kind: str, event: Any) -> int:
    """A line of a room above, as its act would leave it."""
    act = group.act(who, f"{kind} {who} {chronicle.head_of(group.id).number}")
    return append(act, lock_head(group.id), kind, event, "").number


def address(group: Group, name: str) -> str:
    return reverse(f"chronicle:{name}", args=[group.slug, *([1] if name == "line" else [])])


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def of(group: Group) -> dict[str, Any]:
    head = chronicle.head_of(group.id)
    return {"chain": head.chain, "number": head.number, "digest": head.digest}
