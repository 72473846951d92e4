"""Ask one's own members whether to take a practice up: nothing moves without their decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from tequio.knowledge import service
from tequio.knowledge.forms.moving import WishForm
from tequio.knowledge.forms.places import ChooseForm
from tequio.knowledge.pages.choosing import (
    READ_ONLY,
    Chosen,
    practice_called,
    practices_to_choose,
)
from tequio.knowledge.pages.visiting import Looking, look_inside, shown
from tequio.knowledge.queries.taking_up import Shown, asked_words, shown_to
from tequio.knowledge.rules.taking_up import NOT_A_MEMBERS_WISH
from tequio.membership.rules import is_member
from tequio.membership.visits import key_of, number_in
from tequio.membership.visits.doing import Deed, Told, pressed, sent


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """For those who take part in the receiver's library; its members alone can ask."""
    looking = look_inside(request, slug)
    chosen = practice_called(looking, request)
    lies_before = _assessment(request, looking, chosen)
    deed = _deed(request, looking, chosen, lies_before) if chosen else None
    done = pressed(request, [deed] if deed else [])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "chosen": chosen,
        "assessor": request.GET.get("assessor", "") if lies_before else "",
        "lies_before": lies_before,
        "text": asked_words(chosen.read, lies_before, "") if chosen else "",
        "form": None if chosen else ChooseForm(practices=practices_to_choose(looking)),
        "deed": deed,
        "done": done,
    }
    return shown(request, looking, "propose", status=done.status, **given)


def _assessment(request: HttpRequest, looking: Looking, chosen: Chosen | None) -> Shown | None:
    """The assessment in the address, if it is of this version and she may read it."""
    number = number_in(request.GET.get("assessment", ""))
    if chosen is None or number is None:
        return None
    return shown_to(looking.act(READ_ONLY), request.GET.get("assessor", ""), number, chosen.read)


def _deed(
    request: HttpRequest, looking: Looking, chosen: Chosen, lies_before: Shown | None
) -> Deed:
    def act(said: Mapping[str, Any]) -> Told:
        receipt = service.propose_transfer(
            looking.act(key_of(request)),
            practice=chosen.asked,
            assessment=lies_before.id if lies_before else None,
            assessor=request.GET.get("assessor", "") if lies_before else "",
            words=said["words"],
        )
        onward = reverse("governance:proposal", args=[looking.slug, receipt.facts["proposal"]])
        return onward, gettext("It is before the members. Bring it to the next meeting.")

    against = [] if is_member(looking.reader.standing) else [NOT_A_MEMBERS_WISH.because()]
    form = WishForm(**sent(request, "propose"))
    return Deed(
        "propose", gettext("Bring it before our members"), form, act,
        sign="proposal", objections=tuple(against),
    )  # fmt: skip
