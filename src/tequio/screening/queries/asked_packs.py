"""Packs that the members were asked for and by which it is not judged yet."""

from __future__ import annotations

from dataclasses import dataclass

from tequio.governance import queries as governance
from tequio.governance.queries.proposals import adopted_across
from tequio.screening.models import AskedRow, PackRow
from tequio.screening.queries.packs import read_pack
from tequio.screening.rules.asking import PACK
from tequio.screening.rules.packs import Pack

MOST = 50


@dataclass(frozen=True)
class AskedPack:
    """A pack that lies before the members, or that they adopted and nobody took up.

    proposal  that asks for it; is_adopted: the members said yes
    """

    proposal: int
    pack: Pack
    is_adopted: bool


def asked_packs(examiner: int) -> list[AskedPack]:
    """The newest first; what was rejected or withdrawn is left out.  Four queries, however many."""
    known = set(PackRow.objects.filter(organisation_id=examiner).values_list("digest", flat=True))
    rows = AskedRow.objects.filter(organisation_id=examiner, kind=PACK).order_by("-proposal_id")
    asked = [row for row in rows[:MOST] if row.digest not in known]
    numbers = [row.proposal_id for row in asked]
    open_ = governance.undecided(examiner, numbers) if numbers else set()
    yes = adopted_across([(examiner, one) for one in numbers]) if numbers else {}
    return [
        AskedPack(row.proposal_id, read_pack(row.content), (examiner, row.proposal_id) in yes)
        for row in asked
        if row.proposal_id in open_ or (examiner, row.proposal_id) in yes
    ]
