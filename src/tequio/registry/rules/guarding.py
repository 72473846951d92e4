"""How much of a place may be seen, and who may say so.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

OPEN = "open"
STRICTNESS: Mapping[str, int] = {OPEN: 0, "coarse": 1, "hidden": 2}
EXPOSURES: Mapping[str, str] = {
    OPEN: _("may be seen as its sources say"),
    "coarse": _("within ten kilometres only"),
    "hidden": _("not shown at all"),
}
HIDDEN_BY_ITSELF = RefusalKind(
    "hidden_by_itself",
    _("This organisation itself said that its place is not to be seen so exactly."),
    _("Ask its officers to change that in its own record."),
)


def strictest(exposures: Iterable[str]) -> str:
    """What counts where several were said; `open` for none."""
    return max(exposures, key=STRICTNESS.__getitem__, default=OPEN)


def objections_to_guard(exposure: str, by_itself: str) -> Iterator[Refusal]:
    """Against showing more of a place than the organisation itself allowed."""
    if STRICTNESS[exposure] < STRICTNESS[by_itself]:
        yield HIDDEN_BY_ITSELF.because()
