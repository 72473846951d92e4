"""What a reader may see of a ballot: who voted how, what a count would mean, a budget's log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from tequio.governance.queries import facts
from tequio.governance.queries.ballots import (
    BallotView,
    Vote,
    projects_of_budget,
    votes,
)
from tequio.governance.queries.proposals import ProposalView, ResolutionView
from tequio.governance.rules.counting.retelling import retold
from tequio.governance.rules.meetings import sees_votes
from tequio.governance.rules.tallying import Result, judge, rule_from
from tequio.kernel import Amount
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership.rules import Standing
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import Tally


def votes_seen(standing: Standing, ballot: BallotView, on: date) -> list[tuple[str, Vote]] | None:
    """Who voted how, by name, after the close and only if the statutes let this reader see it.

    None where she may not see it; her own vote she sees elsewhere.
    """
    if ballot.is_open or ballot.way != "phone":
        return None
    privacy = statutes_on(standing.organisation, on).choice("privacy.votes")
    if not sees_votes(standing, privacy):
        return None
    cast = votes(standing.organisation, ballot.id)
    names = members.person_names([vote.person for vote in cast])
    return sorted(
        ((names.get(vote.person, ""), vote) for vote in cast), key=lambda one: one[0].casefold()
    )


def foreseen_hands(organisation: int, ballot: BallotView, on: date) -> Result | None:
    """What the count of hands that was entered last would mean at the close."""
    if ballot.hands is None or ballot.meeting is None:
        return None
    row = facts.ballot_row(organisation, ballot.id)
    hands = facts.latest_hands(row)
    assert hands is not None
    here = facts.present_in(organisation, ballot.meeting, before=hands.id)
    meeting = facts.meeting_of(organisation, ballot.meeting)
    tally = Tally(
        hands.yes, hands.no, hands.abstain, len(here & set(facts.roll_of(row))), ballot.entitled
    )
    share = statutes_on(organisation, on).fraction("meeting.ad_hoc")
    return judge(
        rule_from(ballot.rule),
        tally,
        call=meeting.call,
        ad_hoc=share if meeting.is_ad_hoc else None,
    )


def budget_seen(
    organisation: int,
    ballot: BallotView,
    proposal: ProposalView,
    resolution: ResolutionView | None,
) -> dict[str, Any]:
    """The projects of a budget with their costs; after the close votes, winners and the log."""
    unit = mandates.units(organisation)[proposal.effect["unit"]]
    projects = projects_of_budget(organisation, ballot.id)
    count: Mapping[str, Any] = resolution.certificate["count"] if resolution else {}
    approved: Counter[int] = Counter()
    if resolution:
        for vote in votes(organisation, ballot.id):
            approved.update(vote.projects)
    chosen = (
        set(count.get("selected", ())) if resolution and resolution.outcome == "adopted" else ()
    )
    return {
        "unit": unit,
        "sum": Amount(proposal.effect["minor"], unit),
        "projects": [
            (project, Amount(project.minor, unit), approved[project.id], project.code in chosen)
            for project in projects
        ],
        "count": count,
        "spent": Amount(count["spent"], unit) if count else None,
        "log": retold(count, unit, {project.code: project.title for project in projects}),
    }
