"""Tables of the ecosystem room: they belong to the organiser, and only grow."""

from tequio.ecosystem.models.actors import AssetRow, NeedRow, SightRow, TieRow, TieWordRow
from tequio.ecosystem.models.alliances import (
    AllianceRow,
    AllianceStepRow,
    AskedRow,
    PartnerRow,
    PlanRow,
)
from tequio.ecosystem.models.diagnosed import (
    ActionEndRow,
    ActionRow,
    AnswerRow,
    FrameworkRow,
    QuarterRow,
    ScorecardRow,
)
from tequio.ecosystem.models.policies import (
    AffectedRow,
    EffectRow,
    PartRow,
    ProcessRow,
    ProgrammeRow,
    RecommendationRow,
    ReplyRow,
    StatusRow,
)

__all__ = [
    "ActionEndRow",
    "ActionRow",
    "AffectedRow",
    "AllianceRow",
    "AllianceStepRow",
    "AnswerRow",
    "AskedRow",
    "AssetRow",
    "EffectRow",
    "FrameworkRow",
    "NeedRow",
    "PartRow",
    "PartnerRow",
    "PlanRow",
    "ProcessRow",
    "ProgrammeRow",
    "QuarterRow",
    "RecommendationRow",
    "ReplyRow",
    "ScorecardRow",
    "SightRow",
    "StatusRow",
    "TieRow",
    "TieWordRow",
]
