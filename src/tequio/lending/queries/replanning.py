"""What stands against a new schedule: asking the members for it, and letting it hold."""

from __future__ import annotations

from tequio.kernel import Act, Refusal
from tequio.lending import rules
from tequio.lending.models import NewScheduleRow
from tequio.lending.queries.loans import Loan, loan
from tequio.lending.queries.objections import is_seen, working_offices
from tequio.mandates import queries as mandates
from tequio.mandates import rules as mandate_rules
from tequio.membership import queries as members
from tequio.statutes.queries import statutes_on

RESCHEDULE = "lending.reschedule"


def subject_of(schedule: int) -> str:
    """What the decision on a new schedule names."""
    return f"schedule:{schedule}"


def to_ask_new_schedule(act: Act, number: int, said: tuple[int, int, int]) -> list[Refusal]:
    """Against asking for a new schedule; `said`: months, fortnights, weeks.  A loan that one may
    not see is not there."""
    organisation, found = act.of_organisation, loan(act.of_organisation, number)
    statutes = statutes_on(organisation, act.today)
    standing = members.standing(act.by, organisation, act.today)
    if found is None or not is_seen(found, statutes, standing):
        return [rules.NO_SUCH_LOAN.because(loan=number)]
    return rules.objections_to_ask_new_schedule(
        standing,
        _replanned(act, found),
        said,
        working=working_offices(statutes),
        longest_months=statutes.integer("lending.longest_months"),
        today=act.today,
    )


def _replanned(act: Act, found: Loan) -> rules.Replanned:
    lost_on = found.loss.on if found.loss else None
    return rules.Replanned(found.person, found.position(act.today), lost_on)


def to_reschedule(act: Act, found: Loan, schedule: int) -> list[Refusal]:
    """Against letting a new schedule hold from today on."""
    standing = found.position(act.today)
    minor = standing.principal_left if standing else 0
    asked = mandate_rules.Asked(
        RESCHEDULE, subject_of(schedule), found.unit, minor, act.today, act.today
    )
    is_done = any(held.schedule == schedule for held in found.rescheduled)
    against = mandates.choose(act, asked).objections
    return rules.objections_to_reschedule(_replanned(act, found), against, is_done=is_done)


def loan_of_schedule(organisation: int, schedule: int) -> Loan | None:
    """The loan for which a new schedule was asked, or None."""
    rows = NewScheduleRow.objects.filter(organisation_id=organisation, id=schedule)
    row = rows.first()
    return loan(organisation, row.loan_id) if row else None
