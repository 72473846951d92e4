"""What is known of one place: from all that was said of it to one value a variable.  Pure.

Two values that disagree both stay; the variable counts as unknown until the community settles
which one holds.  What was withdrawn is left out.  Nothing is ever taken from a neighbouring place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from tequio.kernel import digest
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.parsing import ReadingError
from tequio.knowledge.rules.places import CONFIDENCES
from tequio.knowledge.rules.values import Value, exact, exact_unit, plain_value
from tequio.knowledge.rules.variables import Variable, Variables
from tequio.screening.rules.packs.fields import Fields, Problems

KnownState = Literal["known", "disputed", "not_applicable"]
STATES: tuple[KnownState, ...] = ("known", "disputed", "not_applicable")
Asked = Literal[
    "assembly", "officers", "members", "neighbours", "authority", "statistics", "own_eyes"
]
ASKED: Mapping[str, str] = {
    "assembly": _("an assembly"),
    "officers": _("officers"),
    "members": _("members"),
    "neighbours": _("neighbours"),
    "authority": _("an authority"),
    "statistics": _("statistics"),
    "own_eyes": _("own eyes"),
}
"""Whom it was asked of, as a page says it."""


@dataclass(frozen=True)
class Known:
    """What a variable of a place comes to.

    value       None unless the state is "known"; a variable of which nothing was said has no entry
    asked       whom (a code such as "assembly"); confidence: how sure it is, or empty
    source, day where it stands, for which day it holds
    """

    value: Value | None
    unit: str = ""
    state: KnownState = "known"
    asked: str = ""
    source: str = ""
    day: date | None = None
    confidence: str = ""


Profile = Mapping[str, Known]
"""What is known of one place, by the codes of variables."""


@dataclass(frozen=True)
class Said:
    """One thing said of a place.  value: None where the question does not fit the place."""

    number: int
    place: int
    variable: str
    value: Value | None
    at: datetime
    unit: str = ""
    asked: str = ""
    source: str = ""
    day: date | None = None
    confidence: str = ""
    is_withdrawn: bool = False

    @property
    def says(self) -> tuple[Value | None, str]:
        """On what two of them may disagree."""
        return self.value, self.unit


@dataclass(frozen=True)
class Settling:
    """The community settled which of the values holds: that with this number."""

    place: int
    variable: str
    number: int
    at: datetime


def settle(values: Iterable[Said], settled: Iterable[Settling]) -> Profile:
    """What is known of a place, by variable.  A word said after the settling, and against it,
    opens the question again.  Raises ValueError where it was said of several places."""
    said, settlings = tuple(values), tuple(settled)
    if len({one.place for one in said} | {one.place for one in settlings}) > 1:
        raise ValueError("nothing is taken from one place for another")
    last = {one.variable: one for one in sorted(settlings, key=lambda one: one.at)}
    by_variable: dict[str, list[Said]] = {}
    for one in sorted(said, key=lambda one: (one.variable, one.at, one.number)):
        if not one.is_withdrawn:
            by_variable.setdefault(one.variable, []).append(one)
    return {code: _known(some, last.get(code)) for code, some in by_variable.items()}


def is_settled(said: Iterable[Said], settling: Settling | None) -> bool:
    """Whether those said of one variable agree, or were settled and not spoken against since."""
    left = _counting(list(said), settling)
    return len({one.says for one in left}) <= 1


def _known(said: list[Said], settling: Settling | None) -> Known:
    left = _counting(said, settling)
    if len({one.says for one in left}) > 1:
        return Known(None, state="disputed")
    last = left[-1]
    state: KnownState = "not_applicable" if last.value is None else "known"
    return Known(last.value, last.unit, state, last.asked, last.source, last.day, last.confidence)


def _counting(said: list[Said], settling: Settling | None) -> list[Said]:
    """Those that count: all; or the settled one, and what was said since."""
    if settling is None or all(one.number != settling.number for one in said):
        return said
    return [one for one in said if one.number == settling.number or one.at > settling.at]


def plain_profile(profile: Profile) -> dict[str, Any]:
    """A profile as `read_profile` reads it."""
    return {code: _plain(known) for code, known in sorted(profile.items())}


def profile_digest(profile: Profile) -> str:
    """SHA-256 over what is known."""
    return digest(plain_profile(profile))


def read_profile(plain: Any, variables: Variables) -> Profile:
    """A profile from plain data: of each variable a table with value (and of money its unit), or
    the value alone.  Raises ReadingError with everything that is wrong."""
    problems = Problems()
    fields = Fields(plain, "", problems)
    found: dict[str, Known] = {}
    for code in tuple(fields.content):
        variable = variables.get(code)
        if variable is None:
            fields.note("is not a variable that is known here", code)
            continue
        raw = fields.anything(code)
        within = Fields(raw if isinstance(raw, dict) else {"value": raw}, code, problems)
        known = _read(within, variable)
        if known:
            found[code] = known
    if problems.told:
        raise ReadingError(problems.told)
    return dict(sorted(found.items()))


def _plain(known: Known) -> dict[str, Any]:
    value = known.value
    day = known.day
    return {
        "value": None if value is None else plain_value(value),
        "unit": known.unit,
        "state": known.state,
        "asked": known.asked,
        "source": known.source,
        **({"day": day.isoformat()} if day else {}),
        **({"confidence": known.confidence} if known.confidence else {}),
    }


def _read(fields: Fields, variable: Variable) -> Known | None:
    state = fields.one_of("state", STATES) if fields.has("state") else "known"
    raw, unit = fields.anything("value"), fields.text("unit", "")
    asked, source = fields.text("asked", ""), fields.text("source", "")
    day = fields.day("day", is_needed=False)
    sure = fields.one_of("confidence", tuple(CONFIDENCES)) if fields.has("confidence") else ""
    fields.end()
    if state != "known":
        return Known(None, "", cast("KnownState", state), asked, source, day, sure)
    if raw is None:
        return None
    try:
        found = exact(variable, raw)
        return Known(found, exact_unit(variable, unit), "known", asked, source, day, sure)
    except ValueError as problem:
        fields.note(str(problem))
        return None
