"""The languages of a design: one where people write it, five in a ready case.  Pure."""

from __future__ import annotations

from tequio.knowledge.rules.parsing import Words, words
from tequio.screening.rules.packs import LANGUAGES
from tequio.screening.rules.packs.fields import Fields, Problems


class Texts:
    """Reads texts by language, and remembers in which languages each was written."""

    def __init__(self, problems: Problems, *, is_ready: bool) -> None:
        self.problems = problems
        self.is_ready = is_ready
        self.languages: set[str] = set()

    def needed(self, fields: Fields, name: str, longest: int) -> Words:
        """A text that must be there."""
        return self._read(fields, name, longest, is_needed=True)

    def read(self, fields: Fields, name: str, longest: int) -> Words:
        """A text that may be missing."""
        return self._read(fields, name, longest, is_needed=False)

    def end(self) -> None:
        """What people write has one language, else nobody knows which text they agreed on."""
        if not self.is_ready and len(self.languages) > 1:
            several = ", ".join(sorted(self.languages))
            self.problems.note("", f"is written in several languages: {several}")

    def _read(self, fields: Fields, name: str, longest: int, *, is_needed: bool) -> Words:
        found = words(fields, name, is_needed=is_needed, longest=longest)
        self.languages |= set(found)
        missing = [code for code in LANGUAGES if code not in found]
        if self.is_ready and found and missing:
            fields.note(f"is missing in {', '.join(missing)}", name)
        return found
