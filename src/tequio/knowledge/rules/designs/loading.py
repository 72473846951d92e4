"""Reading a design; what is wrong is told all at once, with its path.  Pure."""

from __future__ import annotations

import re
from typing import Any, cast

from tequio.knowledge.rules.designs.conditions import read_conditions
from tequio.knowledge.rules.designs.design import (
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
from tequio.knowledge.rules.designs.texts import TextReader
from tequio.knowledge.rules.parsing import ReadingError, brought, entries, named_entries
from tequio.knowledge.rules.practices import SPOTTED
from tequio.knowledge.rules.values import exact, exact_unit
from tequio.knowledge.rules.variables import Variables
from tequio.knowledge.rules.weak_or_strong import ANSWER_WORDS, GOVERNANCE, QUESTIONS
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
    texts = TextReader(fields.problems, is_ready=bool(code))
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
        state=fields.one_of("state", CASE_STATES) if fields.has("state") else SPOTTED,
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
    _can_be_weighed(fields, design)
    texts.end()
    return design


def _short(fields: Fields, name: str, longest: int, default: str | None = "") -> str:
    found = fields.text(name, default)
    if len(found) > longest:
        fields.note(f"is longer than {longest} signs", name)
    return found


def _marks(fields: Fields) -> tuple[str, ...]:
    listed = fields.list_of("marks", is_needed=False)
    for one in listed:
        if one not in MARKS:
            fields.note(f"{one!s:.40} is not one of {', '.join(MARKS)}", "marks")
    return tuple(mark for mark in MARKS if mark in listed)


def _text(fields: Fields, texts: TextReader) -> tuple[Sentence, ...]:
    found = tuple(
        Sentence(texts.needed(one, "says", 600), one.text("source"))
        for one in entries(fields, "text", MOST_SENTENCES)
    )
    for language in sorted({language for one in found for language in one.says}):
        count = sum(len(one.says.get(language, "").split()) for one in found)
        if count > MOST_WORDS:
            fields.note(f"has {count} words in {language}, at most {MOST_WORDS}", "text")
    return found


def _sources(fields: Fields) -> dict[str, Source]:
    found = {}
    for code, one in named_entries(fields, "sources", MOST_SOURCES):
        if not re.fullmatch(_CODE, code):
            one.note("needs a code such as seed-1")
        found[code] = Source(
            title=_short(one, "title", 300, default=None),
            url=one.link("url"),
            kind=one.one_of("kind", SOURCES),
            checked_on=one.day("checked_on", is_needed=False),
        )
    return found


def _components(fields: Fields, texts: TextReader, variables: Variables) -> tuple[Component, ...]:
    found = tuple(
        Component(
            id=one.matching("id", _CODE, "a code such as care"),
            kind=cast("ComponentKind", one.one_of("kind", ("core", "periphery"))),
            name=texts.needed(one, "name", 120),
            function=texts.needed(one, "function", 400),
            form=texts.needed(one, "form", 400),
            preconditions=read_conditions(one, texts, variables),
            variants=_variants(one, texts, variables),
        )
        for one in entries(fields, "components", MOST_COMPONENTS)
    )
    fields.once("components", [one.id for one in found])
    return found


def _variants(fields: Fields, texts: TextReader, variables: Variables) -> tuple[Variant, ...]:
    found = tuple(
        Variant(
            id=one.matching("id", _CODE, "a code such as in-kind"),
            form=texts.needed(one, "form", 400),
            used_in=_short(one, "used_in", 200),
            source=one.text("source", ""),
            preconditions=read_conditions(one, texts, variables),
        )
        for one in entries(fields, "variants", MOST_VARIANTS)
    )
    fields.once("variants", [one.id for one in found])
    return found


def _context(fields: Fields, variables: Variables) -> dict[str, Given]:
    found = {}
    for code, one in named_entries(fields, "context", len(variables)):
        raw, unit, source = one.anything("value"), one.text("unit", ""), one.text("source", "")
        variable = variables.get(code)
        if variable is None:
            one.note("is not a variable that is known here")
            continue
        try:
            found[code] = Given(exact(variable, raw), exact_unit(variable, unit), source)
        except ValueError as problem:
            one.note(str(problem))
    return found


def _profile(fields: Fields, texts: TextReader) -> dict[int, Answered]:
    """What is known of the seven questions: of the fifth only the source, for a screening alone
    answers it."""
    found = {}
    for name, one in named_entries(fields, "profile", len(QUESTIONS)):
        number = next((each for each in QUESTIONS if str(each) == name), None)
        if number == GOVERNANCE and one.has("answer"):
            one.note("is answered by screening alone", "answer")
            one.anything("answer")
        answered = Answered(
            answer="" if number == GOVERNANCE else one.one_of("answer", tuple(ANSWER_WORDS)),
            because=texts.read(one, "because", 600),
            source=one.text("source", ""),
        )
        if number is None:
            one.note("is not known here")
        else:
            found[number] = answered
    return dict(sorted(found.items()))


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


def _can_be_weighed(fields: Fields, design: Design) -> None:
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
