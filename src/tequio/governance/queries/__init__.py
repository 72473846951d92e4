"""Reads of governance: what is to be decided, what was decided and how, and the check."""

from tequio.governance.queries.ballots import (
    BallotView,
    ProjectView,
    Vote,
    ballot,
    ballots_of,
    has_photo,
    my_votes,
    open_ballots,
    project_titles,
    projects_of_budget,
    rolls_of,
    votes,
)
from tequio.governance.queries.checking import check
from tequio.governance.queries.effects_shown import EffectView, shown
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
    resolution_of_proposal,
    resolutions,
    titles_of_resolutions,
)

__all__ = [
    "BallotView",
    "EffectView",
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
    "has_photo",
    "meeting",
    "meetings",
    "minutes",
    "my_votes",
    "open_ballots",
    "project_titles",
    "projects_of_budget",
    "proposal",
    "proposals",
    "resolution",
    "resolution_of_proposal",
    "resolutions",
    "rolls_of",
    "shown",
    "titles_of_resolutions",
    "votes",
]
