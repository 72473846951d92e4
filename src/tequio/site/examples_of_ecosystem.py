"""Examples of acts of those who bring organisations together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tequio.registry.queries.finding import find
from tequio.site.scenes import NETWORK, Example, Group, Scene, first_of

TAILORS, BEES = "Kiran Rekha self-help group", "Terai honey cooperative"


def _number(group: Group, name: str) -> int:
    found = find(group.id, text=name, closed=True).rows
    return first_of([row.number for row in found if row.name == name])


def _organiser(fields: Callable[[Group], Mapping[str, Any]]) -> Callable[[Scene], Example]:
    """The secretary does it, who brings organisations together."""
    return lambda scene: Example(scene.network.holder("secretary"), NETWORK, fields(scene.network))


OF_ECOSYSTEM: Mapping[str, Callable[[Scene], Example]] = {
    "ecosystem.begin_process": _organiser(
        lambda n: {"title": "Inclusive innovation", "words": "Twelve kinds of actor write it."}
    ),
    "ecosystem.draft_programme": _organiser(
        lambda n: {"title": "Loans for riders", "words": "To buy vehicles together."}
    ),
    "ecosystem.found_alliance": _organiser(
        lambda n: {
            "name": "Alliance of the valley",
            "territory": "the valley",
            "partners": ({"listed": _number(n, BEES), "sector": "social"},),
        }
    ),
    "ecosystem.open_scorecard": _organiser(
        lambda n: {
            "framework": "oecd-ec@1",
            "title": "Our valley",
            "groups": ("members", "women", "government"),
            "until": n.today + timedelta(days=30),
        }
    ),
    "ecosystem.say_asset": _organiser(
        lambda n: {"listed": _number(n, BEES), "asset": "market", "words": "A stall on Tuesdays."}
    ),
    "ecosystem.say_need": _organiser(lambda n: {"asset": "charging"}),
    "ecosystem.say_tie": _organiser(
        lambda n: {
            "listed": _number(n, TAILORS),
            "other": _number(n, BEES),
            "kind": "supplies",
        }
    ),
    "ecosystem.set_sight": _organiser(
        lambda n: {"listed": _number(n, BEES), "sight": "organisers"}
    ),
    "ecosystem.take_quarter": _organiser(lambda n: {}),
}
