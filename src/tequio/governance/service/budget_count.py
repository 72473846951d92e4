"""The close of a participatory budget: count, resolution, one mandate for each winning project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import TypeAdapter

from tequio.governance.models import BallotRow, ProjectRow, ProposalRow, VoteRow
from tequio.governance.queries import facts
from tequio.governance.rules import refusals as no
from tequio.governance.rules.counting import methods
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Project, pile_up
from tequio.governance.rules.effects import ShareBudget
from tequio.governance.rules.tallying import rule_from
from tequio.governance.service.effects import Source
from tequio.governance.service.resolving import Resolved, close, kept_with, write_resolution
from tequio.governance.service.standing_mandates import paying_offices
from tequio.kernel import Act, Refusal, digest, plain
from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Ceiling, Grant, Scope
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import threshold_of_quorum

READER: TypeAdapter[ShareBudget] = TypeAdapter(ShareBudget)
PURPOSE = "budget.project"


def vote_of(
    effect: ShareBudget, projects: Sequence[ProjectRow], votes: Iterable[VoteRow], *, exponent: int
) -> BudgetVote:
    """What the counting method sees: projects in their order and piles of equal ballots."""
    place = {project.id: index for index, project in enumerate(projects)}
    return BudgetVote(
        budget=effect.minor,
        projects=tuple(Project(project.code, project.minor) for project in projects),
        piles=pile_up(
            Ballot(tuple(place[project] for project in vote.projects), tuple(vote.points))
            for vote in votes
        ),
        kind=effect.ballots,
        exponent=exponent,
        currency=effect.unit,
        threshold=effect.threshold,
        places=effect.places,
    )


def resolve_budget(act: Act, proposal: ProposalRow, ballot: BallotRow) -> Resolved:
    """Count the approvals; if enough took part, adopt what the method selects."""
    organisation = act.of_organisation
    effect = READER.validate_python(proposal.effect)
    projects = facts.projects_of(ballot)
    votes = [vote for _, vote in sorted(facts.latest_votes(ballot).items())]
    quorum = threshold_of_quorum(
        rule_from(ballot.rule), call=1, members=ballot.entitled, present=len(votes)
    )
    exponent = mandates.units(organisation)[effect.unit].exponent
    counted = methods.count(vote_of(effect, projects, votes, exponent=exponent), effect.method)
    late = hindrances(act, effect) if quorum.holds else []
    outcome = ("impossible" if late else "adopted") if quorum.holds else "no_quorum"
    certificate = {
        "ballot": ballot.id,
        "ballots": digest([[vote.person_id, vote.projects, vote.points] for vote in votes]),
        "count": counted.as_plain(),
        "effect": proposal.effect_digest,
        "proposal": proposal.id,
        "quorum": plain(quorum),
        "roll": ballot.roll,
        "rule": ballot.rule,
    }
    source = write_resolution(
        organisation,
        on=act.today,
        certificate=certificate | ({"hindered": kept_with(late)} if late else {}),
        outcome=outcome,
        about=(proposal.id, ballot.id, ballot.meeting_id),
    )
    if outcome == "adopted":
        winners = [project for project in projects if project.code in counted.selected]
        grant_projects(act, effect, winners, source)
    close(act, proposal, ballot)
    return Resolved(source.resolution, outcome, source.digest)


def hindrances(act: Act, effect: ShareBudget) -> list[Refusal]:
    """Why no project can be paid any more: the vote was closed after the last day for it."""
    if effect.until is None or effect.until >= act.today:
        return []
    return [no.DAY_IN_THE_PAST.because(day=effect.until)]


def grant_projects(
    act: Act, effect: ShareBudget, winners: Sequence[ProjectRow], source: Source
) -> None:
    """One mandate for each winning project, with its cost as the ceiling and the statutes' keys."""
    in_force = statutes_on(act.of_organisation, act.today)
    for project in winners:
        granting.grant(
            act.of_organisation,
            grant=Grant(
                title="budget",
                scopes=(Scope(PURPOSE, str(project.id)),),
                ceilings=(Ceiling(effect.unit, project.minor),),
                offices=paying_offices(in_force, effect.offices),
                keys=in_force.integer("keys.pay"),
                valid_from=act.today,
                valid_until=effect.until,
            ),
            source=source.name,
            source_hash=source.digest,
        )
