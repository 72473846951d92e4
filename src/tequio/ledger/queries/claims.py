"""What was paid without a decision and is still open, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from tequio.kernel import Amount, Unit
from tequio.kernel.amounts import UnitKind
from tequio.ledger import rules
from tequio.ledger.models import ClaimRow
from tequio.ledger.queries.facts import accounts_where, day, marks, rows_of


@dataclass(frozen=True)
class Claim:
    """A payment without decision (`claim`), or a difference in the cash box (`cash-difference`).

    transfer    its number: what `ledger.ratify_claim`, `ledger.recover_claim` and a resolution name
    person      who answers for it, `office` as what
    minor       what it was, `left` what of it is still open, both positive, in `unit`
    is_surplus  the cash box held more than the book said: nobody owes it
    box         the account of the money that went out, or was counted
    text        number of the text (membership) that says who received it
    """

    transfer: int
    account: int
    kind: str
    person: int
    office: str
    subject: str
    unit: str
    exponent: int
    unit_kind: str
    minor: int
    left: int
    is_surplus: bool
    box: int
    paid_on: date
    payee: int | None
    text: int | None

    @property
    def amount(self) -> Amount:
        return self._amount(self.minor)

    @property
    def signed(self) -> int:
        """What is missing, in minor units; negative where there was too much."""
        return -self.left if self.is_surplus else self.left

    @property
    def left_amount(self) -> Amount:
        return self._amount(self.left)

    def _amount(self, minor: int) -> Amount:
        return Amount(minor, Unit(self.unit, self.exponent, cast("UnitKind", self.unit_kind)))


CLAIMS = """
    SELECT c.id, c.account_id, a.kind, c.person_id, c.office, c.subject, a.unit, u.exponent, u.kind,
        t.minor, a.debits - a.credits, t.value_date, j.payee_id, j.text_id,
        CASE WHEN t.debit_id = c.account_id THEN t.credit_id ELSE t.debit_id END
    FROM ledger_claimrow c
    JOIN ledger_accountrow a ON a.organisation_id = c.organisation_id AND a.book = c.book
        AND a.id = c.account_id
    JOIN mandates_unitrow u ON u.organisation_id = a.organisation_id AND u.code = a.unit
    JOIN ledger_transferrow t ON t.organisation_id = c.organisation_id AND t.book = c.book
        AND t.id = c.id
    JOIN ledger_journalrow j ON j.organisation_id = t.organisation_id AND j.id = t.journal_id
    WHERE c.organisation_id = %s {which}
"""
OLDEST_FIRST, NEWEST_FIRST = "ORDER BY t.value_date, c.id", "ORDER BY t.value_date DESC, c.id DESC"


def claims(organisation: int, *, also_settled: bool = False) -> list[Claim]:
    """Payments without decision and differences in the box that are still open, oldest first.

    One query.  `also_settled` adds those that are accepted or taken back in whole: many after
    some years, only a check walks them.
    """
    which = "" if also_settled else "AND a.debits <> a.credits"
    return _claims(f"{which} {OLDEST_FIRST}", [organisation])


def claims_by_number(organisation: int, numbers: Iterable[int]) -> dict[int, Claim]:
    """These claims by number, settled or not; at most one query."""
    asked = sorted(set(numbers))
    if not asked:
        return {}
    found = _claims(f"AND c.id IN ({marks(asked)})", [organisation, *asked])
    return {claim.transfer: claim for claim in found}


def settled_claims(organisation: int, *, limit: int = 50) -> list[Claim]:
    """The newest claims that were accepted or taken back in whole.  One query."""
    which = f"AND a.debits = a.credits {NEWEST_FIRST} LIMIT {int(limit)}"
    return _claims(which, [organisation])


def _claims(which: str, values: list[int]) -> list[Claim]:
    return [
        Claim(
            transfer=row[0],
            account=row[1],
            kind=row[2],
            person=row[3],
            office=row[4],
            subject=row[5],
            unit=row[6],
            exponent=row[7],
            unit_kind=row[8],
            minor=row[9],
            left=abs(row[10]),
            is_surplus=row[10] < 0,
            paid_on=cast("date", day(row[11])),
            payee=row[12],
            text=row[13],
            box=row[14],
        )
        for row in rows_of(CLAIMS.format(which=which), values)
    ]


def open_claim(organisation: int, number: int) -> rules.OpenClaim | None:
    """One claim with its account, to settle it; None if there is none with this number."""
    row = ClaimRow.objects.filter(organisation_id=organisation, id=number).first()
    if row is None:
        return None
    account = accounts_where("a.id = %s", [organisation, row.account_id])[0]
    return rules.OpenClaim(row.id, account, row.person_id, row.office, row.subject)
