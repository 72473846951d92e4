"""The desk of those who examine: what waits, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import gettext_noop as _
from tequio.membership.rules import holds_any
from tequio.membership.visits import key_of, number_in
from tequio.membership.visits.doing import Deed, Nothing, Told, pressed, sent
from tequio.registry.queries.of_one import names_of
from tequio.screening import service
from tequio.screening.forms.of_the_desk import InterestForm, OpenForm
from tequio.screening.pages.asked import asked_name, called
from tequio.screening.pages.visiting import Looking, look_as_assessor, look_inside, shown
from tequio.screening.pages.wording import text_of, titles_of
from tequio.screening.queries.cases import CaseLine
from tequio.screening.queries.cases_there import case_there, ties_in
from tequio.screening.queries.desk import Interest, interests_of, on_the_desk
from tequio.screening.queries.packs import adopted_packs
from tequio.screening.rules import cases as rules
from tequio.screening.rules.lapsing import TRIGGERS

SECTIONS: tuple[tuple[str, str, str], ...] = (
    ("mine", _("I work on these"), _("You work on nothing now.")),
    ("overdue", _("The time to answer is over"), ""),
    ("waiting", _("Nobody has taken these yet"), ""),
    ("before", _("Before the panel"), ""),
    ("others", _("Others work on these"), ""),
)
"""Part of the desk → heading, and what is said where it is empty."""


def look_at_the_desk(request: HttpRequest, slug: str) -> Looking:
    """Those who examine, and those who decide.  Raises Http404 for everybody else."""
    looking = look_inside(request, slug)
    if not (looking.assesses or looking.decides):
        raise Http404
    return looking


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Cases by what has to be done; who decides sees what lies before the panel."""
    looking = look_at_the_desk(request, slug)
    found = on_the_desk(looking.organisation.id, looking.person, looking.today)
    parts: Mapping[str, Any] = {
        "mine": found.mine,
        "overdue": found.overdue,
        "waiting": found.waiting,
        "before": tuple(one for one in found.before if _is_before(looking, one)),
        "others": found.others,
    }
    listed = [
        (code, title, parts[code], nothing)
        for code, title, nothing in SECTIONS
        if looking.assesses or code == "before"
    ]
    given: dict[str, Any] = {
        "sections": [one for one in listed if one[2] or one[3]],
        "states": rules.STATES,
        "titles": titles_of(line.pack for one in listed for line in one[2]),
        "challenges": found.challenges if looking.assesses else (),
        "lapsing": [(one, TRIGGERS[one.trigger.code]) for one in found.lapsing if looking.assesses],
        "newer": found.newer if looking.assesses else (),
        "is_empty": not any(one[2] for one in listed),
    }
    return shown(request, looking, "desk", **given)


def _is_before(looking: Looking, line: CaseLine) -> bool:
    """Whether a case lies before a panel on which she sits and does not stand aside; assessors see
    all.  Few cases lie before a panel at once: each is asked about by itself."""
    if looking.assesses:
        return True
    examiner, examining = looking.organisation.id, looking.examining
    panel = examining.appeal if line.kind == rules.APPEAL else examining.panel
    if not holds_any(looking.standing, panel):
        return False
    return looking.person not in ties_in(examiner, case_there(examiner, line.id), looking.today)


def open_case(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin to examine a listed organisation without its asking."""
    looking = look_as_assessor(request, slug)
    examiner = looking.organisation.id
    choices = [
        (one.key, f"{text_of(one.pack.titles)} ({one.key})") for one in adopted_packs(examiner)
    ]
    listed = number_in(request.GET.get("listed", "")) or 0
    first = {"listed": listed or None, "pack": request.GET.get("pack", "")}
    form = OpenForm(packs=choices, initial=first, **sent(request, "open"))

    def begin(said: Mapping[str, Any]) -> Told:
        receipt = service.open_case(
            looking.act(key_of(request)),
            listed=said["listed"],
            pack=said["pack"],
            reason=said["reason"],
        )
        onward = reverse("screening:case", args=[slug, receipt.facts["case"]])
        return onward, gettext("The case is open. Whoever has no interest can take it.")

    deed = Deed("open", gettext("Open the case"), form, begin, sign="plus")
    done = pressed(request, [deed])
    if done.onward:
        return done.onward
    name = names_of(examiner, [listed], is_inside=True).get(listed, "") if listed else ""
    asked = asked_name(request)
    given = {"done": done, "name": name, "asked": asked, "found": called(examiner, asked)}
    return shown(request, looking, "open_case", status=done.status, **given)


def interests(request: HttpRequest, slug: str) -> HttpResponse:
    """Every member says in whom she has an interest: she neither assesses nor decides there."""
    looking = look_inside(request, slug)
    examiner, asked = looking.organisation.id, asked_name(request)
    listed = number_in(request.GET.get("listed", "")) or 0
    mine = interests_of(examiner, looking.person)
    deeds = [_to_declare(request, looking)]
    deeds += [_to_end(request, looking, one) for one in mine if one.ended_at is None]
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    of_code = {one.code: one for one in done.deeds}
    given: dict[str, Any] = {
        "mine": [(one, of_code.get(f"end-{one.id}")) for one in mine],
        "declare": of_code["declare"],
        "listed": listed,
        "name": names_of(examiner, [listed], is_inside=True).get(listed, "") if listed else "",
        "asked": asked,
        "found": called(examiner, asked),
        "done": done,
    }
    return shown(request, looking, "interests", status=done.status, **given)


def _to_declare(request: HttpRequest, looking: Looking) -> Deed:
    first = {"listed": number_in(request.GET.get("listed", ""))}
    form = InterestForm(initial=first, **sent(request, "declare"))

    def declare(said: Mapping[str, Any]) -> Told:
        service.declare_interest(
            looking.act(key_of(request)), listed=said["listed"], words=said["words"]
        )
        told = gettext("It is written down. Others examine and decide there.")
        return reverse("screening:interests", args=[looking.slug]), told

    label = gettext("I have an interest")
    return Deed(
        "declare", label, form, declare, gettext("Say that you have an interest"), sign="lock"
    )


def _to_end(request: HttpRequest, looking: Looking, one: Interest) -> Deed:
    def end(_said: Mapping[str, Any]) -> Told:
        service.end_interest(looking.act(key_of(request)), interest=one.id)
        return reverse("screening:interests", args=[looking.slug]), gettext("It ended.")

    code = f"end-{one.id}"
    form = Nothing(**sent(request, code))
    return Deed(code, gettext("It ended"), form, end, look="quiet")
