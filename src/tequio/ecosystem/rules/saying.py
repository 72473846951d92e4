"""What can be said of an organisation's assets, needs and ties, and what stands against it.  Pure.

An organisation speaks for itself, by its own officers; what an organiser writes down for it is
marked so.  A tie is confirmed by its other side, and each side ends it alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.registry.rules.deciding import ONE_AND_THE_SAME

TieKind = Literal["works_with", "supplies", "funds", "trains", "shares", "advises"]
TIE_KINDS: Mapping[str, str] = {
    "works_with": _("works with"),
    "supplies": _("supplies"),
    "funds": _("funds"),
    "trains": _("trains"),
    "shares": _("shares something with"),
    "advises": _("advises"),
}
"""From the one that gives to the other; a kind without direction reads alike from both."""
BOTH_WAYS = frozenset({"works_with", "shares"})

ASSET_NOT_KNOWN = RefusalKind(
    "asset_not_known",
    _("There is no kind of asset called {asset}."),
    _("Choose one from the list."),
    about="input",
)
ASSET_SAID_ALREADY = RefusalKind(
    "asset_said_already",
    _("It is already written down that this organisation has this, under number {holding}."),
    _("Nothing is left to do."),
)
NO_SUCH_ASSET = RefusalKind(
    "no_such_asset",
    _("Nothing that an organisation has stands here under number {holding}."),
    _("Choose one from the page of the organisation."),
    about="input",
)
NEED_SAID_ALREADY = RefusalKind(
    "need_said_already",
    _("It is already written down that this is needed, under number {need}."),
    _("Nothing is left to do."),
)
NO_SUCH_NEED = RefusalKind(
    "no_such_need",
    _("No need stands here under number {need}."),
    _("Choose one from the list of actors."),
    about="input",
)
NO_SUCH_TIE = RefusalKind(
    "no_such_tie",
    _("No tie stands here under number {tie}."),
    _("Choose one from the page of the organisation."),
    about="input",
)
NOT_AN_END_OF_IT = RefusalKind(
    "not_an_end_of_it",
    _("Tie {tie} is one of other organisations, not of number {listed}."),
    _("Choose one of its own ties."),
    about="input",
)
SIDE_SAID_IT_ALREADY = RefusalKind(
    "side_said_it_already",
    _("This side has said so itself; it takes the other side to confirm it."),
    _("Ask the other side. To say that it still holds, say the tie again."),
)
SIGHT_IS_ITS_OWN = RefusalKind(
    "sight_is_its_own",
    _("Who sees the ties of an organisation is decided by itself, and it is on this node."),
    _("Ask its secretary or chair."),
    about="who",
)


@dataclass(frozen=True)
class Ends:
    """A tie that stands: under which numbers both ends are found now, and which have said so."""

    tie: int
    one: int
    other: int
    said: frozenset[int] = frozenset()


def objections_to_say_asset(
    asset: str, *, kinds: Collection[str], there: int | None
) -> Iterator[Refusal]:
    """Against an organisation's having an asset; `there`: number of what says so already."""
    yield from _objections_to_kind(asset, kinds)
    if there is not None:
        yield ASSET_SAID_ALREADY.because(holding=there)


def objections_to_say_need(
    asset: str, *, kinds: Collection[str], there: int | None
) -> Iterator[Refusal]:
    """Against a need; `there`: number of what says so already."""
    yield from _objections_to_kind(asset, kinds)
    if there is not None:
        yield NEED_SAID_ALREADY.because(need=there)


def _objections_to_kind(asset: str, kinds: Collection[str]) -> Iterator[Refusal]:
    if asset not in kinds:
        yield ASSET_NOT_KNOWN.because(asset=asset)


def objections_to_say_tie(*, listed: int, other: int) -> Iterator[Refusal]:
    """Against a tie between two organisations."""
    if listed == other:
        yield ONE_AND_THE_SAME.because()


def objections_to_end_tie(ends: Ends, listed: int) -> Iterator[Refusal]:
    """Against one side's ending a tie: each side may, at any time."""
    if listed not in (ends.one, ends.other):
        yield NOT_AN_END_OF_IT.because(tie=ends.tie, listed=listed)


def objections_to_confirm_tie(ends: Ends, listed: int) -> Iterator[Refusal]:
    """Against a side's confirming a tie: only one that has not said so yet can."""
    yield from objections_to_end_tie(ends, listed)
    if listed in ends.said:
        yield SIDE_SAID_IT_ALREADY.because()


def objections_to_set_sight(*, is_own: bool, is_here: bool) -> Iterator[Refusal]:
    """Against deciding who sees an organisation's ties.

    is_own   one of its own officers does; is_here: it is on this node, so that they can
    """
    if is_here and not is_own:
        yield SIGHT_IS_ITS_OWN.because()
