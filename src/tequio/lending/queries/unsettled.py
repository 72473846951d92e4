"""Which loans are not over: asked, allowed, or with something left to repay.

Loans that are over grow with the years and are read a page at a time; those that are not are as
many as the group has at work, and are found without reading the others' schedules.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from tequio.governance import queries as governance
from tequio.ledger.queries import accounts_where
from tequio.ledger.queries.entries import reversal_of
from tequio.lending.models import (
    CallRow,
    GuaranteeRow,
    InstalmentRow,
    LoanRow,
    NamedRow,
    PaymentRow,
    PayoutRow,
    WithdrawalRow,
    WriteOffRow,
)
from tequio.lending.queries.decisions import LOAN
from tequio.mandates import queries as mandates
from tequio.mandates.queries import Kept


def unsettled(organisation: int, on: date) -> set[int]:
    """Numbers of the loans that are not over on a day.  At most ten queries."""
    return (
        _with_a_balance(organisation)
        | _with_interest_left(organisation)
        | _waiting(organisation, on)
    )


def ever_called(organisation: int) -> set[int]:
    """Numbers of the loans for which somebody who stands for them paid.  One query."""
    rows = CallRow.objects.filter(organisation_id=organisation)
    return set(rows.values_list("loan_id", flat=True))


def _with_a_balance(organisation: int) -> set[int]:
    """Something of the loan itself is left, as the books say."""
    which = "a.kind = 'member-loan' AND a.debits <> a.credits"
    refs = (account.ref for account in accounts_where(which, [organisation]))
    return {int(ref.removeprefix("loan:")) for ref in refs if ref.startswith("loan:")}


def _with_interest_left(organisation: int) -> set[int]:
    """Where the loan itself is repaid first, interest may be left when nothing else is."""
    paid_out = _of(PayoutRow).exclude(Exists(reversal_of("transfer_id")))
    lost = _of(WriteOffRow).exclude(Exists(reversal_of("transfer_id")))
    rows = LoanRow.objects.filter(
        Exists(paid_out),
        ~Exists(lost),
        organisation_id=organisation,
        payment_order="principal_first",
    ).annotate(asked=_interest(InstalmentRow), paid=_interest(PaymentRow))
    return set(rows.filter(asked__gt=F("paid")).values_list("id", flat=True))


def _interest(table: type[InstalmentRow] | type[PaymentRow]) -> Coalesce:
    counting = _of(table).order_by()
    if table is PaymentRow:
        counting = counting.exclude(Exists(reversal_of("transfer_id")))
    lines = counting.values("loan_id").annotate(whole=Sum("interest"))
    return Coalesce(lines.values("whole"), 0)


def _waiting(organisation: int, on: date) -> set[int]:
    """Asked for and not paid out: the proposal is open, or a mandate allows it."""
    rows = LoanRow.objects.filter(
        ~Exists(_of(PayoutRow)), ~Exists(_of(WithdrawalRow)), organisation_id=organisation
    )
    asked = dict(rows.values_list("proposal_id", "id"))
    if not asked:
        return set()
    undecided = governance.undecided(organisation, asked)
    kept = Kept(on, is_over=False, standing=False, purposes=(LOAN,))
    subjects = {
        scope.subject
        for mandate in mandates.mandates_kept(organisation, kept, limit=None)
        for scope in mandate.grant.scopes
    }
    return {
        number
        for proposal, number in asked.items()
        if proposal in undecided or str(number) in subjects
    }


def concerning(organisation: int, person: int | None) -> QuerySet[LoanRow]:
    """Loans that a person asked for, was asked to stand for or stands for."""
    hers = Q(Exists(_of(NamedRow).filter(person_id=person)))
    hers |= Q(Exists(_of(GuaranteeRow).filter(person_id=person)))
    return LoanRow.objects.filter(hers | Q(person_id=person), organisation_id=organisation)


def asked_to_stand(organisation: int, person: int) -> list[int]:
    """Loans not paid out nor taken back, for which a person was asked to stand and does not."""
    rows = LoanRow.objects.filter(
        Exists(_of(NamedRow).filter(person_id=person)),
        ~Exists(_of(GuaranteeRow).filter(person_id=person)),
        ~Exists(_of(PayoutRow)),
        ~Exists(_of(WithdrawalRow)),
        organisation_id=organisation,
    )
    return list(rows.values_list("id", flat=True))


def _of(table: type) -> QuerySet:  # type: ignore[type-arg]
    """The rows of a table that belong to the loan of the outer query."""
    found: QuerySet = table._default_manager.filter(  # type: ignore[type-arg,attr-defined]
        organisation_id=OuterRef("organisation_id"), loan_id=OuterRef("id")
    )
    return found
