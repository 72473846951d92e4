"""Examples of acts in a library of practices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tequio.site.scenes import NETWORK, Example, Group, Scene

Fields = Callable[[Group], Mapping[str, Any]]
DESIGN = """\
title: {en: Rides to the clinic by rota}
problem: {en: Nobody drives to the clinic before noon.}
root_cause: {en: Each household looks for a ride of its own.}
territory: {name: Terai, country: NP}
state: spotted
text: [{says: {en: Three drivers take turns each morning.}, source: own}]
sources: {own: {title: Meeting of the drivers, kind: own}}
"""


def _keeper(fields: Fields) -> Callable[[Scene], Example]:
    """The secretary of the network does it."""
    return lambda scene: Example(scene.network.holder("secretary"), NETWORK, fields(scene.network))


def _member(fields: Fields) -> Callable[[Scene], Example]:
    """Somebody of a group in the network does it."""
    return lambda scene: Example(scene.riders.without_office(), NETWORK, fields(scene.network))


OF_KNOWLEDGE: Mapping[str, Callable[[Scene], Example]] = {
    "knowledge.open_antenna": _keeper(
        lambda n: {"name": "Antenna of the hills", "tier": "region", "region": "Western hills"}
    ),
    "knowledge.open_watch": _keeper(lambda n: {"title": "First Tuesday"}),
    "knowledge.observe": _member(
        lambda n: {"kind": "need", "words": "No ride to the clinic before noon."}
    ),
    "knowledge.join": _member(lambda n: {"design": DESIGN, "role": "practitioner"}),
    "knowledge.fork": _member(
        lambda n: {"code": "creche", "role": "practitioner", "language": "en"}
    ),
}
