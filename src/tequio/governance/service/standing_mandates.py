"""What the statutes allow without a vote becomes mandates: one for each set of offices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Ceiling, Grant, Mandate, Scope
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes

STANDING = "standing"
TOUCHED_BY = (
    "standing.purposes",
    "offices.pay",
    "offices.book",
    "offices.claim",
    "offices.keys",
    "keys.pay",
)
"""Provisions whose amendment ends the standing mandates and grants them anew."""


@dataclass(frozen=True)
class Decided:
    """The resolution from which standing mandates come, and its day."""

    source: str
    source_hash: str
    on: date


def grant_standing(
    organisation: int, *, statutes: Statutes, decided: Decided, until: date | None = None
) -> tuple[int, ...]:
    """Grant the standing mandates that these statutes contain, in every unit, from the day of the
    statutes until another day; their numbers."""
    ceilings = tuple(Ceiling(unit, None) for unit in sorted(mandates.units(organisation)))
    purposes: dict[tuple[tuple[str, ...], int], list[Scope]] = defaultdict(list)
    for code in statutes.purposes():
        purposes[_hands_for(statutes, code)].append(Scope(code))
    return tuple(
        granting.grant(
            organisation,
            grant=Grant(
                title=STANDING,
                scopes=tuple(scopes),
                ceilings=ceilings,
                offices=offices,
                keys=keys,
                valid_from=statutes.day,
                valid_until=until,
            ),
            source=decided.source,
            source_hash=decided.source_hash,
            decided_on=decided.on,
        )
        for (offices, keys), scopes in sorted(purposes.items())
    )


def _hands_for(statutes: Statutes, code: str) -> tuple[tuple[str, ...], int]:
    """The offices for a routine purpose, and how many keys must turn: paying out may need more."""
    executors = statutes.executors(code)
    if executors == statutes.offices("offices.pay"):
        return paying_offices(statutes, executors), statutes.integer("keys.pay")
    return executors, 1


def paying_offices(statutes: Statutes, offices: tuple[str, ...]) -> tuple[str, ...]:
    """Who executes a payment: where several keys must turn, those who hold a key too."""
    if statutes.integer("keys.pay") == 1:
        return offices
    return tuple(dict.fromkeys((*offices, *statutes.offices("offices.keys"))))


def renew_standing(organisation: int, *, since: date, decided: Decided) -> tuple[int, ...]:
    """Grant anew what the amended statutes allow from a day on; the numbers, the first first.

    Whatever was decided before for days to come stays: until its day the new statutes hold, and
    from its day on both.  A mandate ends once, and never on a day to come, so that an amendment
    for an earlier day is possible at any time: what holds until the day of this one is granted
    again with that end, by the decision that it came from.
    """
    held = mandates.held_from(organisation, since, title=STANDING)
    for mandate in held:
        _end(organisation, mandate, since=since, decided=decided)
    days = sorted({since, *(m.grant.valid_from for m in held if m.grant.valid_from > since)})
    lasts = [*(day - timedelta(days=1) for day in days[1:]), None]
    return tuple(
        number
        for day, last in zip(days, lasts, strict=True)
        for number in grant_standing(
            organisation, statutes=statutes_on(organisation, day), decided=decided, until=last
        )
    )


def _end(organisation: int, mandate: Mandate, *, since: date, decided: Decided) -> None:
    granting.end(
        organisation,
        mandate=mandate.id,
        ends_on=decided.on,
        source=decided.source,
        source_hash=decided.source_hash,
    )
    if mandate.grant.valid_from < since and decided.on < since:
        granting.grant(
            organisation,
            grant=replace(mandate.grant, valid_until=since - timedelta(days=1)),
            source=mandate.source,
            source_hash=mandate.source_hash,
            decided_on=mandate.decided_on,
        )
