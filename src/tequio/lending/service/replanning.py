"""A new schedule for what is left of a loan: the members decide on exactly these terms."""

from __future__ import annotations

from tequio.chronicle.rules.inputs import Id, Small
from tequio.chronicle.service import act, take_ids
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.service.proposals import made
from tequio.kernel import Act, Refused, add_months, refuse
from tequio.lending import rules
from tequio.lending.models import NewInstalmentRow, NewScheduleRow, ReschedulingRow
from tequio.lending.queries import replanning
from tequio.lending.queries.loans import Loan
from tequio.lending.queries.replanning import RESCHEDULE, subject_of
from tequio.lending.queries.words import instalments_told
from tequio.lending.service.losing import BY_DECISION
from tequio.lending.service.sheet import there
from tequio.mandates import service as mandates
from tequio.statutes.queries import statutes_on


@act(
    "lending.ask_new_schedule",
    may="whoever borrowed, or holds an office that pays, holds a key or writes the book",
    refusals=rules.OF_A_NEW_SCHEDULE,
)
def ask_new_schedule(
    act: Act, /, *, loan: Id, months: Small = 0, weeks: Small = 0, fortnights: Small = 0
) -> rules.NewScheduleAsked:
    """Ask the members to let what is left of a loan be repaid by a new schedule.

    months, weeks, fortnights  in how many instalments of that length: one of them
    """
    refuse(replanning.to_ask_new_schedule(act, loan, (months, fortnights, weeks)))
    organisation, found = act.of_organisation, there(act, [loan])[loan]
    step, count = rules.step_of(months, fortnights, weeks)
    number = take_ids(organisation)
    proposal = governance.file_proposal(
        act,
        title="",
        text=instalments_told(count, step),
        effect=_allowing(act, found, number),
        about=found.person,
    )
    NewScheduleRow.objects.create(
        organisation_id=organisation,
        id=number,
        loan_id=loan,
        count=count,
        step=step,
        proposal_id=proposal.id,
        asked_at=act.at,
    )
    filed = made(proposal)
    return rules.NewScheduleAsked(
        number, loan, count, step, filed.proposal, filed.effect, filed.text, filed.body
    )


def _allowing(act: Act, found: Loan, number: int) -> AllowPayment:
    """A mandate for exactly this schedule; no money moves under it."""
    standing = found.position(act.today)
    assert standing is not None, "not refused and not paid out"
    return AllowPayment(
        kind="mandate",
        purpose=RESCHEDULE,
        minor=standing.principal_left,
        unit=found.unit.code,
        offices=statutes_on(act.of_organisation, act.today).offices("offices.pay"),
        subject=subject_of(number),
        until=add_months(act.today, rules.MONTHS_TO_PAY_OUT),
    )


@act("lending.reschedule", may=BY_DECISION, refusals=rules.OF_A_RESCHEDULING)
def reschedule(act: Act, /, *, schedule: Id) -> rules.LoanRescheduled:
    """Let a new schedule hold from today on that the members decided on; the old one is kept.

    schedule  its number, as `lending.ask_new_schedule` gave it
    """
    organisation, on = act.of_organisation, act.today
    found = replanning.loan_of_schedule(organisation, schedule)
    if found is None:
        raise Refused(rules.NO_SUCH_SCHEDULE.because(schedule=schedule))
    refuse(replanning.to_reschedule(act, found, schedule))
    standing = found.position(on)
    assert standing is not None, "not refused and not paid out"
    drawn = mandates.draw(
        act,
        code=RESCHEDULE,
        subject=subject_of(schedule),
        unit=found.unit.code,
        minor=standing.principal_left,
        on=on,
    )
    asked = next(one for one in found.schedules if one.id == schedule)
    plan = rules.Plan(
        on, asked.count, asked.step, standing.principal_left, rules.carried_interest(standing)
    )
    return _written(act, found, plan, (schedule, drawn.mandate))


def _written(
    act: Act, found: Loan, plan: rules.Plan, decided: tuple[int, int]
) -> rules.LoanRescheduled:
    """First the lines: after it holds the database takes no more of them."""
    (schedule, mandate), organisation = decided, act.of_organisation
    number, lines = take_ids(organisation), rules.new_schedule(found.terms, plan)
    NewInstalmentRow.objects.bulk_create(
        NewInstalmentRow(
            organisation_id=organisation,
            rescheduling_id=number,
            loan_id=found.id,
            number=line.number,
            due_on=line.due_on,
            principal=line.principal,
            interest=line.interest,
        )
        for line in lines
    )
    ReschedulingRow.objects.create(
        organisation_id=organisation,
        id=number,
        schedule_id=schedule,
        loan_id=found.id,
        from_day=plan.from_day,
        principal=plan.principal,
        carried=plan.carried,
        mandate_id=mandate,
    )
    return rules.LoanRescheduled(
        loan=found.id,
        person=found.person,
        schedule=schedule,
        rescheduling=number,
        from_day=plan.from_day,
        principal=plan.principal,
        carried=plan.carried,
        mandate=mandate,
        lines=rules.digest_of_schedule(lines),
    )
