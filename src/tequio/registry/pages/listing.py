"""One organisation is written into the register by hand, once whoever looks alike was seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from tequio.kernel import Refusal, Refused
from tequio.membership.visits import key_of
from tequio.registry import service
from tequio.registry.forms.saying import SayingForm
from tequio.registry.pages.acting import Onward, Page, answered, look_as_office, sent
from tequio.registry.queries.resembling import alike
from tequio.registry.rules.saying import Value, objections_to_values, said_of


def list_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """A name is enough; whoever is listed under a name like it is shown before it is saved."""
    looking = look_as_office(request, slug)
    country = looking.organisation.country
    form = SayingForm(sent(request), contacts=True, initial={"address_country": country})
    given: dict[str, Any] = {"alike": [], "is_seen": False}

    def done(said: Mapping[str, Any]) -> Onward | None:
        values = form.values()
        if not request.POST.get("seen"):
            given["alike"] = alike(looking.organisation.id, said_of(_understood(values)))
            given["is_seen"] = bool(given["alike"])
            if given["alike"]:
                return None
        listed = service.list_organisation(looking.act(key_of(request)), values=values)
        told = gettext("It is listed.")
        return "registry:listed", (listed.facts["listed"],), told

    return answered(request, looking, Page("new", form, given), done)


def _understood(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Raises Refused for what the act would refuse as well."""
    against: list[Refusal] = list(objections_to_values(values))
    if against:
        raise Refused(*against)
    return values
