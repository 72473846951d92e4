"""The ground words of the house: amounts, periods, acts, refusals, digests, three-valued truth.

Pure: no Django, no storage, no clock.  Everything here is importable from `tequio.kernel`.
"""

from tequio.kernel.acts import ORGANISATION_MISSING, Act, Finding
from tequio.kernel.amounts import Amount, Rate, Unit, UnitKind, allocate, round_half_even
from tequio.kernel.canonical import canonical, digest, merkle_root, plain
from tequio.kernel.periods import Period, add_months
from tequio.kernel.refusals import (
    Refusal,
    RefusalKind,
    Refused,
    answerable,
    gettext_noop,
    refuse,
)
from tequio.kernel.remembering import remembered, remembering
from tequio.kernel.rulebook import Parameter, Rulebook
from tequio.kernel.spoken import devanagari, six_words
from tequio.kernel.truth import Truth, all_of, any_of, negation

__all__ = [
    "ORGANISATION_MISSING",
    "Act",
    "Amount",
    "Finding",
    "Parameter",
    "Period",
    "Rate",
    "Refusal",
    "RefusalKind",
    "Refused",
    "Rulebook",
    "Truth",
    "Unit",
    "UnitKind",
    "add_months",
    "all_of",
    "allocate",
    "answerable",
    "any_of",
    "canonical",
    "devanagari",
    "digest",
    "gettext_noop",
    "merkle_root",
    "negation",
    "plain",
    "refuse",
    "remembered",
    "remembering",
    "round_half_even",
    "six_words",
]
