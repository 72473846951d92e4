"""Tables of the screening.  All belong to the examiner, but for a consent, which belongs to whoever
gave it.  What was given and decided only grows."""

from tequio.screening.models.asked import AskedRow, ConsentRow, PackRow
from tequio.screening.models.cases import (
    AssessmentRow,
    CaseRow,
    FindingRow,
    InterestRow,
    LapseRow,
    MessageRow,
)
from tequio.screening.models.shown import EvidenceFactRow, EvidenceRow, PartnerVerdictRow

__all__ = [
    "AskedRow",
    "AssessmentRow",
    "CaseRow",
    "ConsentRow",
    "EvidenceFactRow",
    "EvidenceRow",
    "FindingRow",
    "InterestRow",
    "LapseRow",
    "MessageRow",
    "PackRow",
    "PartnerVerdictRow",
]
