"""Rows of loans between groups as they stand, held against the chronicle before anything is
computed of them: a unit, a step or a period that does not exist would end the check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import (
    BulkLoanRow,
    BulkLossRow,
    BulkOfferRow,
    BulkPlanRow,
    BulkRepaidRow,
    GroupLoanRow,
    PaidBackRow,
)
from tequio.kernel import Finding, plain

ROOM = "circles"
LENT, TAKEN = "circles.lend_to_group", "circles.take_bulk_loan"
PAID, RECEIVED = "circles.pay_back", "circles.take_repayment"
BROUGHT, AGREED = "circles.bring_group_loan", "circles.take_brought_loan"
RECOVERED = "circles.recover_from_group"
OFFERED, WRITTEN_OFF, FORGIVEN = (
    "circles.offer_new_schedule",
    "circles.write_off_group_loan",
    "circles.take_forgiveness",
)
RENEWED, HELD = "circles.take_new_schedule", "circles.hold_new_schedule"
LOAN = (
    "correlation minor unit count step rate rate_period method lent_on account mandate journal"
    " since"
).split()
MOVED = "loan correlation minor interest principal paid_on account journal".split()
NUMBERS = {"loan", "account", "mandate", "journal", "group", "federation"}
"""Facts that are numbers of something else: their columns end in `_id`."""


@dataclass(frozen=True)
class Table:
    """A table and the lines that tell of its rows: `number` is the fact that names a row."""

    thing: str
    rows: Any
    number: str
    names: Sequence[str]
    kinds: tuple[str, ...]


LOAN_TO_GROUP = Table("loan to group", GroupLoanRow, "loan", [*LOAN, "group"], (LENT, BROUGHT))
LOAN_FROM_FEDERATION = Table(
    "loan from federation",
    BulkLoanRow,
    "loan",
    [*LOAN, "federation", "taken_on"],
    (TAKEN, AGREED),
)
NEW_SCHEDULE = Table(
    "new schedule of a loan",
    BulkPlanRow,
    "plan",
    "loan correlation count step from_day principal carried mandate".split(),
    (RENEWED, HELD),
)
OTHERS = (
    Table("repayment to federation", PaidBackRow, "payment", MOVED, (PAID,)),
    Table(
        "repayment of group", BulkRepaidRow, "payment", [*MOVED, "came_on"], (RECEIVED, RECOVERED)
    ),
    Table(
        "offer of a new schedule",
        BulkOfferRow,
        "offer",
        "loan correlation count step offered_on mandate".split(),
        (OFFERED,),
    ),
    Table(
        "loan given up",
        BulkLossRow,
        "loss",
        "loan minor is_forgiven lost_on mandate journal".split(),
        (WRITTEN_OFF, FORGIVEN),
    ),
)


@dataclass(frozen=True)
class Rows:
    """What was found, and of which loans everything can be computed again: they and their new
    schedules stand as they were told."""

    findings: list[Finding]
    lent: frozenset[int]
    borrowed: frozenset[int]


def read_rows(organisation: int) -> Rows:
    """Every row of these tables against its line, both ways."""
    findings: list[Finding] = []
    for table in OTHERS:
        findings += _compare(organisation, table)[0]
    found, _plans, wrong = _compare(organisation, NEW_SCHEDULE)
    findings += found
    of_wrong = {row.loan_id for row in wrong}
    sides = []
    for table in (LOAN_TO_GROUP, LOAN_FROM_FEDERATION):
        found, right, _wrong = _compare(organisation, table)
        findings += found
        sides.append(frozenset(row.id for row in right if row.id not in of_wrong))
    return Rows(findings, *sides)


def _compare(organisation: int, table: Table) -> tuple[list[Finding], list[Any], list[Any]]:
    """What differs; the rows that stand as they were told; those that do not."""
    told = {
        one[table.number]: {name: one.get(name) for name in table.names}
        for one in each(organisation, table.kinds)
    }
    rows = list(table.rows.objects.filter(organisation_id=organisation))
    here = {row.id: _facts(row, table.names) for row in rows}
    findings = list(compared(ROOM, table.thing, told=told, here=here))
    right = [row for row in rows if told.get(row.id) == here[row.id]]
    return findings, right, [row for row in rows if told.get(row.id) != here[row.id]]


def each(organisation: int, kinds: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """The facts of all lines of these kinds."""
    for kind in kinds:
        yield from facts_of(organisation, kind)


def _facts(row: Any, names: Sequence[str]) -> dict[str, Any]:
    said = {name: _fact(row, name) for name in names}
    told: dict[str, Any] = plain(said)
    return told


def _fact(row: Any, name: str) -> Any:
    if name == "rate":
        return Fraction(row.rate_above, row.rate_below) if row.rate_below else None
    if name == "minor" and not hasattr(row, "minor"):
        return row.interest + row.principal
    return getattr(row, f"{name}_id" if name in NUMBERS else name)
