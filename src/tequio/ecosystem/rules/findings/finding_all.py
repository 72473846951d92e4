"""All ten findings of one day, in the order of the reference.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.ecosystem.rules.findings import of_assets, of_others, of_rooms, of_ties
from tequio.ecosystem.rules.findings.finding import Finding
from tequio.ecosystem.rules.graph import Graph, Introductions, components


@dataclass(frozen=True)
class Besides:
    """What is known besides the graph.

    blocks      of the newest closed scorecards
    waiting     practices without a receiver
    introduced  introductions of the quarter before
    """

    blocks: tuple[of_others.Block, ...] = ()
    waiting: tuple[of_others.Waiting, ...] = ()
    introduced: tuple[of_ties.Introduced, ...] = ()


NOTHING_BESIDES = Besides()


def find_all(graph: Graph, *, on: date, besides: Besides = NOTHING_BESIDES) -> list[Finding]:
    """Findings 1 to 10; within each number those first that weigh most.

    The same graph, day and knowledge give the same list.
    """
    found, meet = components(graph), Introductions(graph)
    return [
        *of_assets.single_holders(graph),
        *of_assets.uncovered_needs(graph),
        *of_ties.parts_apart(graph, found=found, meet=meet),
        *of_ties.brokers_at_risk(graph),
        *of_assets.smallest_coalition(graph, graph.seekers, found=found, meet=meet),
        *of_ties.unconfirmed_ties(graph, on=on),
        *of_rooms.never_in_the_room(graph),
        *of_others.weak_blocks(besides.blocks),
        *of_others.waiting_practices(besides.waiting),
        *of_ties.introductions_since(graph, besides.introduced),
    ]
