"""What statutes can say, what they say on a day, and what stands against changing them.  Pure."""

from tequio.statutes.rules.adopting import (
    OF_ADOPTION,
    OF_FIRST_STATUTES,
    Passed,
    bounds_passed,
    objections_to_adopt,
    objections_to_fit,
    plain_value,
    warnings_to_adopt,
)
from tequio.statutes.rules.catalogue import BASES, CATALOGUE, DECISION_TYPES, GROUPS, read_value
from tequio.statutes.rules.in_force import Adopted, Statutes, in_force
from tequio.statutes.rules.provisions import Provision
from tequio.statutes.rules.rulebooks import (
    NO_LAW,
    Bound,
    LegalRulebook,
    applying,
    load_rulebook,
)
from tequio.statutes.rules.schema import SchemaError
from tequio.statutes.rules.standing import ALWAYS_STANDING, STANDING_PURPOSES, StandingPurpose
from tequio.statutes.rules.templates import (
    BASES_OF_VALUES,
    StatutesTemplate,
    TemplateValue,
    closest,
    load_template,
    unchanged,
)
from tequio.statutes.rules.thresholds import (
    DecisionRule,
    Tally,
    Threshold,
    least_number,
    threshold_of_ad_hoc,
    threshold_of_majority,
    threshold_of_quorum,
)
from tequio.statutes.rules.values import Unreadable, Value

__all__ = [
    "ALWAYS_STANDING",
    "BASES",
    "BASES_OF_VALUES",
    "CATALOGUE",
    "DECISION_TYPES",
    "GROUPS",
    "NO_LAW",
    "OF_ADOPTION",
    "OF_FIRST_STATUTES",
    "STANDING_PURPOSES",
    "Adopted",
    "Bound",
    "DecisionRule",
    "LegalRulebook",
    "Passed",
    "Provision",
    "SchemaError",
    "StandingPurpose",
    "Statutes",
    "StatutesTemplate",
    "Tally",
    "TemplateValue",
    "Threshold",
    "Unreadable",
    "Value",
    "applying",
    "bounds_passed",
    "closest",
    "in_force",
    "least_number",
    "load_rulebook",
    "load_template",
    "objections_to_adopt",
    "objections_to_fit",
    "plain_value",
    "read_value",
    "threshold_of_ad_hoc",
    "threshold_of_majority",
    "threshold_of_quorum",
    "unchanged",
    "warnings_to_adopt",
]
