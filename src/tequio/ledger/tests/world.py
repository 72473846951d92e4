"""A book with something of everything in it, and raw hands on its database, past Django."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import psycopg

from tequio.chronicle.service import take_ids
from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.models import PeriodCloseRow
from tequio.ledger.rules import BankLine, Transfer
from tequio.ledger.tests.founding import DAY, Group, found
from tequio.mandates import service as mandates
from tests.lanes.copies import Copy

SAVING = (
    "circle.shares",
    "circle.social",
    "circle.help",
    "circle.fine",
    "circle.fine_paid",
    "circle.leave",
)
CLOSED_THROUGH = date(2026, 1, 10)


def build() -> dict[str, int]:
    """Two groups with books; the numbers of what is in the first, by name."""
    group, other = found("ours"), found("theirs")
    take_ids(other.organisation, 1_000)  # so that no number of theirs is one of ours
    group.fill(100_000)
    devi = group.people["Devi"]
    names = {
        "org": group.organisation,
        "person": group.people["Asha"],
        "cash": group.cash,
        "bank": group.bank,
        "standing": group.standing,
        "their_org": other.organisation,
        "their_cash": other.account("cash", "far"),
        "their_rent": other.allow("ledger.pay", 50_000, subject="rent"),
        "expense": group.account("expense", "rent"),
        "income": group.account("income", "ledger.receive"),
        "opening": group.account("opening"),
        "savings": group.account("member-savings", f"person:{devi}"),
        "reserve": group.account("indivisible-reserve"),
        "hours": group.account("expense", "hours", unit="MIN"),
        "hour_box": group.account("cash", "hours", unit="MIN"),
        "elsewhere": ledger.account_for(
            group.organisation, book="creche", unit="INR", kind="expense", ref="rent"
        ),
        "trust": ledger.open_account(
            group.organisation,
            unit="INR",
            kind="member-savings",
            ref="trust",
            floor=-10_000,
            ceiling=10_000,
        ),
        "gone": group.account("expense", "gone"),
        "shares": group.account("member-shares", f"person:{devi}"),
        "her_shares": group.account("member-shares", f"person:{group.people['Bela']}"),
        "social": group.account("social-fund"),
        "due": group.account("fine-due", f"person:{devi}"),
        "fines": group.account("income", "fines"),
        **_mandates(group),
    }
    _meeting(group, names)
    return names | _entries(group, names)


def _mandates(group: Group) -> dict[str, int]:
    ended = group.allow("ledger.pay", 50_000, subject="ended")
    group.revoke(ended, on=DAY)
    return {
        "rent": group.allow("ledger.pay", 50_000, subject="rent"),
        "monthly": group.allow("ledger.pay", 1_000, subject="tea", period="month"),
        "expired": group.allow(
            "ledger.pay", 50_000, subject="old", valid_until=DAY - timedelta(days=1)
        ),
        "future": group.allow("ledger.pay", 500, subject="new", valid_from=DAY + timedelta(days=1)),
        "ended": ended,
        "loan7": group.allow("lending.loan", 50_000, subject="7"),
        "loan8": group.allow("lending.loan", 50_000, subject="8"),
        "box": group.allow("ledger.pay", 50_000, subject="box", keys=2),
        "shared": group.allow("circle.share_out", 1_500, subject="7"),
        "saving": group.allow_all(SAVING),
    }


def _meeting(group: Group, names: dict[str, int]) -> None:
    """What a circle's meeting books: shares, a contribution, a fine."""
    sums = (
        ("circle.shares", "cash", "shares", 2_000),
        ("circle.shares", "cash", "her_shares", 500),
        ("circle.social", "cash", "social", 400),
        ("circle.fine", "due", "fines", 200),
    )
    entries = [
        Transfer(code, "", names[debit], names[credit], minor, "INR", names["saving"])
        for code, debit, credit, minor in sums
    ]
    ledger.post(group.act(), value_date=DAY, transfers=entries)


def _entries(group: Group, names: dict[str, int]) -> dict[str, int]:
    ledger.receive(group.act(), account=names["hour_box"], minor=500, unit="MIN")
    paid = group.pay(10_000)
    wrong = group.pay(500)
    turned = ledger.reverse(group.act(), transfer=wrong.facts["transfer"])
    tea = group.pay(300, subject="tea")
    save = {"person": group.people["Devi"], "account": group.cash, "unit": "INR"}
    ledger.save(group.act(), minor=3_000, **save)
    reserve = Transfer(
        "ledger.opening", "", names["opening"], names["reserve"], 5_000, "INR", group.standing
    )
    ledger.post(group.act(), value_date=DAY, transfers=[reserve])
    ledger.close_account(group.act(), account=names["gone"])
    ledger.close_period(group.act(), through=CLOSED_THROUGH)
    key = mandates.turn_key(group.act(), mandate=names["box"], payment_hash="a" * 64)
    claim = ledger.record_undecided(
        group.act(), person=group.people["Asha"], account=group.cash, minor=800, unit="INR"
    )
    lines = (BankLine(DAY, 400, "in", "R1"), BankLine(DAY, 77, "in", "R2"))
    first = ledger.import_lines(group.act(), account=group.bank, lines=lines).facts["first"]
    moved = _carry(group, 400)
    ledger.match_line(group.act(), line=first, transfer=moved)
    again = _carry(group, 77)
    ledger.count_cash(
        group.act(),
        account=group.cash,
        counted_minor=group.held(group.cash),
        answerable=group.people["Asha"],
    )
    assert key.facts["mandate"] == names["box"]
    closing_row = PeriodCloseRow.objects.get(organisation_id=group.organisation)
    following = take_ids(group.organisation, 100)
    return {
        "paid": paid.facts["transfer"],
        "journal": paid.facts["journal"],
        "reversed": wrong.facts["transfer"],
        "reversal": turned.facts["transfer"],
        "tea": tea.facts["transfer"],
        "claim": claim.facts["claim"],
        "line": first,
        "other_line": first + 1,
        "moved": moved,
        "moved_again": again,
        "claim_account": queries.claims(group.organisation)[0].account,
        "closing": closing_row.id,
        "next": following,
        "loan": following + 9,
    }


def _carry(group: Group, minor: int) -> int:
    done = ledger.move(group.act(), source=group.cash, target=group.bank, minor=minor, unit="INR")
    return int(done.facts["transfer"])


@dataclass(frozen=True)
class World:
    """The book, and a way to try statements on a copy of it that is thrown away."""

    copy: Copy
    names: dict[str, int]

    @property
    def engine(self) -> str:
        return self.copy.engine

    def attempt(self, *statements: str, foreign_keys: bool = True) -> str | None:
        """What the database answers to these statements in one transaction; None if it takes all.

        Deferred keys are asked too, as a commit would.  Nothing is kept.
        """
        if self.engine == "pg":
            return self._on_postgres(statements)
        with self.bare_copy(foreign_keys=foreign_keys) as connection:
            return tried(connection, [*self._named(statements), "COMMIT"])

    @contextmanager
    def bare_copy(self, *, foreign_keys: bool = True) -> Iterator[sqlite3.Connection]:
        """SQLite: a copy in memory, opened as any program would open the file."""
        copy = sqlite3.connect(":memory:", isolation_level=None)
        with closing(copy), closing(self.copy.connect()) as original:
            original.backup(copy)
            copy.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            copy.execute("BEGIN")
            yield copy

    def _on_postgres(self, statements: Sequence[str]) -> str | None:
        with psycopg.connect(self.copy.database_url) as connection:
            named = [*self._named(statements), "SET CONSTRAINTS ALL IMMEDIATE"]
            answer = tried(connection, named)
            connection.rollback()
            return answer

    def _named(self, statements: Sequence[str]) -> list[str]:
        return [statement.format(**self.names) for statement in statements]


def tried(connection: Any, statements: Sequence[str]) -> str | None:
    """The database's answer to the first statement that it refuses; None if it takes all."""
    try:
        for statement in statements:
            connection.execute(statement)
    except (sqlite3.Error, psycopg.Error) as refused:
        return str(refused)
    return None
