"""Acts of the ecosystem room."""

from tequio.ecosystem.service.actors import end_asset, end_need, say_asset, say_need
from tequio.ecosystem.service.admitting import admit_alliance, propose_admission
from tequio.ecosystem.service.alliances import found_alliance, join_alliance, leave_alliance
from tequio.ecosystem.service.effects import argue_effect, withdraw_effect
from tequio.ecosystem.service.forming import (
    end_alliance,
    follow_alliance,
    plan_alliance,
    register_alliance,
)
from tequio.ecosystem.service.frameworks import keep_framework
from tequio.ecosystem.service.policies import (
    begin_process,
    record_recommendation,
    take_part,
    update_recommendation,
)
from tequio.ecosystem.service.programmes import (
    draft_programme,
    name_affected,
    open_programme,
    reply_as_affected,
)
from tequio.ecosystem.service.quarters import act_on, end_action, take_quarter
from tequio.ecosystem.service.scorecards import (
    answer_scorecard,
    close_scorecard,
    open_scorecard,
)
from tequio.ecosystem.service.ties import confirm_tie, end_tie, say_tie, set_sight

__all__ = [
    "act_on",
    "admit_alliance",
    "answer_scorecard",
    "argue_effect",
    "begin_process",
    "close_scorecard",
    "confirm_tie",
    "draft_programme",
    "end_action",
    "end_alliance",
    "end_asset",
    "end_need",
    "end_tie",
    "follow_alliance",
    "found_alliance",
    "join_alliance",
    "keep_framework",
    "leave_alliance",
    "name_affected",
    "open_programme",
    "open_scorecard",
    "plan_alliance",
    "propose_admission",
    "record_recommendation",
    "register_alliance",
    "reply_as_affected",
    "say_asset",
    "say_need",
    "say_tie",
    "set_sight",
    "take_part",
    "take_quarter",
    "update_recommendation",
    "withdraw_effect",
]
