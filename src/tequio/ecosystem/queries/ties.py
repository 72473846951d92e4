"""Ties as both sides said them, under the numbers by which these are found now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tequio.ecosystem.models import TieRow, TieWordRow
from tequio.ecosystem.rules.saying import NO_SUCH_TIE, Ends
from tequio.kernel import Refused
from tequio.registry.queries.hand import heads_of
from tequio.registry.queries.profiles import listed_parties


def ends_of(keeper: int, tie: int) -> Ends:
    """Both ends of a tie that stands, and which of them have said so.  Three queries, and one for
    each step of merges.  Raises Refused."""
    rows = TieRow.objects.filter(organisation_id=keeper, id=tie, ended_on=None)
    row = rows.first()
    if row is None:
        raise Refused(NO_SUCH_TIE.because(tie=tie))
    words = TieWordRow.objects.filter(organisation_id=keeper, tie_id=tie)
    told = set(words.values_list("listed_id", "is_own"))
    heads = heads_of(keeper, {row.one_id, row.other_id, *(listed for listed, _is_own in told)})
    here = theirs_to_say(keeper)
    said = {heads[one] for one, is_own in told if is_own or heads[one] not in here}
    return Ends(tie, heads[row.one_id], heads[row.other_id], frozenset(said))


def theirs_to_say(keeper: int) -> frozenset[int]:
    """Listed organisations that are on this node: of their ties only their own officers' word
    counts, and what was written down for them waits for it.  One query."""
    return frozenset(listed_parties(keeper).values())


def words_that_count(
    words: Iterable[TieWordRow], heads: dict[int, int], theirs: Collection[int]
) -> list[TieWordRow]:
    """Those of a side itself, and of sides that are not on this node what was written down."""
    return [word for word in words if word.is_own or heads[word.listed_id] not in theirs]
