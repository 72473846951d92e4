"""What a feed tells of one organisation: its public record, or that it is gone.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tequio.registry.rules.exchange.record import Record, assertions_told, sources_told
from tequio.registry.rules.exchange.values import said_in
from tequio.registry.rules.properties import CONTACTS


@dataclass(frozen=True)
class Gone:
    """Whom subscribers forget: withdrawn or not to be seen any more; or merged into another."""

    uid: str
    merged_into: str = ""


def told_of(record: Record, origins: Mapping[int, str]) -> dict[str, Any]:
    """A record as the feed tells it: contacts are left out, and what no reader would take.

    origins  by number of a source record the identity that it has with the partner who told of
             it, where one did: so that nobody takes back what came from her
    """
    told = [
        one
        for one in assertions_told(record)
        if one["property"] not in CONTACTS and said_in(one) is not None
    ]
    of = {
        record.origins[one.source].code: origins[one.record]
        for one in record.heard
        if one.record in origins
    }
    return {
        "uid": record.uid,
        "address": record.address,
        "name": record.name,
        "exposure": record.exposure,
        "assertions": told,
        "sources": sources_told(record),
        "of_partner": of,
    }


def gone_told(gone: Gone) -> dict[str, Any]:
    """Whom to forget."""
    if gone.merged_into:
        return {"uid": gone.uid, "gone": "merged", "merged_into": gone.merged_into}
    return {"uid": gone.uid, "gone": "withdrawn"}
