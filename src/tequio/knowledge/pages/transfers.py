"""What travels: taken up here, gone elsewhere, offered, waiting, and due to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.kernel import Refusal
from tequio.knowledge import service
from tequio.knowledge.forms.moving import AnswerForm
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.queries.offers import OfferSeen, offers_by, offers_to
from tequio.knowledge.queries.taking_up import Waiting, waiting_in
from tequio.knowledge.queries.transfers import TransferLine, transfers_from, transfers_of
from tequio.knowledge.rules.moving import STATES
from tequio.knowledge.rules.offering import ANSWERS
from tequio.knowledge.rules.standing import objections_to_keep
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound, pressed, sent
from tequio.statutes.queries import statutes_of_each


@require_http_methods(["GET", "HEAD", "POST"])
def transfer_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever sees the library; what is offered and proposed only who takes part."""
    looking = look(request, slug)
    inside = looking.takes_part
    offers = offers_to(looking.keeper) if inside else []
    waiting = waiting_in(looking.keeper) if inside else []
    answers = [(one, _answer(request, looking, one)) for one in offers if not one.answer]
    starts = [(one, _start(request, looking, one) if one.is_adopted else None) for one in waiting]
    done = pressed(
        request, [deed for _one, deed in answers] + [deed for _one, deed in starts if deed]
    )
    if done.onward:
        return done.onward
    own = transfers_of(looking.keeper)
    given: dict[str, Any] = {
        "ways": ways_of(looking, but="knowledge:transfers"),
        "answers": answers,
        "starts": starts,
        "own": own,
        "elsewhere": _elsewhere(looking),
        "due": [(one, due) for one in own for due in one.due(looking.today)] if inside else [],
        "answered": [(one, _again(looking, one)) for one in offers if one.answer],
        "made": offers_by(looking.keeper) if inside else [],
        "states": STATES,
        "offer_words": ANSWERS,
        "done": done,
    }
    return shown(request, looking, "transfers", status=done.status, **given)


def _elsewhere(looking: Looking) -> list[tuple[TransferLine, str]]:
    """Where practices of this library went: all for who takes part, else to open libraries; with
    the page of the transfer where everybody may read it."""
    lines = [one for one in transfers_from(looking.keeper) if one.receiver[0] != looking.keeper]
    receivers = {one.receiver[0] for one in lines}
    statutes = statutes_of_each(receivers, looking.today, codes=["knowledge.public"])
    found = []
    for one in lines:
        number, slug, _name = one.receiver
        if statutes[number].flag("knowledge.public"):
            found.append((one, reverse("knowledge:transfer", args=[slug, one.id])))
        elif looking.takes_part:
            found.append((one, ""))
    return found


def _again(looking: Looking, offer: OfferSeen) -> str:
    """Where it can be brought before the members, if that was the answer."""
    return to_propose(looking.slug, offer) if offer.answer == "taken_up" else ""


def _here(looking: Looking) -> str:
    return reverse("knowledge:transfers", args=[looking.slug])


def against_keeping(looking: Looking) -> tuple[Refusal, ...]:
    """Why she cannot press what those do who keep the library."""
    return tuple(objections_to_keep(looking.reader))


def _answer(request: HttpRequest, looking: Looking, offer: OfferSeen) -> Deed:
    code = f"answer-{offer.keeper[1]}-{offer.id}"
    form = AnswerForm(**bound(request, code))

    def act(said: Mapping[str, Any]) -> Told:
        service.answer_offer(
            looking.act(key_of(request)), keeper=offer.keeper[1], offer=offer.id, **said
        )
        if said["answer"] != "taken_up":
            return _here(looking), gettext("They read your answer.")
        return to_propose(looking.slug, offer), gettext("They read your answer. Now propose it.")

    return Deed(code, gettext("Answer"), form, act, objections=against_keeping(looking))


def to_propose(slug: str, offer: OfferSeen) -> str:
    """Where the receiver's members are asked."""
    asked = {"practice": offer.innovation, "version": offer.version, "keeper": offer.keeper[1]}
    return f"{reverse('knowledge:propose', args=[slug])}?{urlencode(asked)}"


def _start(request: HttpRequest, looking: Looking, one: Waiting) -> Deed:
    code = f"start-{one.proposal}"

    def act(_said: Mapping[str, Any]) -> Told:
        receipt = service.start_transfer(looking.act(key_of(request)), proposal=one.proposal)
        onward = reverse("knowledge:transfer", args=[looking.slug, receipt.facts["taken_up"]])
        return onward, gettext("It has begun: a team comes together.")

    form = Nothing(**sent(request, code))
    return Deed(code, gettext("Begin"), form, act, objections=against_keeping(looking))
