"""What is noticed, where, and who brings it.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from tequio.chronicle.rules.inputs import Text
from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

KINDS: Mapping[str, str] = {
    "need": _("a need"),
    "practice": _("a practice"),
    "idea": _("an idea"),
}
TIERS: Mapping[str, str] = {
    "region": _("of a region"),
    "sector": _("of a sector"),
    "apex": _("of an apex organisation"),
}
MOST_WORDS = 400
Line = Annotated[str, Text(MOST_WORDS)]
"""One line, as somebody says it in a round."""
ProofOfFile = Annotated[str, Text(64, form="([0-9a-f]{64})?")]
Region = Annotated[str, Text(120)]
Sector = Annotated[str, Text(60, form="([a-z0-9]+([_-][a-z0-9]+)*)?")]
"""Code of a concept of the thesaurus."""

NAME_MISSING = RefusalKind(
    "antenna_without_name",
    _("An antenna needs a name."),
    _("Write who listens there."),
    about="input",
)
NO_SUCH_TIER = RefusalKind(
    "no_such_tier",
    _("An antenna listens in a region, in a sector, or at an apex: {tier} is none of these."),
    _("Choose one of the three."),
    about="input",
)
TIER_WITHOUT_PLACE = RefusalKind(
    "tier_without_place",
    _("It is not said in which region or sector this antenna listens."),
    _("Write the region, or choose the sector."),
    about="input",
)
NOT_IN_NETWORK = RefusalKind(
    "antenna_not_in_network",
    _("This organisation is not the keeper, and none of its members."),
    _("Choose a member organisation, or name the antenna without one."),
    about="input",
)
NO_SUCH_ANTENNA = RefusalKind(
    "no_such_antenna",
    _("No antenna listens here under the number {antenna}."),
    _("Choose one from the list."),
    about="input",
)
NO_SUCH_WATCH = RefusalKind(
    "no_such_watch",
    _("There is no watch meeting under the number {watch}."),
    _("Choose one from the list."),
    about="input",
)
WATCH_UNNAMED = RefusalKind(
    "watch_without_title",
    _("A watch meeting needs a title."),
    _("Write by what people will know it."),
    about="input",
)
WATCH_CLOSED = RefusalKind(
    "watch_closed",
    _("This watch meeting was closed."),
    _("What was brought to it and is only sent now carries its day, {held_on}."),
)
WATCH_TO_COME = RefusalKind(
    "watch_to_come",
    _("This watch meeting is on {held_on}, and that day has not come yet."),
    _("Bring what you noticed on that day."),
)
FEWER_THAN_BROUGHT = RefusalKind(
    "fewer_present_than_brought",
    _("More persons than that, {brought}, brought something to this meeting."),
    _("Count who was there, and write the number."),
    about="input",
)
NOBODY_PRESENT = RefusalKind(
    "nobody_at_watch",
    _("A meeting to which nobody came was none."),
    _("Count who was there, and write the number."),
    about="input",
)
NO_SUCH_KIND = RefusalKind(
    "no_such_observation_kind",
    _("What is noticed is a need, a practice or an idea: {kind} is none of these."),
    _("Choose one of the three."),
    about="input",
)
NOTHING_NOTICED = RefusalKind(
    "nothing_noticed",
    _("Neither a line nor a recording says what was noticed."),
    _("Write one line, or speak it."),
    about="input",
)
VOICE_NOT_KEPT = RefusalKind(
    "voice_not_kept",
    _("A recording is named that was never handed in here."),
    _("Record it again, or write one line."),
    about="input",
)
SEEN_LATER = RefusalKind(
    "noticed_in_the_future",
    _("The day on which it was brought has not come yet."),
    _("Correct the day and send again."),
    about="input",
)
BRINGER_UNKNOWN = RefusalKind(
    "bringer_not_known_here",
    _("Whoever brought it belongs to no organisation of this network."),
    _("Write her name as that of a guest."),
    about="input",
)
BRINGER_TWICE = RefusalKind(
    "bringer_and_guest",
    _("A member and a guest are named for one observation."),
    _("Name the one who brought it."),
    about="input",
)
NO_SUCH_OBSERVATION = RefusalKind(
    "no_such_observation",
    _("There is no observation under the number {observation}."),
    _("Choose one from the list."),
    about="input",
)
OBSERVATION_WITHDRAWN = RefusalKind(
    "observation_withdrawn",
    _("Observation {observation} was taken back."),
    _("Leave it out."),
)
NOT_HER_OBSERVATION = RefusalKind(
    "not_her_observation",
    _("Only whoever brought an observation, or wrote it down, takes it back."),
    _("Ask her."),
    about="who",
)

OF_AN_ANTENNA = (NAME_MISSING, NO_SUCH_TIER, TIER_WITHOUT_PLACE, NOT_IN_NETWORK)
OF_AN_OBSERVATION = (
    NO_SUCH_KIND,
    NOTHING_NOTICED,
    VOICE_NOT_KEPT,
    SEEN_LATER,
    BRINGER_UNKNOWN,
    BRINGER_TWICE,
)


def objections_to_open_antenna(
    *, name: str, tier: str, region: str, sector: str, is_near: bool
) -> Iterator[Refusal]:
    """Against an antenna as it is described.

    is_near  it names no organisation of the node, or the keeper, or a member of it
    """
    if not name.strip():
        yield NAME_MISSING.because()
    if tier not in TIERS:
        yield NO_SUCH_TIER.because(tier=tier)
    elif (tier == "region" and not region.strip()) or (tier == "sector" and not sector):
        yield TIER_WITHOUT_PLACE.because()
    if not is_near:
        yield NOT_IN_NETWORK.because()


@dataclass(frozen=True)
class Noticed:
    """What somebody brings.

    has_voice   a recording is named and kept; names_voice: it is named
    is_known    whoever brought it takes part here
    """

    kind: str
    words: str
    names_voice: bool
    has_voice: bool
    seen_on: date
    has_bringer: bool
    is_known: bool
    guest: str


def objections_to_observe(noticed: Noticed, today: date) -> Iterator[Refusal]:
    """Against writing down an observation."""
    if noticed.kind not in KINDS:
        yield NO_SUCH_KIND.because(kind=noticed.kind)
    if noticed.names_voice and not noticed.has_voice:
        yield VOICE_NOT_KEPT.because()
    elif not noticed.words.strip() and not noticed.has_voice:
        yield NOTHING_NOTICED.because()
    if noticed.seen_on > today:
        yield SEEN_LATER.because()
    if noticed.has_bringer and noticed.guest.strip():
        yield BRINGER_TWICE.because()
    elif noticed.has_bringer and not noticed.is_known:
        yield BRINGER_UNKNOWN.because()


def objections_to_bring(
    *, held_on: date, is_closed: bool, seen_on: date, today: date
) -> Iterator[Refusal]:
    """Against bringing it to this meeting: not before its day; when it is closed, only what was
    brought that day and waited in a phone is still taken."""
    if held_on > today:
        yield WATCH_TO_COME.because(held_on=held_on)
    elif is_closed and seen_on != held_on:
        yield WATCH_CLOSED.because(held_on=held_on)


def objections_to_close(
    *, held_on: date, is_closed: bool, present: int, brought: int, today: date
) -> Iterator[Refusal]:
    """Against closing a meeting at which so many were present.

    brought  how many persons brought something to it
    """
    if is_closed:
        yield WATCH_CLOSED.because(held_on=held_on)
    elif held_on > today:
        yield WATCH_TO_COME.because(held_on=held_on)
    elif present < 1:
        yield NOBODY_PRESENT.because()
    elif present < brought:
        yield FEWER_THAN_BROUGHT.because(brought=brought)
