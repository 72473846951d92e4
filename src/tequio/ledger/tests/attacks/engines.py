"""Attacks that only one of the engines knows."""

from __future__ import annotations

from tequio.ledger.tests.attacks.shapes import (
    APPEND_ONLY,
    BY_HAND,
    FROM_SAVINGS,
    LIMITS,
    SPENT_BY_HAND,
    UNCHANGED,
    WIDENED,
    Attack,
    account,
    ceiling,
    close,
    journal,
    never,
    posting,
    transfer,
)


def replace(name: str, statement: str, says: str) -> Attack:
    """INSERT OR REPLACE on a row that is there, which would fire no DELETE trigger."""
    return never(f"replace {name}", statement, says)


COPY_OF = "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE organisation_id = {{org}}"


def copied(table: str) -> str:
    return COPY_OF.format(table=table)


ON_SQLITE = (
    replace("an account with its balance", copied("ledger_accountrow"), "an account is opened"),
    replace("a journal", copied("ledger_journalrow"), APPEND_ONLY),
    replace("an entry", copied("ledger_transferrow"), LIMITS),
    replace("a decision", copied("mandates_mandaterow"), UNCHANGED),
    replace("a line of a decision", copied("mandates_scoperow"), WIDENED),
    replace("a ceiling", ceiling("{rent}", "INR", "999999", "INSERT OR REPLACE"), WIDENED),
    replace("the end of a decision", copied("mandates_endrow"), "a mandate ends once"),
    replace("what is spent", copied("mandates_spentrow"), SPENT_BY_HAND),
    replace(
        "the closing of a period",
        close("2026-01-20", id="{closing}").replace("INSERT", "INSERT OR REPLACE"),
        "a closed period stays closed",
    ),
    replace("a unit", copied("mandates_unitrow"), "a unit is never changed"),
    replace("a claim", copied("ledger_claimrow"), "a claim stays"),
    replace("a change of limits", copied("ledger_accountchangerow"), "a change of limits stays"),
    replace("a line of a statement", copied("ledger_linerow"), "a line of a statement stays"),
    replace("a count", copied("ledger_countrow"), "a count stays"),
    replace("a match", copied("ledger_matchrow"), "a match is undone"),
    replace("a key", copied("mandates_keyturnrow"), "a key is turned once"),
    posting("half a unit", {"minor": "0.5"}, {"both": "CHECK constraint failed: typeof(minor)"}),
    posting("an amount in words", {"minor": "'12x'"}, {"both": "typeof(minor)"}),
    Attack(
        "a day that is none",
        (journal("soon"),),
        (journal(),),
        {"both": "CHECK constraint failed: value_date IS date(value_date)"},
    ),
    Attack(
        "beyond the box with OR FAIL, which keeps what was written",
        (journal(), transfer("INSERT OR FAIL", **(FROM_SAVINGS | {"minor": "3001"}))),
        (journal(), transfer("INSERT OR FAIL", **(FROM_SAVINGS | {"minor": "3000"}))),
        {"both": LIMITS},
    ),
    Attack(
        "beyond the box with OR IGNORE, which would leave the account as it was",
        (journal(), transfer("INSERT OR IGNORE", **(FROM_SAVINGS | {"minor": "3001"}))),
        (journal(), transfer("INSERT OR IGNORE", **(FROM_SAVINGS | {"minor": "3000"}))),
        {"both": LIMITS},
    ),
    Attack(
        "over the ceiling with OR IGNORE",
        (journal(), transfer("INSERT OR IGNORE", minor="40001")),
        (journal(), transfer("INSERT OR IGNORE", minor="40000")),
        {"both": "over the ceiling of the mandate"},
    ),
    never(
        "remove an entry through its hidden row number",
        "INSERT OR REPLACE INTO ledger_transferrow (rowid) VALUES (1)",
        "has no column named rowid",
    ),
)


def truncate(table: str, says: str) -> Attack:
    """TRUNCATE fires no row trigger."""
    return never(f"truncate {table}", f"TRUNCATE {table} CASCADE", says)


ON_POSTGRES = (
    truncate("ledger_transferrow", APPEND_ONLY),
    truncate("ledger_journalrow", APPEND_ONLY),
    truncate("ledger_accountrow", "never deleted"),
    truncate("ledger_periodcloserow", "a closed period stays closed"),
    truncate("ledger_accountchangerow", "a change of limits stays"),
    truncate("ledger_postingrulerow", "grammar"),
    truncate("ledger_claimrow", "a claim stays"),
    truncate("ledger_countrow", "a count stays"),
    truncate("ledger_linerow", "a line of a statement stays"),
    truncate("ledger_matchrow", "a match is undone"),
    truncate("mandates_mandaterow", UNCHANGED),
    truncate("mandates_scoperow", UNCHANGED),
    truncate("mandates_ceilingrow", UNCHANGED),
    truncate("mandates_spentrow", SPENT_BY_HAND),
    truncate("mandates_endrow", "a mandate ends once"),
    truncate("mandates_unitrow", "a unit is never changed"),
    truncate("mandates_keyturnrow", "a key is turned once"),
    Attack(
        "a balance by ON CONFLICT",
        (
            account(id="{cash}")
            + " ON CONFLICT (organisation_id, book, id) DO UPDATE SET debits = 1",
        ),
        (account() + " ON CONFLICT (organisation_id, book, id) DO UPDATE SET debits = 1",),
        {"both": BY_HAND},
    ),
)
