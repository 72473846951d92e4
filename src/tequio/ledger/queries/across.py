"""What accounts of a kind hold in the books of several organisations, in one query.

Whoever asks sees to it that the reader may know it: a federation what its groups consented to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from tequio.ledger import rules
from tequio.ledger.queries.facts import marks, rows_of

BALANCES = """
    SELECT a.organisation_id, a.kind, a.ref, a.unit, SUM(a.credits - a.debits)
    FROM ledger_accountrow a
    WHERE a.organisation_id IN ({organisations}) AND a.kind IN ({kinds})
        AND a.credits <> a.debits
    GROUP BY a.organisation_id, a.kind, a.ref, a.unit
"""
Place = tuple[str, str, str]
"""Kind, name and unit of an account."""


def balances_across(
    organisations: Collection[int], kinds: Collection[str]
) -> dict[int, dict[Place, int]]:
    """By organisation what its accounts of these kinds hold on their normal side, in minor units,
    all books together; those that hold nothing are left out.  One query, none for nobody."""
    found: dict[int, dict[Place, int]] = defaultdict(dict)
    if not organisations:
        return found
    statement = BALANCES.format(organisations=marks(organisations), kinds=marks(kinds))
    for organisation, kind, ref, unit, balance in rows_of(statement, [*organisations, *kinds]):
        minor = rules.on_normal_side(kind, int(balance))
        if minor:
            found[organisation][kind, ref, unit] = minor
    return found
