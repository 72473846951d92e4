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
TOUCHED_BY = ("standing.purposes", "offices.pay", "offices.book", "offices.claim")
"""Provisions whose amendment ends the standing mandates and grants them anew."""


def grant_standing(
    act: Act, *, statutes: Statutes, since: date, source: str, source_hash: str
) -> tuple[int, ...]:
    """Grant the standing mandates that these statutes contain, in every unit; their numbers."""
    organisation = act.of_organisation
    ceilings = tuple(Ceiling(unit, None) for unit in sorted(mandates.units(organisation)))
    purposes: dict[tuple[str, ...], list[Scope]] = defaultdict(list)
    for code in statutes.purposes():
        purposes[statutes.executors(code)].append(Scope(code))
    return tuple(
        granting.grant(
            organisation,
            grant=Grant(
                title=STANDING,
                scopes=tuple(scopes),
                ceilings=ceilings,
                offices=offices,
                valid_from=since,
            ),
            source=source,
            source_hash=source_hash,
            decided_on=act.today,
        )
        for offices, scopes in sorted(purposes.items())
    )


def renew_standing(
    act: Act, *, statutes: Statutes, since: date, source: str, source_hash: str
) -> tuple[int, ...]:
    """End the standing mandates in force on that day, and grant those of the amended statutes."""
    for mandate in mandates.mandates_of(act.of_organisation, act.today):
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
