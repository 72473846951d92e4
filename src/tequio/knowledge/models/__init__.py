"""Tables of the knowledge room.  What is noticed, written, said and tried only grows."""

from tequio.knowledge.models.places import (
    AssessmentRow,
    ContextRow,
    OutcomeRow,
    SettledRow,
    ValueRow,
)
from tequio.knowledge.models.practices import (
    AnswerRow,
    ContributionRow,
    InnovationRow,
    NotedRow,
    SignOffRow,
    StateRow,
    VersionRow,
)
from tequio.knowledge.models.transfers import (
    AdaptationRow,
    AskedRow,
    FollowUpRow,
    OfferRow,
    StepRow,
    TransferRow,
)
from tequio.knowledge.models.watched import AntennaRow, JoinedRow, ObservationRow, WatchRow

__all__ = [
    "AdaptationRow",
    "AnswerRow",
    "AntennaRow",
    "AskedRow",
    "AssessmentRow",
    "ContextRow",
    "ContributionRow",
    "FollowUpRow",
    "InnovationRow",
    "JoinedRow",
    "NotedRow",
    "ObservationRow",
    "OfferRow",
    "OutcomeRow",
    "SettledRow",
    "SignOffRow",
    "StateRow",
    "StepRow",
    "TransferRow",
    "ValueRow",
    "VersionRow",
    "WatchRow",
]
