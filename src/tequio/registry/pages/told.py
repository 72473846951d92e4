"""Rows of an import in words: what is said, what was said before, and why rows are refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.registry.pages.wording import Written, written
from tequio.registry.queries.imports import names_of
from tequio.registry.queries.previewing import Row
from tequio.registry.rules.facts import Said
from tequio.registry.rules.meaning import Difference
from tequio.registry.rules.properties import PROPERTIES

OUTCOMES: Mapping[str, str] = {
    "new": _("New"),
    "changed": _("Changed"),
    "same": _("The same"),
    "refused": _("Refused"),
    "vanished": _("Vanished"),
}
LINKED: Mapping[str, str] = {
    "number": _("by its register number"),
    "about": _("because the file says so"),
}
"""Why a new record is about an organisation that is listed already."""
LONGEST = 160
Value = tuple[Written, Said]
"""A value in words, with the assertion that it stands in."""


@dataclass(frozen=True)
class Change:
    """One property that is said otherwise: its title, what was said and what is said now."""

    title: str
    before: tuple[Value, ...]
    after: tuple[Value, ...]


@dataclass(frozen=True)
class Told:
    """A row as the page tells it; `whom`: the name under which its organisation is listed."""

    row: Row
    name: str
    whom: str
    linked: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Outcome:
    """What happens to some rows: its word, how many there are, and the first of them."""

    code: str
    title: str
    count: int
    rows: tuple[Told, ...]

    @property
    def others(self) -> int:
        """How many more there are."""
        return self.count - len(self.rows)


def outcomes_of(keeper: int, rows: Sequence[Row], counts: Mapping[str, int]) -> tuple[Outcome, ...]:
    """Rows by what happens to them, refused ones first.  One query."""
    names = names_of(keeper, (row.listed for row in rows if row.listed))
    found = []
    for code in ("refused", "changed", "new"):
        some = tuple(_told(row, names) for row in rows if row.outcome == code)
        if some:
            found.append(Outcome(code, gettext(OUTCOMES[code]), counts[code], some))
    return tuple(found)


def _told(row: Row, names: Mapping[int, str]) -> Told:
    return Told(
        row,
        row.name or row.key,
        names.get(row.listed or 0, ""),
        gettext(LINKED[row.linked_by]) if row.linked_by in LINKED else "",
        changes_in_words(row.changes),
    )


def changes_in_words(changes: Iterable[Difference]) -> tuple[Change, ...]:
    """What is said otherwise, in words."""
    return tuple(
        Change(PROPERTIES[one.property].title, _all(one.before), _all(one.after)) for one in changes
    )


def _all(said: Iterable[Said]) -> tuple[Value, ...]:
    return tuple((_short(written(one.property, one.value)), one) for one in said)


def _short(value: Written) -> Written:
    if len(value.text) <= LONGEST:
        return value
    return replace(value, text=f"{value.text[: LONGEST - 1]}…")
