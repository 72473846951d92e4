"""Who stood aside from a vote because of an interest, as a reader may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tequio.governance.models import ExcusedRow
from tequio.membership import queries as members
from tequio.membership.rules import Standing, is_member


@dataclass(frozen=True)
class Aside:
    """Those who stand aside from a proposal.

    rows   number of the declaration and the person, in order
    names  empty for a reader who may know only how many they are
    """

    rows: tuple[tuple[int, int], ...] = ()
    names: Mapping[int, str] | None = None

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(person for _number, person in self.rows)

    def before(self, ballot: int) -> Aside:
        """Those who had declared it when the roll of this ballot was frozen."""
        return replace(self, rows=tuple(one for one in self.rows if one[0] < ballot))


def asides(standing: Standing, proposals: Iterable[int]) -> dict[int, Aside]:
    """Who stands aside from each of these proposals.  Two queries.

    Members see who it is, and who holds an office; anybody else how many they are.
    """
    rows = ExcusedRow.objects.filter(
        organisation_id=standing.organisation, proposal_id__in=set(proposals)
    )
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for proposal, number, person in rows.order_by("id").values_list(
        "proposal_id", "id", "person_id"
    ):
        found[proposal].append((number, person))
    names = None
    if found and (is_member(standing) or standing.offices):
        names = members.person_names({one[1] for listed in found.values() for one in listed})
    return {proposal: Aside(tuple(listed), names) for proposal, listed in found.items()}


def aside_from(standing: Standing, proposal: int) -> Aside:
    """Who stands aside from one proposal."""
    return asides(standing, [proposal]).get(proposal, Aside())
