"""How many keys a payment to a member needs, and whose are turned."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.kernel import Act, Unit
from tequio.ledger import rules as ledger
from tequio.mandates import queries as mandates
from tequio.mandates import rules
from tequio.membership import queries as members


@dataclass(frozen=True)
class Keys:
    """What `mandates.turn_key` takes, how many are needed, who turned one."""

    mandate: int | None
    payment: str
    needed: int
    turned: tuple[str, ...]


def keys_of(act: Act, movement: ledger.Movement, unit: Unit) -> Keys:
    """Of the newest decision in force that covers this movement.  At most four queries."""
    asked = rules.Asked(
        movement.code, movement.subject, unit, movement.minor, movement.on, act.today
    )
    found = [
        one
        for one in mandates.candidates(act.of_organisation, asked)
        if not rules.objections_to_day(one, asked)
    ]
    chosen = max(found, key=lambda one: one.mandate, default=None)
    payment = ledger.hash_of(movement)
    if chosen is None or chosen.keys == 1:
        return Keys(chosen.mandate if chosen else None, payment, 1, ())
    turns = mandates.fresh_turns(act.of_organisation, payment, act.at)
    people = [turn.person for turn in turns if turn.mandate == chosen.mandate]
    names = members.person_names(people)
    return Keys(chosen.mandate, payment, chosen.keys, tuple(names[one] for one in people))
