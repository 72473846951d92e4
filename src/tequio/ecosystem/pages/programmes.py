"""Programmes: checked from the outset with those whom they would touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_programmes import AffectedForm, DraftForm, ReplyForm
from tequio.ecosystem.pages.choosing import actor_field, speaks_for
from tequio.ecosystem.pages.visiting import Looking, look, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.pages.wording import LOOKS_OF_ANSWERS
from tequio.ecosystem.queries.own import own_actors
from tequio.ecosystem.queries.programmes import AffectedView, ProgrammeView
from tequio.ecosystem.queries.programmes import programme as programme_view
from tequio.ecosystem.queries.programmes import programmes as programme_lines
from tequio.ecosystem.queries.standing import here_of
from tequio.ecosystem.rules import programmes as rules
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.service.programmes import NewAffected
from tequio.kernel import gettext_noop as _
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Nothing, Told, bound, pressed
from tequio.registry.visits import Offered

HERE = "ecosystem:programmes"
CHECKS: tuple[tuple[str, str], ...] = (
    ("named", _("Those whom it would touch are named.")),
    (
        "expected",
        _("The good and the harm expected are written down, with their part in deciding."),
    ),
    ("answered", _("All of them have answered.")),
)


@dataclass(frozen=True)
class AffectedTold:
    """Somebody affected in words, with the deed that writes down the answer."""

    view: AffectedView
    answer: str
    look: str
    deed: Deed | None


def programmes(request: HttpRequest, slug: str) -> HttpResponse:
    """All programmes; organisers write down a new one here."""
    looking = look(request, slug)
    lines = programme_lines(looking.keeper)
    deeds = [_draft(request, looking, is_folded=bool(lines))] if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {"ways": ways_of(looking, HERE), "lines": lines, "done": done}
    return shown(request, looking, "programmes", status=done.status, **given)


def programme(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One programme as a check list: whom it would touch, the good, the harm, their part, their
    answer; those who say no stand first."""
    looking = look(request, slug)
    inside = looking.takes_part
    view = programme_view(looking.keeper, number, is_inside=inside)
    if view is None:
        raise Http404
    replies = _replies(request, looking, view)
    deeds = _of_organisers(request, looking, view) if looking.organises else []
    done = pressed(request, [*deeds, *replies.values()])
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, HERE),
        "view": view,
        "affected": [_told(one, replies.get(one.id)) for one in view.affected],
        "refusing": sum(one.reply is not None and _says_no(one) for one in view.affected),
        "own": sum(one.reply is not None and one.reply.is_own for one in view.affected),
        "silent": sum(one.reply is None for one in view.affected),
        "checks": _checks(view),
        "kinds": KINDS,
        "parts": rules.PARTS,
        "answers": rules.ANSWERS,
        "deeds": deeds,
        "done": done,
    }
    return shown(request, looking, "programme", status=done.status, **given)


def _says_no(one: AffectedView) -> bool:
    return one.reply is not None and one.reply.answer == "refuses"


def _told(one: AffectedView, deed: Deed | None) -> AffectedTold:
    if one.reply is None:
        return AffectedTold(one, _("have not answered yet"), "open", deed)
    answer = one.reply.answer
    return AffectedTold(one, rules.ANSWERS[answer], LOOKS_OF_ANSWERS[answer], deed)


def _checks(view: ProgrammeView) -> list[tuple[str, bool]]:
    """What is asked before it opens, and whether it is done."""
    missing = {one.code for one in rules.objections_to_open(view.facts)}
    kinds = (rules.BENEFITS_MISSING, rules.HARMS_MISSING, rules.PART_MISSING)
    is_named = rules.AFFECTED_MISSING.code not in missing
    found = {
        "named": is_named,
        "expected": is_named and not missing & {kind.code for kind in kinds},
        "answered": is_named and rules.REPLY_MISSING.code not in missing,
    }
    return [(words, found[code]) for code, words in CHECKS]


def _back(looking: Looking, number: int) -> str:
    return reverse("ecosystem:programme", args=[looking.slug, number])


def _draft(request: HttpRequest, looking: Looking, *, is_folded: bool) -> Deed:
    def draft(said: Mapping[str, Any]) -> Told:
        act = looking.act(key_of(request))
        receipt = service.draft_programme(act, title=said["title"], words=said["words"])
        told = gettext("It is written down. Now name those whom it would touch.")
        return _back(looking, receipt.facts["programme"]), told

    form = DraftForm(**bound(request, "draft"))
    title, label = gettext("Write down a programme"), gettext("Write it down")
    about = gettext("It opens once those whom it would touch have answered.")
    return Deed("draft", label, form, draft, title, about, "plus", is_folded=is_folded)


def _of_organisers(request: HttpRequest, looking: Looking, view: ProgrammeView) -> list[Deed]:
    if view.opened_on is not None:
        return []
    return [_name(request, looking, view), _open(request, looking, view)]


def _name(request: HttpRequest, looking: Looking, view: ProgrammeView) -> Deed:
    actor = actor_field(
        looking,
        speaks_for(looking),
        nobody=gettext("None of the register"),
        label=gettext("Which organisation speaks for them"),
        required=False,
    )
    form = AffectedForm(actor=actor, **bound(request, "name"))

    def name(said: Mapping[str, Any]) -> Told:
        affected = NewAffected(
            said["kind"],
            said["who"],
            said["benefits"],
            said["harms"],
            said["part"],
            said["listed"],
        )
        act = looking.act(key_of(request))
        service.name_affected(act, programme=view.id, affected=affected)
        return _back(looking, view.id), gettext("They are named. Now ask them.")

    title, label = gettext("Name somebody whom it would touch"), gettext("Name them")
    about = gettext("Those whom it could harm before others.")
    return Deed("name", label, form, name, title, about, "plus", is_folded=bool(view.affected))


def _open(request: HttpRequest, looking: Looking, view: ProgrammeView) -> Deed:
    def opens(_said: Mapping[str, Any]) -> Told:
        service.open_programme(looking.act(key_of(request)), programme=view.id)
        return _back(looking, view.id), gettext("The programme is open.")

    against = tuple(rules.objections_to_open(view.facts))
    about = gettext("A no does not forbid it; it is shown beside it.")
    form = Nothing(**bound(request, "open"))
    title, label = gettext("Open the programme"), gettext("Open it")
    return Deed("open", label, form, opens, title, about, "check", objections=against)


def _replies(request: HttpRequest, looking: Looking, view: ProgrammeView) -> dict[int, Deed]:
    """For each of those affected for whom whoever looks may answer, the deed that does it."""
    if not looking.takes_part:
        return {}
    own = own_actors(looking.keeper, looking.person, looking.today)
    spoken_for = [one.listed for one in view.affected if one.listed is not None]
    theirs = here_of(looking.keeper, spoken_for) if looking.organises else frozenset()
    return {
        one.id: _reply(request, looking, view, one, own)
        for one in view.affected
        if one.listed in own or (looking.organises and one.listed not in theirs)
    }


def _reply(
    request: HttpRequest, looking: Looking, view: ProgrammeView, one: AffectedView, own: Offered
) -> Deed:
    is_own = own is not None and one.listed in own
    code = f"reply-{one.id}"
    form = ReplyForm(today=looking.today, is_own=is_own, **bound(request, code))

    def reply(said: Mapping[str, Any]) -> Told:
        service.reply_as_affected(
            looking.act(key_of(request)),
            affected=one.id,
            answer=said["answer"],
            words=said["words"],
            present=said["present"],
            day=said["day"],
        )
        return _back(looking, view.id), gettext("Their answer is written down.")

    title = gettext("Answer for them") if is_own else gettext("Write down their answer")
    label = gettext("Send the answer")
    return Deed(code, label, form, reply, title, sign="write", is_folded=True)
