"""Tables of the registry.  Every row belongs to the register of one organisation, its keeper.

What was said and decided stands in `said` and `decided`; what follows from it, and could be made
again from it at any time, in `derived`.
"""

from tequio.registry.models.decided import (
    CandidateRow,
    GuardRow,
    ListedRow,
    MergeRow,
    MovedRow,
    NotSameRow,
    RelationRow,
    SubscriptionRow,
    SuggestionRow,
)
from tequio.registry.models.derived import (
    CellRow,
    FacetCountRow,
    IdentifierRow,
    RegisterRow,
    ShownRow,
)
from tequio.registry.models.said import (
    BackRow,
    BatchRow,
    MappingRow,
    RecordRow,
    SourceRow,
    StatementRow,
)

__all__ = [
    "BackRow",
    "BatchRow",
    "CandidateRow",
    "CellRow",
    "FacetCountRow",
    "GuardRow",
    "IdentifierRow",
    "ListedRow",
    "MappingRow",
    "MergeRow",
    "MovedRow",
    "NotSameRow",
    "RecordRow",
    "RegisterRow",
    "RelationRow",
    "ShownRow",
    "SourceRow",
    "StatementRow",
    "SubscriptionRow",
    "SuggestionRow",
]
