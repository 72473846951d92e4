"""Loans between a federation and its groups, as each side has them, and both held side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from django.db.models import Exists, QuerySet

from tequio.circles.models import (
    BulkLoanRow,
    BulkLossRow,
    BulkOfferRow,
    BulkPlanRow,
    BulkRepaidRow,
    GroupLoanRow,
    PaidBackRow,
)
from tequio.circles.rules import bulk as rules
from tequio.circles.rules import mirrors, troubled
from tequio.circles.rules.bulk_changes import GivenUp, Offer, Renewed
from tequio.kernel import Amount, Rate, Unit
from tequio.ledger.queries.across import balances_across
from tequio.ledger.queries.entries import reversal_of
from tequio.lending import rules as lending
from tequio.mandates.queries import units

GROUP_LOAN, BULK_LOAN = "group-loan", "bulk-loan"


def named(organisation: int) -> str:
    """How the account of a loan names the other side."""
    return f"organisation:{organisation}"


def lent_by(
    federation: int, *, group: int | None = None, only: Collection[int] | None = None
) -> list[rules.Bulk]:
    """What a federation lent, oldest first, with what came back; of one group or of all, or only
    the loans of these numbers.

    Six queries.
    """
    rows = GroupLoanRow.objects.filter(organisation_id=federation).order_by("lent_on", "id")
    if group is not None:
        rows = rows.filter(group_id=group)
    if only is not None:
        rows = rows.filter(id__in=only)
    known = units(federation)
    listed = list(_with_reversals(rows))
    paid, changes = _paid(BulkRepaidRow, [federation]), _Changes([federation])
    return [
        _lent(row, known[row.unit], paid[federation, row.id], changes.of(row)) for row in listed
    ]


def borrowed_from(
    federation: int | None = None,
    *,
    groups: Collection[int] | None = None,
    only: Collection[int] | None = None,
) -> dict[int, list[rules.Bulk]]:
    """By group what it took and what it paid back, oldest first: from one federation, of some
    groups, or only the loans of these numbers.  Five queries and one for each unit's group."""
    rows = BulkLoanRow.objects.order_by("lent_on", "id")
    if federation is not None:
        rows = rows.filter(federation_id=federation)
    if groups is not None:
        rows = rows.filter(organisation_id__in=set(groups))
    if only is not None:
        rows = rows.filter(id__in=only)
    listed = list(_with_reversals(rows))
    owners = {row.organisation_id for row in listed}
    paid, changes = _paid(PaidBackRow, owners), _Changes(owners)
    found: dict[int, list[rules.Bulk]] = defaultdict(list)
    known = _units_of(listed)
    for row in listed:
        own = paid[row.organisation_id, row.id]
        one = _borrowed(row, known[row.unit], own, changes.of(row))
        found[row.organisation_id].append(one)
    return found


def _units_of(listed: Collection[Any]) -> Mapping[str, Unit]:
    """Money of the same code is the same unit everywhere: one look for each code."""
    first = {row.unit: row.organisation_id for row in listed}
    return {code: units(organisation)[code] for code, organisation in first.items()}


def borrowed_by(
    group: int, *, federation: int | None = None, only: Collection[int] | None = None
) -> list[rules.Bulk]:
    """What a group took and what it paid back, oldest first.  Six queries."""
    return borrowed_from(federation, groups=[group], only=only)[group]


def _with_reversals(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each row knows whether its entry was reversed in the book (`gone`)."""
    found: QuerySet[Any] = rows.annotate(gone=Exists(reversal_of("transfer_id")))
    return found


def _paid(
    table: type[PaidBackRow] | type[BulkRepaidRow], organisations: Collection[int]
) -> dict[tuple[int, int], list[rules.Paid]]:
    """By organisation and loan what was paid on it, in order of number."""
    rows: Any = table._default_manager.filter(organisation_id__in=set(organisations))
    found: dict[tuple[int, int], list[rules.Paid]] = defaultdict(list)
    for row in _with_reversals(rows).order_by("id"):
        parts = lending.Parts(interest=row.interest, principal=row.principal)
        found[row.organisation_id, row.loan_id].append(
            rules.Paid(
                id=row.id,
                correlation=row.correlation,
                payment=lending.Payment(row.paid_on, parts),
                came_on=getattr(row, "came_on", None),
                account=row.account_id,
                journal=row.journal_id,
                entry=row.transfer_id,
                is_reversed=row.gone,
            )
        )
    return found


class _Changes:
    """New schedules that were offered or hold, and what was given up, of all loans of some
    organisations.  Three queries."""

    def __init__(self, organisations: Collection[int]) -> None:
        owners = set(organisations)
        self.offers, self.plans, self.losses = (
            _by_loan(table, owners) for table in (BulkOfferRow, BulkPlanRow, BulkLossRow)
        )

    def of(self, row: Any) -> dict[str, Any]:
        place = (row.organisation_id, row.id)
        lost = [_given_up(one) for one in self.losses[place]]
        return {
            "offers": tuple(_offer(one) for one in self.offers[place]),
            "plans": tuple(_renewed(one) for one in self.plans[place]),
            "given_up": lost[0] if lost else None,
        }


def _by_loan(table: Any, owners: Collection[int]) -> dict[tuple[int, int], list[Any]]:
    found: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in table.objects.filter(organisation_id__in=owners).order_by("id"):
        found[row.organisation_id, row.loan_id].append(row)
    return found


def _offer(row: BulkOfferRow) -> Offer:
    step = cast("lending.Step", row.step)
    return Offer(row.id, row.correlation, row.count, step, row.offered_on, row.mandate_id)


def _renewed(row: BulkPlanRow) -> Renewed:
    step = cast("lending.Step", row.step)
    plan = lending.Plan(row.from_day, row.count, step, row.principal, row.carried)
    return Renewed(row.id, row.correlation, plan, row.mandate_id)


def _given_up(row: BulkLossRow) -> GivenUp:
    return GivenUp(
        row.id,
        row.lost_on,
        row.minor,
        row.is_forgiven,
        row.mandate_id,
        row.journal_id,
        row.transfer_id,
    )


def _lent(row: Any, unit: Unit, paid: list[rules.Paid], changes: dict[str, Any]) -> rules.Bulk:
    sides = {"federation": row.organisation_id, "group": row.group_id, "taken_on": None}
    return _bulk(row, unit, paid, sides | changes)


def _borrowed(row: Any, unit: Unit, paid: list[rules.Paid], changes: dict[str, Any]) -> rules.Bulk:
    sides = {"federation": row.federation_id, "group": row.organisation_id}
    return _bulk(row, unit, paid, {**sides, "taken_on": row.taken_on, **changes})


def _bulk(row: Any, unit: Unit, paid: list[rules.Paid], sides: dict[str, Any]) -> rules.Bulk:
    rate = Rate(Fraction(row.rate_above, row.rate_below), cast("Any", row.rate_period))
    terms = lending.Terms(row.minor, row.count, row.step, rate, row.method, rules.ORDER)
    return rules.Bulk(
        id=row.id,
        owner=row.organisation_id,
        correlation=row.correlation,
        unit=unit,
        terms=terms,
        lent_on=row.lent_on,
        since=row.since,
        book=row.book,
        account=row.account_id,
        debt=row.debt_id,
        mandate=row.mandate_id,
        journal=row.journal_id,
        entry=row.transfer_id,
        is_reversed=row.gone,
        paid=tuple(paid),
        **sides,
    )


# Single ones, for the acts --------------------------------------------------------------------


def lent_under(correlation: str) -> rules.Bulk | None:
    """The loan of this correlation as its federation has it, whichever that is."""
    row = GroupLoanRow.objects.filter(correlation=correlation).first()
    if row is None:
        return None
    listed = lent_by(row.organisation_id, group=row.group_id)
    return next(one for one in listed if one.correlation == correlation)


def paid_under(correlation: str) -> tuple[rules.Bulk, rules.Paid] | None:
    """The repayment of this correlation as its group has it, with the group's loan."""
    row = PaidBackRow.objects.filter(correlation=correlation).first()
    if row is None:
        return None
    listed = borrowed_by(row.organisation_id)
    loan = next((one for one in listed if one.id == row.loan_id), None)
    paid = next((one for one in loan.paid if one.id == row.id), None) if loan else None
    return (loan, paid) if loan and paid else None


def taken_on(group: int, correlation: str) -> date | None:
    """The day on which a group took a loan; None if it did not, or reversed it."""
    taken = [one for one in borrowed_by(group) if one.correlation == correlation]
    return next((one.taken_on for one in taken if not one.is_reversed), None)


def _borrowed_under(lent: rules.Bulk | None) -> rules.Bulk | None:
    """The same loan as its group has it; of several takings the one that counts."""
    if lent is None:
        return None
    listed = borrowed_by(lent.group, federation=lent.federation)
    found = [one for one in listed if one.correlation == lent.correlation]
    return next((one for one in found if not one.is_reversed), None)


def sides_of_loan(federation: int, number: int) -> troubled.Sides:
    """A loan under its number in the federation's book, in both books."""
    lent = next((one for one in lent_by(federation) if one.id == number), None)
    return troubled.sides_of(lent, _borrowed_under(lent))


def sides_of_debt(group: int, number: int) -> tuple[rules.Bulk | None, rules.Bulk | None]:
    """A loan under its number in the group's book: as the federation has it, as the group has."""
    borrowed = next((one for one in borrowed_by(group) if one.id == number), None)
    return (lent_under(borrowed.correlation) if borrowed else None), borrowed


def sides_of_offer(group: int, correlation: str) -> tuple[troubled.Sides, Offer | None]:
    """A new schedule that was offered to this group, and the loan that it is about."""
    row = BulkOfferRow.objects.filter(correlation=correlation).first()
    listed = lent_by(row.organisation_id, group=group) if row else []
    lent = next((one for one in listed if row and one.id == row.loan_id), None)
    offers = lent.offers if lent else ()
    offer = next((one for one in offers if one.correlation == correlation), None)
    return troubled.sides_of(lent, _borrowed_under(lent)), offer


def sides_of_agreed(federation: int, correlation: str) -> tuple[troubled.Sides, Renewed | None]:
    """A new schedule that this federation offered and the group agreed to, with the loan."""
    row = BulkOfferRow.objects.filter(organisation_id=federation, correlation=correlation).first()
    sides = sides_of_loan(federation, row.loan_id) if row else troubled.Sides(None, None)
    plans = sides.borrowed.plans if sides.borrowed else ()
    return sides, next((one for one in plans if one.correlation == correlation), None)


def decisions_that_made_a_schedule(loan: rules.Bulk) -> set[int]:
    """Mandates by which its owner gave some loan a new schedule, or offered one for another loan.
    Two queries."""
    plans = BulkPlanRow.objects.filter(organisation_id=loan.owner)
    offers = BulkOfferRow.objects.filter(organisation_id=loan.owner).exclude(loan_id=loan.id)
    return {one for rows in (plans, offers) for one in rows.values_list("mandate_id", flat=True)}


# Both sides -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mirror:
    """A federation and a group: what each has, what is on its way, where they disagree.

    owed  what the group owes by the federation's book; owes: by the group's own
    """

    federation: int
    group: int
    lent: list[rules.Bulk]
    borrowed: list[rules.Bulk]
    owed: Amount
    owes: Amount
    compared: mirrors.Compared


def mirrors_of(federation: int, unit: Unit, *, group: int | None = None) -> dict[int, Mirror]:
    """By group both sides of its loans from this federation.  At most fifteen queries, however many
    groups."""
    lent: dict[int, list[rules.Bulk]] = defaultdict(list)
    for one in lent_by(federation, group=group):
        lent[one.group].append(one)
    borrowed = borrowed_from(federation, groups=None if group is None else [group])
    sides = {*lent, *borrowed}
    held = balances_across({federation, *sides}, (GROUP_LOAN, BULK_LOAN))
    return {
        one: _mirror((federation, one), (lent[one], borrowed[one]), held, unit)
        for one in sorted(sides)
    }


def _mirror(
    sides: tuple[int, int],
    loans: tuple[list[rules.Bulk], list[rules.Bulk]],
    held: Mapping[int, Mapping[tuple[str, str, str], int]],
    unit: Unit,
) -> Mirror:
    federation, group = sides
    owed = held.get(federation, {}).get((GROUP_LOAN, named(group), unit.code), 0)
    owes = held.get(group, {}).get((BULK_LOAN, named(federation), unit.code), 0)
    compared = mirrors.compare(*loans, owed=Amount(owed, unit), owes=Amount(owes, unit))
    return Mirror(
        federation,
        group,
        *loans,
        owed=Amount(owed, unit),
        owes=Amount(owes, unit),
        compared=compared,
    )
