"""Evidence: what was handed in about an organisation, handing in a piece, taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import Act, Truth, refuse
from tequio.membership import queries as members
from tequio.membership.rules import is_officer
from tequio.membership.visits import (
    document_kept,
    key_of,
    person_of,
    show_document,
    visit,
)
from tequio.membership.visits.doing import Deed, Done, Told, pressed, sent
from tequio.registry.queries.of_one import names_of
from tequio.screening import service
from tequio.screening.forms.showing import EvidenceForm, WhyForm, facts_of_rules, facts_to_choose
from tequio.screening.pages.asked import network_asked
from tequio.screening.pages.visiting import look_as_assessor, shown
from tequio.screening.pages.wording import fact_title, text_of, value_in_words
from tequio.screening.queries.cases_there import party_of
from tequio.screening.queries.documents import document_for
from tequio.screening.queries.examining import ties_to
from tequio.screening.queries.mirror import Glass, Network, networks_of, reflection
from tequio.screening.queries.packs import pack_of
from tequio.screening.queries.shown import EvidenceView, evidence_about
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.evidence import EVIDENCE, GRADES
from tequio.screening.rules.examining import objections_to_ties
from tequio.screening.rules.showing import COUNTED_HERE, NewEvidence

MOST_AT_ONCE = 8
FIELDS = ("kind", "since", "until", "pointer", "is_public", "words")


@dataclass(frozen=True)
class Bringing:
    """Who hands it in, for whom, and where the page is.

    owner   in whose name files are kept
    about   what `submit_evidence` needs besides the piece itself
    back    what `withdraw_evidence` needs besides its number
    """

    request: HttpRequest
    act: Callable[[str], Act]
    address: str
    owner: int
    about: Mapping[str, Any]
    back: Mapping[str, Any]
    by_assessor: bool


def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """What a network was shown about us; its officers hand in and take back."""
    here = visit(request, slug)
    networks = networks_of(here.organisation.id)
    network = network_asked(request, networks)
    if network is None or not is_officer(here.standing):
        raise Http404
    address = f"{reverse('screening:evidence', args=[slug])}?of={network.slug}"
    bringing = Bringing(
        request=request,
        act=here.act,
        address=address,
        owner=here.organisation.id,
        about={"examiner": network.slug},
        back={"examiner": network.slug},
        by_assessor=False,
    )
    pieces = evidence_about(network.id, network.listed)
    own = here.organisation.id
    mine = [one for one in pieces if one.party == own]
    facts, deeds = _deeds(bringing, mine, here.today)
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given = {
        "visit": here,
        "slug": slug,
        "organisation": here.organisation,
        "network": network,
        "networks": networks,
        "pieces": _told(pieces, done, network.slug, by=lambda one: _giver(one, own, network.name)),
        **_choosing(request, facts, done),
        **_by_rules(request, own, network, here.today),
    }
    return render(request, "screening/evidence.html", given, status=done.status)


def evidence_of(request: HttpRequest, slug: str, listed: int) -> HttpResponse:
    """For assessors without an interest: what was shown about an organisation."""
    looking = look_as_assessor(request, slug)
    examiner = looking.organisation.id
    name = names_of(examiner, [listed], is_inside=True).get(listed) if listed < 2**62 else None
    if name is None:
        raise Http404
    refuse(objections_to_ties(ties_to(examiner, listed, looking.today), looking.person))
    bringing = Bringing(
        request=request,
        act=looking.act,
        address=reverse("screening:evidence_of", args=[slug, listed]),
        owner=examiner,
        about={"listed": listed},
        back={},
        by_assessor=True,
    )
    pieces = evidence_about(examiner, listed)
    mine = [one for one in pieces if one.party is None and one.person == looking.person]
    facts, deeds = _deeds(bringing, mine, looking.today)
    done = pressed(request, deeds)
    if done.onward:
        return done.onward
    given = {
        "name": name,
        "listed": listed,
        "is_here": party_of(examiner, listed) is not None,
        "pieces": _told(pieces, done, slug, by=lambda one: one.by_name),
        **_choosing(request, facts, done),
    }
    return shown(request, looking, "evidence_of", status=done.status, **given)


@require_safe
def evidence_file(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The file of a piece of evidence, or its copy with names blackened; 404 for whoever may see
    neither."""
    examiner, today = members.organisation(slug), timezone.localdate()
    if examiner is None or number >= 2**62:
        raise Http404
    found = document_for(examiner.id, number, person_of(request), today)
    if found is None:
        raise Http404
    name = gettext("evidence-%(number)s") % {"number": number}
    return show_document(found.owner, found.digest, name=name)


def _deeds(
    bringing: Bringing, mine: Iterable[EvidenceView], today: date
) -> tuple[list[str], list[Deed]]:
    """The facts that are asked for, a form to show them, and one for each piece to take back."""
    request = bringing.request
    asked = dict.fromkeys(request.GET.getlist("fact"))
    facts = [one for one in asked if one in FACTS and one not in COUNTED_HERE][:MOST_AT_ONCE]
    deeds = [_to_submit(bringing, facts, today)] if facts else []
    return facts, deeds + [
        _to_withdraw(bringing, one.id) for one in mine if one.withdrawn_at is None
    ]


def _to_submit(bringing: Bringing, facts: list[str], today: date) -> Deed:
    request = bringing.request
    form = EvidenceForm(
        facts=facts,
        today=today,
        by_assessor=bringing.by_assessor,
        initial={"kind": request.GET.get("kind", "")},
        **sent(request, "submit"),
    )

    def submit(said: Mapping[str, Any]) -> Told:
        """Files are taken away again if the act is refused."""
        owner = bringing.owner
        with (
            document_kept(owner, said["file"]) as file,
            document_kept(owner, said["redacted"]) as copy,
        ):
            piece = NewEvidence(
                facts=form.shown(),
                file=file,
                redacted=copy,
                **{name: said[name] for name in FIELDS},
            )
            service.submit_evidence(bringing.act(key_of(request)), evidence=piece, **bringing.about)
        return bringing.address, gettext("It is handed in, and counts from now on.")

    title, label = gettext("Hand in a piece of evidence"), gettext("Hand it in")
    return Deed("submit", label, form, submit, title, sign="sheet")


def _to_withdraw(bringing: Bringing, number: int) -> Deed:
    request, code = bringing.request, f"withdraw-{number}"
    form = WhyForm(prefix=code, **sent(request, code))

    def withdraw(said: Mapping[str, Any]) -> Told:
        service.withdraw_evidence(
            bringing.act(key_of(request)),
            evidence=number,
            reason=said["reason"],
            **bringing.back,
        )
        return bringing.address, gettext("It is taken back, and supports nothing any more.")

    return Deed(code, gettext("Take it back"), form, withdraw, look="quiet", sign="cross")


@dataclass(frozen=True)
class Piece:
    """A piece of evidence as a page shows it; deed: taking it back, where she may."""

    one: EvidenceView
    title: str
    grade: str
    facts: tuple[tuple[str, str], ...]
    by_name: str
    href: str
    deed: Deed | None


def _told(
    pieces: Iterable[EvidenceView],
    done: Done,
    slug: str,
    *,
    by: Callable[[EvidenceView], str],
) -> list[Piece]:
    deeds = {one.code: one for one in done.deeds}
    return [
        Piece(
            one=one,
            title=gettext(EVIDENCE[one.kind].title),
            grade=gettext(GRADES[one.grade]),
            facts=tuple((fact_title(code), value_in_words(code, v)) for code, v in one.facts),
            by_name=by(one),
            href=reverse("screening:evidence_file", args=[slug, one.id]) if one.has_file else "",
            deed=deeds.get(f"withdraw-{one.id}"),
        )
        for one in pieces
    ]


def _giver(one: EvidenceView, own: int, network: str) -> str:
    """Who gave it, as the organisation may know: never who doubted it."""
    if one.party == own:
        return gettext("we ourselves")
    return one.by_name if one.party is not None else network


def _by_rules(request: HttpRequest, own: int, network: Network, today: date) -> dict[str, Any]:
    """With `?pack=` the facts of these rules first, of these what is still open."""
    asked = request.GET.get("pack", "")
    adopted = pack_of(network.id, asked) if asked else None
    if adopted is None:
        return {}
    pack = adopted.pack
    judged = reflection(own, Glass(asked, pack, network), today).own
    still_open = {
        fact
        for one in judged.criteria
        if one.truth is Truth.UNKNOWN
        for aspect in (one.rules, one.practice)
        if aspect is not None and aspect.truth is Truth.UNKNOWN
        for fact in aspect.rule.facts
    }
    groups = facts_of_rules(pack, text_of(pack.titles), still_open)
    return {"groups": groups, "pack": adopted.key}


def _choosing(request: HttpRequest, facts: list[str], done: Done) -> dict[str, Any]:
    """What the form of choosing facts needs, and the form that was chosen."""
    return {
        "done": done,
        "groups": facts_to_choose(),
        "chosen": facts,
        "kind": request.GET.get("kind", ""),
        "of": request.GET.get("of", ""),
        "submit": next((one for one in done.deeds if one.code == "submit"), None),
    }
