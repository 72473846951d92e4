"""What `verify` knows of new schedules, write-offs and forgiveness of loans to groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tequio.chronicle.rules.comparing import told_otherwise
from tequio.circles.queries.checking.bulk_rows import NEW_SCHEDULE, each
from tequio.circles.rules import bulk as rules
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.lending import rules as lending

ROOM = "circles"
PLAN_DIFFERS = _("The new schedule {plan} does not begin with what was left of the loan.")
LOSS_DIFFERS = _("What was given up of loan {loan} is not what was left of it.")


def check_changes(
    organisation: int, lent: Sequence[rules.Bulk], borrowed: Sequence[rules.Bulk]
) -> Iterator[Finding]:
    """New schedules are as told and begin with what was left; what was given up is just that."""
    loans = [*lent, *borrowed]
    yield from _schedules(organisation, loans)
    for loan in loans:
        if not any(one.is_reversed for one in loan.paid):
            yield from _sums(loan)


def _schedules(organisation: int, loans: Sequence[rules.Bulk]) -> Iterator[Finding]:
    """The terms give the schedules that were told."""
    told = {one["plan"]: one["lines"] for one in each(organisation, NEW_SCHEDULE.kinds)}
    for loan in loans:
        for one in loan.plans:
            lines = lending.new_schedule(loan.terms, one.plan)
            if told[one.id] != lending.digest_of_schedule(lines):
                yield told_otherwise(ROOM, NEW_SCHEDULE.thing, one.id)


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
