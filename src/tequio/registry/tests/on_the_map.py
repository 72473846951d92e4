"""A register with organisations at places, as its map shows them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tequio.membership.tests.groups import Group, found
from tequio.registry.rules.cartography.degrees import micro
from tequio.registry.rules.projecting import Projection
from tequio.registry.rules.words import OPEN, folded
from tequio.registry.service.showing import write
from tequio.statutes import amending

LOME, KARA, PARIS, SUVA = (1.2228, 6.1319), (1.1936, 9.5511), (2.3522, 48.8566), (178.44, -18.14)


def listed(name: str, place: tuple[float, float] | None, **more: Any) -> Projection:
    """An organisation as lists and map show it."""
    lon, lat = (micro(value) for value in place) if place else (None, None)
    given = {
        "is_closed": False,
        "name": name,
        "sort_name": folded(name),
        "locality": "",
        "region": "",
        "country": "",
        "postcode": "",
        "status": "active",
        "icls": "",
        "structure": "",
        "is_informal": False,
        "lon": lon,
        "lat": lat,
        "precision": 10 if place else None,
        "sources": 1,
        "conflicts": 0,
        "facets": (("status", "active"),),
        "words": f"{folded(name)} {OPEN}",
    }
    return Projection(**(given | more))


def a_register(listed: Sequence[Projection], *, public: bool = True) -> Group:
    """A network whose register lists these, numbered from 1."""
    group = found("reseau", name="Réseau ESS", kind="network")
    if public:
        amending.adopt(
            group.id,
            values={"register.public": True},
            from_day=timezone.localdate() - timedelta(days=1),
            source=1,
            source_hash="0" * 64,
        )
    write(group.id, dict(enumerate(listed, start=1)), [])
    return group
