"""Rule packs: what they are, and how one is read from its text.  Pure."""

from tequio.screening.rules.packs.expressions import (
    Compare,
    Exists,
    Expression,
    Joined,
    Leaf,
    Not,
    Ratio,
    facts_of,
    facts_of_leaf,
    leaves,
    plain_expression,
)
from tequio.screening.rules.packs.loading import PackError, load_pack
from tequio.screening.rules.packs.pack import (
    AUTHORITIES,
    LANGUAGES,
    MONTHS,
    Citation,
    Criterion,
    Pack,
    Rule,
    Texts,
    in_language,
    plain_pack,
)

__all__ = [
    "AUTHORITIES",
    "LANGUAGES",
    "MONTHS",
    "Citation",
    "Compare",
    "Criterion",
    "Exists",
    "Expression",
    "Joined",
    "Leaf",
    "Not",
    "Pack",
    "PackError",
    "Ratio",
    "Rule",
    "Texts",
    "facts_of",
    "facts_of_leaf",
    "in_language",
    "leaves",
    "load_pack",
    "plain_expression",
    "plain_pack",
]
