"""Reading what the files of this room say: all that is wrong is told at once.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from tequio.screening.rules.packs import PackError
from tequio.screening.rules.packs.fields import Fields, Problems
from tequio.screening.rules.packs.loading import read_yaml

CODE = r"[a-z][a-z0-9_]{1,39}"
FILE = r"[a-z][a-z0-9-]{1,39}"
Read = TypeVar("Read")


class FileError(ValueError):
    """A text that is not what it should be.  `problems`: all that is wrong, each "path: what"."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Source:
    """Where something was read; `verified` only if somebody read the original on that day."""

    title: str
    url: str = ""
    verified: bool = False
    checked_on: date | None = None
    note: str = ""


def read(text: str, reader: Callable[[Fields], Read], error: type[FileError]) -> Read:
    """What a YAML or JSON text says.  Raises `error` with everything that is wrong."""
    problems = Problems()
    try:
        fields = Fields(read_yaml(text), "", problems)
    except PackError as wrong:
        raise error(list(wrong.problems)) from wrong
    found = reader(fields)
    if problems.told:
        raise error(problems.told)
    return found


def source(fields: Fields) -> Source:
    """The source of a file."""
    within = fields.table("source")
    if within is None:
        fields.note("is missing", "source")
        return Source("")
    found = Source(
        title=within.text("title"),
        url=within.link("url"),
        verified=within.flag("verified"),
        checked_on=within.day("checked_on", is_needed=False),
        note=within.text("note", ""),
    )
    if found.verified and not (found.url and found.checked_on):
        within.note("needs the address and the day of the original that was read", "verified")
    within.end()
    return found


def parts(
    fields: Fields, name: str, reader: Callable[[Fields], Read], *, is_needed: bool = True
) -> tuple[Read, ...]:
    """The entries of a list, each read by `reader`; the path names each by its code."""
    listed = fields.list_of(name, is_needed=is_needed)
    return tuple(
        reader(Fields(content, fields.at(f"{name} {number}{_named(content)}"), fields.problems))
        for number, content in enumerate(listed, 1)
    )


def _named(content: Any) -> str:
    said = content.get("code") if isinstance(content, Mapping) else None
    return f" ({said})" if isinstance(said, str) else ""


def plain_source(found: Source) -> dict[str, Any]:
    """A source as it is read, with every field said."""
    return {
        "title": found.title,
        "url": found.url,
        "verified": found.verified,
        "checked_on": found.checked_on.isoformat() if found.checked_on else None,
        "note": found.note,
    }
