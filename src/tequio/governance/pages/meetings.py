"""Meetings: the list, and calling one with the notice that the statutes ask for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tequio.governance import queries, service
from tequio.governance.forms.meetings import CallForm, SecondCallForm
from tequio.governance.pages import edge
from tequio.governance.queries import looking, quorum
from tequio.governance.rules.meetings import first_day, objections_to_calling
from tequio.kernel import Refused
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import Visit, key_of, number_in
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on

BODIES = {"assembly": _("The assembly of all members"), "board": _("The board")}
LISTED = 30


def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """Open, called and past meetings."""
    visit = visit_of(request, slug)
    before = request.GET.get("before", "")
    listed = queries.meetings(
        visit.organisation.id,
        before=number_in(before),
        limit=LISTED + 1,
    )
    shown = listed[:LISTED]
    given = {
        "visit": visit,
        "open": [one for one in shown if one.state == "open"],
        "called": [one for one in reversed(shown) if one.state == "called"],
        "closed": [one for one in shown if one.state == "closed"],
        "older": shown[-1].id if len(listed) > LISTED else None,
        "objections": objections_to_calling(visit.standing),
    }
    return edge.show(request, "meetings.html", given)


def call_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Call a meeting, or with `?after=` a second time a meeting that lacked its quorum."""
    visit = visit_of(request, slug)
    after = request.GET.get("after", "")
    lacking = number_in(after)
    if lacking is not None:
        return _call_again(request, visit, lacking)
    statutes = statutes_on(visit.organisation.id, visit.today)
    days = statutes.integer("notice.days")
    first = first_day(visit.today, days)
    waiting = looking.open_matters(visit.organisation.id, visit.person, on=visit.today)
    votable = [one for one in waiting if one.effect.kind != "projects"]
    bodies = {one.id: gettext(BODIES.get(one.code, one.code)) for one in bodies_of(visit)}
    form = CallForm(
        request.POST or None,
        first=first,
        proposals={one.proposal.id: edge.title_of(one) for one in votable},
        bodies=bodies,
    )
    pressed = edge.press(
        request,
        form,
        lambda: service.call_meeting(visit.act(key_of(request)), **form.arguments()),
    )
    if pressed.receipt:
        return _called(request, visit, pressed.receipt.facts["meeting"])
    given = {
        "visit": visit,
        "form": form,
        "days": days,
        "first": first,
        "objections": objections_to_calling(visit.standing),
    }
    return edge.show(request, "call.html", given, pressed)


def bodies_of(visit: Visit) -> list[Any]:
    """The bodies that can meet, the assembly first."""
    return queries.bodies(visit.organisation.id)


def _call_again(request: HttpRequest, visit: Visit, after: int) -> HttpResponse:
    first = edge.found_or_404(queries.meeting(visit.organisation.id, after))
    form = SecondCallForm(
        request.POST or None, initial={"held_on": visit.today, "place": first.place}
    )
    pressed = edge.press(
        request,
        form,
        lambda: service.call_meeting(visit.act(key_of(request)), after=after, **form.arguments()),
    )
    if pressed.receipt:
        return _called(request, visit, pressed.receipt.facts["meeting"])
    statutes = statutes_on(visit.organisation.id, visit.today)
    against = objections_to_calling(visit.standing)
    agenda: tuple[int, ...] = ()
    try:
        agenda = quorum.agenda_again(visit.organisation.id, after)
    except Refused as refused:
        against += refused.refusals
    listed = queries.proposals(visit.organisation.id, ids=agenda)
    given = {
        "visit": visit,
        "form": form,
        "first": first,
        "agenda": looking.matters(visit.organisation.id, visit.person, listed, on=visit.today),
        "minutes": statutes.integer("second_call.wait_minutes"),
        "quorums": second_quorums(statutes, {one.decision_type for one in listed}),
        "objections": against,
    }
    return edge.show(request, "call_again.html", given, pressed)


def second_quorums(statutes: Any, kinds: set[str]) -> list[tuple[str, Any]]:
    """What part of the members is enough on the second call, by type of decision."""
    return [(kind, statutes.decision_rule(kind).second_call_quorum) for kind in sorted(kinds)]


def _called(request: HttpRequest, visit: Visit, meeting: int) -> HttpResponse:
    said = gettext("The meeting is called. Tell the members.")
    messages.success(request, said)
    return redirect("governance:meeting", visit.organisation.slug, meeting)
