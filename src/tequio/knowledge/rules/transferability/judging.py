"""From truths to what is to be done with each part, and to the verdict.  Pure.

The trap: to call a component missing because its base fails and no variant holds, before looking
at variants of which something is not known.  A component is missing only if *every* form of it
fails, which is what the disjunction over base and variants says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from tequio.kernel import Truth
from tequio.kernel import gettext_noop as _

Status = Literal["keep", "adapt", "find_out", "missing", "drop"]
Verdict = Literal["do_not_transfer", "not_enough_known", "adapt", "conditions_hold"]

VERDICTS: tuple[Verdict, ...] = (
    "do_not_transfer",
    "not_enough_known",
    "adapt",
    "conditions_hold",
)
"""From the worst to the best; a variant more never moves a verdict to the left."""

VERDICT_WORDS: Mapping[str, str] = {
    "do_not_transfer": _("Do not transfer as is"),
    "not_enough_known": _("Not enough known"),
    "adapt": _("Transfer with adaptation"),
    "conditions_hold": _("Conditions hold"),
}


def status_of(base: Truth, any_form: Truth, *, is_core: bool) -> Status:
    """What is to be done with a component."""
    if base is Truth.HOLDS:
        return "keep"
    if any_form is Truth.HOLDS:
        return "adapt"
    if any_form is Truth.UNKNOWN:
        return "find_out"
    return "missing" if is_core else "drop"


def verdict_of(statuses: Iterable[tuple[bool, Status]]) -> Verdict:
    """The verdict, given of each component whether it is core and its status."""
    found = list(statuses)
    if (True, "missing") in found:
        return "do_not_transfer"
    if (True, "find_out") in found:
        return "not_enough_known"
    if any(status != "keep" for _is_core, status in found):
        return "adapt"
    return "conditions_hold"
