"""Legal rulebooks: dated values with their source, and which provisions they bound.  Pure.

A rulebook is a YAML text:

    rulebook: in                     short name, also the file's name
    title: India
    country: IN                      two letters as in `organisation.country`
    region: ""                       only for laws of one region, such as QC
    parameters:
      in.multi_state.reserve:
        law: Multi-State Co-operative Societies Act, 2002
        title: Part of the net profit that goes to the reserve
        kinds: [cooperative]         kinds of organisation; empty: all
        bounds: {provision: surplus.reserve, at: least}      may be left out
        values:
          - since: 2002-01-01
            dated: year              day, year, or reading (no date was read)
            value: "1/4"             "n/d", a whole number, or a text
            unit: part of the net profit
            source: Act of 2002, s. 63
            read: secondary          official, secondary, or no
            verified: false          true only after comparison with the official text in force
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tequio.kernel import Parameter, Rulebook
from tequio.statutes.rules.catalogue import CATALOGUE
from tequio.statutes.rules.schema import SchemaError, Table, read_table
from tequio.statutes.rules.values import A_FRACTION, read

BOUNDED = ("fraction", "integer", "days", "offices", "purposes")
"""Types of provisions that a law can bound by a number without a unit of account."""


@dataclass(frozen=True)
class Law:
    """A parameter of the law apart from its dated values."""

    code: str
    law: str
    title: str
    kinds: tuple[str, ...] = ()
    provision: str = ""
    is_least: bool = True


@dataclass(frozen=True)
class Bound:
    """A limit in force on a day: the provision must be at least (or at most) the parameter."""

    provision: str
    is_least: bool
    law: str
    parameter: Parameter

    @property
    def limit(self) -> Fraction | int:
        """The number that must not be passed."""
        value = self.parameter.value
        assert not isinstance(value, str), "a bound is a number; the loader sees to it"
        return value


@dataclass(frozen=True)
class LegalRulebook:
    """The law of a country or region, as data; or what of several applies to one organisation."""

    name: str
    title: str
    country: str
    region: str
    laws: Mapping[str, Law]
    values: Rulebook

    def bounds_on(self, day: date) -> Iterator[Bound]:
        """The limits in force on a day, in the order of the file."""
        for law in self.laws.values():
            parameter = self.values.on(law.code, day)
            if law.provision and parameter is not None:
                yield Bound(law.provision, law.is_least, law.law, parameter)

    def has_verified(self) -> bool:
        """Whether anybody compared any value with the official text."""
        return any(p.verified for dated in self.values.parameters.values() for p in dated)


NO_LAW = LegalRulebook("none", "", "", "", {}, Rulebook("none", {}))
"""Where no rulebook applies: nothing is bounded."""


def applying(
    rulebooks: Iterable[LegalRulebook], *, country: str, kind: str, region: str = ""
) -> LegalRulebook:
    """What applies to an organisation of this kind in this country (and region), as one."""
    laws: dict[str, Law] = {}
    values: dict[str, tuple[Parameter, ...]] = {}
    for book in rulebooks:
        if book.country != country or book.region not in ("", region):
            continue
        for code, law in book.laws.items():
            if not law.kinds or kind in law.kinds:
                laws[code] = law
                values[code] = tuple(book.values.parameters[code])
    return LegalRulebook(country, country, country, region, laws, Rulebook(country, values))


def load_rulebook(text: str, *, where: str) -> LegalRulebook:
    """Read a rulebook from its YAML text.

    where  name of the file, for complaints
    Raises SchemaError naming file, parameter and field.
    """
    table = read_table(text, where=where)
    name, title = table.text("rulebook"), table.text("title")
    country, region = table.text("country"), table.text("region", "")
    if len(country) != 2 or not country.isupper():
        raise table.problem("needs two capital letters", "country")
    laws: dict[str, Law] = {}
    values: dict[str, tuple[Parameter, ...]] = {}
    for code, part in table.tables("parameters"):
        laws[code], values[code] = _parameter(code, part)
    table.text("about", "")
    table.end()
    return LegalRulebook(name, title, country, region, laws, Rulebook(name, values))


def _parameter(code: str, table: Table) -> tuple[Law, tuple[Parameter, ...]]:
    law, title, kinds = table.text("law"), table.text("title"), table.texts("kinds")
    provision, is_least = _bound(table.table("bounds"))
    dated = [_value(code, row) for row in table.rows("values")]
    table.end()
    days = [parameter.since for parameter in dated]
    if days != sorted(set(days)):
        raise table.problem("days must rise, each only once", "values")
    if provision and any(isinstance(parameter.value, str) for parameter in dated):
        raise table.problem("a bound needs a number", "values")
    return Law(code, law, title, kinds, provision, is_least), tuple(dated)


def _bound(table: Table | None) -> tuple[str, bool]:
    if table is None:
        return "", True
    provision = table.text("provision")
    if provision not in CATALOGUE or CATALOGUE[provision].kind not in BOUNDED:
        raise table.problem(f"{provision} is not a provision that can be bounded", "provision")
    at = table.one_of("at", ("least", "most"))
    table.end()
    return provision, at == "least"


def _value(code: str, row: Table) -> Parameter:
    row.one_of("dated", ("day", "year", "reading"))
    was_read = row.one_of("read", ("official", "secondary", "no"))
    parameter = Parameter(
        code=code,
        since=row.day("since"),
        value=_number_or_text(row, row.anything("value")),
        unit=row.text("unit"),
        source=row.text("source"),
        verified=row.flag("verified"),
    )
    row.end()
    if parameter.verified and was_read != "official":
        raise row.problem("only what was read in the official text can be verified", "verified")
    return parameter


def _number_or_text(row: Table, plain: Any) -> int | Fraction | str:
    if isinstance(plain, int) and not isinstance(plain, bool):
        return plain
    if not isinstance(plain, str):
        raise row.problem('needs a whole number, "n/d" or a text; never a decimal', "value")
    if not A_FRACTION.fullmatch(plain):
        return plain
    try:
        number = read("fraction", plain)
    except ValueError as problem:
        raise row.problem(f"needs {problem}", "value") from problem
    assert isinstance(number, Fraction)
    return number


__all__ = [
    "NO_LAW",
    "Bound",
    "Law",
    "LegalRulebook",
    "SchemaError",
    "applying",
    "load_rulebook",
]
