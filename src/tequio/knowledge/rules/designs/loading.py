"""Reading a design; what is wrong is told all at once, with its path.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from tequio.knowledge.rules.designs.conditions import read_conditions
from tequio.knowledge.rules.designs.design import (
    ANSWERS,
    CASE_STATES,
    MARKS,
    SOURCES,
    Answered,
    Component,
    ComponentKind,
    Design,
    Given,
    Sentence,
    Source,
    Variant,
)
from tequio.knowledge.rules.designs.texts import Texts
from tequio.knowledge.rules.parsing import ReadingError, brought
from tequio.knowledge.rules.values import exact, exact_unit
from tequio.knowledge.rules.variables import Variables
from tequio.screening.rules.packs.fields import Fields, Problems

MOST_WORDS = 150
MOST_SENTENCES = 20
MOST_SOURCES = 30
MOST_COMPONENTS = 20
MOST_VARIANTS = 8
MOST_COMPARISONS = 200
"""In the whole design: each answer that could decide is tried against all of them."""
MOST_LISTS = 6
"""So many different lists may be compared with one set: each doubles what could be answered."""
_CODE = r"[a-z][a-z0-9-]{0,39}"
EXAMINED = 5
"""The question that `screening` answers: a design tells who examined it, never an answer."""


class DesignError(ReadingError):
    """What is no design.  `problems`: all that is wrong, each "path: what"."""


def load_design(text: str, variables: Variables) -> Design:
    """A design from its YAML or JSON text.  Raises DesignError with everything that is wrong."""
    try:
        content = brought(text)
    except ReadingError as problem:
        raise DesignError(list(problem.problems)) from problem
    return read_design(content, variables)


def read_design(plain: Any, variables: Variables) -> Design:
    """A design from plain data.  Raises DesignError with everything that is wrong."""
    problems = Problems()
    design = _design(Fields(plain, "", problems), variables)
    if problems.told:
        raise DesignError(problems.told)
    return design


def _design(fields: Fields, variables: Variables) -> Design:
    code = fields.matching("design", rf"({_CODE})?", "a code such as forest-ejido, or empty", "")
    texts = Texts(fields.problems, is_ready=bool(code))
    territory = fields.table("territory") or Fields({}, fields.at("territory"), fields.problems)
    design = Design(
        code=code,
        version=fields.whole("version", 1, 9_999, 1),
        title=texts.needed(fields, "title", 200),
        problem=texts.read(fields, "problem", 600),
        root_cause=texts.read(fields, "root_cause", 600),
        place=_short(territory, "name", 120),
        country=territory.matching("country", r"([A-Z]{2})?", "a country such as KE", ""),
        sector=fields.matching("sector", r"([a-z][a-z0-9_-]{0,39})?", "a code of a sector", ""),
        state=fields.one_of("state", CASE_STATES) if fields.has("state") else "spotted",
        marks=_marks(fields),
        text=_text(fields, texts),
        sources=_sources(fields),
        components=_components(fields, texts, variables),
        context=_context(fields, variables),
        profile=_profile(fields, texts),
    )
    territory.end()
    fields.end()
    _sources_exist(fields, design)
    _limited(fields, design)
    texts.end()
    return design


def _short(fields: Fields, name: str, longest: int) -> str:
    found = fields.text(name, "")
    if len(found) > longest:
        fields.note(f"is longer than {longest} signs", name)
    return found


def _marks(fields: Fields) -> tuple[str, ...]:
    listed = fields.list_of("marks", is_needed=False)
    for one in listed:
        if one not in MARKS:
            fields.note(f"{one} is not one of {', '.join(MARKS)}", "marks")
    return tuple(mark for mark in MARKS if mark in listed)


def _some(fields: Fields, name: str, most: int) -> Iterator[tuple[str, Any]]:
    """The entries of a list that may be missing, each with its path."""
    listed = fields.list_of(name, is_needed=False)
    if len(listed) > most:
        fields.note(f"has more than {most}", name)
    for number, content in enumerate(listed[:most], 1):
        said = content.get("id") if isinstance(content, dict) else None
        yield (
            fields.at(f"{name} {number}" + (f" ({said})" if isinstance(said, str) else "")),
            content,
        )


def _text(fields: Fields, texts: Texts) -> tuple[Sentence, ...]:
    found = []
    for path, content in _some(fields, "text", MOST_SENTENCES):
        within = Fields(content, path, fields.problems)
        found.append(Sentence(texts.needed(within, "says", 600), within.text("source")))
        within.end()
    for language in {language for one in found for language in one.says}:
        count = sum(len(one.says.get(language, "").split()) for one in found)
        if count > MOST_WORDS:
            fields.note(f"has {count} words in {language}, at most {MOST_WORDS}", "text")
    return tuple(found)


def _sources(fields: Fields) -> dict[str, Source]:
    within = fields.table("sources")
    found: dict[str, Source] = {}
    for code in tuple(within.content)[:MOST_SOURCES] if within else ():
        assert within
        one = within.table(code)
        if one is None or not re.fullmatch(_CODE, code):
            within.note("needs a code such as seed-1, and a table", code)
            continue
        found[code] = Source(
            title=_short(one, "title", 300) or one.text("title"),
            url=one.link("url"),
            kind=one.one_of("kind", SOURCES),
            checked_on=one.day("checked_on", is_needed=False),
        )
        one.end()
    if within:
        within.end()
    return found


def _components(fields: Fields, texts: Texts, variables: Variables) -> tuple[Component, ...]:
    found = []
    for path, content in _some(fields, "components", MOST_COMPONENTS):
        within = Fields(content, path, fields.problems)
        found.append(
            Component(
                id=within.matching("id", _CODE, "a code such as care"),
                kind=cast("ComponentKind", within.one_of("kind", ("core", "periphery"))),
                name=texts.needed(within, "name", 120),
                function=texts.needed(within, "function", 400),
                form=texts.needed(within, "form", 400),
                preconditions=read_conditions(within, texts, variables),
                variants=_variants(within, texts, variables),
            )
        )
        within.end()
    _once(fields, "components", [one.id for one in found])
    return tuple(found)


def _variants(fields: Fields, texts: Texts, variables: Variables) -> tuple[Variant, ...]:
    found = []
    for path, content in _some(fields, "variants", MOST_VARIANTS):
        within = Fields(content, path, fields.problems)
        found.append(
            Variant(
                id=within.matching("id", _CODE, "a code such as in-kind"),
                form=texts.needed(within, "form", 400),
                used_in=_short(within, "used_in", 200),
                source=within.text("source", ""),
                preconditions=read_conditions(within, texts, variables),
            )
        )
        within.end()
    _once(fields, "variants", [one.id for one in found])
    return tuple(found)


def _once(fields: Fields, name: str, codes: list[str]) -> None:
    for code in dict.fromkeys(code for code in codes if code and codes.count(code) > 1):
        fields.note(f"{code} stands twice", name)


def _context(fields: Fields, variables: Variables) -> dict[str, Given]:
    within = fields.table("context")
    found = {}
    for code in tuple(within.content) if within else ():
        assert within
        variable, one = variables.get(code), within.table(code)
        if variable is None or one is None:
            within.note("is not a variable that is known here", code)
            continue
        raw, unit = one.anything("value"), one.text("unit", "")
        try:
            found[code] = Given(
                exact(variable, raw), exact_unit(variable, unit), one.text("source", "")
            )
        except ValueError as problem:
            one.note(str(problem))
            continue
        one.end()
    return found


def _profile(fields: Fields, texts: Texts) -> dict[int, Answered]:
    within = fields.table("profile")
    found = {}
    for number in range(1, 8) if within else ():
        assert within
        one = within.table(str(number))
        if one is None:
            continue
        if number == EXAMINED and one.has("answer"):
            one.note("is answered by screening alone", "answer")
            one.anything("answer")
        found[number] = Answered(
            answer="" if number == EXAMINED else one.one_of("answer", ANSWERS),
            because=texts.read(one, "because", 600),
            source=one.text("source", ""),
        )
        one.end()
    if within:
        within.end()
    return found


def _sources_exist(fields: Fields, design: Design) -> None:
    """A source that is named is listed."""
    named = [one.source for one in design.text]
    for component in design.components:
        named += [one.source for one in component.every()]
        named += [one.source for one in component.variants]
    named += [one.source for one in design.context.values()]
    named += [one.source for one in design.profile.values()]
    for code in dict.fromkeys(named):
        if code and code not in design.sources:
            fields.note(f"{code} is not there", "sources")


def _limited(fields: Fields, design: Design) -> None:
    """What would take long to assess is not written by anybody."""
    if len(list(design.comparisons())) > MOST_COMPARISONS:
        fields.note(f"has more than {MOST_COMPARISONS} conditions in all", "components")
    lists: dict[str, set[object]] = {}
    for one in design.comparisons():
        if one.variable.kind == "set":
            lists.setdefault(one.variable.code, set()).add(one.threshold)
    for code, some in lists.items():
        if len(some) > MOST_LISTS:
            fields.note(f"compares {code} with more than {MOST_LISTS} lists", "components")
