"""Ties as both sides said them, under the numbers by which these are found now."""

from __future__ import annotations

from tequio.ecosystem.models import TieRow, TieWordRow
from tequio.ecosystem.rules.saying import NO_SUCH_TIE, Ends
from tequio.kernel import Refused
from tequio.registry.queries.hand import heads_of


def ends_of(keeper: int, tie: int) -> Ends:
    """Both ends of a tie that stands, and which of them have said so.  Two queries, and one for
    each step of merges.  Raises Refused."""
    rows = TieRow.objects.filter(organisation_id=keeper, id=tie, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(NO_SUCH_TIE.because(tie=tie))
    said = TieWordRow.objects.filter(organisation_id=keeper, tie_id=tie)
    sayers = set(said.values_list("listed_id", flat=True))
    heads = heads_of(keeper, {row.one_id, row.other_id, *sayers})
    found = frozenset(heads[one] for one in sayers)
    return Ends(tie, heads[row.one_id], heads[row.other_id], found)
