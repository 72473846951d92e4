"""Participatory budgets: members propose where a sum goes and approve what they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules.inputs import Id, Words
from tequio.chronicle.service import act, take_ids
from tequio.governance.models import BallotRow, ProjectRow, ProposalRow
from tequio.governance.queries import objections
from tequio.governance.queries.budgets import decided_budget
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules import budgets as rules
from tequio.governance.rules import events
from tequio.governance.rules import refusals as no
from tequio.governance.rules.effects import ShareBudget
from tequio.governance.rules.meetings import objections_to_body, objections_to_calling
from tequio.governance.service.ballots import freeze_ballot
from tequio.governance.service.meetings import CALLS
from tequio.governance.service.proposals import file_proposal, made
from tequio.kernel import Act, digest, refuse
from tequio.membership import queries as members
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership


@dataclass(frozen=True)
class NewBudget:
    """The vote on a budget that the assembly decided on: sum, method and last day are decided.

    resolution  number of the resolution by which it was adopted
    closes_on   last day of the vote
    title       empty: that of the decision
    """

    resolution: Id
    closes_on: date
    title: Words = ""
    text: Words = ""


@act(
    "governance.open_budget",
    may=CALLS,
    refusals=[
        membership_rules.OFFICE_NOT_HELD,
        no.NO_SUCH_BODY,
        no.ASSEMBLY_DECIDES,
        *rules.REFUSALS,
        no.ROLL_EMPTY,
    ],
)
def open_budget(
    act: Act,
    /,
    *,
    budget: NewBudget,
    projects: tuple[rules.NewProject, ...],
    body: Id | None = None,
) -> events.BudgetOpened:
    """Open the vote on a budget that the assembly decided on: projects and roll are frozen now.

    One vote for each decision; if it lacks its quorum, another may be opened.
    """
    organisation = act.of_organisation
    refuse(objections_to_calling(objections.standing_of(act)))
    decided = decided_budget(organisation, budget.resolution)
    shares = body_of(organisation, body)
    people = entitled(shares, act.today)
    title = budget.title.strip() or decided.title
    against = objections_to_body(is_assembly=shares.code == "assembly", is_ordinary=False)
    against += rules.objections_to_open_budget(
        decided,
        rules.Asked(title, budget.closes_on, projects),
        today=act.today,
        notice_days=objections.notice_days(act),
    )
    refuse(against if people else [*against, no.ROLL_EMPTY.because()])
    effect = _effect(decided)
    proposal = file_proposal(act, title=title, text=budget.text, effect=effect, body=body)
    ballot = open_project_ballot(act, proposal, people, budget.closes_on)
    listed = write_projects(act, ballot, projects)
    return _opened(effect, made(proposal), ballot, listed)


def _opened(
    effect: ShareBudget, filed: events.ProposalMade, ballot: BallotRow, listed: list[ProjectRow]
) -> events.BudgetOpened:
    assert ballot.closes_on is not None, "a vote of the group's own has a last day"
    return events.BudgetOpened(
        ballot=ballot.id,
        proposal=filed.proposal,
        decided=effect.resolution or 0,
        method=effect.method,
        minor=effect.minor,
        unit=effect.unit,
        projects=len(listed),
        roll=ballot.roll,
        entitled=ballot.entitled,
        body=filed.body,
        effect=filed.effect,
        text=filed.text,
        rule=digest(ballot.rule),
        closes_on=ballot.closes_on,
        listed=listed_as(listed),
    )


def listed_as(projects: Sequence[ProjectRow]) -> str:
    """The digest of projects as they stand on a ballot, with their texts."""
    told = members.digests_of_texts(
        projects[0].organisation_id, [project.text_id for project in projects]
    )
    return rules.digest_of_projects(
        (one.id, one.code, one.minor, told.get(one.text_id, "")) for one in projects
    )


def _effect(decided: rules.Decided) -> ShareBudget:
    """What the vote allows: what was decided, and nothing beyond."""
    return ShareBudget(
        "projects",
        decided.method,
        decided.amount.minor,
        decided.amount.unit.code,
        decided.until,
        decided.resolution,
        threshold=1,
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
