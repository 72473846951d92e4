"""The graph of actors, assets and ties: what hangs together, who bridges, who covers.  Pure.

No graph library is needed: these are a few hundred lines, and everybody can read them.
"""

from tequio.ecosystem.rules.graph.actors import Actor, Group, Holding, Need, Tie, Word
from tequio.ecosystem.rules.graph.brokers import Broker, brokers
from tequio.ecosystem.rules.graph.coalitions import MOST_NEEDS, Coalition, coalition
from tequio.ecosystem.rules.graph.components import component_of, components
from tequio.ecosystem.rules.graph.graph import Graph
from tequio.ecosystem.rules.graph.introductions import (
    THROUGH,
    Introduction,
    Introductions,
    Side,
)
from tequio.ecosystem.rules.graph.sight import SIGHTS, Sight, Viewer, seen_by

__all__ = [
    "MOST_NEEDS",
    "SIGHTS",
    "THROUGH",
    "Actor",
    "Broker",
    "Coalition",
    "Graph",
    "Group",
    "Holding",
    "Introduction",
    "Introductions",
    "Need",
    "Side",
    "Sight",
    "Tie",
    "Viewer",
    "Word",
    "brokers",
    "coalition",
    "component_of",
    "components",
    "seen_by",
]
