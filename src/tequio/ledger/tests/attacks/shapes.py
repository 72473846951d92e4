"""The forbidden writes: what a hand with raw SQL tries, and what the database answers.

Each attack has a lawful sister that differs in nothing but the wrong part; a test shows that the
sister is accepted, so that no attack is refused for another reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

JOURNAL = (
    """INSERT INTO ledger_journalrow (organisation_id, id, key, value_date, booked_at,
    document, root) VALUES ({{org}}, {{next}}, '{key}', '{day}', '2026-02-14 12:00:00+00:00', '',
    '"""
    + "0" * 64
    + "')"
)
ROW: Mapping[str, str] = {
    "organisation_id": "{org}",
    "book": "'main'",
    "id": "{next} + 1",
    "journal_id": "{next}",
    "mandate_id": "{rent}",
    "code": "'ledger.pay'",
    "subject": "'rent'",
    "scope": "'rent'",
    "value_date": "'2026-02-14'",
    "unit": "'INR'",
    "debit_id": "{expense}",
    "debit_kind": "'expense'",
    "credit_id": "{cash}",
    "credit_kind": "'cash'",
    "minor": "100",
    "reverses_id": "NULL",
}


def journal(day: str = "2026-02-14", key: str = "by hand") -> str:
    """A lawful journal for what follows."""
    return JOURNAL.format(day=day, key=key)


def transfer(verb: str = "INSERT", **changes: str) -> str:
    """A payment of the rent, changed in these columns."""
    row = {**ROW, **changes}
    return f"{verb} INTO ledger_transferrow ({', '.join(row)}) VALUES ({', '.join(row.values())})"


@dataclass(frozen=True)
class Attack:
    """Statements that must be refused, their lawful sisters, and a part of the refusal.

    says  by engine, `both` for the same on both
    """

    name: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    says: Mapping[str, str] = field(default_factory=dict)

    def answer(self, engine: str) -> str:
        return self.says.get(engine) or self.says["both"]


FK = "FOREIGN KEY constraint failed"
SAVE = {"code": "'member.withdraw'", "subject": "''", "scope": "''", "mandate_id": "{standing}"}
FROM_SAVINGS = SAVE | {"debit_id": "{savings}", "debit_kind": "'member-savings'"}
FROM_TRUST = SAVE | {"debit_id": "{trust}", "debit_kind": "'member-savings'"}
LOAN = {
    "code": "'lending.loan'",
    "subject": "'7'",
    "scope": "'7'",
    "mandate_id": "{loan7}",
    "debit_id": "{loan}",
    "debit_kind": "'member-loan'",
}
LOAN_ACCOUNT = """INSERT INTO ledger_accountrow (organisation_id, book, id, unit, kind, ref)
    VALUES ({org}, 'main', {next} + 9, 'INR', 'member-loan', 'x')"""
REVERSAL = {
    "code": "'ledger.reverse'",
    "subject": "''",
    "scope": "''",
    "mandate_id": "{standing}",
    "debit_id": "{cash}",
    "debit_kind": "'cash'",
    "credit_id": "{expense}",
    "credit_kind": "'expense'",
    "minor": "10000",
    "reverses_id": "{paid}",
}


def posting(name: str, wrong: Mapping[str, str], says: Mapping[str, str], **right: str) -> Attack:
    """An attack by one transfer, whose sister is lawful with the columns of `right`."""
    return Attack(name, (journal(), transfer(**wrong)), (journal(), transfer(**right)), says)


def named(constraint: str, *, sqlite: str = FK) -> dict[str, str]:
    """Refused by a foreign key, which only PostgreSQL calls by its name."""
    return {"sqlite": sqlite, "pg": constraint}


LIMITS = "an account cannot pass its limits"
NOT_IN_FORCE = "the mandate is not in force on this day"
APPEND_ONLY = "the book is append-only"
UNCHANGED = "a mandate is never changed"
WIDENED = "a mandate is never widened"
BY_HAND = "the counters of an account move by transfers only"
SPENT_BY_HAND = "what is spent is written by transfers only"
OVER = {"sqlite": "over the ceiling of the mandate", "pg": "spent_within_the_ceiling"}

MANDATE = (
    """INSERT INTO mandates_mandaterow (organisation_id, id, title, offices, keys,
    valid_from, period, source, source_hash, decided_on, decision_hash) VALUES ({org}, {next} + 2,
    'x', 'treasurer', 1, '2026-01-01', '', 'resolution:1', '', '2026-01-01',
    '"""
    + "0" * 64
    + "')"
)


def scope(mandate: str, code: str = "ledger.fee", verb: str = "INSERT") -> str:
    return f"""{verb} INTO mandates_scoperow (organisation_id, mandate_id, code, subject)
        VALUES ({{org}}, {mandate}, '{code}', '')"""


def ceiling(mandate: str, unit: str = "MIN", minor: str = "NULL", verb: str = "INSERT") -> str:
    return f"""{verb} INTO mandates_ceilingrow (organisation_id, mandate_id, unit, minor)
        VALUES ({{org}}, {mandate}, '{unit}', {minor})"""


def account(**changes: str) -> str:
    row = {
        "organisation_id": "{org}",
        "book": "'main'",
        "id": "{next} + 3",
        "unit": "'INR'",
        "kind": "'expense'",
        "ref": "'x'",
        **changes,
    }
    return f"INSERT INTO ledger_accountrow ({', '.join(row)}) VALUES ({', '.join(row.values())})"


def change(**changes: str) -> str:
    row = {
        "organisation_id": "{org}",
        "book": "'main'",
        "id": "{next} + 4",
        "account_id": "{savings}",
        "floor": "0",
        "ceiling": "NULL",
        "closed_on": "NULL",
        "changed_on": "'2026-02-14'",
        "mandate_id": "{standing}",
        "code": "'ledger.limits'",
        "scope": "''",
        **changes,
    }
    columns, values = ", ".join(row), ", ".join(row.values())
    return f"INSERT INTO ledger_accountchangerow ({columns}) VALUES ({values})"


def close(through: str, **changes: str) -> str:
    row = {
        "organisation_id": "{org}",
        "id": "{next} + 6",
        "closed_through": f"'{through}'",
        "closed_at": "'2026-02-14 12:00:00+00:00'",
        "mandate_id": "{standing}",
        "code": "'ledger.close'",
        "scope": "''",
        **changes,
    }
    columns, values = ", ".join(row), ", ".join(row.values())
    return f"INSERT INTO ledger_periodcloserow ({columns}) VALUES ({values})"


def update(table: str, what: str, where: str) -> str:
    return f"UPDATE {table} SET {what} WHERE organisation_id = {{org}} AND {where}"


def delete(table: str, where: str) -> str:
    return f"DELETE FROM {table} WHERE organisation_id = {{org}} AND {where}"


PAY = (journal(), transfer())
"""The lawful sister of what has no lawful form: a payment of the rent in the same book."""


def never(name: str, statement: str, says: str | Mapping[str, str]) -> Attack:
    """An attack without any lawful form."""
    answers = {"both": says} if isinstance(says, str) else says
    return Attack(name, (*PAY, statement), PAY, answers)
