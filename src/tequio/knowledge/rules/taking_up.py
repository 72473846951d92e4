"""A practice is taken up by the receiver's own decision, and in no other way.  Pure."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _

NOT_A_MEMBERS_WISH = RefusalKind(
    "taking_up_is_for_members",
    _("Only a member of the organisation that would take it up can ask for it."),
    _("Offer the practice to them, and let one of their members bring it in."),
    about="who",
)
NO_SUCH_ASSESSMENT = RefusalKind(
    "no_assessment_to_show",
    _("There is no such assessment of this practice that your organisation could read."),
    _("Assess the practice for your own place first, or leave this empty."),
    about="input",
)
ASKED_ALREADY = RefusalKind(
    "taking_up_asked_already",
    _("Proposal {proposal} asks for exactly this already."),
    _("Bring that proposal to the meeting."),
)
NOT_ASKED_FOR = RefusalKind(
    "taking_up_not_asked",
    _("Proposal {proposal} does not ask to take up a practice."),
    _("Choose the proposal that names the practice."),
    about="input",
)
NOT_DECIDED = RefusalKind(
    "taking_up_not_decided",
    _("Your members have not decided to take this practice up."),
    _("Bring proposal {proposal} to the meeting: nothing moves without your own decision."),
)
STARTED_ALREADY = RefusalKind(
    "transfer_started_already",
    _("This was started already, as transfer {transfer}."),
    _("Go on there."),
)


def objections_to_start(
    proposal: int, *, is_asked: bool, is_adopted: bool, started: int | None
) -> Iterator[Refusal]:
    """Against starting what a proposal asked for: nothing moves without the receiver's decision."""
    if not is_asked:
        yield NOT_ASKED_FOR.because(proposal=proposal)
    elif not is_adopted:
        yield NOT_DECIDED.because(proposal=proposal)
    elif started is not None:
        yield STARTED_ALREADY.because(transfer=started)
