"""Examples of acts of those who bring organisations together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from tequio.site.scenes import Example, Scene, by_secretary

TAILORS, BEES = "Kiran Rekha self-help group", "Terai honey cooperative"


OF_ECOSYSTEM: Mapping[str, Callable[[Scene], Example]] = {
    "ecosystem.begin_process": by_secretary(
        lambda n: {"title": "Inclusive innovation", "words": "Twelve kinds of actor write it."}
    ),
    "ecosystem.draft_programme": by_secretary(
        lambda n: {"title": "Loans for riders", "words": "To buy vehicles together."}
    ),
    "ecosystem.found_alliance": by_secretary(
        lambda n: {
            "name": "Alliance of the valley",
            "territory": "the valley",
            "partners": ({"listed": n.listed(BEES), "sector": "social"},),
        }
    ),
    "ecosystem.open_scorecard": by_secretary(
        lambda n: {
            "framework": "oecd-ec@1",
            "title": "Our valley",
            "groups": ("members", "women", "government"),
            "until": n.today + timedelta(days=30),
        }
    ),
    "ecosystem.say_asset": by_secretary(
        lambda n: {"listed": n.listed(BEES), "asset": "market", "words": "A stall on Tuesdays."}
    ),
    "ecosystem.say_need": by_secretary(lambda n: {"asset": "charging"}),
    "ecosystem.say_tie": by_secretary(
        lambda n: {
            "listed": n.listed(TAILORS),
            "other": n.listed(BEES),
            "kind": "supplies",
        }
    ),
    "ecosystem.set_sight": by_secretary(
        lambda n: {"listed": n.listed(BEES), "sight": "organisers"}
    ),
    "ecosystem.take_quarter": by_secretary(lambda n: {}),
}
