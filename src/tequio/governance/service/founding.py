"""Founding a group: persons, offices, statutes, first mandates and opening balances in one act."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tequio.chronicle.rules import Told
from tequio.chronicle.rules.inputs import Reference, Words
from tequio.chronicle.service import act
from tequio.governance.queries.founding import Founding, first_statutes, slug_of, to_found
from tequio.governance.rules import events
from tequio.governance.rules.founding import (
    BOARD,
    REFUSALS,
    Founder,
    NewGroup,
    Opening,
    identity_of,
)
from tequio.governance.service.bodies import open_body
from tequio.governance.service.effects import Source
from tequio.governance.service.resolving import write_resolution
from tequio.governance.service.standing_mandates import Decided, grant_standing
from tequio.kernel import Act, Refused, Unit, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.mandates import queries as mandates_queries
from tequio.mandates import rules as mandates_rules
from tequio.mandates import service as mandates
from tequio.membership import queries as members_queries
from tequio.membership import rules as membership_rules
from tequio.membership import service as membership
from tequio.statutes import amending
from tequio.statutes import rules as statutes_rules


@act(
    "governance.found",
    may="whoever is signed in, or the operator of the node at the command line",
    refusals=[
        *REFUSALS,
        membership_rules.NO_SUCH_PERSON,
        *statutes_rules.OF_FIRST_STATUTES,
        mandates_rules.NO_MANDATE,
    ],
    of_no_organisation=True,
)
def found(
    act: Act,
    /,
    *,
    group: NewGroup,
    members: tuple[Founder, ...],
    values: dict[Reference, Any] | None = None,
    reasons: dict[Reference, Words] | None = None,
    opening: tuple[Opening, ...] = (),
) -> Told[events.GroupFounded]:
    """Found a group: from this act on it has members, offices, statutes, mandates and a book.

    values   provisions that differ from the statutes template, by code
    reasons  why the founders go on where an unverified law warns, by code
    opening  what the group already owns, per asset account, in minor units
    """
    founding = Founding(group, members, values or {}, reasons or {}, opening)
    refuse(to_found(founding, act.today))
    stated = first_statutes(group, founding.values)
    statutes = statutes_rules.in_force(stated, act.today)
    organisation = _identity(act, group)
    inside = replace(act, organisation=organisation)
    people = _people(inside, members)
    assembly = open_body(organisation, code="assembly")
    board = open_body(organisation, code="board", offices=BOARD)
    source = _adopt(inside, group, people, stated, founding.reasons, _seats(people, members))
    mandates.open_unit(organisation, Unit(group.unit, group.exponent))
    standing = grant_standing(
        organisation,
        statutes=statutes,
        decided=Decided(source.name, source.digest, act.today),
    )
    event = events.GroupFounded(
        organisation,
        *_identified(organisation),
        group.kind,
        tuple(people),
        assembly,
        source.digest,
        standing,
        _open_book(inside, group.unit, opening),
        board,
        source.resolution,
        act.today,
    )
    return Told(event, {organisation: event})


def _adopt(
    act: Act,
    group: NewGroup,
    people: list[int],
    stated: dict[str, Any],
    reasons: Mapping[str, str],
    seats: Sequence[tuple[str, int]],
) -> Source:
    """Adopt the first statutes by a resolution of the founders."""
    source = write_resolution(
        act.of_organisation,
        on=act.today,
        certificate={
            "founders": people,
            "kind": group.kind,
            "reasons": sorted(code for code in stated if reasons.get(code, "").strip()),
            "statutes": stated,
            "template": group.template,
            "unit": group.unit,
            "offices": [list(seat) for seat in seats],
        },
    )
    amending.adopt(
        act.of_organisation,
        values=stated,
        from_day=act.today,
        source=source.resolution,
        source_hash=source.digest,
        reasons=reasons,
    )
    return source


def _identity(act: Act, group: NewGroup) -> int:
    slug = slug_of(group) or "group-" + uuid.uuid4().hex[:8]
    return membership.create_organisation(
        {
            "slug": slug,
            "name": group.name.strip(),
            "kind": group.kind,
            "unit": group.unit,
            "country": group.country,
            "language": group.language,
            "founded_on": act.today,
            "is_invented": group.is_invented,
        }
    )


def _identified(organisation: int) -> tuple[str, str]:
    """The group's uid, and the digest of what it is called and what it is."""
    found_now = members_queries.organisation(organisation)
    assert found_now is not None
    return found_now.uid, identity_of(found_now, mandates_queries.units(organisation))


def _people(act: Act, members: Sequence[Founder]) -> list[int]:
    """Write the founders down, admit them, give them their offices; their numbers in order."""
    organisation = act.of_organisation
    for founder in members:
        if founder.person is not None and act.by not in (None, founder.person):
            raise Refused(membership_rules.NO_SUCH_PERSON.because(person=founder.person))
    known = [one.person for one in members if one.person is not None]
    for person in set(known) - members_queries.person_names(known).keys():
        raise Refused(membership_rules.NO_SUCH_PERSON.because(person=person))
    new = [
        membership.NewPerson(one.name, one.phone, one.email)
        for one in members
        if one.person is None
    ]
    created = iter(membership.create_people(new))
    people = [next(created) if one.person is None else one.person for one in members]
    membership.admit(organisation, people, since=act.today)
    for office, person in _seats(people, members):
        membership.seat(organisation, office=office, person=person, since=act.today)
    return people


def _seats(people: Sequence[int], members: Sequence[Founder]) -> list[tuple[str, int]]:
    """Each office with the founder who gets it."""
    return [
        (office, person)
        for person, founder in zip(people, members, strict=True)
        for office in dict.fromkeys(founder.offices)
    ]


def _open_book(act: Act, unit: str, opening: Sequence[Opening]) -> int | None:
    """Open the cash box and book the opening balances; the journal's number, if there is one."""
    organisation = act.of_organisation
    ledger.account_for(organisation, unit=unit, kind="cash")
    if not opening:
        return None
    equity = ledger.account_for(organisation, unit=unit, kind="opening")
    standing = mandates.standing_mandate(organisation, "ledger.opening", act.today)
    transfers = [
        Transfer(
            code="ledger.opening",
            subject="",
            debit=ledger.account_for(organisation, unit=unit, kind=one.kind),
            credit=equity,
            minor=one.minor,
            unit=unit,
            mandate=standing,
        )
        for one in opening
    ]
    return ledger.post(act, value_date=act.today, transfers=transfers).journal
