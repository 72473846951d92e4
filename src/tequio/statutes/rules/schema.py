"""Reading YAML with clear complaints: where it stands, what is wrong, what is expected.  Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import yaml


class SchemaError(ValueError):
    """A data file that does not say what it must; the text names place and problem."""


class _EachKeyOnce(yaml.SafeLoader):
    """Safe YAML in which a repeated key is an error, not a silent last word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise SchemaError(f"line {node.start_mark.line + 1}: {key} stands twice")
        return super().construct_mapping(node, deep)


class Table:
    """A mapping of a data file; each field is taken once, and what is left over is a mistake."""

    def __init__(self, content: Any, where: str) -> None:
        self.where = where
        self.content = dict(self._is(content, Mapping, "a table"))

    def text(self, name: str, default: str | None = None) -> str:
        found = self._is(self._take(name, default), str, "a text", name)
        return str(found).strip()

    def flag(self, name: str) -> bool:
        return bool(self._is(self._take(name, None), bool, "true or false", name))

    def day(self, name: str) -> date:
        found: date = self._is(self._take(name, None), date, "a day such as 2002-01-31", name)
        return found

    def one_of(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        found = self.text(name, default)
        if found not in choices:
            raise self.problem(f"{found} is not one of {', '.join(choices)}", name)
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        found = self._is(self._take(name, []), list, "a list", name)
        return tuple(str(self._is(one, str, "a list of texts", name)) for one in found)

    def anything(self, name: str) -> Any:
        return self._take(name, None)

    def table(self, name: str) -> Table | None:
        found = self.content.pop(name, None)
        return None if found is None else Table(found, f"{self.where}, {name}")

    def tables(self, name: str) -> list[tuple[str, Table]]:
        """A table of tables: (key, table) in the order of the file."""
        found = self._is(self._take(name, None), Mapping, "a table", name)
        return [(str(key), Table(one, f"{self.where}, {key}")) for key, one in found.items()]

    def rows(self, name: str) -> list[Table]:
        """A list of tables, at least one."""
        found = self._is(self._take(name, None), list, "a list", name)
        if not found:
            raise self.problem("at least one is needed", name)
        return [Table(one, f"{self.where}, {name} {n}") for n, one in enumerate(found, 1)]

    def end(self) -> None:
        """Nothing may be left over: a misspelt field would be lost silently."""
        if self.content:
            raise self.problem(f"not known here: {', '.join(map(str, self.content))}")

    def problem(self, what: str, name: str = "") -> SchemaError:
        return SchemaError(f"{self.where}{', ' + name if name else ''}: {what}")

    def _take(self, name: str, default: Any) -> Any:
        found = self.content.pop(name, default)
        if found is None:
            raise self.problem("is missing", name)
        return found

    def _is(self, content: Any, kind: Any, expected: str, name: str = "") -> Any:
        if not isinstance(content, kind):
            raise self.problem(f"needs {expected}", name)
        return content


def read_table(text: str, *, where: str) -> Table:
    """The outermost table of a YAML text.  Raises SchemaError, naming the file and the line."""
    try:
        content = yaml.load(text, Loader=_EachKeyOnce)  # noqa: S506 - a subclass of SafeLoader
    except yaml.YAMLError as problem:
        raise SchemaError(f"{where}: {problem}") from problem
    except SchemaError as problem:
        raise SchemaError(f"{where}, {problem}") from problem
    return Table(content, where)
