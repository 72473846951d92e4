"""The languages of a design: one where people write it, all in a ready case.  Pure."""

from __future__ import annotations

from dataclasses import replace

from tequio.knowledge.rules.designs.design import Component, Design, Precondition, Variant
from tequio.knowledge.rules.parsing import texts_of
from tequio.screening.rules.packs import Texts, in_language
from tequio.screening.rules.packs.fields import Fields, Problems


class TextReader:
    """Reads texts by language, and remembers in which languages each was written.

    is_ready  of a ready case, which has every text in all languages
    """

    def __init__(self, problems: Problems, *, is_ready: bool) -> None:
        self.problems = problems
        self.is_ready = is_ready
        self.languages: set[str] = set()

    def needed(self, fields: Fields, name: str, longest: int) -> Texts:
        """A text that must be there."""
        return self._read(fields, name, longest, is_needed=True)

    def read(self, fields: Fields, name: str, longest: int) -> Texts:
        """A text that may be missing."""
        return self._read(fields, name, longest, is_needed=False)

    def end(self) -> None:
        """What people write has one language, else nobody knows which text they agreed on."""
        if not self.is_ready and len(self.languages) > 1:
            several = ", ".join(sorted(self.languages))
            self.problems.note("", f"is written in several languages: {several}")

    def _read(self, fields: Fields, name: str, longest: int, *, is_needed: bool) -> Texts:
        found = texts_of(fields, name, is_needed=is_needed, is_whole=self.is_ready, longest=longest)
        self.languages |= set(found)
        return found


def in_one_language(design: Design, language: str) -> Design:
    """The design as people write one: every text in that language (else as it is found), and no
    code of a ready case.  What a fork begins with."""

    def said(texts: Texts | None) -> Texts:
        found = in_language(texts or {}, language)
        return {language: found} if found else {}

    def needs(some: tuple[Precondition, ...]) -> tuple[Precondition, ...]:
        return tuple(replace(one, reason=said(one.reason) or None) for one in some)

    def variant(one: Variant) -> Variant:
        return replace(one, form=said(one.form), preconditions=needs(one.preconditions))

    def component(one: Component) -> Component:
        return replace(
            one,
            name=said(one.name),
            function=said(one.function),
            form=said(one.form),
            preconditions=needs(one.preconditions),
            variants=tuple(variant(each) for each in one.variants),
        )

    answers = design.profile.items()
    return replace(
        design,
        code="",
        title=said(design.title),
        problem=said(design.problem),
        root_cause=said(design.root_cause),
        text=tuple(replace(one, says=said(one.says)) for one in design.text),
        components=tuple(component(one) for one in design.components),
        profile={number: replace(one, because=said(one.because)) for number, one in answers},
    )
