"""Examples of acts in a library: practices, places, and taking a practice up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tequio.site.scenes import RIDERS, Example, Scene, by_member, by_secretary

DESIGN = """\
title: {en: Rides to the clinic by rota}
problem: {en: Nobody drives to the clinic before noon.}
root_cause: {en: Each household looks for a ride of its own.}
territory: {name: Terai, country: NP}
state: spotted
text: [{says: {en: Three drivers take turns each morning.}, source: own}]
sources: {own: {title: Meeting of the drivers, kind: own}}
"""


def _propose(scene: Scene) -> Example:
    fields = {"practice": {"case": "creche"}, "words": "Our children come along on the rides."}
    return Example(scene.riders.without_office(), RIDERS, fields)


OF_KNOWLEDGE: Mapping[str, Callable[[Scene], Example]] = {
    "knowledge.open_antenna": by_secretary(
        lambda n: {"name": "Antenna of the hills", "tier": "region", "region": "Western hills"}
    ),
    "knowledge.open_watch": by_secretary(lambda n: {"title": "First Tuesday"}),
    "knowledge.observe": by_member(
        lambda n: {"seen": {"kind": "need", "words": "No ride to the clinic before noon."}}
    ),
    "knowledge.join": by_member(lambda n: {"design": DESIGN, "role": "practitioner"}),
    "knowledge.fork": by_member(
        lambda n: {"practice": {"case": "creche"}, "role": "practitioner", "language": "en"}
    ),
    "knowledge.describe_context": by_member(lambda n: {"name": "Market road", "country": "NP"}),
    "knowledge.propose_transfer": _propose,
}
