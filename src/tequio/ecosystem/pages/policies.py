"""Policies made together: all processes, one with its recommendations and who was in the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from tequio.ecosystem import service
from tequio.ecosystem.forms.of_policies import BeginForm, PartForm, RecordForm
from tequio.ecosystem.pages.choosing import actor_field, speaks_for
from tequio.ecosystem.pages.visiting import Looking, look, shown
from tequio.ecosystem.pages.ways import ways_of
from tequio.ecosystem.pages.wording import LOOKS_OF_ADVICE, text_of
from tequio.ecosystem.queries.frameworks import frameworks
from tequio.ecosystem.queries.policies import ProcessView
from tequio.ecosystem.queries.policies import process as process_view
from tequio.ecosystem.queries.policies import processes as process_lines
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.rules.recommendations import OWNER_NONE, ROLES, STATES
from tequio.membership.visits import key_of
from tequio.membership.visits.doing import Deed, Told, bound, pressed

HERE = "ecosystem:processes"


def processes(request: HttpRequest, slug: str) -> HttpResponse:
    """All processes; organisers begin one here."""
    looking = look(request, slug)
    lines = process_lines(looking.keeper)
    deeds = [_begin(request, looking, is_folded=bool(lines))] if looking.organises else []
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {"ways": ways_of(looking, HERE), "lines": lines, "done": done}
    return shown(request, looking, "processes", status=done.status, **given)


def process(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One process: its recommendations by how they stand, and who took part."""
    looking = look(request, slug)
    view = view_of(looking, number)
    deeds = []
    if looking.organises:
        deeds.append(_record(request, looking, view))
    if looking.takes_part:
        deeds.append(_take_part(request, looking, view))
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given: dict[str, Any] = {
        "ways": ways_of(looking, HERE),
        "view": view,
        "framework": text_of(view.framework.titles),
        "groups": [
            (STATES[state], LOOKS_OF_ADVICE[state], [(one, blocks_of(view, one)) for one in those])
            for state, those in view.by_status
        ],
        "present": [(KINDS[kind], parts) for kind, parts in view.parts.items() if parts],
        "absent": [KINDS[kind] for kind, parts in view.parts.items() if not parts],
        "roles": ROLES,
        "no_owner": OWNER_NONE,
        "done": done,
    }
    return shown(request, looking, "process", status=done.status, **given)


def view_of(looking: Looking, number: int) -> ProcessView:
    """A process of this network.  Raises Http404."""
    inside = looking.takes_part
    view = process_view(looking.keeper, number, is_inside=inside)
    if view is None:
        raise Http404
    return view


def blocks_of(view: ProcessView, one: Any) -> list[str]:
    """Names of the building blocks that a recommendation touches."""
    known = view.framework.by_code
    return [text_of(known[code].names) for code in one.blocks if code in known]


def _begin(request: HttpRequest, looking: Looking, *, is_folded: bool) -> Deed:
    kept = [one.framework for one in frameworks(looking.keeper)]
    choices = [(one.key, text_of(one.titles)) for one in kept]
    form = BeginForm(frameworks=choices, **bound(request, "begin"))

    def begin(said: Mapping[str, Any]) -> Told:
        act = looking.act(key_of(request))
        receipt = service.begin_process(act, **said)
        onward = reverse("ecosystem:process", args=[looking.slug, receipt.facts["process"]])
        return onward, gettext("The process is begun. Write down who is in the room.")

    title, label = gettext("Begin a process"), gettext("Begin it")
    about = gettext("A policy that several kinds of actor make together.")
    return Deed("begin", label, form, begin, title, about, "plus", is_folded=is_folded)


def _record(request: HttpRequest, looking: Looking, view: ProcessView) -> Deed:
    blocks = [(one.code, text_of(one.names)) for one in view.framework.blocks]
    newest = max((one.number for one in view.recommendations), default=0)
    first = {"number": newest + 1}
    form = RecordForm(blocks=blocks, initial=first, **bound(request, "record"))

    def record(said: Mapping[str, Any]) -> Told:
        service.record_recommendation(
            looking.act(key_of(request)),
            process=view.id,
            number=said["number"],
            words=said["words"],
            blocks=tuple(said["blocks"]),
        )
        return _back(looking, view), gettext("The recommendation is written down.")

    title, label = gettext("Write down a recommendation"), gettext("Write it down")
    is_folded = bool(view.recommendations)
    return Deed("record", label, form, record, title, sign="write", is_folded=is_folded)


def _take_part(request: HttpRequest, looking: Looking, view: ProcessView) -> Deed:
    offered = speaks_for(looking)
    nobody = gettext("None of the register")
    actor = actor_field(looking, offered, nobody=nobody, required=False)
    may_choose = offered is None or bool(offered)
    form = PartForm(actor=actor if may_choose else None, **bound(request, "take_part"))

    def take_part(said: Mapping[str, Any]) -> Told:
        service.take_part(
            looking.act(key_of(request)),
            process=view.id,
            actor_kind=said["kind"],
            role=said["role"],
            listed=said.get("listed"),
            words=said["words"],
        )
        return _back(looking, view), gettext("It is written down that they take part.")

    title, label = gettext("Somebody takes part"), gettext("They take part")
    about = gettext("Who was in the room, and from which side they spoke.")
    return Deed("take_part", label, form, take_part, title, about, "hand", is_folded=True)


def _back(looking: Looking, view: ProcessView) -> str:
    return reverse("ecosystem:process", args=[looking.slug, view.id])
