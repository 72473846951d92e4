"""The running loans of several groups at once, as figures: for a federation whose groups consented.

No person and no loan is told, only how much is lent out and how late it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Exists

from tequio.ledger.queries.across import balances_across
from tequio.ledger.queries.entries import reversal_of
from tequio.lending import rules
from tequio.lending.models import (
    InstalmentRow,
    LoanRow,
    NewInstalmentRow,
    NewScheduleRow,
    PaymentRow,
    PayoutRow,
    ReschedulingRow,
)
from tequio.lending.queries.happened import (
    Rescheduled,
    asked_schedule_of,
    holding,
    received_of,
    rescheduled_of,
)
from tequio.lending.queries.loans import Loan, instalments_of, loans_of, terms_of

Place = tuple[int, int]
"""Organisation and number of a loan: numbers are given by each organisation for itself."""


def ageing_across(organisations: Collection[int], on: date) -> dict[int, rules.Ageing]:
    """By organisation how late its running loans are on a day, where it lends anything.

    Six queries, eight where a loan got a new schedule, however many organisations and loans.
    """
    running: dict[int, list[rules.Running]] = defaultdict(list)
    for (organisation, _loan), standing in _standings(organisations, on).items():
        running[organisation].append(rules.Running(standing.principal_left, standing.days_late))
    return {organisation: rules.ageing(listed) for organisation, listed in running.items()}


def _standings(organisations: Collection[int], on: date) -> dict[Place, rules.Position]:
    """Where every loan of which something is left stands on a day."""
    held = balances_across(organisations, ("member-loan",))
    open_ = {
        (organisation, int(ref.removeprefix("loan:")))
        for organisation, places in held.items()
        for _kind, ref, _unit in places
        if ref.startswith("loan:")
    }
    loans = {one: rows[0] for one, rows in _by_loan(LoanRow, open_, "id").items()}
    payouts = _by_loan(PayoutRow, open_, "loan_id")
    instalments = _by_loan(InstalmentRow, open_, "loan_id", "number")
    payments = _by_loan(PaymentRow, open_, "loan_id", "paid_on", "id")
    renewed = _rescheduled(open_)
    found = {}
    for place, row in loans.items():
        if place in payouts:
            terms = terms_of(row)
            lines = instalments_of(terms, payouts[place][0], instalments[place])
            received = [received_of(one, is_reversed=one.gone) for one in payments[place]]
            current = holding(terms, lines, renewed.get(place, ()), received, on=on)
            found[place] = rules.position(*current, on)
    return found


def _rescheduled(places: Collection[Place]) -> dict[Place, list[Rescheduled]]:
    """By loan the new schedules that were let hold."""
    rows = _by_loan(ReschedulingRow, places, "loan_id", "id")
    if not rows:
        return {}
    asked = _by_loan(NewScheduleRow, places, "loan_id", "id")
    lines = _by_loan(NewInstalmentRow, places, "loan_id", "number")
    found = defaultdict(list)
    for place, listed in rows.items():
        said = {row.id: asked_schedule_of(row) for row in asked[place]}
        for row in listed:
            own = [line for line in lines[place] if line.rescheduling_id == row.id]
            found[place].append(rescheduled_of(row, said.get(row.schedule_id), own))
    return found


def _by_loan(
    table: Any, places: Collection[Place], number: str, *order: str
) -> dict[Place, list[Any]]:
    """The rows of these loans; `number` is the column that names the loan."""
    rows = table._default_manager.filter(
        organisation_id__in={one for one, _loan in places},
        **{f"{number}__in": {loan for _one, loan in places}},
    )
    if table is PaymentRow:
        rows = rows.annotate(gone=Exists(reversal_of("transfer_id")))
    found: dict[Place, list[Any]] = defaultdict(list)
    for row in rows.order_by(*order):
        place = (row.organisation_id, getattr(row, number))
        if place in places:
            found[place].append(row)
    return found


def due_between(organisation: int, since: date, until: date) -> list[Loan]:
    """The loans of a group of which an instalment was due between these days, both included."""
    rows = InstalmentRow.objects.filter(
        organisation_id=organisation, due_on__gte=since, due_on__lte=until
    )
    numbers: Iterable[int] = set(rows.values_list("loan_id", flat=True))
    return loans_of(organisation, ids=numbers) if numbers else []


def borrowers_of(organisation: int, numbers: Collection[int]) -> dict[int, int]:
    """By number of a loan who owes it.  One query."""
    rows = LoanRow.objects.filter(organisation_id=organisation, id__in=set(numbers))
    return dict(rows.values_list("id", "person_id"))
