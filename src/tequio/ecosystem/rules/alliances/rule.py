"""The rule of a kind of alliance as data: its sectors, its clock, its source.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tequio.ecosystem.rules.files import (
    CODE,
    FILE,
    FileError,
    Source,
    parts,
    plain_source,
    read,
    source,
)
from tequio.kernel import digest
from tequio.screening.rules.packs import Texts
from tequio.screening.rules.packs.fields import Fields

COUNTED = ("admitted", "in_formation")


class RuleError(FileError):
    """A text that is no rule of an alliance."""


@dataclass(frozen=True)
class Sector:
    """One kind of partner; `least`: so many of it are needed."""

    code: str
    names: Texts
    least: int


@dataclass(frozen=True)
class Reported:
    """How many such alliances the source counts in a state, `as_of` a time in words."""

    state: str
    number: int
    as_of: str


@dataclass(frozen=True)
class AllianceRule:
    """What an alliance of this kind needs.

    months       of formation, counted from the folio
    refill_days  within which a sector that left is to be filled again
    """

    code: str
    version: int
    country: str
    titles: Texts
    about: Texts
    sectors: tuple[Sector, ...]
    least_actors: int
    months: int
    refill_days: int
    source: Source
    counts: tuple[Reported, ...] = ()

    @property
    def key(self) -> str:
        """Such as `nodess@1`."""
        return f"{self.code}@{self.version}"

    @property
    def digest(self) -> str:
        """SHA-256 of what it says."""
        return digest(plain_rule(self))


def load_rule(text: str) -> AllianceRule:
    """A rule from its YAML (or JSON) text.  Raises RuleError with everything that is wrong."""
    return read(text, _rule, RuleError)


def _rule(fields: Fields) -> AllianceRule:
    rule = AllianceRule(
        code=fields.matching("alliance", FILE, "a code such as nodess"),
        version=fields.whole("version", 1, 9_999),
        country=fields.matching("country", r"[A-Z]{2}", "a country such as MX", ""),
        titles=fields.texts("title"),
        about=fields.texts("about"),
        sectors=parts(fields, "sectors", _sector),
        least_actors=fields.whole("least_actors", 2, 100),
        months=fields.whole("months", 0, 60),
        refill_days=fields.whole("refill_days", 1, 1_000),
        source=source(fields),
        counts=parts(fields, "counts", _reported, is_needed=False),
    )
    fields.once("sectors", [sector.code for sector in rule.sectors])
    fields.end()
    return rule


def _sector(fields: Fields) -> Sector:
    sector = Sector(
        code=fields.matching("code", CODE, "a code such as academic"),
        names=fields.texts("name"),
        least=fields.whole("least", 1, 50, 1),
    )
    fields.end()
    return sector


def _reported(fields: Fields) -> Reported:
    reported = Reported(
        state=fields.one_of("state", COUNTED),
        number=fields.whole("number", 0, 1_000_000),
        as_of=fields.text("as_of"),
    )
    fields.end()
    return reported


def plain_rule(rule: AllianceRule) -> dict[str, Any]:
    """A rule as `load_rule` reads it, with every field said."""
    return {
        "alliance": rule.code,
        "version": rule.version,
        "country": rule.country,
        "title": dict(rule.titles),
        "about": dict(rule.about),
        "sectors": [
            {"code": one.code, "name": dict(one.names), "least": one.least} for one in rule.sectors
        ],
        "least_actors": rule.least_actors,
        "months": rule.months,
        "refill_days": rule.refill_days,
        "source": plain_source(rule.source),
        "counts": [
            {"state": one.state, "number": one.number, "as_of": one.as_of} for one in rule.counts
        ],
    }
