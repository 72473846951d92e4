"""Variables of a place: what is asked of it before a practice travels there.  Pure.

They are data (`knowledge/variables.yaml`), each with a question that an assembly can answer, in
five languages.  `queries.variables` reads the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from tequio.knowledge.rules.parsing import ReadingError, of_the_house, texts_of
from tequio.screening.rules.packs import Texts
from tequio.screening.rules.packs.fields import Fields, Problems

Kind = Literal["number", "yes_no", "choice", "set"]
KINDS: tuple[Kind, ...] = ("number", "yes_no", "choice", "set")
MONEY = "currency a month"


@dataclass(frozen=True)
class Variable:
    """What is asked of a place.

    group, unit  codes; group_words, unit_words: by language
    unit         of money "currency a month": each value carries its own currency
    least, most  bounds of a number, if it has any
    choices      of a choice or a set, by code; each by language
    codes        of an open set: of what its codes are ("language"), else empty
    """

    code: str
    group: str
    kind: Kind
    name: Texts
    question: Texts
    group_words: Texts
    unit: str
    unit_words: Texts
    choices: Mapping[str, Texts]
    codes: str
    least: int | None
    most: int | None

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def is_money(self) -> bool:
        """Whether each value carries its own currency."""
        return self.unit == MONEY


Variables = Mapping[str, Variable]
"""By code, in the order of the file."""


def load_variables(text: str) -> Variables:
    """The variables of the file's text.  Raises ReadingError with everything that is wrong."""
    problems = Problems()
    fields = Fields(of_the_house(text), "", problems)
    groups, units = _named(fields, "groups"), _named(fields, "units")
    found: dict[str, Variable] = {}
    for number, content in enumerate(fields.list_of("variables"), 1):
        one = _variable(content, f"variables {number}", problems, groups, units)
        if one.code in found:
            problems.note(f"variables {number}", f"{one.code} stands twice")
        found[one.code] = one
    fields.end()
    if problems.told:
        raise ReadingError(problems.told)
    return found


def _named(fields: Fields, name: str) -> dict[str, Texts]:
    within = fields.table(name)
    if within is None:
        fields.note("is missing", name)
        return {}
    return {code: texts_of(within, code) for code in tuple(within.content)}


def _variable(
    content: Any,
    path: str,
    problems: Problems,
    groups: Mapping[str, Texts],
    units: Mapping[str, Texts],
) -> Variable:
    said = content.get("variable") if isinstance(content, dict) else None
    fields = Fields(content, f"{path} ({said})", problems)
    code = fields.matching("variable", r"[a-z][a-z_]{2,39}", "a code such as road_all_seasons")
    group = fields.one_of("group", tuple(groups))
    kind = cast("Kind", fields.one_of("kind", KINDS))
    unit = fields.one_of("unit", tuple(units)) if fields.has("unit") else ""
    found = Variable(
        code=code,
        group=group,
        kind=kind,
        name=texts_of(fields, "name"),
        question=texts_of(fields, "question"),
        group_words=groups.get(group, {}),
        unit=unit,
        unit_words=units.get(unit, {}),
        choices=_choices(fields),
        codes=fields.text("codes", ""),
        least=fields.whole("least", 0, 10**6) if fields.has("least") else None,
        most=fields.whole("most", 0, 10**6) if fields.has("most") else None,
    )
    _fitting(fields, found)
    fields.end()
    return found


def _choices(fields: Fields) -> dict[str, Texts]:
    within = fields.table("choices")
    return {} if within is None else {one: texts_of(within, one) for one in tuple(within.content)}


def _fitting(fields: Fields, found: Variable) -> None:
    """A number is counted in something; what is chosen from is listed."""
    if (found.kind == "number") != bool(found.unit):
        fields.note("a number needs a unit, and nothing else has one", "unit")
    is_listed = bool(found.choices or found.codes)
    if (found.kind in ("choice", "set")) != is_listed:
        fields.note("a choice or a set needs choices, and nothing else has them", "choices")
