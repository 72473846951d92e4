"""A member's messages: where they go, what was told, and her answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages as said
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.kernel import Refusal, Refused, refuse
from tequio.membership import queries as members
from tequio.membership.rules import (
    OFFICE_NOT_HELD,
    OFFICES,
    is_officer,
    objections_to_correct,
)
from tequio.membership.visits import Visit, key_of, number_in, status_of, visit
from tequio.notices import queries, service
from tequio.notices.forms import ChannelForm
from tequio.notices.queries.choosing import contacts_of


def _look(request: HttpRequest, slug: str, person: int) -> tuple[Visit, members.Record]:
    """Her own page, or that of a member for whoever holds an office here."""
    here = visit(request, slug)
    if here.person != person and not is_officer(here.standing):
        refuse([OFFICE_NOT_HELD.because(offices=", ".join(OFFICES))])
    record = members.record(here.organisation.id, person)
    if record is None:
        raise Http404
    return here, record


def messages(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Where her messages go, to be changed, and what was told to her."""
    here, record = _look(request, slug, person)
    is_mine = here.person == person
    chosen = queries.choice_of(here.organisation.id, person)
    form = ChannelForm(request.POST or None, is_own=is_mine, initial={"channel": chosen.channel})
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = {"wish": "own", **form.cleaned_data}
        try:
            service.choose_channel(here.act(key_of(request)), person=person, **given)
        except Refused as raised:
            refused = raised.refusals
        else:
            said.success(request, gettext("This is where messages go from now on."))
            return redirect("notices:messages", slug, person)
    shown = {
        "visit": here,
        "record": record,
        "is_mine": is_mine,
        "form": form,
        "refused": refused,
        "chosen": chosen,
        "contacts": contacts_of(person),
        "may_correct": not objections_to_correct(here.standing, person=person, name="-"),
        "sent": _told(here.organisation.id, person),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "notices/messages.html", shown, status=status)


def _told(organisation: int, person: int) -> list[tuple[queries.Sent, str]]:
    """Her messages, each with what she answered."""
    answers = queries.replies_to(organisation, person)
    return [(one, answers.get(one.id, "")) for one in queries.sent_to(organisation, person)]


@require_POST
def reply(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """She answers to a receipt, or somebody who holds an office writes down what she said."""
    here, _record = _look(request, slug, person)
    message = number_in(request.POST.get("message", ""))
    answer = request.POST.get("answer", "")
    if message is None or answer not in ("yes", "no"):
        raise Http404
    service.receive_reply(
        here.act(key_of(request)),
        person=person,
        answer="no" if answer == "no" else "yes",
        message=message,
    )
    words = (
        gettext("This is a disputed entry now. The next meeting looks at it.")
        if answer == "no"
        else gettext("Confirmed.")
    )
    said.success(request, words)
    return redirect("notices:messages", slug, person)
