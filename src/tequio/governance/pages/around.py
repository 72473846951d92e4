"""What the form of a proposal must know of the group, read only as far as its kind needs it."""

from __future__ import annotations

from django.utils.translation import gettext

from tequio.governance.forms.proposals import Around
from tequio.governance.pages import edge
from tequio.governance.queries.budgets import budgets_to_take_back
from tequio.governance.rules.budgets import Decided
from tequio.kernel import Unit
from tequio.ledger import queries as ledger
from tequio.mandates import queries as mandates
from tequio.mandates.queries import STANDING
from tequio.mandates.rules import Mandate
from tequio.membership import queries as members
from tequio.membership.queries.federating import applicants, groups_of
from tequio.membership.rules import OFFICE_WORDS, OFFICES
from tequio.membership.visits import Visit
from tequio.statutes.queries import statutes_on

OFFERED = 100
"""Permissions from which one is chosen to be taken back; older ones by their own page."""


def around_of(visit: Visit, kind: str, chosen: int | None = None) -> Around:
    """Everything that a form of this kind offers.

    chosen  number of a mandate that is already chosen
    """
    organisation = visit.organisation.id
    statutes = statutes_on(organisation, visit.today)
    offices = dict.fromkeys((*statutes.offices("offices.pay"), *statutes.offices("offices.keys")))
    return Around(
        today=visit.today,
        units=units_of(visit),
        statutes=statutes,
        members=edge.names_of(visit) if kind in ("office", "exclusion") else {},
        awaiting=members.awaiting_admission(organisation) if kind == "admission" else {},
        applicants=applicants_of(visit) if kind == "federation" else {},
        groups=groups_of(visit.organisation.id) if kind == "parting" else {},
        claims=claims_of(visit) if kind == "ratification" else {},
        mandates=permissions_of(visit, chosen) if kind == "revocation" else {},
        budgets=budgets_of(visit) if kind == "revocation" else {},
        offices=tuple(offices),
        held=held_offices(visit) if kind == "office" else {},
    )


def applicants_of(visit: Visit) -> dict[int, str]:
    """Groups that have asked to be admitted and wait, with their names."""
    return {one.organisation: one.organisation_name for one in applicants(visit.organisation.id)}


def units_of(visit: Visit) -> dict[str, Unit]:
    """The units of the book, that of the group first."""
    units = mandates.units(visit.organisation.id)
    return dict(sorted(units.items(), key=lambda one: one[0] != visit.organisation.unit))


def held_offices(visit: Visit) -> dict[str, str]:
    """Each office with whoever holds it, as `office:person`; and each office as it is, so that
    somebody can join whoever holds it, or fill one that nobody holds."""
    terms = members.terms(visit.organisation.id, visit.today)
    listed = {
        f"{term.office}:{term.person}": gettext("%(office)s: %(name)s leaves it")
        % {"office": _office(term.office), "name": term.name}
        for term in terms
    }
    held = {term.office for term in terms}
    judging = offices_of_a_screening(visit) if visit.organisation.kind == "network" else ()
    for office in dict.fromkeys([*OFFICES, *judging, *sorted(held)]):
        sentence = gettext("%(office)s: nobody leaves it")
        if office not in held:
            sentence = gettext("%(office)s: nobody holds it")
        listed[office] = sentence % {"office": _office(office)}
    return listed


def offices_of_a_screening(visit: Visit) -> tuple[str, ...]:
    """Offices by which this network examines and judges, by its statutes."""
    statutes = statutes_on(visit.organisation.id, visit.today)
    codes = ("screening.offices", "screening.panel", "screening.appeal")
    return tuple(office for code in codes for office in statutes.offices(code))


def _office(code: str) -> str:
    return gettext(OFFICE_WORDS[code]) if code in OFFICE_WORDS else code


def claims_of(visit: Visit) -> dict[int, ledger.Claim]:
    """Payments without decision, and differences of the box, that are still open."""
    return {claim.transfer: claim for claim in ledger.claims(visit.organisation.id)}


def budgets_of(visit: Visit) -> dict[int, Decided]:
    """Budgets that the assembly can still take back, by the number of their resolution."""
    listed = budgets_to_take_back(visit.organisation.id, visit.today)
    return {one.resolution: one for one in listed}


def permissions_of(visit: Visit, chosen: int | None = None) -> dict[int, Mandate]:
    """Mandates in force that decisions gave, the newest first; what the statutes allow is ended
    by amending them.

    chosen  number of one that is offered however old it is
    """
    kept = mandates.Kept(visit.today, is_over=False, standing=False)
    newest = mandates.mandates_kept(visit.organisation.id, kept, limit=OFFERED)
    listed = {mandate.id: mandate for mandate in newest}
    if chosen is not None and chosen not in listed:
        listed |= mandates.mandates_by_number(visit.organisation.id, [chosen])
    return {
        number: one
        for number, one in listed.items()
        if one.ended_on is None and one.grant.holds_on(visit.today) and one.title != STANDING
    }
