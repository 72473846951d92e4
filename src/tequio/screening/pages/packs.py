"""The rules by which it is judged: those adopted, those that are ready, one of them read aloud."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership.rules import keeps_the_roll
from tequio.membership.visits import key_of, number_in, status_of
from tequio.screening import service
from tequio.screening.pages.visiting import Looking, look, look_inside, shown
from tequio.screening.pages.wording import Spoken, aloud, criterion_title, text_of
from tequio.screening.queries.asked import waiting_for
from tequio.screening.queries.asked_packs import asked_packs
from tequio.screening.queries.packs import (
    Adopted,
    adopted_packs,
    keys_of_adopted,
    pack_of,
    ready_pack,
    ready_packs,
    ready_text,
)
from tequio.screening.rules import asking as rules
from tequio.screening.rules.aloud import ACCEPTED, LEAST, NO_OLDER, rule_aloud
from tequio.screening.rules.catalogue import ASPECTS
from tequio.screening.rules.packs import Criterion, Pack, Rule
from tequio.screening.rules.packs.pack import AUTHORITIES, Citation

HOW = (ACCEPTED, LEAST, NO_OLDER)
"""Sentences on how something can be shown, not on what is asked."""


@dataclass(frozen=True)
class PackLine:
    """A pack in a list: key, title, what it is; `is_adopted` here."""

    key: str
    title: str
    about: str
    kind: str
    pack: Pack
    is_adopted: bool


@dataclass(frozen=True)
class SideAloud:
    """What a pack asks of the rules, or of practice, read aloud; how: by what it can be shown."""

    heading: str
    lines: tuple[Spoken, ...]
    how: tuple[Spoken, ...]
    citation: Citation


@dataclass(frozen=True)
class CriterionAloud:
    """A criterion of a pack, read aloud."""

    code: str
    title: str
    is_gate: bool
    sides: tuple[SideAloud, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands, each source once."""
        return tuple(dict.fromkeys(one.citation for one in self.sides))


def packs(request: HttpRequest, slug: str) -> HttpResponse:
    """Which rules there are; a member proposes others."""
    looking = look(request, slug)
    if request.method == "POST":
        return _proposed(request, look_inside(request, slug))
    return _packs(request, looking)


def _proposed(request: HttpRequest, looking: Looking) -> HttpResponse:
    text = request.POST.get("pack", "").replace("\r\n", "\n")
    try:
        told = service.propose_pack(looking.act(key_of(request)), pack=text.strip("\n "))
    except Refused as raised:
        return _packs(request, looking, refused=raised.refusals, text=text)
    messages.success(request, gettext("The members are asked. Bring it to a meeting, or vote."))
    return redirect("governance:proposal", looking.slug, told.facts["proposal"])


def _packs(
    request: HttpRequest, looking: Looking, *, refused: tuple[Refusal, ...] = (), text: str = ""
) -> HttpResponse:
    examiner = looking.organisation.id
    adopted = adopted_packs(examiner)
    codes = {one.pack.code for one in adopted}
    ready = [ready_pack(code) for code in ready_packs() if code not in codes]
    given: dict[str, Any] = {
        "adopted": [line_of(one.pack, is_adopted=True) for one in adopted],
        "ready": [line_of(one) for one in ready],
        "asked": [(one, text_of(one.pack.titles)) for one in asked_packs(examiner)]
        if looking.is_inside
        else [],
        "takes_up": looking.assesses or keeps_the_roll(looking.standing),
        "proposes": looking.standing.is_member,
        "refused": refused,
        "text": text,
    }
    return shown(request, looking, "packs", status=status_of(refused), **given)


@require_POST
def adopt_pack(request: HttpRequest, slug: str) -> HttpResponse:
    """Take up what the members adopted."""
    looking = look_inside(request, slug)
    proposal = number_in(request.POST.get("proposal", "")) or 0
    told = service.adopt_pack(looking.act(key_of(request)), proposal=proposal)
    messages.success(request, gettext("From now on it is judged by these rules."))
    return redirect("screening:pack", slug, told.facts["pack"])


@require_safe
def pack(request: HttpRequest, slug: str, pack: str) -> HttpResponse:
    """One pack read aloud with its sources, conditions first."""
    looking = look(request, slug)
    found, adopted = pack_called(looking, pack)
    told = [criterion_aloud(one) for one in found.criteria]
    cited = [rule.citation for one in found.criteria for _aspect, rule in one.aspects()]
    given: dict[str, Any] = {
        "line": line_of(found, is_adopted=adopted is not None),
        "adopted": adopted,
        "conditions": [one for one in told if one.is_gate],
        "others": [one for one in told if not one.is_gate],
        "unverified": sum(not one.verified for one in cited),
        "sources": len(cited),
        "objections": () if adopted else _objections(looking, found),
    }
    return shown(request, looking, "pack", **given)


def pack_called(looking: Looking, key: str) -> tuple[Pack, Adopted | None]:
    """An adopted pack, or one that is ready.  Raises Http404."""
    adopted = pack_of(looking.organisation.id, key) if "@" in key else None
    if adopted:
        return adopted.pack, adopted
    code = key.partition("@")[0]
    if code not in ready_packs() or ready_pack(code).key != key:
        raise Http404
    return ready_pack(code), None


def line_of(pack: Pack, *, is_adopted: bool = False) -> PackLine:
    """A pack in a list."""
    kind = gettext(AUTHORITIES[pack.authority])
    return PackLine(pack.key, text_of(pack.titles), text_of(pack.about), kind, pack, is_adopted)


def criterion_aloud(criterion: Criterion) -> CriterionAloud:
    """What a pack asks for one criterion, in the reader's language."""
    sides = tuple(_side(aspect, rule) for aspect, rule in criterion.aspects())
    return CriterionAloud(criterion.id, criterion_title(criterion), criterion.is_gate, sides)


def _side(aspect: str, rule: Rule) -> SideAloud:
    every = rule_aloud(rule)
    how = [line for line in every if line.sentence in HOW]
    asks = [line for line in every if line.sentence not in HOW]
    return SideAloud(
        gettext(ASPECTS[aspect]),
        tuple(aloud(line) for line in asks),
        tuple(aloud(line) for line in how),
        rule.citation,
    )


def _objections(looking: Looking, found: Pack) -> tuple[Refusal, ...]:
    """Why a ready pack cannot be proposed now."""
    if not looking.standing.is_member:
        return ()
    examiner = looking.organisation.id
    content = rules.fingerprint(ready_text(found.code))
    against = rules.objections_to_propose_pack(
        found.key,
        adopted=keys_of_adopted(examiner),
        waiting=waiting_for(examiner, rules.PACK, content),
    )
    return tuple(against)
