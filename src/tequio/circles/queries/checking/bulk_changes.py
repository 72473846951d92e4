"""What `verify` knows of new schedules, write-offs and forgiveness of loans to groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import BulkLossRow, BulkOfferRow, BulkPlanRow
from tequio.circles.rules import bulk as rules
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.lending import rules as lending

ROOM = "circles"
OFFERED, WRITTEN_OFF, FORGIVEN = (
    "circles.offer_new_schedule",
    "circles.write_off_group_loan",
    "circles.take_forgiveness",
)
TAKEN, HELD = "circles.take_new_schedule", "circles.hold_new_schedule"
PLAN_DIFFERS = _("The new schedule {plan} does not begin with what was left of the loan.")
LOSS_DIFFERS = _("What was given up of loan {loan} is not what was left of it.")
OFFER = "loan correlation count step offered_on mandate".split()
PLAN = "loan correlation count step from_day principal carried mandate lines".split()
LOSS = "loan minor is_forgiven lost_on mandate journal".split()


def check_changes(
    organisation: int, lent: Sequence[rules.Bulk], borrowed: Sequence[rules.Bulk]
) -> Iterator[Finding]:
    """Each row is its line, begins with what was left, and gives up just that."""
    loans = {one.id: one for one in (*lent, *borrowed)}
    yield from _told(organisation, loans)
    for loan in loans.values():
        if not any(one.is_reversed for one in loan.paid):
            yield from _sums(loan)


def _told(organisation: int, loans: dict[int, rules.Bulk]) -> Iterator[Finding]:
    tables: tuple[tuple[str, Any, str, Sequence[str], tuple[str, ...]], ...] = (
        ("offer of a new schedule", BulkOfferRow, "offer", OFFER, (OFFERED,)),
        ("new schedule of a loan", BulkPlanRow, "plan", PLAN, (TAKEN, HELD)),
        ("loan given up", BulkLossRow, "loss", LOSS, (WRITTEN_OFF, FORGIVEN)),
    )
    for thing, table, number, names, kinds in tables:
        told = {
            facts[number]: {name: facts[name] for name in names}
            for kind in kinds
            for facts in facts_of(organisation, kind)
        }
        rows = table.objects.filter(organisation_id=organisation)
        here = {row.id: _fields(row, names, loans) for row in rows}
        yield from compared(ROOM, thing, told=told, here=here)


def _fields(row: Any, names: Sequence[str], loans: dict[int, rules.Bulk]) -> dict[str, Any]:
    said = {
        name: getattr(row, f"{name}_id" if name in ("loan", "mandate", "journal") else name, "")
        for name in names
    }
    if "lines" in said:
        plans = {one.id: one for one in loans[row.loan_id].plans} if row.loan_id in loans else {}
        said["lines"] = _digest(loans[row.loan_id], plans[row.id]) if row.id in plans else ""
    told: dict[str, Any] = plain(said)
    return told


def _digest(loan: rules.Bulk, one: Any) -> str:
    return lending.digest_of_schedule(lending.new_schedule(loan.terms, one.plan))


def _sums(loan: rules.Bulk) -> Iterator[Finding]:
    """Replayed: what was left when a schedule began, and when the rest was given up."""
    for one in loan.plans:
        before = loan.claim(one.plan.from_day, before=one.id)
        carried = lending.carried_interest(before)
        if (before.principal_left, carried) != (one.plan.principal, one.plan.carried):
            yield Finding.of(ROOM, "bulk_plan_differs", PLAN_DIFFERS, plan=one.id)
    lost = loan.given_up
    if lost is not None:
        repaid = sum(
            one.payment.parts.principal for one in loan.counting if not loan.is_recovery(one)
        )
        if repaid + lost.minor != loan.minor:
            yield Finding.of(ROOM, "bulk_loss_differs", LOSS_DIFFERS, loan=loan.id)
