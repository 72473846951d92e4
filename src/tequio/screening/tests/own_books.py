"""A group of twelve that votes from its own phones, and what its own books say of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tequio.governance import service as governance
from tequio.governance.rules.effects import Admit, AmendStatutes, Effect, GiveOffice
from tequio.governance.tests.hall import NAMES, Hall
from tequio.membership import service as membership
from tequio.screening.queries.computing import Computed, computed_facts


def answers(hall: Hall, *books: str, on: date | None = None) -> dict[str, Computed | str]:
    """Fact → what these books say of it, or the reason why they say nothing."""
    said, silent = computed_facts(hall.organisation, books, on or hall.today)
    return {one.fact: one for one in said} | {one.fact: one.reason for one in silent}


def by_phone(hall: Hall, effect: Effect, *, yes: Sequence[str] = NAMES, no: Sequence[str] = ()):
    """Devi proposes, Asha opens the vote, each votes from her own phone, Asha closes it the next
    day; the facts of its end."""
    proposal = hall.proposes(effect)
    ballot = hall.votes(proposal, way="phone")
    for choice, names in (("yes", yes), ("no", no)):
        for name in names:
            governance.cast(hall.act(name), ballot=ballot, choice=choice)
    return hall.later(days=1).closes(ballot)


def amendment(hall: Hall, **values: Any) -> AmendStatutes:
    """Change provisions from tomorrow on; the first dot of a code is written as two lines."""
    stated = {code.replace("__", "."): value for code, value in values.items()}
    return AmendStatutes("amendment", stated, hall.today)


def written_down(hall: Hall, name: str) -> Admit:
    """Somebody who asks to join."""
    person = membership.register_person(hall.act("Asha"), name=name).facts["person"]
    hall.people[name] = person
    return Admit("admission", person)


def office(hall: Hall, name: str, code: str, *, replaces: str | None = None) -> GiveOffice:
    """An office for one of them."""
    leaves = hall.people[replaces] if replaces else None
    return GiveOffice("office", code, hall.people[name], leaves)
