"""What members are asked in words, and what may be done once they have said yes.  Pure.

What a proposal asks for is kept to the letter under its digest, which stands in the words on which
members vote: its adoption allows exactly this and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

PACK, CONSENT = "pack", "consent"
"""Kinds of what is asked of an assembly."""

NOTHING_ASKED = RefusalKind(
    "nothing_asked_by_it",
    _("Proposal {proposal} asks for nothing of this kind."),
    _("Choose the proposal on the page of the screening."),
    about="input",
)
NOT_YET_ADOPTED = RefusalKind(
    "not_adopted_by_members",
    _("Proposal {proposal} has not been adopted."),
    _("Bring it to the meeting, and come back when it was adopted."),
)
NO_SUCH_READY_PACK = RefusalKind(
    "no_such_ready_pack",
    _("There is no ready pack called {pack}."),
    _("Choose one from the list, or give the text of your own."),
    about="input",
)
NOT_A_PACK = RefusalKind(
    "not_a_pack",
    _("This is no pack that could be read: {problems}."),
    _("Correct it and send again; a ready pack is a good pattern."),
    about="input",
)
ALREADY_ADOPTED = RefusalKind(
    "pack_already_adopted",
    _("{pack} was adopted already."),
    _("Give what was changed a new version."),
)
ALREADY_PROPOSED = RefusalKind(
    "pack_already_proposed",
    _("{pack} lies before the members already, as proposal {proposal}."),
    _("Bring that proposal to the meeting."),
)


def fingerprint(text: str) -> str:
    """SHA-256 of a text to the letter, in hexadecimal: what `sha256sum` says of its file."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_code_of_a_pack(text: str) -> bool:
    """Whether a text names a pack instead of being one."""
    return bool(re.fullmatch(r"[a-z][a-z0-9-]{0,59}", text))


def objections_to_propose_pack(
    key: str, *, adopted: Collection[str], waiting: int | None
) -> Iterator[Refusal]:
    """Against asking the members for this pack.

    key      such as `un-ilo@1`
    adopted  keys of the packs that were adopted
    waiting  the open proposal that asks for the very same, if there is one
    """
    if key in adopted:
        yield ALREADY_ADOPTED.because(pack=key)
    elif waiting is not None:
        yield ALREADY_PROPOSED.because(pack=key, proposal=waiting)


def objections_to_adopt_pack(key: str, *, adopted: Collection[str]) -> Iterator[Refusal]:
    """Against taking up a pack for which the members voted; words other than theirs cannot come
    under its key."""
    if key in adopted:
        yield ALREADY_ADOPTED.because(pack=key)


def objections_to_do(proposal: int, *, is_asked: bool, is_adopted: bool) -> Iterator[Refusal]:
    """Against doing what a proposal asked for."""
    if not is_asked:
        yield NOTHING_ASKED.because(proposal=proposal)
    elif not is_adopted:
        yield NOT_YET_ADOPTED.because(proposal=proposal)
