"""A rulebook: parameters with dates, units and sources (after OpenFisca: no number in code)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Parameter:
    """One value in force from a day on, with the text that says so.

    `verified` is true only when somebody compared it with the official text in force on its date.
    """

    code: str
    since: date
    value: int | Fraction | str
    unit: str
    source: str
    verified: bool = False


@dataclass(frozen=True)
class Rulebook:
    """Parameters by code, each code with its values in order of their dates."""

    name: str
    parameters: Mapping[str, tuple[Parameter, ...]]

    def on(self, code: str, day: date) -> Parameter | None:
        """The parameter in force on a day, or None before its first date or if it is not there."""
        in_force = [p for p in self.parameters.get(code, ()) if p.since <= day]
        return max(in_force, key=lambda p: p.since) if in_force else None
