"""A YAML text entry by entry, each taken once, so that a fault names its line.  Pure.

Everything is read as text: in a table of words `NO` stays `NO`, and a day stays as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from tequio.kernel import Refusal, Refused
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.mapping.faults import (
    MAPPING_ENTRY_MISSING,
    MAPPING_ENTRY_UNKNOWN,
    MAPPING_ENTRY_WRONG,
    MAPPING_NOT_READABLE,
)

LONGEST = 500_000
A_TABLE, A_LIST, A_TEXT = _("names with values"), _("a list"), _("a text")
YES_OR_NO, A_NUMBER, ONCE = _("true or false"), _("a whole number"), _("each name once")
_TOO_LONG, _EMPTY = _("it is too long"), _("nothing is there")
_TOO_DEEP = _("it is nested too deep")
_NOT_TWICE = _("an entry refers to another one")


class _Texts(yaml.BaseLoader):
    """All scalars as texts; nothing may refer to something else, as a small text could then
    become an endless one."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem=_NOT_TWICE, problem_mark=mark)
        found: yaml.Node | None = super().compose_node(parent, index)
        return found


@dataclass
class Entries:
    """Names with values at one place; faults are gathered in one list for the whole text."""

    where: str
    line: int
    held: dict[str, yaml.Node]
    faults: list[Refusal]
    taken: set[str] = field(default_factory=set)

    def text(self, name: str, default: str | None = None) -> str:
        """The text of an entry; without a default it is needed."""
        node = self._take(name, needed=default is None)
        if node is None:
            return default or ""
        if isinstance(node, yaml.ScalarNode):
            return str(node.value).strip()
        self.wrong(name, A_TEXT)
        return default or ""

    def raw(self, name: str) -> str:
        """A text as it stands, blanks kept, such as a divider."""
        node = self._take(name)
        return str(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def one_of(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        found = self.text(name, default)
        if found not in choices and (found or default is None):
            self.wrong(name, ", ".join(choices), found)
        return found

    def flag(self, name: str, default: bool = False) -> bool:
        found = self.text(name, "true" if default else "false").lower()
        if found not in ("true", "false"):
            self.wrong(name, YES_OR_NO, found)
        return found == "true"

    def number(self, name: str, default: int) -> int:
        found = self.text(name, str(default))
        if found.lstrip("-").isdecimal() and len(found) <= 9:
            return int(found)
        self.wrong(name, A_NUMBER, found)
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        node = self._take(name)
        if node is None:
            return ()
        listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if all(isinstance(one, yaml.ScalarNode) for one in listed):
            return tuple(str(one.value).strip() for one in listed)
        self.wrong(name, A_LIST)
        return ()

    def words(self, name: str) -> dict[str, str]:
        """Names with texts; a list of names gives each an empty text."""
        node = self._take(name)
        if isinstance(node, yaml.SequenceNode):
            return {str(one.value).strip(): "" for one in node.value}
        inner = self._inner(name, node)
        return {} if inner is None else {key: inner.text(key, "") for key in inner.held}

    def inner(self, name: str) -> Entries | None:
        """Names with values one step deeper, if they are there."""
        return self._inner(name, self._take(name))

    def rows(self, name: str, *, needed: bool = False) -> Iterator[Entries]:
        """A list of names with values (or a single one)."""
        node = self._take(name, needed=needed)
        listed = node.value if isinstance(node, yaml.SequenceNode) else [node] if node else []
        for place, one in enumerate(listed, 1):
            inner = self._inner(f"{name} {place}", one)
            if inner is not None:
                yield inner

    def end(self) -> None:
        """What was not taken means nothing here and is a fault."""
        for name in self.held.keys() - self.taken:
            self.faults.append(MAPPING_ENTRY_UNKNOWN.because(name=name, **self._place(name)))

    def wrong(self, name: str, needed: str, said: str = "") -> None:
        said = said or name
        place = self._place(name)
        self.faults.append(MAPPING_ENTRY_WRONG.because(said=said[:100], needed=needed, **place))

    def _place(self, name: str) -> dict[str, str | int]:
        node = self.held.get(name)
        line = node.start_mark.line + 1 if node is not None else self.line
        return {"where": self.where, "line": line}

    def _take(self, name: str, *, needed: bool = False) -> yaml.Node | None:
        self.taken.add(name)
        found = self.held.get(name)
        if found is None and needed:
            self.faults.append(MAPPING_ENTRY_MISSING.because(name=name, **self._place(name)))
        return found

    def _inner(self, name: str, node: yaml.Node | None) -> Entries | None:
        if node is None:
            return None
        where = f"{self.where}, {name}" if self.where else name
        if isinstance(node, yaml.MappingNode):
            return entries(node, where, self.faults)
        self.faults.append(
            MAPPING_ENTRY_WRONG.because(
                said=name, needed=A_TABLE, where=where, line=node.start_mark.line + 1
            )
        )
        return None


def entries(node: yaml.MappingNode, where: str, faults: list[Refusal]) -> Entries:
    """What stands in a node; a name that stands twice is a fault."""
    held: dict[str, yaml.Node] = {}
    for key, value in node.value:
        name = str(key.value).strip() if isinstance(key, yaml.ScalarNode) else "?"
        if name in held:
            line = key.start_mark.line + 1
            fault = MAPPING_ENTRY_WRONG.because(said=name, needed=ONCE, where=where, line=line)
            faults.append(fault)
        held[name] = value
    return Entries(where, node.start_mark.line + 1, held, faults)


def outermost(text: str, where: str) -> Entries:
    """The entries of a whole text.  Raises Refused: `mapping_not_readable`."""
    if len(text) > LONGEST:
        raise Refused(MAPPING_NOT_READABLE.because(line=1, what=_TOO_LONG))
    try:
        node = yaml.compose(text, Loader=_Texts)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        what = fault.problem or _EMPTY
        raise Refused(MAPPING_NOT_READABLE.because(line=line, what=what)) from None
    except (yaml.YAMLError, ValueError):
        raise Refused(MAPPING_NOT_READABLE.because(line=1, what=_EMPTY)) from None
    except RecursionError:
        raise Refused(MAPPING_NOT_READABLE.because(line=1, what=_TOO_DEEP)) from None
    if not isinstance(node, yaml.MappingNode):
        raise Refused(MAPPING_NOT_READABLE.because(line=1, what=A_TABLE))
    return entries(node, where, [])
