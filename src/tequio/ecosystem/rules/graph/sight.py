"""Who may see which ties: each actor decides of its own.  Pure.

A tie has two ends; it is shown to whom both of them let see it.  Whoever speaks for one of the ends
always sees it: it is that actor's own tie as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from tequio.ecosystem.rules.graph.actors import Tie
from tequio.ecosystem.rules.graph.graph import Graph
from tequio.kernel import gettext_noop as _

Sight = Literal["everybody", "inside", "organisers"]
SIGHTS: Mapping[Sight, str] = {
    "everybody": _("Everybody sees our ties"),
    "inside": _("Who takes part in the network sees our ties"),
    "organisers": _("Only the organisers of the network see our ties"),
}
UNSAID: Sight = "inside"
"""How it is for an actor that has said nothing."""


@dataclass(frozen=True)
class Viewer:
    """Who looks.

    speaks_for    numbers of the actors she speaks for
    takes_part    member of the keeper or of one of its organisations
    is_organiser  holds an office of the ecosystem
    """

    speaks_for: frozenset[int] = frozenset()
    takes_part: bool = False
    is_organiser: bool = False


def seen_by(graph: Graph, sights: Mapping[int, Sight], viewer: Viewer) -> Graph:
    """The same graph without the ties that the viewer may not see, as if they had never been said.

    What is found in it is then found without them: no count and no component gives them away.
    """
    allowed = _allowed(viewer)

    def is_seen(tie: Tie) -> bool:
        ends = (tie.one, tie.other)
        if any(end in viewer.speaks_for for end in ends):
            return True
        return all(sights.get(end, UNSAID) in allowed for end in ends)

    return replace(graph, ties=tuple(tie for tie in graph.ties if is_seen(tie)))


def _allowed(viewer: Viewer) -> frozenset[Sight]:
    allowed: set[Sight] = {"everybody"}
    if viewer.takes_part or viewer.is_organiser:
        allowed.add("inside")
    if viewer.is_organiser:
        allowed.add("organisers")
    return frozenset(allowed)
