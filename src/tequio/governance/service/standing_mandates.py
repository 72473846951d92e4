"""What the statutes allow without a vote becomes mandates: one for each set of offices."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tequio.kernel import Act
from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
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


def grant_standing(
    act: Act, *, statutes: Statutes, since: date, source: str, source_hash: str
) -> tuple[int, ...]:
    """Grant the standing mandates that these statutes contain, in every unit; their numbers."""
    organisation = act.of_organisation
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
                valid_from=since,
            ),
            source=source,
            source_hash=source_hash,
            decided_on=act.today,
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


def renew_standing(
    act: Act, *, statutes: Statutes, since: date, source: str, source_hash: str
) -> tuple[int, ...]:
    """End the standing mandates in force on that day, and grant those of the amended statutes."""
    for mandate in mandates.mandates_of(act.of_organisation, since):
        if mandate.grant.title == STANDING:
            granting.end(
                act.of_organisation,
                mandate=mandate.id,
                ends_on=since,
                source=source,
                source_hash=source_hash,
            )
    return grant_standing(
        act, statutes=statutes, since=since, source=source, source_hash=source_hash
    )
