"""Participatory budgets: members propose where a sum goes and approve what they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.service import act, take_ids
from tequio.governance.models import BallotRow, ProjectRow, ProposalRow
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules import budgets as rules
from tequio.governance.rules import events
from tequio.governance.rules import refusals as no
from tequio.governance.rules.effects import ShareBudget
from tequio.governance.service.ballots import freeze_ballot
from tequio.governance.service.meetings import CALLS
from tequio.governance.service.proposals import file_proposal
from tequio.kernel import Act, refuse
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership
from tequio.statutes.queries import statutes_on


@dataclass(frozen=True)
class NewBudget:
    """A sum to be shared by a vote.

    minor      the sum in minor units of `unit`
    method     id of the counting method, such as `budget.equal-shares.cost.add1@1`
    closes_on  last day of the vote
    until      last day on which a winning project may be paid; None: no end
    """

    title: str
    minor: int
    unit: str
    method: str
    closes_on: date
    text: str = ""
    until: date | None = None


@act(
    "governance.open_budget",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_BODY,
        *rules.REFUSALS,
        no.UNIT_UNKNOWN,
        no.ROLL_EMPTY,
        no.NOTICE_TOO_SHORT,
    ],
)
def open_budget(
    act: Act,
    /,
    *,
    budget: NewBudget,
    projects: tuple[rules.NewProject, ...],
    body: int | None = None,
) -> events.BudgetOpened:
    """Open the vote on a participatory budget: projects and roll are frozen now."""
    organisation = act.of_organisation
    people = entitled(body_of(organisation, body), act.today)
    statutes = statutes_on(organisation, act.today)
    objections = rules.objections_to_open_budget(
        members.standing(act.by, organisation, act.today),
        rules.Sum(budget.title, budget.minor, budget.method, budget.closes_on, budget.until),
        projects,
        today=act.today,
        notice_days=statutes.integer("notice.days"),
    )
    if budget.unit not in mandates.units(organisation):
        objections.append(no.UNIT_UNKNOWN.because(unit=budget.unit))
    if not people:
        objections.append(no.ROLL_EMPTY.because())
    refuse(objections)
    effect = ShareBudget(
        "budget",
        budget.method,
        budget.minor,
        budget.unit,
        statutes.offices("offices.pay"),
        budget.until,
        threshold=1,
    )
    proposal = file_proposal(act, title=budget.title, text=budget.text, effect=effect, body=body)
    ballot = open_project_ballot(act, proposal, people, budget.closes_on)
    write_projects(act, ballot, projects)
    return events.BudgetOpened(
        ballot.id,
        proposal.id,
        budget.method,
        budget.minor,
        budget.unit,
        len(projects),
        ballot.roll,
        len(people),
    )


def open_project_ballot(
    act: Act, proposal: ProposalRow, people: list[int], closes_on: date | None
) -> BallotRow:
    """A ballot on which projects are approved, by phone."""
    return freeze_ballot(
        act, proposal, people, {"kind": "budget", "way": "phone", "closes_on": closes_on}
    )


def write_projects(
    act: Act, ballot: BallotRow, projects: Sequence[rules.NewProject]
) -> list[ProjectRow]:
    """Write the projects of a ballot down, in their order."""
    organisation = act.of_organisation
    texts = membership.write_texts(organisation, [(one.title, one.text) for one in projects])
    first = take_ids(organisation, len(projects))
    return ProjectRow.objects.bulk_create(
        ProjectRow(
            organisation_id=organisation,
            id=first + place,
            ballot_id=ballot.id,
            code=project.code,
            text_id=text,
            minor=project.minor,
            place=place,
        )
        for place, (project, text) in enumerate(zip(projects, texts, strict=True))
    )
