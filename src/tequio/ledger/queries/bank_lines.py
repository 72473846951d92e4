"""Lines of bank statements, what they match, and what could match them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.kernel import Amount, Unit
from tequio.kernel.amounts import UnitKind
from tequio.ledger import rules
from tequio.ledger.models import LineRow, MatchRow, TransferRow
from tequio.ledger.queries.facts import account_by_number, day, marks, rows_of


@dataclass(frozen=True)
class Proposal:
    """An entry that could be the same payment as a line."""

    transfer: int
    value_date: date
    code: str
    subject: str
    mandate: int
    days_apart: int


@dataclass(frozen=True)
class Line:
    """A line of a statement; `transfer` and `mandate` are what it matches, if it does.

    amount  positive came in, negative went out; `text` a number of membership's texts
    """

    id: int
    account: int
    day: date
    amount: Amount
    reference: str
    text: int | None
    transfer: int | None
    mandate: int | None
    proposals: tuple[Proposal, ...] = ()


LINES = """
    SELECT l.id, l.account_id, l.day, l.minor, u.code, u.exponent, u.kind, l.reference, l.text_id,
        m.transfer_id, t.mandate_id
    FROM ledger_linerow l
    JOIN ledger_accountrow a ON a.organisation_id = l.organisation_id AND a.book = l.book
        AND a.id = l.account_id
    JOIN mandates_unitrow u ON u.organisation_id = a.organisation_id AND u.code = a.unit
    LEFT JOIN ledger_matchrow m ON m.organisation_id = l.organisation_id AND m.book = l.book
        AND m.line_id = l.id
    LEFT JOIN ledger_transferrow t ON t.organisation_id = m.organisation_id AND t.book = m.book
        AND t.id = m.transfer_id
    WHERE l.organisation_id = %s {which} ORDER BY l.account_id, l.day, l.id LIMIT {limit}
"""
PROPOSALS = """
    SELECT l.id, t.id, t.value_date, t.code, t.subject, t.mandate_id, l.day
    FROM ledger_linerow l JOIN ledger_transferrow t ON t.organisation_id = l.organisation_id
        AND t.book = l.book
        AND ((t.debit_id = l.account_id AND t.minor = l.minor)
            OR (t.credit_id = l.account_id AND t.minor = -l.minor))
    WHERE l.organisation_id = %s AND l.id IN ({numbers})
        AND NOT EXISTS (SELECT 1 FROM ledger_matchrow m WHERE m.organisation_id = t.organisation_id
            AND m.book = t.book AND m.account_id = l.account_id AND m.transfer_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM ledger_transferrow r
            WHERE r.organisation_id = t.organisation_id AND r.book = t.book
            AND r.reverses_id = t.id)
    ORDER BY l.id, t.id
"""
MOST = 500


def lines_of(organisation: int, account: int, *, limit: int = MOST) -> list[Line]:
    """The lines of an account's statements with what they match, oldest first.  One query."""
    statement = LINES.format(which="AND l.account_id = %s", limit=int(limit))
    return [_line(row) for row in rows_of(statement, [organisation, account])]


def unmatched_lines(
    organisation: int, account: int | None = None, *, limit: int = MOST
) -> list[Line]:
    """Lines that match no entry, each with the entries that could be it.  Two queries.

    Proposed are entries of the same account and amount, not more than five days apart, nearest
    first.
    """
    which = "AND m.line_id IS NULL" + (" AND l.account_id = %s" if account else "")
    values = [organisation, *([account] if account else [])]
    found = [_line(row) for row in rows_of(LINES.format(which=which, limit=int(limit)), values)]
    proposals = _proposals(organisation, [line.id for line in found])
    return [Line(**{**line.__dict__, "proposals": tuple(proposals[line.id])}) for line in found]


def _line(row: tuple[object, ...]) -> Line:
    number, account, on, minor, code, exponent, kind, reference, text, transfer, mandate = row
    unit = Unit(str(code), cast("int", exponent), cast("UnitKind", kind))
    return Line(
        cast("int", number),
        cast("int", account),
        cast("date", day(cast("date | str", on))),
        Amount(cast("int", minor), unit),
        str(reference),
        cast("int | None", text),
        cast("int | None", transfer),
        cast("int | None", mandate),
    )


def _proposals(organisation: int, lines: list[int]) -> dict[int, list[Proposal]]:
    near: dict[int, list[Proposal]] = defaultdict(list)
    if not lines:
        return near
    for row in rows_of(PROPOSALS.format(numbers=marks(lines)), [organisation, *lines]):
        value_date, line_day = cast("date", day(row[2])), cast("date", day(row[6]))
        apart = rules.days_apart(value_date, line_day)
        if apart <= rules.MATCH_WITHIN.days:
            near[row[0]].append(Proposal(row[1], value_date, row[3], row[4], row[5], apart))
    for found in near.values():
        found.sort(key=lambda proposal: (proposal.days_apart, proposal.transfer))
    return near


def known_fingerprints(organisation: int, account: int) -> set[str]:
    """What was already imported into an account."""
    rows = LineRow.objects.filter(organisation_id=organisation, account_id=account)
    return set(rows.values_list("fingerprint", flat=True))


def line_and_entry(organisation: int, *, line: int, transfer: int) -> rules.Matchable:
    """What must be known to match a line with an entry."""
    row = LineRow.objects.filter(organisation_id=organisation, id=line).first()
    entry = TransferRow.objects.filter(organisation_id=organisation, id=transfer).first()
    account = account_by_number(organisation, row.account_id) if row else None
    moved = None if entry is None else 0
    if row and entry:
        sides = {entry.debit_id: entry.minor, entry.credit_id: -entry.minor}
        moved = sides.get(row.account_id, 0)
    return rules.Matchable(
        account.unit if account else Unit("", 0),
        row.minor if row else None,
        moved,
        line_is_matched=_is_matched(organisation, line_id=[line]),
        entry_is_matched=row is not None
        and MatchRow.objects.filter(
            organisation_id=organisation, account_id=row.account_id, transfer_id=transfer
        ).exists(),
    )


def _is_matched(organisation: int, *, line_id: Iterable[int]) -> bool:
    return MatchRow.objects.filter(organisation_id=organisation, line_id__in=line_id).exists()
