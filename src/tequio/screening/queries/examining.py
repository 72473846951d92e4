"""Who examines for a network by the statutes of a day, and who must stand aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.membership import queries as members
from tequio.membership.queries.federating import federations_of, groups_on
from tequio.registry.queries.hand import family_of, listed_of
from tequio.registry.queries.keeping import keeping_on
from tequio.registry.queries.of_one import One, of_one
from tequio.screening.models import InterestRow
from tequio.screening.rules import examining as rules
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


def ties_to(examiner: int, listed: int, on: date) -> dict[int, str]:
    """Every person who must stand aside when this organisation is judged, with the reason.

    She said so, belongs to it or holds an office in it, or holds one in an organisation of the node
    that stands close to it: related in the register, its federation, its member.  A bounded number
    of queries, however many persons.
    """
    found = listed_of(examiner, [listed]).get(listed)
    party = found.party if found else None
    ties = dict.fromkeys(_in_office(_near(examiner, listed, party, on), on), "related")
    if party is not None:
        ties |= dict.fromkeys(members.member_ids(party, on), "member")
        ties |= dict.fromkeys(_in_office({party}, on), "officer")
    declared = InterestRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        ended_at__isnull=True,
    )
    return ties | dict.fromkeys(declared.values_list("person_id", flat=True), "declared")


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
