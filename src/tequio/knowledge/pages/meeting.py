"""The round of a watch meeting, and what somebody noticed outside one; works without a network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from tequio.kernel import Refusal, Refused
from tequio.knowledge import service
from tequio.knowledge.forms.voices import kind_of_voice
from tequio.knowledge.forms.watching import CloseWatchForm, ObserveForm, ObserveOutsideForm
from tequio.knowledge.pages.visiting import Looking, look_inside, shown
from tequio.knowledge.pages.watching import antenna_choices, sector_choices
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.queries.watched import (
    Observation,
    Watch,
    antennas,
    observation,
    observations_of,
)
from tequio.knowledge.queries.watched import watch as watch_of
from tequio.knowledge.rules.watching import KINDS
from tequio.knowledge.service.observing import NewObservation
from tequio.membership.visits import by_outbox, kept_offline, key_of, not_read, status_of, taken
from tequio.membership.visits.documents import document_kept, show_document
from tequio.membership.visits.doing import Deed, Done, Nothing, Told, pressed, sent
from tequio.membership.visits.fields import PersonField
from tequio.membership.visits.members import member_field

BRING = "bring"


@require_http_methods(["GET", "HEAD", "POST"])
@kept_offline
def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One big field for each who speaks; below it what came."""
    looking = look_inside(request, slug)
    found = watch_of(looking.keeper, number)
    if found is None:
        raise Http404
    came = observations_of(looking.keeper, number)
    here = reverse("knowledge:meeting", args=[slug, number])
    form = ObserveForm(bringer=_bringer(looking), **sent(request, BRING))
    day: dict[str, Any] = {"watch": number, "seen_on": min(found.held_on, looking.today)}
    if form.is_bound:
        day["antenna"] = _listening(looking, found)
    answer, refused = _brought(request, looking, form, here, day)
    if answer:
        return answer
    deeds = [_to_take_back(request, looking, one, here) for one in came if _is_hers(one, looking)]
    if looking.keeps and found.is_open:
        deeds.append(_to_close(request, looking, found, here))
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    of_code = {one.code: one for one in done.deeds}
    given: dict[str, Any] = {
        "ways": ways_of(looking),
        "watch": found,
        "came": [(one, of_code.get(f"back-{one.id}")) for one in came],
        "kinds": KINDS,
        "form": form,
        "refused": refused,
        "close": [of_code["close"]] if "close" in of_code else [],
        "done": done,
    }
    return shown(request, looking, "meeting", status=_status(done, form, refused), **given)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_offline
def observe(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody noticed something on her way."""
    looking = look_inside(request, slug)
    form = ObserveOutsideForm(
        bringer=_bringer(looking),
        antennas=antenna_choices(antennas(looking.keeper)),
        sectors=sector_choices(),
        **sent(request, BRING),
    )
    here = reverse("knowledge:watch", args=[slug])
    answer, refused = _brought(request, looking, form, here, {})
    if answer:
        return answer
    given = {"form": form, "refused": refused, "ways": ways_of(looking)}
    return shown(request, looking, "observe", status=_status(Done(), form, refused), **given)


def _status(done: Done, form: forms.Form, refused: tuple[Refusal, ...]) -> int:
    if done.which:
        return done.status
    return status_of(refused, is_wrong=form.is_bound)


def _listening(looking: Looking, found: Watch) -> int | None:
    """The antenna that called the meeting, if it listens still."""
    listening = {one.id for one in antennas(looking.keeper) if one.closed_on is None}
    return found.antenna if found.antenna in listening else None


def _bringer(looking: Looking) -> PersonField | None:
    """Members among whom one chooses, where she belongs to the keeper itself."""
    if looking.visit is None:
        return None
    label, me = gettext("Who brings it"), gettext("I do")
    return member_field(looking.visit, label, required=False, nobody=me)


def _brought(
    request: HttpRequest,
    looking: Looking,
    form: ObserveForm,
    onward: str,
    where: Mapping[str, Any],
) -> tuple[HttpResponse | None, tuple[Refusal, ...]]:
    """Do what was sent with the form; an answer, or the reasons why not."""
    if not form.is_bound:
        return None, ()
    if not form.is_valid():
        return (not_read(form) if by_outbox(request) else None), ()
    said = {**form.cleaned_data, **where}
    upload = said.pop("voice")
    try:
        with document_kept(looking.keeper, upload) as voice:
            seen = NewObservation(voice=voice, **said)
            receipt = service.observe(looking.act(key_of(request)), seen=seen)
    except Refused as raised:
        if by_outbox(request):
            raise
        return None, raised.refusals
    return taken(request, receipt, gettext("It is written down."), onward), ()


def _is_hers(one: Observation, looking: Looking) -> bool:
    return not one.is_withdrawn and looking.person in (one.by_id, one.writer_id)


def _to_take_back(request: HttpRequest, looking: Looking, one: Observation, here: str) -> Deed:
    def act(_said: Mapping[str, Any]) -> Told:
        service.withdraw_observation(looking.act(key_of(request)), observation=one.id)
        return here, gettext("It is taken back.")

    code = f"back-{one.id}"
    form = Nothing(**sent(request, code))
    return Deed(code, gettext("Take it back"), form, act, sign="cross", look="quiet")


def _to_close(request: HttpRequest, looking: Looking, one: Watch, here: str) -> Deed:
    form = CloseWatchForm(**sent(request, "close"))

    def act(said: Mapping[str, Any]) -> Told:
        service.close_watch(looking.act(key_of(request)), watch=one.id, **said)
        return here, gettext("The meeting is closed.")

    title = gettext("Close the meeting")
    about = gettext("What waits in somebody’s phone is still taken afterwards.")
    return Deed("close", gettext("Close it"), form, act, title, about, "check", is_folded=True)


@require_safe
def voice(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """A recording, for those who take part."""
    looking = look_inside(request, slug)
    found = observation(looking.keeper, number)
    if found is None or not found.voice:
        raise Http404
    return show_document(
        looking.keeper, found.voice, name=f"observation-{number}", kind_of=kind_of_voice
    )
