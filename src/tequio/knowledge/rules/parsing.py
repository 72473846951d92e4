"""Reading the room's own data files and what people bring, with clear complaints.  Pure."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import Any

import yaml

from tequio.screening.rules.packs import LANGUAGES
from tequio.screening.rules.packs.fields import Fields

Words = Mapping[str, str]
"""A text by language; what people write here has one, what the house ships has all five."""


class ReadingError(ValueError):
    """A text that cannot be read.  `problems`: all that is wrong, each "path: what"."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


LONGEST = 200_000
MOST_PARTS = 8_000
DEEPEST = 30

_Quick: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _names_once(node: yaml.MappingNode) -> None:
    names = [key.value for key, _value in node.value]
    for name in names:
        if names.count(name) > 1:
            raise ReadingError([f"line {node.start_mark.line + 1}: {name} stands twice"])


class _OfTheHouse(_Quick):  # type: ignore[misc]
    """Quick YAML for files of this house; a repeated name is an error, `no` and `on` are words."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        _names_once(node)
        found: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return found


class _Brought(yaml.SafeLoader):
    """Safe YAML that reads no further than anybody would write, and follows no references."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.parts = 0
        self.depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.parts += 1
        self.depth += 1
        if self.parts > MOST_PARTS or self.depth > DEEPEST or self.check_event(yaml.AliasEvent):
            told = "says too much, nests too deep or refers to itself"
            raise ReadingError([f"line {self.get_mark().line + 1}: {told}"])
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        _names_once(node)
        return super().construct_mapping(node, deep)


for _loader in (_OfTheHouse, _Brought):
    _loader.yaml_implicit_resolvers = {
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
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        if not text.lstrip("{ \t\r\n")[:1].isalpha():
            raise ReadingError([f"is no JSON: {problem}"]) from problem
    return _loaded(text, _Brought)  # YAML in braces: {trust: 8}


def _loaded(text: str, loader: Any) -> Any:
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - a safe one
    except ReadingError:
        raise
    except (yaml.YAMLError, ValueError, TypeError) as problem:
        raise ReadingError([" ".join(str(problem).split())]) from problem


def words(fields: Fields, name: str, *, is_needed: bool = True, longest: int = 400) -> Words:
    """A text by language."""
    within = fields.table(name)
    if within is None:
        if is_needed:
            fields.note("is missing", name)
        return {}
    found = {code: within.text(code) for code in LANGUAGES if within.has(code)}
    if not found and is_needed:
        within.note(f"needs a text in at least one of {', '.join(LANGUAGES)}")
    for code, text in found.items():
        if len(text) > longest:
            within.note(f"is longer than {longest} signs", code)
    within.end()
    return {code: text for code, text in found.items() if text}
