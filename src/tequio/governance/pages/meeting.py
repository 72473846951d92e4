"""One meeting: opened, in progress, closed, and its minutes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.governance import queries, service
from tequio.governance.forms.meetings import PresentForm
from tequio.governance.pages import edge
from tequio.governance.queries import facts, looking, objections, quorum
from tequio.governance.queries.asides import Aside, asides
from tequio.governance.queries.beside import beside_the_agenda
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules import meetings as rules
from tequio.kernel import Refusal
from tequio.membership.queries import person_names
from tequio.membership.visits import Visit, key_of, named
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import threshold_of_ad_hoc


def meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A meeting that was called, or that is held now; a closed one is its minutes."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.meeting(visit.organisation.id, number))
    if found.state == "closed":
        return redirect("governance:minutes", slug, number)
    if found.state == "called":
        return _called(request, visit, found)
    return edge.show(request, "meeting.html", in_progress(visit, found))


def _called(request: HttpRequest, visit: Visit, found: queries.MeetingView) -> HttpResponse:
    """Before it begins: the agenda, and the list on which those in the room are ticked."""
    people = people_of(visit, found.body)
    form = _present_form(request, visit, people)
    pressed = edge.press(
        request,
        form,
        lambda: service.open_meeting(
            visit.act(key_of(request)), meeting=found.id, present=form.present
        ),
    )
    if pressed.receipt:
        return redirect("governance:meeting", visit.organisation.slug, found.id)
    listed = queries.proposals(visit.organisation.id, ids=found.agenda)
    given = {
        "visit": visit,
        "meeting": found,
        "form": form,
        "beside": beside_the_agenda(visit.organisation, visit.standing),
        "agenda": looking.matters(visit.organisation.id, visit.person, listed, on=visit.today),
        "objections": edge.named(objections.to_open_meeting(visit.act(""), found.id)),
    }
    return edge.show(request, "called.html", given, pressed)


def open_ad_hoc(request: HttpRequest, slug: str) -> HttpResponse:
    """Hold a meeting that nobody called."""
    visit = visit_of(request, slug)
    people = people_of(visit, None)
    form = _present_form(request, visit, people)
    pressed = edge.press(
        request,
        form,
        lambda: service.open_meeting(visit.act(key_of(request)), present=form.present),
    )
    if pressed.receipt:
        return redirect("governance:meeting", slug, pressed.receipt.facts["meeting"])
    share = statutes_on(visit.organisation.id, visit.today).fraction("meeting.ad_hoc")
    given = {
        "visit": visit,
        "form": form,
        "enough": threshold_of_ad_hoc(share, members=len(people), present=0),
        "objections": objections.to_open_meeting(visit.act(""), None),
    }
    return edge.show(request, "open.html", given, pressed)


def _present_form(request: HttpRequest, visit: Visit, people: dict[int, str]) -> PresentForm:
    """Everybody is ticked where all are here; else only whoever holds the book."""
    ticked = set(people) if "all" in request.GET else {visit.person or 0} & set(people)
    return PresentForm(request.POST or None, people=people, present=ticked)


def people_of(visit: Visit, body: int | None) -> dict[int, str]:
    """Who belongs to a body today (the assembly if none is named), in order of name."""
    people = entitled(body_of(visit.organisation.id, body), visit.today)
    names = person_names(people)
    ranked = sorted(people, key=lambda person: names.get(person, "").casefold())
    return {person: named(names.get(person, "")) for person in ranked}


@dataclass(frozen=True)
class Item:
    """Something on the agenda, and why no vote on it can be opened now."""

    matter: looking.Matter
    objections: tuple[Refusal, ...]


def in_progress(visit: Visit, found: queries.MeetingView) -> dict[str, Any]:
    """Who is here, what that allows, and what is to be decided."""
    organisation = visit.organisation.id
    now = facts.meeting_of(organisation, found.id)
    presence = quorum.presence(organisation, now, visit.today)
    matters = looking.open_matters(organisation, visit.person, on=visit.today)
    listed = {matter.proposal.id for matter in matters}
    done = [one for one in found.agenda if one not in listed]
    minutes = edge.found_or_404(queries.minutes(organisation, found.id))
    votable = [one for one in matters if is_for(found.body, one)]
    on_agenda = [one for one in votable if one.proposal.id in found.agenda]
    kinds = {one.proposal.decision_type for one in (on_agenda or votable)}
    notice = statutes_on(organisation, visit.today).integer("notice.days")

    of = asides(visit.standing, [one.proposal.id for one in votable])

    def item(matter: looking.Matter) -> Item:
        aside = of.get(matter.proposal.id, Aside()).people
        return Item(matter, _against(visit, now, matter, (presence.roll, aside, notice)))

    return {
        "visit": visit,
        "meeting": found,
        "presence": presence,
        "body": edge.other_bodies(organisation).get(found.body),
        "beside": beside_the_agenda(visit.organisation, visit.standing),
        "names": minutes.names,
        "agenda": [item(one) for one in on_agenda],
        "others": [item(one) for one in votable if one not in on_agenda],
        "resolutions": looking.with_effects(organisation, minutes.resolutions),
        "done": done,
        "first_types": {kind: presence.by_type[kind] for kind in sorted(kinds)},
        "may_call": rules.objections_to_calling(visit.standing),
        "objections": objections.to_close_meeting(visit.act(""), found.id),
    }


def is_for(body: int, matter: looking.Matter) -> bool:
    """Whether a body votes on it in its meetings; a budget has its own ballot."""
    return matter.proposal.body == body and matter.effect.kind != "projects"


def _against(
    visit: Visit,
    now: rules.Meeting,
    matter: looking.Matter,
    known: tuple[Collection[int], Collection[int], int],
) -> tuple[Refusal, ...]:
    """Why no vote on this can be opened in this meeting; asked as the act will ask.

    known  who belongs to the body, who stands aside, days of notice
    """
    body, aside, notice_days = known
    is_voting = matter.ballot is not None and matter.ballot.is_open
    about = matter.proposal
    left = len(set(body) - set(aside))
    opening = rules.Opening(
        about.id, "hands", None, False, is_voting, left, about.body, len(body) - left
    )
    return tuple(
        rules.objections_to_open_ballot(
            visit.standing, opening, meeting=now, today=visit.today, notice_days=notice_days
        )
    )


def attendance(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Somebody came or left: tick who is in the room now."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.meeting(visit.organisation.id, number))
    now = facts.meeting_of(visit.organisation.id, number)
    people = people_of(visit, found.body)
    form = PresentForm(request.POST or None, people=people, present=now.present)
    pressed = edge.press(
        request,
        form,
        lambda: service.record_attendance(
            visit.act(key_of(request)), meeting=number, present=form.present
        ),
    )
    if pressed.receipt:
        return redirect("governance:meeting", slug, number)
    against = rules.objections_to_attendance(visit.standing, now, present=(), roll=())
    given = {"visit": visit, "meeting": found, "form": form, "objections": against}
    return edge.show(request, "attendance.html", given, pressed)


@require_POST
def close_meeting(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close the meeting: from now on its minutes stand."""
    visit = visit_of(request, slug)
    service.close_meeting(visit.act(key_of(request)), meeting=number)
    messages.success(request, gettext("The meeting is closed. These are its minutes."))
    return redirect("governance:minutes", slug, number)


def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes, to be read, printed and signed."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    found = edge.found_or_404(queries.minutes(organisation, number))
    if found.meeting.state == "called":
        return redirect("governance:meeting", slug, number)
    now = facts.meeting_of(organisation, number)
    aside = stood_aside(visit, found)
    given = {
        "visit": visit,
        "minutes": found,
        "meeting": found.meeting,
        "attended": sorted({one.person for one in found.attendance if one.is_present}),
        "moves": moves(found),
        "decided": looking.with_effects(organisation, found.resolutions),
        "of": members_then(found, quorum.presence(organisation, now, found.meeting.held_on), aside),
        "aside": aside,
        "body": edge.body_names(organisation)[found.meeting.body],
        "again": may_be_called_again(visit, found.meeting),
    }
    return edge.show(request, "minutes.html", given)


def stood_aside(visit: Visit, found: queries.Minutes) -> dict[int, Aside]:
    """Who stood aside from each ballot of the meeting."""
    of = asides(visit.standing, [one.proposal for one in found.ballots])
    return {one.id: of.get(one.proposal, Aside()).before(one.id) for one in found.ballots}


def members_then(
    found: queries.Minutes, presence: quorum.Presence, aside: Mapping[int, Aside]
) -> int:
    """How many belonged when the meeting began: by its first frozen roll and who stood aside from
    it, since somebody who was admitted in it belongs on that day too."""
    if not found.ballots:
        return len(presence.roll)
    first = found.ballots[0]
    return first.entitled + len(aside[first.id].people)


def moves(found: queries.Minutes) -> list[Any]:
    """Who came late or left early: what was noted after the opening."""
    opened = found.meeting.opened_at
    return [one for one in found.attendance if one.at != opened]


def may_be_called_again(visit: Visit, found: queries.MeetingView) -> bool:
    """Whether this was a first call that lacked its quorum for something it left undecided."""
    return quorum.can_be_called_again(visit.organisation.id, found.id)
