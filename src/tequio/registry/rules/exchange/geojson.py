"""A record as a feature of GeoJSON (RFC 7946): longitude before latitude, WGS 84."""

from __future__ import annotations

from typing import Any

from tequio.registry.rules.exchange.record import (
    NOT_TOLD,
    Record,
    assertions_told,
    place_of,
    sources_told,
)
from tequio.registry.rules.properties import PROPERTIES


def feature_of(record: Record) -> dict[str, Any]:
    """The feature; without a geometry where no place is known or it may not be seen."""
    place = place_of(record)
    geometry = {"type": "Point", "coordinates": list(place[:2])} if place else None
    return {
        "type": "Feature",
        "id": record.uid,
        "geometry": geometry,
        "properties": {
            "number": record.number,
            "address": record.address,
            "name": record.name,
            "precision_m": place[2] if place else None,
            "place_method": place[3] if place else None,
            "said": _said(record),
            "disagreements": record.disagreements(),
            "assertions": assertions_told(record),
            "sources": sources_told(record),
        },
    }


def _said(record: Record) -> dict[str, Any]:
    """What is shown, by property; a list where several values may stand side by side."""
    found: dict[str, Any] = {}
    for code in record.chosen:
        if code not in NOT_TOLD:
            values = record.values(code)
            found[code] = values if PROPERTIES[code].is_many else values[0]
    return found
