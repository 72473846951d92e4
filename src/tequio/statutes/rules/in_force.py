"""The statutes of an organisation as of a day: what it adopted, and defaults where it is silent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, cast

from tequio.kernel import Rate
from tequio.statutes.rules.catalogue import CATALOGUE, DECISION_TYPES, read_value
from tequio.statutes.rules.standing import STANDING_PURPOSES
from tequio.statutes.rules.thresholds import DecisionRule
from tequio.statutes.rules.values import Kind, Value


@dataclass(frozen=True)
class Adopted:
    """One value that a resolution gave to a provision.

    source, source_hash  number and hash of the resolution, opaque on this floor
    reason               number of the text in which the assembly says why it goes on in spite of
                         an unverified rulebook; None where no rulebook objected
    """

    code: str
    value: Value
    since: date
    source: int
    source_hash: str
    id: int = 0
    reason: int | None = None


@dataclass(frozen=True)
class Statutes(Mapping[str, Value]):
    """Code → typed value as of `day`, for every provision of the catalogue.  Cannot be changed.

    Asking for a code that the catalogue does not know raises KeyError; asking with the wrong
    accessor raises TypeError.
    """

    day: date
    adopted: Mapping[str, Adopted] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Value:
        provision = CATALOGUE[code]
        if code in self.adopted:
            return self.adopted[code].value
        return self[provision.follows] if provision.follows else provision.default

    def __iter__(self) -> Iterator[str]:
        return iter(CATALOGUE)

    def __len__(self) -> int:
        return len(CATALOGUE)

    def is_stated(self, code: str) -> bool:
        """Whether the statutes say it themselves, rather than the default."""
        return code in self.adopted

    def fraction(self, code: str) -> Fraction:
        return cast("Fraction", self._of(code, "fraction"))

    def integer(self, code: str) -> int:
        return cast("int", self._of(code, "integer", "days", "minor"))

    def flag(self, code: str) -> bool:
        return cast("bool", self._of(code, "boolean"))

    def choice(self, code: str) -> str:
        return cast("str", self._of(code, "choice"))

    def offices(self, code: str) -> tuple[str, ...]:
        return cast("tuple[str, ...]", self._of(code, "offices"))

    def purposes(self) -> tuple[str, ...]:
        """Codes of what these statutes allow without a vote."""
        return cast("tuple[str, ...]", self._of("standing.purposes", "purposes"))

    def executors(self, purpose: str) -> tuple[str, ...]:
        """The offices that carry out a standing purpose."""
        return self.offices(STANDING_PURPOSES[purpose].executors)

    def rate(self) -> Rate:
        """The interest on loans, exact, with its period."""
        period = cast("Any", self.choice("lending.rate_period"))
        return Rate(self.fraction("lending.rate"), period)

    def decision_rule(self, kind: str) -> DecisionRule:
        """The rule of one type of decision.  Raises KeyError for an unknown type."""
        if kind not in DECISION_TYPES:
            raise KeyError(kind)
        at = f"decision.{kind}."
        return DecisionRule(
            kind=kind,
            quorum=self.fraction(at + "quorum"),
            second_call_quorum=self.fraction(at + "second_call_quorum"),
            majority=self.fraction(at + "majority"),
            strict=self.flag(at + "strict"),
            base=self.choice(at + "base"),
            notice_days=self.integer("notice.days"),
            quorum_base=self.choice(at + "quorum_base"),
        )

    def _of(self, code: str, *kinds: Kind) -> Value:
        kind = CATALOGUE[code].kind
        if kind not in kinds:
            raise TypeError(f"{code} is of type {kind}")
        return self[code]


def in_force(adopted: Mapping[str, Any] | list[Adopted], day: date) -> Statutes:
    """The statutes of a day from everything that was ever adopted.

    Of several values of one provision the latest day not after `day` wins, and on one day the
    one adopted last (the highest id).  Plain values by code, such as those of a template, are
    read as if adopted on that day.
    """
    if isinstance(adopted, Mapping):
        adopted = [Adopted(code, read_value(code, v), day, 0, "") for code, v in adopted.items()]
    latest: dict[str, Adopted] = {}
    for one in sorted(adopted, key=lambda one: (one.since, one.id)):
        if one.since <= day:
            latest[one.code] = one
    return Statutes(day, MappingProxyType(latest))
