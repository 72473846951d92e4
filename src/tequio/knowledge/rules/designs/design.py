"""A practice written so that others can try it: parts, what each needs, other forms of it.  Pure.

The function of a component stays, its form may change.  Texts stand in the design itself, by
language: what people write here has one language, a ready case has five.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from tequio.kernel import digest
from tequio.knowledge.rules.practices import STATES
from tequio.knowledge.rules.values import Value, plain_value
from tequio.knowledge.rules.variables import Kind, Variable
from tequio.screening.rules.packs import Texts

ComponentKind = Literal["core", "periphery"]
Operator = Literal["gte", "lte", "eq", "in", "includes", "excludes"]
OPERATORS: Mapping[Kind, tuple[Operator, ...]] = {
    "number": ("gte", "lte", "eq"),
    "yes_no": ("eq",),
    "choice": ("eq", "in"),
    "set": ("includes", "excludes"),
}
"""What can be asked of a variable of each kind."""
LISTED: tuple[Operator, ...] = ("in", "includes", "excludes")
"""Those whose threshold is a list of codes."""

CASE_STATES = (*STATES, "moved_back")
"""A practice that people write is in one of `STATES`; a ready case may have been taken back."""
MARKS = ("ended", "moved_back", "harm")
SOURCES = ("seed", "fact", "invented", "to_verify", "own")
"""What a source is; own: what the authors lived themselves."""


@dataclass(frozen=True)
class Comparison:
    """A variable beside a threshold.  unit: of money the currency of the threshold."""

    variable: Variable
    operator: Operator
    threshold: Value
    unit: str = ""


@dataclass(frozen=True)
class Precondition:
    """What a component or a variant needs; each of the substitutes does the same work.

    is_required  one that is only helpful is shown, never counted
    source       a code of the design's sources, or empty
    """

    asks: Comparison
    is_required: bool = True
    reason: Texts | None = None
    source: str = ""
    substitutes: tuple[Comparison, ...] = ()

    @property
    def every(self) -> tuple[Comparison, ...]:
        """Itself and its substitutes."""
        return (self.asks, *self.substitutes)


@dataclass(frozen=True)
class Variant:
    """Another form of the same function, and what that one needs."""

    id: str
    form: Texts
    used_in: str = ""
    source: str = ""
    preconditions: tuple[Precondition, ...] = ()


@dataclass(frozen=True)
class Component:
    """One part of a practice."""

    id: str
    kind: ComponentKind
    name: Texts
    function: Texts
    form: Texts
    preconditions: tuple[Precondition, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def is_core(self) -> bool:
        """Whether nothing is left of the practice without it."""
        return self.kind == "core"

    def every(self) -> Iterator[Precondition]:
        """What it needs, and what its variants need."""
        yield from self.preconditions
        for variant in self.variants:
            yield from variant.preconditions


@dataclass(frozen=True)
class Source:
    """Where something stands; `checked_on` only if somebody read it that day."""

    title: str
    kind: str
    url: str = ""
    checked_on: date | None = None


@dataclass(frozen=True)
class Sentence:
    """One sentence of the story, and its source."""

    says: Texts
    source: str


@dataclass(frozen=True)
class Given:
    """What is known of the design's own place."""

    value: Value
    unit: str = ""
    source: str = ""


@dataclass(frozen=True)
class Answered:
    """What is known of one of the seven questions; no answer where only the source is told."""

    answer: str
    because: Texts
    source: str = ""


@dataclass(frozen=True)
class Design:
    """A practice in one version.  `code` is that of a ready case, else empty."""

    code: str
    version: int
    title: Texts
    problem: Texts
    root_cause: Texts
    place: str
    country: str
    sector: str
    state: str
    marks: tuple[str, ...]
    text: tuple[Sentence, ...]
    sources: Mapping[str, Source]
    components: tuple[Component, ...]
    context: Mapping[str, Given]
    profile: Mapping[int, Answered]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all that it says."""
        return digest(plain_design(self))

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """What it asks of a place, by code, in the order of the codes."""
        found = {one.variable.code: one.variable for one in self.comparisons()}
        return dict(sorted(found.items()))

    @property
    def is_failure(self) -> bool:
        """Whether it ended, moved back or did harm: found by the same search as the others."""
        return bool(self.marks) or self.state in ("ended", "moved_back")

    def comparisons(self) -> Iterator[Comparison]:
        """All that is compared anywhere in it."""
        for component in self.components:
            for precondition in component.every():
                yield from precondition.every


def plain_design(design: Design) -> dict[str, Any]:
    """A design as `read_design` reads it, with every field said."""
    return {
        "design": design.code,
        "version": design.version,
        "title": dict(design.title),
        "problem": dict(design.problem),
        "root_cause": dict(design.root_cause),
        "territory": {"name": design.place, "country": design.country},
        "sector": design.sector,
        "state": design.state,
        "marks": list(design.marks),
        "text": [{"says": dict(one.says), "source": one.source} for one in design.text],
        "sources": {code: _source(one) for code, one in design.sources.items()},
        "components": [_component(one) for one in design.components],
        "context": {code: _given(one) for code, one in design.context.items()},
        "profile": {str(number): _answered(one) for number, one in design.profile.items()},
    }


def plain_comparison(compared: Comparison) -> dict[str, Any]:
    """A variable, an operator, a threshold, and of money the currency."""
    plain = {
        "variable": compared.variable.code,
        "operator": compared.operator,
        "threshold": plain_value(compared.threshold),
    }
    return {**plain, "unit": compared.unit} if compared.unit else plain


def _source(one: Source) -> dict[str, Any]:
    plain = {"title": one.title, "url": one.url, "kind": one.kind}
    day = one.checked_on
    return {**plain, "checked_on": day.isoformat()} if day else plain


def _component(one: Component) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": dict(one.name),
        "kind": one.kind,
        "function": dict(one.function),
        "form": dict(one.form),
        "preconditions": [_precondition(each) for each in one.preconditions],
        "variants": [_variant(each) for each in one.variants],
    }


def _variant(one: Variant) -> dict[str, Any]:
    return {
        "id": one.id,
        "form": dict(one.form),
        "used_in": one.used_in,
        "source": one.source,
        "preconditions": [_precondition(each) for each in one.preconditions],
    }


def _precondition(one: Precondition) -> dict[str, Any]:
    return {
        **plain_comparison(one.asks),
        "need": "required" if one.is_required else "helpful",
        **({"reason": dict(one.reason)} if one.reason else {}),
        "source": one.source,
        "substitutes": [plain_comparison(each) for each in one.substitutes],
    }


def _given(one: Given) -> dict[str, Any]:
    return {"value": plain_value(one.value), "unit": one.unit, "source": one.source}


def _answered(one: Answered) -> dict[str, Any]:
    plain = {"because": dict(one.because), "source": one.source}
    return {"answer": one.answer, **plain} if one.answer else plain
