"""Parsing the room's own data files and what people bring, with clear complaints.  Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from tequio.screening.rules.packs import LANGUAGES, Texts
from tequio.screening.rules.packs.bounded import Bounded
from tequio.screening.rules.packs.fields import Fields


class ReadingError(ValueError):
    """A text that cannot be read.  `problems`: all that is wrong, each "path: what"."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(one.encode("utf-8", "replace").decode() for one in problems)
        super().__init__("\n".join(self.problems))


LONGEST = 200_000
MOST_PARTS = 8_000
DEEPEST = 30

_Quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _twice(names: Iterable[str]) -> str | None:
    """The first name that stands twice."""
    return next((name for name, count in Counter(names).items() if count > 1), None)


class _OfTheHouse(_Quick):  # type: ignore[misc]
    """Quick YAML for files of this house."""


class _Brought(Bounded):
    """YAML that somebody brings; it follows no references either."""

    error = ReadingError

    def objection(self, *, is_reference: bool) -> str:
        """One sentence for all three."""
        if is_reference or self.parts > MOST_PARTS or self.depth > DEEPEST:
            return "says too much, nests too deep or refers to itself"
        return ""


def _mapping(loader: Any, node: yaml.MappingNode) -> Any:
    """A table; a name that is repeated in it is an error."""
    keys = (key for key, _value in node.value)
    twice = _twice(key.value for key in keys if isinstance(key, yaml.ScalarNode))
    if twice is not None:
        raise ReadingError([f"line {node.start_mark.line + 1}: {twice:.40} stands twice"])
    return loader.construct_yaml_map(node)


for _loader in (_OfTheHouse, _Brought):
    _loader.add_constructor("tag:yaml.org,2002:map", _mapping)
    _loader.yaml_implicit_resolvers = {  # `no` and `on` are words, `true` and `false` are not
        sign: [
            (tag, pattern)
            for tag, pattern in pairs
            if tag != "tag:yaml.org,2002:bool" or sign in ("t", "f")
        ]
        for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def of_the_house(text: str) -> Any:
    """What a data file of this house says.  Raises ReadingError."""
    return _loaded(text, _OfTheHouse)


def brought(text: str) -> Any:
    """What a YAML or JSON text says that somebody brings.  Raises ReadingError."""
    if len(text) > LONGEST:
        raise ReadingError([f"is longer than {LONGEST} signs"])
    if not text.lstrip().startswith("{"):
        return _loaded(text, _Brought)
    try:
        return json_of(text)
    except ReadingError:
        if not text.lstrip("{ \t\r\n")[:1].isalpha():
            raise
    return _loaded(text, _Brought)  # YAML in braces: {trust: 8}


def json_of(text: str) -> Any:
    """What a JSON text says; a repeated name is an error.  Raises ReadingError."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise ReadingError([f"is no JSON: {problem}"]) from problem


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = _twice(name for name, _value in pairs)
    if twice is not None:
        raise ValueError(f"{twice:.40} stands twice")
    return dict(pairs)


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _loaded(text: str, loader: Any) -> Any:
    try:
        return loader(text).get_single_data()
    except ReadingError:
        raise
    except (yaml.YAMLError, ValueError, TypeError, OverflowError) as problem:
        raise ReadingError([" ".join(str(problem).split())]) from problem


def texts_of(
    fields: Fields, name: str, *, is_needed: bool = True, is_whole: bool = True, longest: int = 400
) -> Texts:
    """A text by language, of so many signs.  is_whole: what is there, is there in all languages."""
    if not is_needed and fields.content.get(name) == {}:
        fields.anything(name)
    found = fields.texts(name, is_needed=is_needed)
    for code, text in found.items():
        if len(text) > longest:
            fields.note(f"is longer than {longest} signs", f"{name}, {code}")
    missing = [code for code in LANGUAGES if not found.get(code)]
    if is_whole and found and missing:
        fields.note(f"is missing in {', '.join(missing)}", name)
    return {code: text for code, text in found.items() if text}


def entries(fields: Fields, name: str, most: int) -> Iterator[Fields]:
    """The tables of a list that may be missing, each closed once it was read."""
    listed = fields.list_of(name, is_needed=False)
    if len(listed) > most:
        fields.note(f"has more than {most}", name)
    for number, content in enumerate(listed[:most], 1):
        said = content.get("id") if isinstance(content, dict) else None
        called = f" ({said})" if isinstance(said, str) else ""
        within = Fields(content, fields.at(f"{name} {number}{called}"), fields.problems)
        yield within
        within.end()


def named_entries(fields: Fields, name: str, most: int) -> Iterator[tuple[str, Fields]]:
    """The tables of a table that may be missing, by their names, each closed once it was read."""
    tables = fields.table(name)
    if tables is None:
        return
    if len(tables.content) > most:
        tables.note(f"has more than {most}")
    for code in tuple(tables.content)[:most]:
        within = tables.table(code) or Fields({}, tables.at(code), fields.problems)
        yield code, within
        within.end()
