"""Examples of acts about places, and of taking a practice up."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tequio.site.scenes import NETWORK, RIDERS, Example, Scene


def _describe(scene: Scene) -> Example:
    fields = {"name": "Market road", "country": "NP"}
    return Example(scene.riders.without_office(), NETWORK, fields)


def _propose(scene: Scene) -> Example:
    fields = {"practice": {"case": "creche"}, "words": "Our children come along on the rides."}
    return Example(scene.riders.without_office(), RIDERS, fields)


OF_TRANSFERS: Mapping[str, Callable[[Scene], Example]] = {
    "knowledge.describe_context": _describe,
    "knowledge.propose_transfer": _propose,
}
