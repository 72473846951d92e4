"""What the graph, the scorecards and the practices suggest to do next.  Pure."""

from tequio.ecosystem.rules.findings.finding import (
    DEEDS,
    ActionKind,
    Code,
    Deed,
    Field,
    Finding,
    Named,
)
from tequio.ecosystem.rules.findings.finding_all import Besides, find_all
from tequio.ecosystem.rules.findings.of_assets import (
    single_holders,
    smallest_coalition,
    uncovered_needs,
)
from tequio.ecosystem.rules.findings.of_others import (
    Block,
    Waiting,
    waiting_practices,
    weak_blocks,
)
from tequio.ecosystem.rules.findings.of_rooms import TRAITS, never_in_the_room
from tequio.ecosystem.rules.findings.of_ties import (
    INTRODUCE,
    Introduced,
    brokers_at_risk,
    introductions_since,
    parts_apart,
    told_of,
    unconfirmed_ties,
)
from tequio.ecosystem.rules.findings.plain import (
    plain_finding,
    plain_graph,
    read_finding,
    read_graph,
)

__all__ = [
    "DEEDS",
    "INTRODUCE",
    "TRAITS",
    "ActionKind",
    "Besides",
    "Block",
    "Code",
    "Deed",
    "Field",
    "Finding",
    "Introduced",
    "Named",
    "Waiting",
    "brokers_at_risk",
    "find_all",
    "introductions_since",
    "never_in_the_room",
    "parts_apart",
    "plain_finding",
    "plain_graph",
    "read_finding",
    "read_graph",
    "single_holders",
    "smallest_coalition",
    "told_of",
    "unconfirmed_ties",
    "uncovered_needs",
    "waiting_practices",
    "weak_blocks",
]
