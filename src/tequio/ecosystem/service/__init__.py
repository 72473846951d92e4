"""Acts of the ecosystem room."""

from tequio.ecosystem.service.actors import end_asset, end_need, say_asset, say_need
from tequio.ecosystem.service.admitting import admit_alliance, propose_admission
from tequio.ecosystem.service.alliances import (
    end_alliance,
    follow_alliance,
    found_alliance,
    join_alliance,
    leave_alliance,
    plan_alliance,
    register_alliance,
)
from tequio.ecosystem.service.frameworks import keep_framework
from tequio.ecosystem.service.scorecards import (
    answer_scorecard,
    close_scorecard,
    open_scorecard,
)
from tequio.ecosystem.service.ties import confirm_tie, end_tie, say_tie, set_sight

__all__ = [
    "admit_alliance",
    "answer_scorecard",
    "close_scorecard",
    "confirm_tie",
    "end_alliance",
    "end_asset",
    "end_need",
    "end_tie",
    "follow_alliance",
    "found_alliance",
    "join_alliance",
    "keep_framework",
    "leave_alliance",
    "open_scorecard",
    "plan_alliance",
    "propose_admission",
    "register_alliance",
    "say_asset",
    "say_need",
    "say_tie",
    "set_sight",
]
