"""The close of a participatory budget: count, resolution, one mandate for each winning project."""

from __future__ import annotations

from collections.abc import Sequence

from tequio.governance.models import BallotRow, ProjectRow, ProposalRow
from tequio.governance.queries import facts
from tequio.governance.rules.budgets import Cast, Listed, digest_of_ballots, vote_of
from tequio.governance.rules.counting import methods
from tequio.governance.rules.effects import ShareBudget, read_projects
from tequio.governance.rules.grants import grant_of_project
from tequio.governance.rules.tallying import rule_from
from tequio.governance.service.effects import Source
from tequio.governance.service.resolving import Resolved, close, write_resolution
from tequio.kernel import Act, plain
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
    outcome = "adopted" if quorum.holds else "no_quorum"
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
        certificate=certificate,
        outcome=outcome,
        about=(proposal.id, ballot.id, ballot.meeting_id),
    )
    if outcome == "adopted":
        winners = [project for project in projects if project.code in counted.selected]
        grant_projects(act, ballot, effect, winners, source)
    close(act, proposal, ballot)
    return Resolved(source.resolution, outcome, source.digest)


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
