"""Taking fields from what a file says, noting all that is wrong with its path.  Pure.

Nothing here raises: a field that is wrong is noted and a harmless value stands in for it, so that
whoever writes a pack hears of everything at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tequio.chronicle.rules.inputs import is_usable
from tequio.screening.rules.packs.pack import LANGUAGES, Texts

_LINK = re.compile(r"https?://[^\s<>\"']{4,500}")
LONGEST_TEXT = 2_000


@dataclass
class Problems:
    """What is wrong, in the order of the file; `told` each as "path: what"."""

    told: list[str] = field(default_factory=list)

    def note(self, path: str, what: str) -> None:
        """One more."""
        self.told.append(f"{path}: {what}" if path else what)


class Fields:
    """A table of a file; each field is taken once, and what is left over is a mistake."""

    def __init__(self, content: Any, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        if not isinstance(content, Mapping):
            problems.note(path, "needs a table")
            content = {}
        self.content = {str(name): value for name, value in content.items()}

    def at(self, name: str) -> str:
        """The path of a field."""
        return f"{self.path}, {name}" if self.path else name

    def note(self, what: str, name: str = "") -> None:
        """Note what is wrong here or with a field."""
        self.problems.note(self.at(name) if name else self.path, what)

    def has(self, name: str) -> bool:
        """Whether it says anything there."""
        return self.content.get(name) is not None

    def anything(self, name: str) -> Any:
        """What stands there; None if nothing does."""
        return self.content.pop(name, None)

    def text(self, name: str, default: str | None = None) -> str:
        """A text; missing is wrong unless there is a default."""
        found = self.content.pop(name, None)
        if found is None and default is not None:
            return default
        if not isinstance(found, str) or not found.strip():
            if found != "" or default is None:
                self.note("needs a text", name)
            return default or ""
        if len(found) > LONGEST_TEXT:
            self.note(f"is longer than {LONGEST_TEXT} signs", name)
        if not is_usable(found):
            self.note("has a sign in it that no text may have", name)
        return " ".join(found.split())

    def matching(self, name: str, pattern: str, expected: str, default: str | None = None) -> str:
        """A text of a certain form."""
        had = self.has(name)
        found = self.text(name, default)
        if had and found and not re.fullmatch(pattern, found):
            self.note(f"{found} is not {expected}", name)
        return found

    def link(self, name: str) -> str:
        """The address of a page, or nothing."""
        found = self.text(name, "")
        if found and not _LINK.fullmatch(found):
            self.note("needs an address that begins with https://", name)
            return ""
        return found

    def one_of(self, name: str, choices: Sequence[str]) -> str:
        """One of several words."""
        found = self.content.pop(name, None)
        if found not in choices:
            self.note(f"needs one of {', '.join(choices)}", name)
            return choices[0]
        return str(found)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        found = self.content.pop(name, default)
        if not isinstance(found, bool):
            self.note("needs true or false", name)
        return bool(found)

    def whole(self, name: str, least: int, most: int, default: int | None = None) -> int:
        """A whole number between two."""
        found = self.content.pop(name, default)
        is_whole = isinstance(found, int) and not isinstance(found, bool)
        if not is_whole or not least <= found <= most:
            self.note(f"needs a whole number from {least} to {most}", name)
            return least
        return int(found)

    def day(self, name: str, *, is_needed: bool) -> date | None:
        """A day such as 2023-04-18."""
        found = self.content.pop(name, None)
        if isinstance(found, str):
            try:
                found = date.fromisoformat(found)
            except ValueError:
                found = "no day"
        if type(found) is not date and (found is not None or is_needed):
            self.note("needs a day such as 2023-04-18", name)
            return None
        return found

    def list_of(self, name: str, *, is_needed: bool = True) -> list[Any]:
        """A list; an empty one is wrong where it is needed."""
        found = self.content.pop(name, None)
        if isinstance(found, list) and (found or not is_needed):
            return found
        if found is not None or is_needed:
            self.note("needs a list with at least one entry" if is_needed else "needs a list", name)
        return []

    def table(self, name: str) -> Fields | None:
        """A table within; None if there is none."""
        found = self.content.pop(name, None)
        return None if found is None else Fields(found, self.at(name), self.problems)

    def texts(self, name: str, *, is_needed: bool = True) -> Texts:
        """A text by language, in at least one of them."""
        within = self.table(name)
        if within is None:
            if is_needed:
                self.note("is missing", name)
            return {}
        found = {code: within.text(code) for code in LANGUAGES if within.has(code)}
        if not found:
            within.note(f"needs a text in at least one of {', '.join(LANGUAGES)}")
        within.end()
        return found

    def once(self, name: str, codes: Sequence[str]) -> None:
        """Note each code that stands twice."""
        for code in dict.fromkeys(code for code in codes if code and codes.count(code) > 1):
            self.note(f"{code} stands twice", name)

    def end(self) -> None:
        """Whatever was not taken is not known: a misspelt field would be lost silently."""
        for name in self.content:
            self.note("is not known here", name)
