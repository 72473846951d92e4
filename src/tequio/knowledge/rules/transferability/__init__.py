"""Whether a practice would stand in a place, and what would have to change.  Pure."""

from tequio.knowledge.rules.transferability.aloud import (
    DISCLAIMER,
    Aloud,
    Section,
    assessment_aloud,
)
from tequio.knowledge.rules.transferability.alternatives import Alternative, alternatives
from tequio.knowledge.rules.transferability.assessing import (
    Assessment,
    Compared,
    ComponentFound,
    ConditionFound,
    Leads,
    Question,
    VariantFound,
    assess,
)
from tequio.knowledge.rules.transferability.judging import (
    VERDICT_WORDS,
    VERDICTS,
    Status,
    Verdict,
)
from tequio.knowledge.rules.transferability.replaying import (
    assessment_digest,
    assessment_text,
    plain_assessment,
    replayed,
)
from tequio.knowledge.rules.transferability.speaking import Line, Reader, spoken
from tequio.knowledge.rules.transferability.weighing import ENGINE, Why

__all__ = [
    "DISCLAIMER",
    "ENGINE",
    "VERDICTS",
    "VERDICT_WORDS",
    "Aloud",
    "Alternative",
    "Assessment",
    "Compared",
    "ComponentFound",
    "ConditionFound",
    "Leads",
    "Line",
    "Question",
    "Reader",
    "Section",
    "Status",
    "VariantFound",
    "Verdict",
    "Why",
    "alternatives",
    "assess",
    "assessment_aloud",
    "assessment_digest",
    "assessment_text",
    "plain_assessment",
    "replayed",
    "spoken",
]
