"""Practices as people write them."""

from __future__ import annotations

import json
from typing import Any

from tequio.chronicle.service import Receipt
from tequio.kernel import Act
from tequio.knowledge import service
from tequio.knowledge.service.noting import NewEvidence
from tequio.knowledge.service.observing import NewObservation
from tequio.knowledge.tests.stage import Stage


def a_design(title: str = "A rota of mothers", **more: Any) -> str:
    """The least that a practice says, in JSON."""
    plain = {
        "design": "",
        "title": {"en": title},
        "problem": {"en": "Nobody looks after the children."},
        "root_cause": {"en": "Care is left to each household."},
        "territory": {"name": "Kasi", "country": "ZA"},
        "sector": "childcare",
        "state": "spotted",
        "text": [{"says": {"en": "Each mother comes one day in the week."}, "source": "own"}],
        "sources": {"own": {"title": "Our meetings", "url": "", "kind": "own"}},
        "components": [
            {
                "id": "rota",
                "kind": "core",
                "name": {"en": "Rota"},
                "function": {"en": "Somebody is always there."},
                "form": {"en": "A list on the door."},
            }
        ],
    }
    return json.dumps(plain | more)


def observe(act: Act, /, **seen: Any) -> Receipt:
    """Somebody brings what she noticed."""
    return service.observe(act, seen=NewObservation(**seen))


def show_evidence(act: Act, /, *, innovation: int, **shown: Any) -> Receipt:
    """Somebody shows something about a practice."""
    return service.note_evidence(act, innovation=innovation, shown=NewEvidence(**shown))


def begun(here: Stage, who: str = "chand", **more: Any) -> int:
    """Somebody begins a practice; its number."""
    given = {"design": a_design(), "role": "practitioner"} | more
    return int(here.does(service.join, who, **given)["innovation"])


def signed(here: Stage, innovation: int, version: int = 1) -> None:
    """Chand signs who lives it, and Dalia who studies it; she contributes for that."""
    here.does(service.contribute, "dalia", innovation=innovation, role="researcher")
    for who in ("chand", "dalia"):
        here.does(service.sign_off, who, innovation=innovation, version=version)


def published(here: Stage, **more: Any) -> int:
    """A practice that everybody may read who sees the library."""
    innovation = begun(here, **more)
    here.does(service.publish, innovation=innovation)
    return innovation
