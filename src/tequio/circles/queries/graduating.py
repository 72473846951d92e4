"""Groups that graduated: of which proposals the members adopted which."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import GraduationRow
from tequio.circles.queries.cycles import cycles_of
from tequio.circles.rules import FORMS, Grown
from tequio.governance.queries.proposals import adopted_across, undecided
from tequio.kernel import Finding
from tequio.membership.queries.federating import federations_of


@dataclass(frozen=True)
class Graduated:
    """How a group goes on by decision of its members, and since when.

    words  of the form, for a reader
    """

    group: int
    proposal: int
    form: str
    federation: int | None
    since: date

    @property
    def words(self) -> str:
        return FORMS[self.form]


def graduations(groups: Collection[int]) -> dict[int, list[Graduated]]:
    """Group → what its members decided, the newest first.  Two queries, however many groups."""
    rows = list(GraduationRow.objects.filter(organisation_id__in=groups))
    days = adopted_across({(row.organisation_id, row.proposal_id) for row in rows})
    found: dict[int, list[Graduated]] = {}
    for row in sorted(rows, key=lambda row: -row.proposal_id):
        since = days.get((row.organisation_id, row.proposal_id))
        if since is not None:
            one = Graduated(
                row.organisation_id, row.proposal_id, row.form, row.federation_id, since
            )
            found.setdefault(row.organisation_id, []).append(one)
    return found


def grown(organisation: int) -> Grown:
    """Where a group stands that wants to graduate.  Eight queries."""
    over = [one for one in cycles_of(organisation) if one.ended_on is not None]
    decided = {one.proposal for one in graduations([organisation]).get(organisation, [])}
    rows = list(GraduationRow.objects.filter(organisation_id=organisation))
    standing = decided | undecided(organisation, [row.proposal_id for row in rows])
    return Grown(
        len(over),
        frozenset(federations_of(organisation)),
        frozenset((row.form, row.federation_id) for row in rows if row.proposal_id in standing),
    )


def check_graduations(organisation: int) -> Iterator[Finding]:
    """Every row as its line tells it, both ways."""
    told = facts_of(organisation, "circles.propose_graduation")
    rows = GraduationRow.objects.filter(organisation_id=organisation)
    yield from compared(
        "circles",
        "proposal to graduate",
        told={one["proposal"]: (one["form"], one["federation"]) for one in told},
        here={row.proposal_id: (row.form, row.federation_id) for row in rows},
    )
