"""A published practice is offered to somebody, who answers.  Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import Refusal, RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.knowledge.rules.references import NO_PRACTICE_TO_READ

Answer = Literal["taken_up", "declined"]
ANSWERS: Mapping[str, str] = {
    "": _("waits for an answer"),
    "taken_up": _("will be brought before the members"),
    "declined": _("declined"),
}

NOT_PUBLISHED = RefusalKind(
    "offered_unpublished",
    _("Practice {practice} is not published."),
    _("Publish it first: what is offered can be read."),
)
NO_RECEIVER = RefusalKind(
    "no_receiver_of_offer",
    _("There is no organisation called {receiver} here, or it is your own."),
    _("Choose another organisation of this node."),
    about="input",
)
OFFER_WAITS = RefusalKind(
    "offer_waits_already",
    _("This practice was offered there already, as offer {offer}, and waits for an answer."),
    _("Talk with them; they answer when they have met."),
)
NO_SUCH_OFFER = RefusalKind(
    "no_such_offer_of_practice",
    _("Nothing was offered to your organisation under the number {offer}."),
    _("Choose one from the list of offers."),
    about="input",
)
OFFER_ANSWERED = RefusalKind(
    "offer_of_practice_answered",
    _("This offer was answered already."),
    _("Any member can still bring the practice before the members."),
)


@dataclass(frozen=True)
class Offer:
    """An offer as it stands; `answer` is empty while it waits."""

    id: int
    receiver: int
    answer: str


def objections_to_offer(
    practice: int,
    *,
    is_there: bool,
    is_public: bool,
    receiver: str,
    is_receiver: bool,
    waiting: int | None,
) -> Iterator[Refusal]:
    """Against offering a practice to an organisation of this short name.

    waiting  an offer of the same practice to the same organisation that nobody answered yet
    """
    if not is_there:
        yield NO_PRACTICE_TO_READ.because()
    elif not is_public:
        yield NOT_PUBLISHED.because(practice=practice)
    if not is_receiver:
        yield NO_RECEIVER.because(receiver=receiver)
    elif waiting is not None:
        yield OFFER_WAITS.because(offer=waiting)


def objections_to_answer(offer: int, found: Offer | None, *, receiver: int) -> Iterator[Refusal]:
    """Against the answer of this organisation."""
    if found is None or found.receiver != receiver:
        yield NO_SUCH_OFFER.because(offer=offer)
    elif found.answer:
        yield OFFER_ANSWERED.because()
