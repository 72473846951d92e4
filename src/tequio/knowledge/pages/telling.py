"""A design as its page tells it: story with sources, parts, what each form needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from tequio.knowledge.pages.wording import (
    SOURCE_KINDS,
    SOURCE_LOOKS,
    Badge,
    Spoken,
    aloud,
    language_of,
    place_in_words,
    reader,
    sector_in_words,
    text_of,
)
from tequio.knowledge.queries.variables import variables
from tequio.knowledge.rules.designs import Component, Design, Precondition, Variant
from tequio.knowledge.rules.transferability.needs_aloud import need_aloud
from tequio.knowledge.rules.transferability.speaking import Valued, value_in_words


@dataclass(frozen=True)
class Source:
    """Where something stands; number: as the sentences name it."""

    number: int
    title: str
    url: str
    kind: Badge
    checked_on: date | None


@dataclass(frozen=True)
class Sentence:
    """A sentence of the story, with the number of its source."""

    text: str
    source: Source | None


@dataclass(frozen=True)
class Need:
    """What a form needs; what only helps is not counted."""

    said: Spoken
    is_required: bool
    source: Source | None


@dataclass(frozen=True)
class Form:
    """One form of a part, and what it needs."""

    form: str
    used_in: str
    source: Source | None
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Part:
    """A part: its function stays, its form may change; others: forms that do the same work."""

    id: str
    name: str
    is_core: bool
    function: str
    own: Form
    others: tuple[Form, ...]


@dataclass(frozen=True)
class Known:
    """What is known of its own place."""

    name: str
    value: str
    source: Source | None


@dataclass(frozen=True)
class Told:
    """A design in the reader's words.  language: that of its texts, where it is another one."""

    design: Design
    language: str
    title: str
    problem: str
    root_cause: str
    place: str
    sector: str
    story: tuple[Sentence, ...]
    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    context: tuple[Known, ...]


def told(design: Design) -> Told:
    """All of it; no query."""
    sources = {
        code: Source(
            number=number,
            title=one.title,
            url=one.url,
            kind=Badge(
                gettext(SOURCE_KINDS.get(one.kind, one.kind)), SOURCE_LOOKS.get(one.kind, "")
            ),
            checked_on=one.checked_on,
        )
        for number, (code, one) in enumerate(design.sources.items(), 1)
    }
    return Told(
        design=design,
        language=language_of(design),
        title=text_of(design.title),
        problem=text_of(design.problem),
        root_cause=text_of(design.root_cause),
        place=place_in_words(design),
        sector=sector_in_words(design.sector),
        story=tuple(Sentence(text_of(one.says), sources.get(one.source)) for one in design.text),
        sources=tuple(sources.values()),
        parts=tuple(_part(one, sources) for one in design.components),
        context=_context(design, sources),
    )


def _part(one: Component, sources: Mapping[str, Source]) -> Part:
    return Part(
        id=one.id,
        name=text_of(one.name),
        is_core=one.is_core,
        function=text_of(one.function),
        own=Form(text_of(one.form), "", None, _needs(one.preconditions, sources)),
        others=tuple(_variant(each, sources) for each in one.variants),
    )


def _variant(one: Variant, sources: Mapping[str, Source]) -> Form:
    return Form(
        text_of(one.form), one.used_in, sources.get(one.source), _needs(one.preconditions, sources)
    )


def _needs(needs: tuple[Precondition, ...], sources: Mapping[str, Source]) -> tuple[Need, ...]:
    """What is required first."""
    listed = sorted(needs, key=lambda one: not one.is_required)
    return tuple(
        Need(aloud(need_aloud(one)), one.is_required, sources.get(one.source)) for one in listed
    )


def _context(design: Design, sources: Mapping[str, Source]) -> tuple[Known, ...]:
    known = variables()
    return tuple(
        Known(
            text_of(known[code].name),
            value_in_words(Valued(known[code], one.value, one.unit), reader()),
            sources.get(one.source),
        )
        for code, one in design.context.items()
    )
