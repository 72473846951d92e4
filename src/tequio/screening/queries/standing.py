"""How a finding that everybody may see stands today, and what of it is signed and taken along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.registry.queries.hand import uid_of
from tequio.screening.models import CaseRow
from tequio.screening.queries.findings import FindingView, finding
from tequio.screening.queries.lapsing import live_of
from tequio.screening.queries.packs import packs_by_number
from tequio.screening.rules.cases import APPEAL, AT_WORK
from tequio.screening.rules.credentials import Claim
from tequio.screening.rules.lapsing import Live

MEETS = "meets"


@dataclass(frozen=True)
class Standing:
    """A finding with how it counts.

    is_appealed  an appeal against it was made and is not decided yet
    """

    finding: FindingView
    live: Live
    is_appealed: bool

    @property
    def counts(self) -> bool:
        """Whether it counts: nothing ended it, and no other stands in its place."""
        return self.live.counts and self.finding.is_current

    @property
    def has_label(self) -> bool:
        """Only what meets the rules, and counts, has one."""
        return self.counts and self.finding.verdict == MEETS

    @property
    def code(self) -> str:
        """`stands`, `lapsed` or `replaced`."""
        if not self.finding.is_current:
            return "replaced"
        return "stands" if self.live.counts else "lapsed"


@dataclass(frozen=True)
class Addresses:
    """Whole addresses: of the finding, of its status, of the issuer."""

    finding: str
    status: str
    issuer: str


def standing_of(examiner: int, number: int, today: date) -> Standing | None:
    """A finding as everybody may see it; None where nobody outside may.  Some thirty queries."""
    found = finding(examiner, number, today, is_inside=False)
    live = live_of(examiner, number, today) if found else None
    if found is None or live is None:
        return None
    appeals = CaseRow.objects.filter(
        organisation_id=examiner, kind=APPEAL, finding_id=number, state__in=AT_WORK
    )
    return Standing(found, live, appeals.exists())


def claim_of(examiner: int, issuer: str, found: FindingView, at: Addresses) -> Claim:
    """What a credential of a finding says, ready to be signed.  Two queries."""
    adopted = packs_by_number(examiner, [found.pack_id])[found.pack_id]
    return Claim(
        address=at.finding,
        status=at.status,
        issuer=issuer,
        issuer_address=at.issuer,
        uid=uid_of(examiner, found.listed),
        name=found.name,
        pack=adopted.key,
        pack_digest=adopted.digest,
        verdict=found.verdict,
        gates=found.gates,
        assessment=found.judgement,
        decided_on=found.decided_on,
        holds_until=found.holds_until,
    )
