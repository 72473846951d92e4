"""Reads of governance: what is to be decided, what was decided and how, and the check."""

from tequio.governance.queries.ballots import (
    BallotView,
    ProjectView,
    Vote,
    ballot,
    ballots_of,
    open_ballots,
    projects_of_budget,
    votes,
)
from tequio.governance.queries.checking import check
from tequio.governance.queries.meetings import (
    MeetingView,
    Minutes,
    bodies,
    meeting,
    meetings,
    minutes,
)
from tequio.governance.queries.proposals import (
    ProposalView,
    ResolutionView,
    proposal,
    proposals,
    resolution,
    resolutions,
    titles_of_resolutions,
)

__all__ = [
    "BallotView",
    "MeetingView",
    "Minutes",
    "ProjectView",
    "ProposalView",
    "ResolutionView",
    "Vote",
    "ballot",
    "ballots_of",
    "bodies",
    "check",
    "meeting",
    "meetings",
    "minutes",
    "open_ballots",
    "projects_of_budget",
    "proposal",
    "proposals",
    "resolution",
    "resolutions",
    "titles_of_resolutions",
    "votes",
]
