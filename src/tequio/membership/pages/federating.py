"""The page on which a group asks a federation to admit it, sees where it belongs, and takes an
application back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tequio.kernel import Refusal, Refused
from tequio.membership import queries, rules, service
from tequio.membership.forms import FederationForm
from tequio.membership.queries import federating as reads
from tequio.membership.rules.federating import NO_SUCH_FEDERATION
from tequio.membership.visits import Visit, key_of, number_in, status_of, visit


def federations(request: HttpRequest, slug: str) -> HttpResponse:
    """Of whom the group is a member, where it has asked, and a form to ask."""
    here = visit(request, slug)
    form = FederationForm(None)
    refused: tuple[Refusal, ...] = ()
    if request.method == "POST":
        form = FederationForm(request.POST if "name" in request.POST else None)
        try:
            if said := _done(request, here, form):
                messages.success(request, said)
                return redirect("membership:federations", slug)
        except Refused as raised:
            refused = raised.refusals
    organisation = here.organisation.id
    given = {
        "visit": here,
        "form": form,
        "refused": refused,
        "federations": reads.federations_of(organisation),
        "applications": reads.applications_of(organisation),
        "applicants": reads.applicants(organisation),
        "objections": rules.objections_to_keeping_the_roll(here.standing),
    }
    status = status_of(refused, is_wrong=form.is_bound)
    return render(request, "membership/federations.html", given, status=status)


def _done(request: HttpRequest, here: Visit, form: FederationForm) -> str:
    """Apply, or take an application back; what to say of it, or nothing where the form is wrong."""
    application = number_in(request.POST.get("application", ""))
    if application is not None:
        service.withdraw_application(here.act(key_of(request)), application=application)
        return gettext("The application is taken back.")
    if not form.is_valid():
        return ""
    found = queries.organisation(str(form.cleaned_data["name"]))
    if found is None:
        raise Refused(NO_SUCH_FEDERATION.because())
    service.apply(here.act(key_of(request)), federation=found.id)
    said = gettext("%(federation)s knows that you want to join. Its members decide.")
    return said % {"federation": found.name}
