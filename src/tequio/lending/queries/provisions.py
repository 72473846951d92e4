"""What is set aside for late loans, and what a table of provisions asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from tequio.kernel import Amount, Unit
from tequio.ledger.queries import accounts_where
from tequio.lending import rules
from tequio.lending.queries.loans import loans_of
from tequio.lending.queries.objections import unit_of
from tequio.lending.queries.unsettled import unsettled

TABLES = Path(__file__).resolve().parent.parent / "provisions"


@lru_cache(maxsize=1)
def provision_tables() -> dict[str, rules.ProvisionTable]:
    """Every table of the house by its short name.  Raises SchemaError for one that is wrong."""
    files = sorted(TABLES.glob("*.yaml"))
    listed = [rules.load_table(file.read_text("utf-8"), where=file.name) for file in files]
    return {one.name: one for one in listed}


@dataclass(frozen=True)
class Provided:
    """What a table asks for on a day, and what is set aside; `account` None while there is none.

    version  of the table, with its source
    """

    table: rules.ProvisionTable
    version: rules.Version
    needed: Amount
    held: Amount
    account: int | None


def provided(organisation: int, table: str, on: date, *, book: str = "main") -> Provided | None:
    """What a table asks for the loans of a book; None where no such table holds on that day."""
    found = provision_tables().get(table)
    version = found.on(on) if found else None
    if found is None or version is None:
        return None
    unit = unit_of(organisation)
    account, held = held_in(organisation, unit, book)
    needed = rules.needed_provision(version, _late(organisation, book, on), on)
    return Provided(found, version, Amount(needed, unit), held, account)


def held_in(organisation: int, unit: Unit, book: str) -> tuple[int | None, Amount]:
    """The account of what is set aside in a book, if there is one, and what is in it."""
    which = "a.book = %s AND a.unit = %s AND a.kind = 'loan-provision' AND a.ref = ''"
    found = accounts_where(which, [organisation, book, unit.code])
    return (found[0].id, found[0].normal) if found else (None, Amount(0, unit))


def _late(organisation: int, book: str, on: date) -> list[rules.LateLoan]:
    unit, late = unit_of(organisation), []
    for one in loans_of(organisation, ids=unsettled(organisation, on)):
        standing = one.position(on)
        if standing is not None and one.payout and (one.payout.book, one.unit) == (book, unit):
            late.append(rules.LateLoan(standing.principal_left, standing.late_since))
    return late


def provided_by_tables(organisation: int, on: date) -> list[Provided]:
    """What each table of the house asks for, and what is set aside."""
    listed = [provided(organisation, name, on) for name in provision_tables()]
    return [one for one in listed if one is not None]
