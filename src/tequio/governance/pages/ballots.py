"""Ballots: opened, voted in with one press, counted by hands, closed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tequio.chronicle.service import Receipt
from tequio.governance import queries, service
from tequio.governance.forms.ballots import OpenBallotForm
from tequio.governance.forms.meetings import HandsForm
from tequio.governance.pages import edge
from tequio.governance.queries import facts, looking, objections, seeing
from tequio.governance.queries.asides import aside_from
from tequio.governance.queries.beside import beside_the_proposal
from tequio.governance.rules.hindrances import hindrances_from
from tequio.governance.rules.meetings import first_day, objections_to_calling
from tequio.governance.rules.tallying import result_from, rule_from
from tequio.governance.service.effects import HINDRANCES
from tequio.kernel import gettext_noop as _
from tequio.membership.queries import person_names
from tequio.membership.visits import Visit, at_a_meeting, key_of, photo_kept
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on

CHOICES = {"yes": _("Yes"), "no": _("No"), "abstain": _("Abstain")}


def open_ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Open the vote on a proposal: by phone until a day, or in an open meeting."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.proposal(visit.organisation.id, number))
    days = statutes_on(visit.organisation.id, visit.today).integer("notice.days")
    first = first_day(visit.today, days)
    form = OpenBallotForm(request.POST or None, first=first)
    pressed = edge.press(request, form, lambda: _open(request, visit, number, form))
    if pressed.receipt:
        return _opened(visit, pressed.receipt)
    asked = objections.Asked(number, "phone", None, first)
    given = {
        "visit": visit,
        "proposal": found,
        "matter": looking.matters(visit.organisation.id, visit.person, [found], on=visit.today)[0],
        "form": form,
        "days": days,
        "first": first,
        "objections": objections.to_open_ballot(visit.act(""), asked),
    }
    return edge.show(request, "open_ballot.html", given, pressed)


def _open(request: HttpRequest, visit: Visit, number: int, form: OpenBallotForm) -> Receipt:
    return service.open_ballot(visit.act(key_of(request)), proposal=number, **form.arguments())


def _opened(visit: Visit, receipt: Receipt) -> HttpResponse:
    """Hands are counted at once; a vote by phone begins."""
    place = "governance:hands" if receipt.facts["way"] == "hands" else "governance:ballot"
    return redirect(place, visit.organisation.slug, receipt.facts["ballot"])


def ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Vote in one press, see one's own vote, how many voted, and the result."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.ballot(visit.organisation.id, number))
    return show_ballot(request, visit, found)


def show_ballot(
    request: HttpRequest,
    visit: Visit,
    found: queries.BallotView,
    pressed: edge.Pressed = edge.NOTHING_PRESSED,
) -> HttpResponse:
    """The page of a ballot, also after a press that was refused."""
    organisation, act = visit.organisation.id, visit.act("")
    about = edge.found_or_404(queries.proposal(organisation, found.proposal))
    (matter,) = looking.matters(organisation, visit.person, [about], on=visit.today)
    last = queries.resolution(organisation, found.resolution) if found.resolution else None
    given = {
        "visit": visit,
        "ballot": found,
        "proposal": about,
        "effect": matter.effect,
        "rule": rule_from(found.rule),
        "choices": CHOICES,
        "mine": queries.my_votes(organisation, visit.person, [found.id]).get(found.id),
        "resolution": last,
        "result": result_from(last.certificate) if last else _foreseen(visit, found),
        "hindered": edge.named(hindrances_from(last.certificate, HINDRANCES)) if last else (),
        "who": seeing.votes_seen(visit.standing, found, visit.today),
        "names": _names(found),
        "to_cast": edge.named(objections.to_cast(act, found.id, kind=found.kind)),
        "to_enter": objections.to_enter_hands(act, found.id) if found.way == "hands" else (),
        "to_close": objections.to_close_ballot(act, found.id),
        "may_call": objections_to_calling(visit.standing),
        "aside": aside_from(visit.standing, about.id).before(found.id),
        "onward": beside_the_proposal(visit.organisation, visit.standing, about.id),
    }
    if found.kind == "budget":
        given |= seeing.budget_seen(organisation, found, about, last)
    template = "budget.html" if found.kind == "budget" else "ballot.html"
    return edge.show(request, template, given, pressed)


def _foreseen(visit: Visit, found: queries.BallotView) -> Any:
    """What a count of hands would mean if the ballot were closed now; votes by phone stay closed
    until the end."""
    if found.hands is None or found.meeting is None or not found.is_open:
        return None
    return seeing.foreseen_hands(visit.organisation.id, found, visit.today)


def _names(found: queries.BallotView) -> dict[int, str]:
    if found.hands is None:
        return {}
    return person_names([*found.hands["witnesses"], found.hands["entered_by"]])


@at_a_meeting
@require_POST
def cast(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Vote yes, no or abstain; a later press changes it."""
    visit = visit_of(request, slug)
    found = edge.found_or_404(queries.ballot(visit.organisation.id, number))
    form = _Choice(request.POST.get("choice", ""))
    pressed = edge.press(
        request,
        form,
        lambda: service.cast(visit.act(key_of(request)), ballot=number, choice=form.choice),
    )
    if pressed.receipt is None:
        return show_ballot(request, visit, found, pressed)
    said = gettext("Your vote: %(choice)s. You can change it while the ballot is open.")
    messages.success(request, said % {"choice": gettext(CHOICES[form.choice])})
    return redirect("governance:ballot", slug, number)


class _Choice:
    """The button that was pressed."""

    def __init__(self, choice: str) -> None:
        self.choice: Any = choice

    def is_valid(self) -> bool:
        return self.choice in CHOICES


def hands(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Enter what was counted, before named witnesses, with a photograph of the sheet."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    found = edge.found_or_404(queries.ballot(organisation, number))
    about = edge.found_or_404(queries.proposal(organisation, found.proposal))
    here = facts.present_in(organisation, found.meeting) if found.meeting else frozenset()
    present = here & queries.roll_of(organisation, number)
    names = {one: name for one, name in person_names(present).items() if one != visit.person}
    form = HandsForm(
        request.POST or None,
        request.FILES or None,
        people=names,
        witnesses=statutes_on(organisation, visit.today).integer("hands.witnesses"),
    )
    pressed = edge.press(request, form, lambda: _record(request, visit, number, form))
    if pressed.receipt:
        messages.success(request, gettext("The count is entered. Look at it and close the vote."))
        return redirect("governance:ballot", slug, number)
    given = {
        "visit": visit,
        "ballot": found,
        "proposal": about,
        "effect": looking.matters(organisation, visit.person, [about], on=visit.today)[0].effect,
        "form": form,
        "present": len(present),
        "objections": objections.to_enter_hands(visit.act(""), number),
    }
    return edge.show(request, "hands.html", given, pressed)


def _record(request: HttpRequest, visit: Visit, number: int, form: HandsForm) -> Receipt:
    with photo_kept(visit.organisation.id, form.cleaned_data["photo"]) as digest:
        act = visit.act(key_of(request))
        return service.record_hands(act, ballot=number, hands=form.hands(digest))


@require_POST
def close_ballot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Close the ballot: what was decided is done in the same moment."""
    visit = visit_of(request, slug)
    receipt = service.close_ballot(visit.act(key_of(request)), ballot=number)
    said = {
        "adopted": gettext("It is adopted."),
        "rejected": gettext("It is rejected."),
        "no_quorum": gettext("Too few took part: nothing was decided."),
        "impossible": gettext("It was adopted, but it can no longer be done."),
    }[receipt.facts["outcome"]]
    messages.info(request, said)
    found = queries.ballot(visit.organisation.id, number)
    if found and found.meeting and "resolution" not in request.POST:
        return redirect("governance:meeting", slug, found.meeting)
    return redirect("governance:resolution", slug, receipt.facts["resolution"])
