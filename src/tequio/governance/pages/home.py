"""The group's first page: what is to be decided, what I may do now, money in one look, and what
was paid without a decision."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tequio.governance import queries
from tequio.governance.pages import edge
from tequio.governance.queries import looking
from tequio.governance.rules.meetings import objections_to_belong, objections_to_calling
from tequio.ledger import queries as ledger
from tequio.membership.queries import awaiting_admission, number_of_members, person_names
from tequio.membership.rules import is_officer, keeps_the_roll
from tequio.membership.visits import Visit
from tequio.membership.visits import visit as visit_of
from tequio.statutes.queries import statutes_on


def home(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for the reader first."""
    visit = visit_of(request, slug)
    organisation = visit.organisation.id
    matters = looking.open_matters(organisation, visit.person)
    decided, _older = looking.decided(organisation, limit=3)
    given = {
        "visit": visit,
        "to_vote": [one for one in matters if one.state == "voting"],
        "to_decide": [one for one in matters if one.state != "voting"],
        "decided": decided,
        "meetings": queries.meetings(organisation, only_open=True, limit=5),
        "members": number_of_members(organisation, visit.today),
        "awaiting": awaiting_admission(organisation) if keeps_the_roll(visit.standing) else {},
        "may_call": objections_to_calling(visit.standing),
        "may_propose": objections_to_belong(visit.standing),
    }
    return edge.show(request, "home.html", given | money(visit))


def money(visit: Visit) -> dict[str, Any]:
    """What the group holds, and what was paid without a decision, for who may see the books."""
    claims = ledger.claims(visit.organisation.id)
    names = person_names({claim.person for claim in claims})
    given: dict[str, Any] = {"claims": claims, "names": names}
    privacy = statutes_on(visit.organisation.id, visit.today).choice("privacy.books")
    if privacy == "officers" and not is_officer(visit.standing):
        return given
    listed = ledger.accounts(visit.organisation.id, visit.today)
    return given | {"figures": [one for one in listed if one.kind in SHOWN]}


SHOWN = ("cash", "bank")
