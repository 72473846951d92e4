"""The close of a participatory budget: count, resolution, one mandate for each winning project."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.governance.models import BallotRow, ProjectRow, ProposalRow
from tequio.governance.queries import facts
from tequio.governance.queries.budgets import taken_back
from tequio.governance.rules.budgets import (
    Cast,
    Listed,
    digest_of_ballots,
    objections_to_pay,
    vote_of,
)
from tequio.governance.rules.counting import methods
from tequio.governance.rules.effects import ShareBudget, read_projects
from tequio.governance.rules.grants import grant_of_project
from tequio.governance.rules.tallying import rule_from
from tequio.governance.service.effects import Source
from tequio.governance.service.resolving import Resolved, close, kept_with, write_resolution
from tequio.kernel import Act, Refusal, plain
from tequio.mandates import granting
from tequio.mandates import queries as mandates
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import threshold_of_quorum


def resolve_budget(act: Act, proposal: ProposalRow, ballot: BallotRow) -> Resolved:
    """Count the approvals; if enough took part, adopt what the method selects."""
    organisation = act.of_organisation
    effect = read_projects(proposal.effect)
    projects = facts.projects_of(ballot)
    votes = [
        Cast(person, tuple(vote.projects), tuple(vote.points))
        for person, vote in sorted(facts.latest_votes(ballot).items())
    ]
    quorum = threshold_of_quorum(
        rule_from(ballot.rule), call=1, members=ballot.entitled, present=len(votes)
    )
    exponent = mandates.units(organisation)[effect.unit].exponent
    listed = [Listed(project.id, project.code, project.minor) for project in projects]
    counted = methods.count(vote_of(effect, listed, votes, exponent=exponent), effect.method)
    against = hindrances(act, effect) if quorum.holds else []
    outcome = ("impossible" if against else "adopted") if quorum.holds else "no_quorum"
    certificate = {
        "ballot": ballot.id,
        "ballots": digest_of_ballots(votes),
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
        certificate=certificate | ({"hindered": kept_with(against)} if against else {}),
        outcome=outcome,
        about=(proposal.id, ballot.id, ballot.meeting_id),
    )
    if outcome == "adopted":
        winners = [project for project in projects if project.code in counted.selected]
        grant_projects(act, ballot, effect, winners, source)
    close(act, proposal, ballot)
    return Resolved(source.resolution, outcome, source.digest)


def hindrances(act: Act, effect: ShareBudget) -> list[Refusal]:
    """Why no project can be paid: the assembly took the budget back while members voted."""
    if effect.resolution is None:
        return []
    ended = taken_back(act.of_organisation, [effect.resolution])
    return objections_to_pay(effect.resolution, taken_back_by=ended.get(effect.resolution))


def grant_projects(
    act: Act,
    ballot: BallotRow,
    effect: ShareBudget,
    winners: Sequence[ProjectRow],
    source: Source,
) -> None:
    """One mandate for each winning project, with its cost as the ceiling and the statutes' keys."""
    in_force = statutes_on(act.of_organisation, act.today)
    for project in winners:
        grant = grant_of_project(
            effect,
            (project.id, project.minor),
            in_force,
            on=act.today,
            closes_on=ballot.closes_on,
        )
        granting.grant(
            act.of_organisation, grant=grant, source=source.name, source_hash=source.digest
        )
