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
from tequio.membership.visits import Visit, key_of, number_in
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on

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
        "bodies": edge.other_bodies(visit.organisation.id),
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
    others = edge.other_bodies(visit.organisation.id)
    form = CallForm(
        request.POST or None,
        first=first,
        proposals={one.proposal.id: agenda_line(one, others) for one in votable},
        beside={one.proposal.id for one in votable if one.proposal.body in others},
        bodies=edge.body_names(visit.organisation.id),
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


def agenda_line(matter: looking.Matter, others: dict[int, str]) -> str:
    """The title of a proposal, after the name of the body that decides it if that is not the
    assembly."""
    body = others.get(matter.proposal.body)
    return f"{body}: {edge.title_of(matter)}" if body else edge.title_of(matter)


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
