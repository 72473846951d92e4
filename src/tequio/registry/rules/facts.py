"""What sources say: one assertion, and all that one source record says at one time.  Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Value = str | int | bool | Mapping[str, Any]
"""As it stands in JSON; which shape a property has says `properties.PROPERTIES`."""


@dataclass(frozen=True)
class Said:
    """One assertion of a source record.

    property      a code of `properties.PROPERTIES`
    value         canonical value of that property's kind
    since, until  when it was true, where the source says so: of a figure the year's end, not the
                  day on which it was published
    """

    property: str
    value: Value
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Spoken:
    """All that one source says about one organisation in one edition.

    source  code of the source; a compound file speaks for several
    key     the source's own key of the record, as text, leading zeros kept
    about   key of the record of `of_source` that it speaks of, where the record is not about an
            organisation of its own (the figures of a year, a second register of the same file)
    """

    source: str
    key: str
    said: tuple[Said, ...]
    about: str = ""
    of_source: str = ""


@dataclass(frozen=True)
class Point:
    """Where something is: degrees of longitude and latitude (WGS 84), how exactly in metres, and
    by what method: `survey`, `pin`, `address`, `postcode`, `town` or `unknown`."""

    lon: float
    lat: float
    precision: int
    method: str


def plain_said(said: Iterable[Said]) -> list[dict[str, Any]]:
    """Assertions as they are kept in a table: only what is said stands there."""
    return [
        _plain(one) if one.since or one.until else {"p": one.property, "v": one.value}
        for one in said
    ]


def _plain(one: Said) -> dict[str, Any]:
    since = {"from": one.since.isoformat()} if one.since else {}
    until = {"to": one.until.isoformat()} if one.until else {}
    return {"p": one.property, "v": one.value} | since | until


as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Plain values as JSON without blanks; made once, as every row of a file is written twice."""


def read_said(kept: Iterable[Mapping[str, Any]]) -> tuple[Said, ...]:
    """The assertions that `plain_said` wrote."""
    return tuple(
        Said(one["p"], one["v"], _day(one.get("from")), _day(one.get("to"))) for one in kept
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
