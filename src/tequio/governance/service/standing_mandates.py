"""What the statutes allow without a vote becomes mandates: one for each set of offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.governance.rules.grants import STANDING, granted_again, segments, standing_grants
from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Mandate
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Statutes


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
    return tuple(
        granting.grant(
            organisation,
            grant=grant,
            source=decided.source,
            source_hash=decided.source_hash,
            decided_on=decided.on,
        )
        for grant in standing_grants(statutes, mandates.units(organisation), until)
    )


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
    return tuple(
        number
        for day, last in segments([mandate.grant for mandate in held], since)
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
    if again := granted_again(mandate.grant, since=since, on=decided.on):
        granting.grant(
            organisation,
            grant=again,
            source=mandate.source,
            source_hash=mandate.source_hash,
            decided_on=mandate.decided_on,
        )
