"""What is set aside for late loans, by a dated table with its source.  Pure.

A table is a YAML text in `lending/provisions/`:

    table: pearls                    short name, also the file's name
    title: PEARLS
    values:
      - since: 2026-01-01            from this day on
        dated: reading               day, year, or reading (no date was read)
        source: …
        read: secondary              official, secondary, or no
        verified: false              true only after comparison with the official text
        parts:                       the last that holds counts
          - {over_months: 2, part: 10/100}
          - {from_months: 6, part: 25/100}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tequio.kernel import add_months, round_half_even
from tequio.statutes.rules.schema import Table as Yaml
from tequio.statutes.rules.schema import read_table


@dataclass(frozen=True)
class Part:
    """From when on which part of what is left is set aside: `is_over` excludes the day itself."""

    months: int
    is_over: bool
    part: Fraction

    def holds(self, late_since: date, on: date) -> bool:
        """Whether a loan that is late since a day is late enough on another."""
        reached = add_months(late_since, self.months)
        return on > reached if self.is_over else on >= reached


@dataclass(frozen=True)
class Version:
    """A table as it is in force from a day on, with the text that says so."""

    since: date
    source: str
    verified: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ProvisionTable:
    """A table by its short name."""

    name: str
    title: str
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version | None:
        """What is in force on a day; None before its first."""
        return max(
            (one for one in self.versions if one.since <= day),
            key=lambda one: one.since,
            default=None,
        )


def load_table(text: str, *, where: str) -> ProvisionTable:
    """Read a table from its YAML text.  Raises SchemaError naming file and field."""
    yaml = read_table(text, where=where)
    name, title = yaml.text("table"), yaml.text("title")
    versions = tuple(_version(row) for row in yaml.rows("values"))
    yaml.end()
    return ProvisionTable(name, title, versions)


def _version(row: Yaml) -> Version:
    row.one_of("dated", ("day", "year", "reading"))
    row.one_of("read", ("official", "secondary", "no"))
    parts = tuple(_part(part) for part in row.rows("parts"))
    found = Version(row.day("since"), row.text("source"), row.flag("verified"), parts)
    row.end()
    return found


def _part(row: Yaml) -> Part:
    is_over = "over_months" in row.content
    months = row.anything("over_months" if is_over else "from_months")
    part = Fraction(row.text("part"))
    row.end()
    if not isinstance(months, int) or not 0 <= part <= 1:
        raise row.problem("needs whole months and a part of the loan between 0 and 1")
    return Part(months, is_over, part)


@dataclass(frozen=True)
class LateLoan:
    """What is left of a loan, and since when it is late; None if it is not."""

    minor: int
    late_since: date | None


def needed_provision(version: Version, loans: Iterable[LateLoan], on: date) -> int:
    """How much is to be set aside for these loans, each rounded once, half to even."""
    return sum(
        round_half_even(loan.minor * _part_of(version, loan.late_since, on)) for loan in loans
    )


def _part_of(version: Version, late_since: date | None, on: date) -> Fraction:
    if late_since is None:
        return Fraction(0)
    holding = [part for part in version.parts if part.holds(late_since, on)]
    return holding[-1].part if holding else Fraction(0)
