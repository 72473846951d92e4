"""A list without a mapping: what stands under which heading, and the parties of its rows.  Pure.

Only what finding needs is read, by the headings of `registry/words/headings.yaml`.  A number under
such a heading is of no named register: equal ones speak for a pair, different ones not against it.
Nobody is linked by what no mapping vouches for, neither by numbers nor by keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.matching.names import normalise
from tequio.registry.rules.matching.parties import Party

LIST_WITHOUT_NAMES = RefusalKind(
    "list_without_names",
    _("No column of {file} is known to hold names of organisations: {columns}."),
    _("Call that column “name”, or give a mapping that says which it is."),
    about="input",
)
_WKT = re.compile(r"\s*POINT\s*\(\s*(\S+)\s+(\S+)\s*\)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Headings:
    """Known headings by what stands under them, normalised, with the words for closed ones and
    those that say nothing."""

    known: Mapping[str, tuple[str, ...]]
    closed: frozenset[str]
    nothing: frozenset[str]


@dataclass(frozen=True)
class Under:
    """Which column of a file holds what; several only of names."""

    names: tuple[str, ...]
    others: Mapping[str, str]
    nothing: frozenset[str]

    def said(self, cells: Mapping[str, str], what: str) -> str:
        """What a row says of something; empty where it says nothing."""
        text = cells.get(self.others.get(what, ""), "").strip()
        plain = normalise(text)
        return text if plain and plain not in self.nothing else ""


def load_headings(text: str) -> Headings:
    """The headings of a YAML text."""
    read: dict[str, list[str]] = yaml.safe_load(text)
    closed, nothing = (
        frozenset(normalise(word) for word in read.pop(name)) for name in ("closed", "nothing")
    )
    known = {what: tuple(normalise(one) for one in listed) for what, listed in read.items()}
    return Headings(known, closed, nothing)


def under(columns: Sequence[str], headings: Headings, *, file: str) -> Under:
    """Which column holds what.  Raises Refused: `list_without_names`."""
    plain = {normalise(column): column for column in reversed(columns)}
    found = {
        what: [plain[heading] for heading in listed if heading in plain]
        for what, listed in headings.known.items()
    }
    names = found.pop("names")
    if not names:
        listed = ", ".join(columns[:12]) + (" …" if len(columns) > 12 else "")
        raise Refused(LIST_WITHOUT_NAMES.because(file=file, columns=listed))
    return Under(
        tuple(names), {what: held[0] for what, held in found.items() if held}, headings.nothing
    )


def party_of_cells(
    cells: Mapping[str, str], held: Under, headings: Headings, *, key: str, country: str = ""
) -> Party:
    """The party of one row; `key` where the row has none of its own, `country` by its code."""
    lon, lat = _spot(cells, held)
    own, number = held.said(cells, "key"), held.said(cells, "number")
    return Party(
        key=own or key,
        names=tuple(dict.fromkeys(cells[name].strip() for name in held.names if cells.get(name))),
        postcode=held.said(cells, "postcode"),
        locality=held.said(cells, "locality"),
        country=country,
        numbers=(("", number),) if number else (),
        lon=lon,
        lat=lat,
        status=_status(held.said(cells, "status"), headings),
    )


def once_each(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties by key: of those that stand twice the first, with the names of all."""
    found: dict[str, Party] = {}
    for one in parties:
        first = found.setdefault(one.key, one)
        if first is not one and not {*one.names} <= {*first.names}:
            names = tuple(dict.fromkeys((*first.names, *one.names)))
            found[one.key] = Party(**{**vars(first), "names": names})
    return tuple(found.values())


def _status(said: str, headings: Headings) -> str:
    if not said:
        return ""
    return "closed" if normalise(said) in headings.closed else "active"


def _spot(cells: Mapping[str, str], held: Under) -> tuple[float | None, float | None]:
    """Longitude and latitude, from two columns or from one in the form POINT (lon lat)."""
    texts = held.said(cells, "lon"), held.said(cells, "lat")
    if not all(texts) and (found := _WKT.fullmatch(held.said(cells, "point"))):
        texts = found[1], found[2]
    try:
        lon, lat = (float(text.replace(",", ".")) for text in texts)
    except ValueError:
        return None, None
    is_on_earth = abs(lon) <= 180 and abs(lat) <= 90 and (lon, lat) != (0, 0)
    return (lon, lat) if is_on_earth else (None, None)
