"""Designs and profiles drawn at random, over few variables so that they meet."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import (
    Comparison,
    Component,
    Design,
    Precondition,
    Variant,
    read_design,
)
from tequio.knowledge.rules.profiles import Known, Profile
from tequio.knowledge.rules.transferability import Assessment, ComponentFound

USED = (
    "bonding_trust",
    "small_children",
    "median_household_income",
    "road_all_seasons",
    "network",
    "energy_sources",
)
UNITS = ("ZAR", "EUR")
WORDS = {"en": "so"}
numbers = st.integers(0, 4)


def values(code: str) -> st.SearchStrategy[object]:
    """Values of one of the variables that are used."""
    variable = variables()[code]
    if variable.kind == "number":
        return numbers
    if variable.kind == "yes_no":
        return st.booleans()
    if variable.kind == "choice":
        return st.sampled_from(tuple(variable.choices))
    codes = st.sets(st.sampled_from(tuple(variable.choices)[:3]))
    return codes.map(lambda some: tuple(sorted(some)))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """One comparison of any kind."""
    variable = variables()[draw(st.sampled_from(USED))]
    unit = draw(st.sampled_from(UNITS)) if variable.is_money else ""
    if variable.kind == "number":
        return Comparison(
            variable, draw(st.sampled_from(("gte", "lte", "eq"))), draw(numbers), unit
        )
    if variable.kind == "yes_no":
        return Comparison(variable, "eq", draw(st.booleans()))
    some = st.sets(st.sampled_from(tuple(variable.choices)[:3]), min_size=1).map(
        lambda codes: tuple(sorted(codes))
    )
    if variable.kind == "choice":
        return Comparison(variable, "in", draw(some))
    return Comparison(variable, draw(st.sampled_from(("includes", "excludes"))), draw(some))


@st.composite
def preconditions(draw: st.DrawFn) -> Precondition:
    """Now and then only helpful, now and then with a substitute."""
    return Precondition(
        asks=draw(comparisons()),
        is_required=draw(st.sampled_from((True, True, True, False))),
        substitutes=tuple(draw(st.lists(comparisons(), max_size=1))),
    )


needs = st.lists(preconditions(), max_size=3).map(tuple)


@st.composite
def variants(draw: st.DrawFn, code: str = "other") -> Variant:
    """Another form."""
    return Variant(code, WORDS, preconditions=draw(needs))


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """One to four components, the first of them core."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        kind = "core" if number == 0 else draw(st.sampled_from(("core", "periphery")))
        codes = [f"v{each}" for each in range(draw(st.integers(0, 2)))]
        found.append(
            Component(
                id=f"c{number}",
                kind=kind,
                name=WORDS,
                function=WORDS,
                form=WORDS,
                preconditions=draw(needs),
                variants=tuple(draw(variants(code)) for code in codes),
            )
        )
    return with_components(tuple(found))


@cache
def _bare() -> Design:
    return read_design({"title": WORDS}, variables())


def with_components(components: tuple[Component, ...]) -> Design:
    """A design of these components."""
    bare = {name: getattr(_bare(), name) for name in Design.__dataclass_fields__}
    return Design(**{**bare, "components": components})


def component_of(found: Assessment, code: str) -> ComponentFound:
    """What is to be done with one component."""
    return next(one for one in found.components if one.id == code)


@st.composite
def known(draw: st.DrawFn, code: str) -> Known:
    """A value, or now and then disagreement, or a question that does not fit."""
    state = draw(st.sampled_from(("known", "known", "known", "disputed", "not_applicable")))
    if state != "known":
        return Known(None, state=state)
    unit = draw(st.sampled_from(UNITS)) if variables()[code].is_money else ""
    return Known(draw(values(code)), unit)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Some of the variables."""
    codes = draw(st.sets(st.sampled_from(USED)))
    return {code: draw(known(code)) for code in sorted(codes)}
