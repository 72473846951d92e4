"""What became of each column of a file, so that nothing is lost in silence.  Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from tequio.kernel import gettext_noop as _

State = Literal["taken", "ignored", "personal", "not_known", "missing"]
STATES = {
    "taken": _("taken"),
    "ignored": _("left out"),
    "personal": _("dropped, as it is about persons"),
    "not_known": _("the mapping does not know this column"),
    "missing": _("the file does not have this column"),
}
MOST_SAMPLES = 3


class Sample(NamedTuple):
    """A cell that was not understood, and on which line."""

    line: int
    text: str


@dataclass(frozen=True)
class ColumnReport:
    """One column of the file, or of the mapping where the file lacks it.

    reason          why it was left out or dropped
    filled, empty   cells; a word that says nothing counts as empty
    not_understood  filled cells of which nothing was taken, with some of them
    """

    column: str
    state: State
    reason: str = ""
    filled: int = 0
    empty: int = 0
    not_understood: int = 0
    samples: tuple[Sample, ...] = ()


@dataclass
class Counting:
    """Counts one column while rows go by."""

    empty: int = 0
    not_understood: int = 0
    samples: tuple[Sample, ...] = ()

    def does_not_understand(self, line: int, text: str) -> None:
        self.not_understood += 1
        if len(self.samples) < MOST_SAMPLES:
            self.samples += (Sample(line, text[:80]),)
