"""The columns of the table that leaves, each with what it means.

The headings are a promise: one that is there stays there and keeps its meaning; new ones come at
the end of their group.  Several values of one cell stand between ` | `.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.kernel import gettext_noop as _
from tequio.registry.rules.exchange.record import NOT_TOLD, Record, place_of
from tequio.registry.rules.facts import Value
from tequio.registry.rules.properties import FIGURES, PROPERTIES, Property

BETWEEN = " | "
ICLS = "ICLS 20, Guidelines concerning statistics of cooperatives (2018)"
VOCABULARIES: Mapping[str, str] = {
    "address.country": "ISO 3166-1 alpha-2",
    "class.icls": ICLS,
    "class.essglobal": "ESSGlobal (RIPESS), CC BY 3.0",
    "class.isic": "ISIC, revision 4",
    "class.icnp": "ICNP/TSO",
    "identifier": "org-id.guide",
    "status": "active, dormant, closed, unknown",
    "point": "survey, pin, address, postcode, town, unknown",
}


@dataclass(frozen=True)
class Column:
    """One column.

    heading     as it stands in the first line of the table
    about       what it means, to be translated
    kind        text, code, day, number, yes or no, degrees, link
    unit        of a number
    vocabulary  where its codes come from
    write       its cell
    """

    heading: str
    about: str
    kind: str
    write: Callable[[Record], str]
    unit: str = ""
    vocabulary: str = ""


def headings() -> list[str]:
    """The first line of the table."""
    return [one.heading for one in COLUMNS]


def row_of(record: Record) -> list[str]:
    """The line of one organisation."""
    return [one.write(record) for one in COLUMNS]


def _joined(texts: Any) -> str:
    return BETWEEN.join(dict.fromkeys(filter(None, texts)))


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if "raw" in value:
            return f"{value['scheme']}:{value['raw']}"
        if "type" in value:
            return f"{value['type']}:{value.get('name') or value.get('key') or ''}"
        return str(value.get("text") or value.get("code") or "")
    return str(value)


def _of(code: str) -> Callable[[Record], str]:
    return lambda record: _joined(_value(one) for one in record.values(code))


def _field(code: str, name: str) -> Callable[[Record], str]:
    return lambda record: _joined(str(one.get(name, "")) for one in record.values(code))


def _title(code: str) -> Callable[[Record], str]:
    """The words of the classification; of a code that none knows, those of the source."""

    def write(record: Record) -> str:
        return _joined(
            record.titles.get((str(one.get("scheme", "")), str(one.get("code", ""))))
            or str(one.get("title", ""))
            for one in record.values(code)
        )

    return write


def _until(code: str) -> Callable[[Record], str]:
    def write(record: Record) -> str:
        shown = record.chosen[code].shown if code in record.chosen else ()
        return _joined(one.said.until.isoformat() for one in shown if one.said.until)

    return write


def _place(part: int) -> Callable[[Record], str]:
    def write(record: Record) -> str:
        found = place_of(record)
        return str(found[part]) if found else ""

    return write


def _sources(name: str) -> Callable[[Record], str]:
    return lambda record: _joined(getattr(one, name) for one in record.spoken_by())


def _licences(record: Record) -> str:
    """Nothing is silently without a licence: of whom the register itself speaks for says so."""
    return _joined(one.licence or WORDS_OF.get(one.kind, "") for one in record.spoken_by())


def _attributions(record: Record) -> str:
    return _joined(
        one.attribution or (one.title if one.kind in WORDS_OF else "") for one in record.spoken_by()
    )


WORDS_OF: Mapping[str, str] = {"own": "own word", "keeper": "keeper"}
"""What stands for a licence where the organisation itself, or the keeper, said it here."""
_KINDS = {
    "name": "text",
    "identifier": "text",
    "contact": "text",
    "country": "code",
    "relation": "text",
    "yes_no": "yes or no",
}
UNTIL = _("Last day of the period of which the number before speaks")
METHOD = _("How the place on the map was found")


def _columns(one: Property) -> list[Column]:
    """One column for a property, or those that its shape needs."""
    heading, words = one.code.replace(".", "_"), VOCABULARIES.get(one.code, "")
    if one.kind == "point":
        return [
            Column("lon", _("Longitude (WGS 84)"), "degrees", _place(0), "°"),
            Column("lat", _("Latitude (WGS 84)"), "degrees", _place(1), "°"),
            Column("precision_m", _("How exact the place is"), "number", _place(2), "m"),
            Column("place_method", METHOD, "code", _place(3), vocabulary=words),
        ]
    if one.kind == "money":
        minor, unit = _field(one.code, "minor"), _field(one.code, "unit")
        cents = _("the smallest part of its unit")
        return [
            Column(f"{heading}_minor", one.title, "number", minor, cents),
            Column(f"{heading}_unit", _("Unit of the sum before"), "code", unit, "", "ISO 4217"),
            Column(f"{heading}_until", UNTIL, "day", _until(one.code)),
        ]
    found = [Column(heading, one.title, _KINDS.get(one.kind, one.kind), _of(one.code), "", words)]
    if one.kind == "code":
        scheme = _field(one.code, "scheme")
        title = _title(one.code)
        found.append(Column(f"{heading}_scheme", _("Scheme of the code before"), "code", scheme))
        found.append(Column(f"{heading}_title", _("The code in words"), "text", title))
    if one.code in FIGURES:
        found.append(Column(f"{heading}_until", UNTIL, "day", _until(one.code)))
    return found


def _recorded(record: Record) -> str:
    return max(one.recorded_at for one in record.heard).date().isoformat()


COLUMNS: tuple[Column, ...] = (
    Column("number", _("Number in this register"), "number", lambda record: str(record.number)),
    Column("uid", _("Identity that stays with the organisation"), "text", lambda one: one.uid),
    Column("address", _("Its page"), "link", lambda record: record.address),
    Column("name", _("Name under which it is shown"), "text", lambda record: record.name),
    *(
        column
        for one in PROPERTIES.values()
        if one.code not in NOT_TOLD
        for column in _columns(one)
    ),
    Column("sources", _("Who says this"), "text", _sources("title")),
    Column("licences", _("Licences of the sources"), "text", _licences),
    Column("attributions", _("How the sources want to be named"), "text", _attributions),
    Column(
        "disagreements",
        _("Properties of which the sources say different things"),
        "text",
        lambda record: _joined(record.disagreements()),
    ),
    Column("recorded_on", _("Day on which the latest statement was recorded"), "day", _recorded),
)
