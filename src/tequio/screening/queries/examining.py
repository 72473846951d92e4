"""Who examines for a network by the statutes of a day, and who must stand aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Q

from tequio.kernel import Act, Refusal
from tequio.membership import queries as members
from tequio.membership.queries.federating import federations_of, groups_on
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.queries.of_one import One, of_one
from tequio.screening.models import CaseRow, EvidenceRow, InterestRow
from tequio.screening.rules import examining as rules
from tequio.screening.rules.cases import CHALLENGE, REFUSED
from tequio.screening.rules.showing import ATTESTATION
from tequio.statutes.queries import statutes_on


def examining_on(examiner: int, day: date) -> rules.Examining:
    """What the statutes say of the screening on this day.  One query."""
    statutes = statutes_on(examiner, day)
    return rules.Examining(
        offices=statutes.offices("screening.offices"),
        panel=statutes.offices("screening.panel"),
        appeal=statutes.offices("screening.appeal"),
        reply_days=statutes.integer("screening.reply_days"),
        appeal_days=statutes.integer("screening.appeal_days"),
    )


def objections_to_examine(act: Act) -> Iterator[Refusal]:
    """What stands against examining by whoever does this act.  Two queries."""
    who = members.standing(act.by, act.of_organisation, act.today)
    yield from rules.objections_to_examine(who, examining_on(act.of_organisation, act.today))


def ties_to(examiner: int, listed: int, on: date, *, at: datetime | None = None) -> dict[int, str]:
    """Every person who must stand aside when this organisation is judged, with the reason.

    She said so, belongs to it or holds an office in it, or holds one in an organisation of the node
    that stands close to it (related in the register, its federation, its member) or vouches for it;
    she handed in evidence for an organisation; she doubted it, unless that was found to be without
    ground.  A bounded number of queries, however many persons.

    at  the moment that counts; left out: now
    """
    found = listed_of(examiner, [listed]).get(listed)
    party = found.party if found else None
    ties = dict.fromkeys(_in_office(_near(examiner, listed, party, on), on), "related")
    if party is not None:
        ties |= dict.fromkeys(members.member_ids(party, on), "member")
        ties |= dict.fromkeys(_in_office({party}, on), "officer")
    about = Q(organisation_id=examiner, listed_id__in=family_of(examiner, listed))
    return ties | _spoke(about, on, at) | dict.fromkeys(_declared(about, at), "declared")


def _spoke(about: Q, on: date, at: datetime | None) -> dict[int, str]:
    """Who spoke for an organisation, or against it."""
    shown = EvidenceRow.objects.filter(about, withdrawn_at=None).exclude(party_id=None)
    doubts = CaseRow.objects.filter(about, kind=CHALLENGE).exclude(state=REFUSED)
    if at is not None:
        shown, doubts = shown.filter(recorded_at__lte=at), doubts.filter(opened_at__lte=at)
    listed = list(shown.values_list("person_id", "party_id", "kind"))
    vouch = {party for _one, party, kind in listed if party and kind == ATTESTATION}
    people = {one for one, _party, _kind in listed} | _in_office(vouch, on)
    doubted = doubts.values_list("person_id", flat=True)
    return dict.fromkeys(people, "vouched") | dict.fromkeys(doubted, "challenger")


def _declared(about: Q, at: datetime | None) -> Iterable[int]:
    """Who has said that she has an interest, or had one at that moment."""
    rows = InterestRow.objects.filter(about)
    if at is None:
        rows = rows.filter(ended_at=None)
    else:
        rows = rows.filter(declared_at__lte=at).exclude(ended_at__lt=at)
    return rows.values_list("person_id", flat=True)


def _in_office(organisations: Iterable[int], on: date) -> set[int]:
    return {term.person for one in organisations for term in members.terms(one, on)}


def _near(examiner: int, listed: int, party: int | None, on: date) -> set[int]:
    """Organisations of the node that stand close to it; the examiner itself is close to all."""
    order = keeping_on(examiner, on).order
    one = of_one(examiner, listed, order=order, is_inside=True)
    others = {tie.other for tie in one.relations if tie.other} if isinstance(one, One) else set()
    near = {found.party for found in listed_of(examiner, others).values() if found.party}
    if party is not None:
        near |= {*federations_of(party), *groups_on(party, on)}
    return near - {examiner, party}
