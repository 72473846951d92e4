"""JSON that organisations are exchanged in: each entry becomes a row of texts.  Pure.

What stands deeper is named by its path (`address.locality`); lists of texts are joined by `;`;
where a thing is stands in `geometry.lon`, `geometry.lat`, `geometry.precision` (metres).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from tequio.kernel import Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.reading.shapes import representative
from tequio.registry.rules.reading.table import (
    FILE_EMPTY,
    FILE_NOT_READABLE,
    JSON_NOT_KNOWN,
    ROW_DAMAGED,
    Row,
    Table,
    headings,
)

DEEPEST = 5
_NO_JSON = _("it begins like JSON, but is not, or was cut off")
_NO_ENTRY = _("it is no entry with names and values")
_HALVES = re.compile(
    r"(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u(?:[dD][89a-fA-F][0-9a-fA-F]{2}|0000)"
)
"""Escapes in JSON that are whole signs (kept), and those that are none."""
Entry = tuple[Any, Any, dict[str, str]]
"""Properties, geometry, and what is said of the entry around them."""
Known = tuple[str, list[Entry], tuple[str, ...]]


def read_json(data: bytes, file: str) -> Table:
    """The table of a JSON.  Raises Refused: `file_not_readable`, `json_not_known`,
    `file_empty`, `too_many_columns`."""
    try:
        content = json.loads(_whole(data.decode(json.detect_encoding(data), "replace")))
    except (ValueError, RecursionError):
        raise Refused(FILE_NOT_READABLE.because(file=file, what=_NO_JSON)) from None
    found = _known(content)
    if found is None:
        raise Refused(JSON_NOT_KNOWN.because(file=file))
    format_, entries, notes = found
    rows = [_row(place, entry) for place, entry in enumerate(entries, 1)]
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row.cells))
    if not names:
        raise Refused(FILE_EMPTY.because(file=file))
    headings(list(names), file)
    return Table(format_, tuple(names), iter(rows), notes)


def _whole(text: str) -> str:
    """The text without escapes that stand for no sign: a NUL, or half of one."""
    return _HALVES.sub(lambda it: it[0] if it[1] else "\\ufffd", text)


def _known(content: Any) -> Known | None:
    """What kind of JSON it is and its entries; None if it is none of those."""
    if isinstance(content, list):
        return _listed(content)
    return _told_by_names(content) if isinstance(content, dict) else None


def _told_by_names(content: dict[str, Any]) -> Known | None:
    """By the names that an object holds: a collection, a map, one profile, an answer."""
    held = {name: value for name, value in content.items() if isinstance(value, list)}
    if "features" in held:
        return "geojson", [_feature(one) for one in held["features"]], _told(content)
    if content.get("type") == "Feature":
        return "geojson", [_feature(content)], ()
    if "layers" in held:
        return "umap", list(_layers(held["layers"])), ()
    if "linked_schemas" in content:
        return "murmurations", [(content, None, {})], ()
    if "visible" in held:
        both = held["visible"] + held.get("invisible", [])
        return "openfairdb", [(one, None, {}) for one in both], ()
    name = next((name for name in ("data", "profiles", "nodes") if name in held), "")
    return _listed(held[name]) if name else None


def _listed(content: list[Any]) -> Known | None:
    first = next((one for one in content if isinstance(one, dict)), None)
    if first is None:
        return None
    if first.get("type") == "Feature":
        return "geojson", [_feature(one) for one in content], ()
    entries: list[Entry] = [(one, None, {}) for one in content]
    if "linked_schemas" in first or "profile_url" in first:
        return "murmurations", entries, ()
    if {"title", "lat", "lng"} <= first.keys():
        return "openfairdb", entries, ()
    return "json", entries, ()


def _told(content: dict[str, Any]) -> tuple[str, ...]:
    """What a collection says of itself, such as its licence."""
    return tuple(
        f"{name}: {value[:300]}"
        for name, value in content.items()
        if isinstance(value, str) and name != "type"
    )


def _feature(one: Any) -> Entry:
    if not isinstance(one, dict):
        return one, None, {}
    around = {"feature.id": _text(one["id"])} if "id" in one else {}
    properties = one.get("properties")
    return ({} if properties is None else properties), one.get("geometry"), around


def _layers(layers: list[Any]) -> Iterator[Entry]:
    """Features of a map's layers, each with the name of its layer."""
    for layer in layers:
        if not isinstance(layer, dict):
            yield layer, None, {}
            continue
        for key in ("_umap_options", "_storage"):
            if isinstance(layer.get(key), dict):
                name = _text(layer[key].get("name", ""))
                break
        else:
            name = _text(layer.get("name", ""))
        for feature in _list(layer.get("features")):
            properties, geometry, around = _feature(feature)
            yield properties, geometry, around | {"layer": name}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _row(place: int, entry: Entry) -> Row:
    properties, geometry, around = entry
    if not isinstance(properties, dict):
        return Row(place, {}, ROW_DAMAGED.because(line=place, what=_NO_ENTRY))
    cells: dict[str, str] = {}
    _flatten(properties, "", cells, DEEPEST)
    if geometry is not None:
        cells |= _place(geometry)
    return Row(place, cells | around)


def _place(geometry: Any) -> dict[str, str]:
    """Where it is; a shape that cannot be read stands there as it came, so that it is seen."""
    found = representative(geometry)
    if found is None:
        return {"geometry.lon": _text(geometry)[:200], "geometry.lat": ""}
    lon, lat = f"{found.lon:.6f}", f"{found.lat:.6f}"
    return {
        "geometry.lon": lon,
        "geometry.lat": lat,
        "geometry.precision": str(found.precision),
    }


def _flatten(value: dict[str, Any], before: str, cells: dict[str, str], deeper: int) -> None:
    for name, one in value.items():
        path = " ".join(f"{before}{name}".replace("\0", "").split())
        if isinstance(one, dict) and deeper:
            _flatten(one, f"{path}.", cells, deeper - 1)
        else:
            cells[path] = _text(one)


def _text(value: Any) -> str:
    """What a value says: lists of texts by `;`, what is deeper as JSON."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\0", "")
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, list) and not any(isinstance(one, list | dict) for one in value):
        return ";".join(map(_text, value))
    return json.dumps(value)
