"""Keys on what moves between a federation and a group: who has turned hers, and turning one's own.

A key is turned on one exact payment.  Which payments those are is not written down beforehand: the
page tries the sum that it knows, or that the decision leaves, with each account.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tequio.circles.queries.bulk import named
from tequio.kernel import Act, Amount, Refusal, Unit
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.mandates import service as mandate_service
from tequio.mandates.rules import Asked
from tequio.membership import queries as members
from tequio.membership.visits import Visit

Places = Sequence[tuple[str, str]]
"""An account, or a loan with its terms, as the acts name it, and what the group calls it."""


@dataclass(frozen=True)
class Turned:
    """One exact payment on which keys are turned: the sum, from or into where, and whose keys."""

    amount: Amount
    place: str
    people: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Keys:
    """What the decision asks for.

    enough  whether with the key of who looks there are enough on one of these payments
    """

    mandate: int
    needed: int
    turned: tuple[Turned, ...]
    enough: bool


@dataclass(frozen=True)
class Moving:
    """What is moved for which purpose with whom; `sums`: those that are tried, in minor units."""

    purpose: str
    other: int
    unit: Unit
    places: Places
    sums: Collection[int] = ()

    def payment(self, minor: int, place: str) -> str:
        """The fingerprint on which keys are turned."""
        return mandate_rules.payment_hash(
            code=self.purpose,
            subject=named(self.other),
            unit=self.unit.code,
            minor=minor,
            place=place,
        )


def keys_of(here: Visit, moving: Moving) -> Keys | None:
    """The keys that the decision asks for; None where one person may do it alone, or nobody."""
    asked = Asked(moving.purpose, named(moving.other), moving.unit, 1, here.today, here.today)
    found = mandates.candidates(here.organisation.id, asked)
    valid = [one for one in found if not mandate_rules.objections_to_day(one, asked)]
    if not valid or any(one.keys < 2 for one in valid):
        return None
    chosen = max(valid, key=lambda one: (one.scope != "", one.mandate))
    left = [] if chosen.ceiling is None else [chosen.ceiling - chosen.spent]
    turned = _turned(here, moving, {*moving.sums, *left}, chosen.mandate)
    least = chosen.keys
    enough = any(len({*one.people, here.person}) >= least for one in turned)
    return Keys(chosen.mandate, least, turned, enough)


def _turned(here: Visit, moving: Moving, sums: Collection[int], mandate: int) -> tuple[Turned, ...]:
    payments = {
        moving.payment(minor, place): (minor, name)
        for minor in sorted(sums)
        for place, name in moving.places
        if minor > 0
    }
    found = mandates.turns_of(here.organisation.id, payments)
    fresh = {
        payment: tuple(
            one.person
            for one in turns
            if one.mandate == mandate
            and not one.used_by
            and mandate_rules.key_is_fresh(one.turned_at, here.at)
        )
        for payment, turns in found.items()
    }
    names = members.person_names({one for people in fresh.values() for one in people})
    return tuple(
        Turned(
            Amount(payments[payment][0], moving.unit),
            payments[payment][1],
            people,
            tuple(names.get(one, "") for one in people),
        )
        for payment, people in fresh.items()
        if people
    )


def turn(act: Act, keys: Keys, moving: Moving, paid: tuple[int, str]) -> None:
    """Turn the own key; paid: the sum and the place."""
    payment = moving.payment(*paid)
    mandate_service.turn_key(act, mandate=keys.mandate, payment_hash=payment)


def without_keys(against: Sequence[Refusal], keys: Keys | None) -> list[Refusal]:
    """What greys the button: missing keys do so only while they are missing."""
    is_met = keys is not None and keys.enough
    return [one for one in against if not (is_met and one.code == "keys_missing")]
