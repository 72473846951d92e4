"""Pages of membership: the roll and the offices, one person, the one-time code."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tequio.kernel import Refusal, Refused
from tequio.membership import queries, rules, service
from tequio.membership.forms import CodeForm, EraseForm, PersonForm
from tequio.membership.queries.erasing import objections_to_erasing
from tequio.membership.queries.signing_in import (
    first_to_invite,
    invited_person,
    objections_to_inviting,
    person_of_code,
)
from tequio.membership.visits import (
    PersonField,
    Visit,
    act_of,
    key_of,
    member_field,
    number_in,
    person_of,
    status_of,
    visit,
)
from tequio.membership.visits.about import kept_about

SHOWN = 100
"""Members on one page of the list."""

SEARCHED_FROM = 20
"""From how many members on a search is offered."""


# The group ----------------------------------------------------------------------------------


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Who belongs and who holds which office, by name, a part at a time."""
    here = visit(request, slug)
    organisation = here.organisation.id
    search, after = request.GET.get("search", "").strip(), request.GET.get("after", "")
    listed, more = queries.member_page(
        organisation,
        here.today,
        search=search,
        after=number_in(after),
        limit=SHOWN,
    )
    count = queries.number_of_members(organisation, here.today)
    objections = rules.objections_to_keeping_the_roll(here.standing)
    given = {
        "visit": here,
        "offices": queries.terms(organisation, here.today),
        "members": listed,
        "count": count,
        "search": search,
        "is_searched": bool(search) or count > SEARCHED_FROM,
        "more": more,
        "is_continued": bool(after),
        "first_to_invite": _first_to_invite(here) if objections else {},
        "awaiting": {} if objections else queries.awaiting_admission(organisation),
        "objections": objections,
        "sees_contacts": rules.is_officer(here.standing),
        "may_leave": rules.is_member(here.standing),
    }
    return render(request, "membership/members.html", given)


def _first_to_invite(here: Visit) -> dict[int, str]:
    """Numbers and names of those to whom whoever founded may give the first codes."""
    first = first_to_invite(here.standing, here.today)
    return dict(queries.person_names(first)) if first else {}


@require_safe
def roll(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole list as a sheet to print and sign."""
    here = visit(request, slug)
    organisation = here.organisation.id
    given = {
        "visit": here,
        "offices": queries.terms(organisation, here.today),
        "members": queries.members(organisation, here.today),
    }
    return render(request, "membership/roll.html", given)


def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a person down, so that the assembly can admit her."""
    here = visit(request, slug)
    form = PersonForm(request.POST or None, country=here.organisation.country)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            service.register_person(here.act(key_of(request)), **form.cleaned_data)
        except Refused as raised:
            refused = raised.refusals
        else:
            said = gettext("%(name)s is written down. The assembly decides on the admission.")
            messages.success(request, said % {"name": form.cleaned_data["name"]})
            return redirect("membership:members", slug)
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "objections": rules.objections_to_keeping_the_roll(here.standing),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/register.html", given, status=status)


def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave the group, after reading what that means."""
    here = visit(request, slug)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        try:
            service.leave(here.act(key_of(request)))
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("You leave the group at the end of this day."))
            return redirect("membership:members", slug)
    given = {
        "visit": here,
        "refused": refused,
        "objections": rules.objections_to_leave(here.standing),
    }
    return render(request, "membership/leave.html", given, status=status_of(refused))


# One person ---------------------------------------------------------------------------------


@require_safe
def person(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """A person as this group knows her; her contacts only for officers and for herself."""
    here = visit(request, slug)
    given = of_person(here, person) | {"kept": kept_about(here, person)}
    return render(request, "membership/person.html", given)


def of_person(here: Visit, person: int) -> dict[str, Any]:
    """What pages about one person show of her.  Raises Http404 for who never belonged here."""
    record = queries.record(here.organisation.id, person)
    standing = here.standing
    if record is None and rules.keeps_the_roll(standing):
        record = queries.record_of_awaiting(here.organisation.id, person)
    if record is None:
        raise Http404
    is_me = here.person == person
    return {
        "visit": here,
        "record": record,
        "is_me": is_me,
        "sees_contacts": is_me or rules.is_officer(standing),
        "is_member": any(
            not one.is_void
            and one.since <= here.today
            and (one.until is None or one.until >= here.today)
            for one in record.belongings
        ),
        "may_correct": not rules.objections_to_correct(standing, person=person, name="-"),
        "invite_objections": objections_to_inviting(standing, person, here.today),
        "keeps_the_roll": rules.keeps_the_roll(standing),
        "is_awaiting": not record.belongings,
        "may_erase": not record.has_account and rules.keeps_the_roll(standing) and not is_me,
    }


def correct(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Correct a name, a phone number or an e-mail address."""
    here = visit(request, slug)
    given = of_person(here, person)
    record = given["record"]
    if not given["may_correct"]:
        raise Refused(*rules.objections_to_correct(here.standing, person=person, name="-"))
    now = {"name": record.name, "phone": record.phone, "email": record.email}
    country = here.organisation.country
    form = PersonForm(request.POST or None, initial=now, country=country)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            service.correct_person(here.act(key_of(request)), person=person, **form.cleaned_data)
        except Refused as raised:
            refused = raised.refusals
        else:
            messages.success(request, gettext("Corrected."))
            return redirect("membership:person", slug, person)
    status = status_of(refused, is_wrong=form.is_bound)
    given |= {"form": form, "refused": refused}
    return render(request, "membership/correct.html", given, status=status)


def erase(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Forget somebody who has no sign-in, because she asked; after reading what that means."""
    here = visit(request, slug)
    given = of_person(here, person)
    if not given["record"].name:
        raise Refused(rules.ALREADY_ERASED.because())
    form = EraseForm(request.POST or None, witness=_witness_field(here, person))
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            service.erase_on_request(
                here.act(key_of(request)),
                person=person,
                asked=form.cleaned_data["asked"],
                witness=form.cleaned_data["witness"],
            )
        except Refused as raised:
            refused = raised.refusals
        else:
            said = gettext("Tequio has forgotten her.")
            if given["is_member"]:
                said += " " + gettext("She stays on the roll, without her name.")
            messages.success(request, said)
            return redirect("membership:members", slug)
    given |= {"form": form, "refused": refused}
    given["objections"] = objections_to_erasing(here.standing, person, here.today)
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/erase.html", given, status=status)


def _witness_field(here: Visit, person: int) -> PersonField:
    """Members and officers of today who are neither she nor the one who looks."""
    organisation = here.organisation.id
    members = queries.member_ids(organisation, here.today)
    seated = [term.person for term in queries.terms(organisation, here.today)]
    names = queries.person_names({*members, *seated} - {here.person, person})
    heard = [number for number, name in names.items() if name]
    return member_field(here, _("Who else heard it?"), only=heard)


@never_cache
def invite(request: HttpRequest, slug: str, person: int) -> HttpResponse:
    """Make a one-time code and show it once.

    The same press again shows the same code: it is derived from the form's key, which only the
    secretary's browser has, and from the node's secret.
    """
    here = visit(request, slug)
    given = of_person(here, person)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        key = key_of(request)
        fresh = salted_hmac("tequio.invitation", f"{person}.{key}", algorithm="sha256").digest()
        number = int.from_bytes(fresh)
        try:
            spoken = service.invite_by_code(here.act(key), person=person, number=number)
        except Refused as raised:
            refused = raised.refusals
        else:
            given |= {
                "spoken": spoken,
                "address": request.build_absolute_uri(reverse("membership:code")),
                "until": rules.expiry_of_invitation(here.at),
            }
    given |= {"refused": refused}
    return render(request, "membership/invite.html", given, status=status_of(refused))


# The code -----------------------------------------------------------------------------------


@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """ "I have a code": type it, see whose it is, take possession."""
    form = CodeForm(request.POST or None)
    if person_of(request) is None or request.method != "POST" or not form.is_valid():
        given = {"form": form, "here": reverse("membership:code")}
        return render(request, "membership/code.html", given, status=422 if form.is_bound else 200)
    return _use(request, form)


def _use(request: HttpRequest, form: CodeForm) -> HttpResponse:
    given_code = form.cleaned_data["code"]
    at = timezone.localtime()
    found = invited_person(given_code, at)
    if found is None and person_of_code(given_code) == person_of(request):
        return redirect("front")  # pressed twice: she already is who the code names
    refused: tuple[Refusal, ...] = (rules.INVITATION_NOT_VALID.because(),)
    if found is not None:
        number, _invitation, person = found
        organisation = queries.organisation(number)
        assert organisation is not None, "an invitation belongs to an organisation"
        if not request.POST.get("sure"):
            names = queries.person_names([person])
            given = {"code": given_code, "name": names[person], "organisation": organisation}
            return render(request, "membership/code_sure.html", given)
        try:
            service.accept_invitation(
                act_of(request, key_of(request)), code_hash=rules.hash_of_code(given_code)
            )
        except Refused as raised:
            refused = raised.refusals
        else:
            said = gettext("Welcome. This is what %(group)s keeps of you.")
            messages.success(request, said % {"group": organisation.name})
            return redirect("membership:person", organisation.slug, person)
    given = {"form": form, "refused": refused, "here": reverse("membership:code")}
    return render(request, "membership/code.html", given, status=status_of(refused))
