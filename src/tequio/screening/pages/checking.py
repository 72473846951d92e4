"""Whether a credential is genuine, for anybody; assessors keep what others found, as theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from tequio.kernel import Refusal, RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.membership import queries as members
from tequio.membership.visits import key_of, number_in, status_of
from tequio.registry.queries.hand import listed_with
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.service.node_key import public_key
from tequio.screening import service
from tequio.screening.pages.visiting import Looking, look, look_as_assessor, shown
from tequio.screening.pages.wording import Badge, verdict_badge
from tequio.screening.queries.partners import followed
from tequio.screening.queries.standing import Standing, standing_of
from tequio.screening.rules.credentials import Credential, read_credential
from tequio.screening.rules.credentials.finding import LARGEST, LARGEST_FILE, decoded
from tequio.screening.rules.findings import STATES
from tequio.screening.rules.partners import to_follow

NOTHING_SENT = RefusalKind(
    "no_credential_sent",
    _("There is nothing to check."),
    _("Choose a file or paste its text."),
    about="input",
)


@dataclass(frozen=True)
class Checked:
    """A credential that is genuine, and what is known here of whoever signed it.

    sentence  its verdict; a code that this node does not know stands as it is
    is_ours   this node signed it; standing: the finding of which it is, where everybody may see it
    feed      title of the feed of the same key that the register follows
    listed    number here of the organisation that it is about, as far as that is known
    """

    credential: Credential
    badge: Badge
    sentence: str
    is_over: bool
    is_ours: bool
    standing: Standing | None
    feed: str
    listed: int | None

    @property
    def address(self) -> str:
        """Of the finding, where it is one of the web."""
        return to_follow(self.credential.address)

    @property
    def status(self) -> str:
        """Where its issuer says whether it counts still."""
        return to_follow(self.credential.status)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody pastes or uploads a credential, and reads whether it is genuine and what it says."""
    looking = look(request, slug)
    if request.method != "POST":
        return _page(request, looking)
    text = _sent(request)
    if not text.strip():
        return _page(request, looking, refused=(NOTHING_SENT.because(),))
    return _read(request, looking, text)


def _sent(request: HttpRequest) -> str:
    """What was uploaded, or else pasted; no more of it than a credential can have."""
    file = request.FILES.get("file")
    if file is not None:
        return decoded(file.read(LARGEST_FILE))
    return request.POST.get("credential", "").strip()


def _read(
    request: HttpRequest, looking: Looking, text: str, *, refused: tuple[Refusal, ...] = ()
) -> HttpResponse:
    try:
        found = _checked(looking, read_credential(text))
    except Refused as raised:
        pasted = request.POST.get("credential", "")
        return _page(request, looking, refused=refused or raised.refusals, text=pasted)
    return _page(request, looking, refused=refused, text=text, found=found)


def _page(
    request: HttpRequest,
    looking: Looking,
    *,
    refused: tuple[Refusal, ...] = (),
    text: str = "",
    found: Checked | None = None,
) -> HttpResponse:
    given: dict[str, Any] = {
        "refused": refused,
        "text": text[:LARGEST],
        "found": found,
        "takes": found is not None and not found.is_ours and looking.assesses,
        "listed": number_in(request.POST.get("listed", "") or request.GET.get("listed", "")),
    }
    return shown(request, looking, "check", status=status_of(refused), **given)


def _checked(looking: Looking, found: Credential) -> Checked:
    examiner, is_ours = looking.organisation.id, found.key == public_key()
    feeds = followed(examiner)
    said = STATES.get(found.verdict, "")
    return Checked(
        credential=found,
        badge=verdict_badge(found.verdict),
        sentence=gettext(said) if said else found.verdict,
        is_over=found.holds_until is not None and found.holds_until < looking.today,
        is_ours=is_ours,
        standing=_standing(looking, found.address) if is_ours else None,
        feed=next((one.title for one in feeds if one.key == found.key), ""),
        listed=listed_with(examiner, found.uid, [one.source for one in feeds]),
    )


def _standing(looking: Looking, address: str) -> Standing | None:
    """The finding of this node at an address, if everybody may see it."""
    try:
        place = resolve(urlsplit(address).path)
    except (Resolver404, ValueError):
        return None
    if place.view_name != "screening:finding":
        return None
    issuer = members.organisation(place.kwargs["slug"])
    if issuer is None or not keeping_on(issuer.id, looking.today).is_public:
        return None
    return standing_of(issuer.id, place.kwargs["number"], looking.today)


@require_POST
def take(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a credential of others about a listed organisation."""
    looking = look_as_assessor(request, slug)
    listed, text = number_in(request.POST.get("listed", "")) or 0, _sent(request)
    act = looking.act(key_of(request))
    try:
        service.take_verdict(act, listed=listed, credential=text)
    except Refused as raised:
        return _read(request, looking, text, refused=raised.refusals)
    messages.success(request, gettext("It is kept as theirs, and counts nowhere here."))
    return redirect("screening:organisation", slug, listed)


@require_POST
def drop(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a verdict of others no more."""
    looking = look_as_assessor(request, slug)
    receipt = service.drop_verdict(looking.act(key_of(request)), verdict=number)
    messages.success(request, gettext("The verdict of the other network is shown no more."))
    return redirect("screening:organisation", slug, receipt.facts["listed"])


@require_POST
def lapse(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Note that a finding counts no more, by what happened since."""
    looking = look_as_assessor(request, slug)
    service.lapse(looking.act(key_of(request)), finding=number)
    messages.success(request, gettext("It is noted: the finding counts no more."))
    return redirect(reverse("screening:finding", args=[slug, number]))
