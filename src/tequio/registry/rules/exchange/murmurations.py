"""A record as a profile of Murmurations (organizations_schema-v1.0.0)."""

from __future__ import annotations

from typing import Any

from tequio.registry.rules.exchange.record import Record, place_of, sources_told

SCHEMA = "organizations_schema-v1.0.0"
_STATUS = {"active": "active", "dormant": "on_hold", "closed": "completed"}
_ADDRESS = ("address.street", "address.postcode", "address.locality", "address.region")
_TAGS = ("class.activity", "class.theme", "class.icnp", "class.legal_form")
MOST_TAGS = 100


def profile_of(record: Record) -> dict[str, Any]:
    """The profile; `linked_schemas` and `name` are always there."""
    place = place_of(record)
    email = record.text("email")
    country = record.text("address.country")
    lines = [record.text(code) for code in _ADDRESS]
    found: dict[str, Any] = {
        "linked_schemas": [SCHEMA],
        "name": record.name,
        "nickname": record.text("name.short"),
        "primary_url": record.text("website"),
        "description": record.text("description"),
        "tags": _tags(record),
        "status": _STATUS.get(record.text("status"), ""),
        "full_address": ", ".join(filter(None, [*lines, country])) if any(lines) else "",
        "country_iso_3166": country,
        "geolocation": {"lon": place[0], "lat": place[1]} if place else None,
        "contact_details": {"email": email} if email else None,
        "telephone": record.text("phone"),
        "urls": [{"name": "Register", "url": record.address}],
        "unique_id": record.uid,
        "sources": list(sources_told(record).values()),
    }
    kept = ("linked_schemas", "name")
    return {name: value for name, value in found.items() if value or name in kept}


def _tags(record: Record) -> list[str]:
    words = (str(one.get("title") or one["code"]) for code in _TAGS for one in record.values(code))
    return list(dict.fromkeys(words))[:MOST_TAGS]
