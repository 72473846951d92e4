"""Designs: practices written so that others can try them.  Pure."""

from tequio.knowledge.rules.designs.design import (
    CASE_STATES,
    MARKS,
    Comparison,
    Component,
    Design,
    Operator,
    Precondition,
    Variant,
    plain_comparison,
    plain_design,
)
from tequio.knowledge.rules.designs.loading import (
    DesignError,
    load_design,
    read_design,
)
from tequio.knowledge.rules.designs.texts import in_one_language
from tequio.screening.rules.packs import LANGUAGES, in_language

__all__ = [
    "CASE_STATES",
    "LANGUAGES",
    "MARKS",
    "Comparison",
    "Component",
    "Design",
    "DesignError",
    "Operator",
    "Precondition",
    "Variant",
    "in_language",
    "in_one_language",
    "load_design",
    "plain_comparison",
    "plain_design",
    "read_design",
]
