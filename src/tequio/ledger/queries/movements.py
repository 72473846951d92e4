"""What moved last in some accounts together: the foot of a member's passbook; and whether anything
moved yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.kernel import Amount, Unit
from tequio.ledger import rules
from tequio.ledger.models import TransferRow
from tequio.ledger.queries.facts import day, marks, rows_of
from tequio.ledger.rules.grammar import REVERSAL

MOVEMENTS = """
    SELECT t.id, t.value_date, t.code, j.key, t.debit_id, t.credit_id, t.minor, t.reverses_id,
        EXISTS (SELECT 1 FROM ledger_transferrow r WHERE r.organisation_id = t.organisation_id
            AND r.book = t.book AND r.reverses_id = t.id)
    FROM ledger_transferrow t
    JOIN ledger_journalrow j ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    WHERE t.organisation_id = %s AND (t.debit_id IN ({among}) OR t.credit_id IN ({among}))
    ORDER BY t.value_date DESC, t.id DESC LIMIT {limit}
"""


@dataclass(frozen=True)
class Movement:
    """An entry as one of the accounts saw it; `moved` on its normal side: positive is more.

    key  of the act that wrote it, under which its line stands in the chronicle
    """

    transfer: int
    account: int
    kind: str
    value_date: date
    code: str
    key: str
    moved: Amount
    is_reversal: bool
    is_reversed: bool


def latest_movements(
    organisation: int, accounts: Mapping[int, tuple[str, Unit]], *, limit: int = 10
) -> list[Movement]:
    """The newest entries of these accounts, newest first; one query.

    accounts  number → kind and unit
    """
    if not accounts:
        return []
    numbers = list(accounts)
    statement = MOVEMENTS.format(among=marks(numbers), limit=int(limit))
    found: list[Movement] = []
    for transfer, on, code, key, debit, credit, minor, reverses, is_reversed in rows_of(
        statement, [organisation, *numbers, *numbers]
    ):
        for account, raw in ((credit, minor), (debit, -minor)):
            if account in accounts:
                kind, unit = accounts[account]
                moved = Amount(rules.on_normal_side(kind, raw), unit)
                found.append(
                    Movement(
                        transfer,
                        account,
                        kind,
                        cast("date", day(on)),
                        code,
                        key,
                        moved,
                        reverses is not None,
                        bool(is_reversed),
                    )
                )
    return found[:limit]


REFS = """
    SELECT t.id, a.ref FROM ledger_transferrow t
    JOIN ledger_accountrow a ON a.organisation_id = t.organisation_id
        AND a.id IN (t.debit_id, t.credit_id)
    WHERE t.organisation_id = %s AND t.id IN ({among}) ORDER BY t.id, a.id
"""


def refs_of(organisation: int, transfers: Collection[int]) -> dict[int, list[str]]:
    """By entry the names of the accounts on its two sides; one query."""
    found: dict[int, list[str]] = {}
    if transfers:
        statement = REFS.format(among=marks(transfers))
        for transfer, ref in rows_of(statement, [organisation, *transfers]):
            found.setdefault(transfer, []).append(ref)
    return found


ONLY_OPENED = ("ledger.opening", REVERSAL)
"""An opening balance, and its correction: what is turned around was written before."""


def has_begun(organisation: int) -> bool:
    """Whether any book of an organisation holds more than opening balances.  One query."""
    rows = TransferRow.objects.filter(organisation_id=organisation)
    return rows.exclude(code__in=ONLY_OPENED).exists()
