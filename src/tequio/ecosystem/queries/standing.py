"""Who brings organisations together for a network, and who speaks for one, by the statutes of a
day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tequio.ecosystem.rules import standing as rules
from tequio.kernel import Act, Refusal, refuse
from tequio.membership import queries as members
from tequio.membership.rules import keeps_the_roll
from tequio.registry.queries.hand import heads_of, listed_of
from tequio.registry.rules.deciding import Listed, objections_to_listed
from tequio.statutes.queries import statutes_on


def organising_on(keeper: int, day: date) -> rules.Organising:
    """What the statutes say on this day.  One query."""
    statutes = statutes_on(keeper, day)
    offices, is_public = statutes.offices("ecosystem.offices"), statutes.flag("ecosystem.public")
    return rules.Organising(offices, is_public)


def organises(keeper: int, person: int | None, day: date) -> bool:
    """Whether somebody brings organisations together for this network.  Two queries."""
    who = members.standing(person, keeper, day)
    return rules.organises(who, organising_on(keeper, day))


def objections_to_organise(act: Act) -> Iterator[Refusal]:
    """What stands against acting as an organiser by whoever does this act.  Two queries."""
    keeper = act.of_organisation
    who = members.standing(act.by, keeper, act.today)
    yield from rules.objections_to_organise(who, organising_on(keeper, act.today))


def party_of(keeper: int, listed: int) -> int | None:
    """The organisation of the node that a listed one is, if it is one.  One query."""
    found = listed_of(keeper, [listed]).get(listed)
    return found.party if found else None


def here_of(keeper: int, listed: Iterable[int]) -> frozenset[int]:
    """Those of listed organisations that are on this node, under whatever number the register knows
    them now.  One query, and one for each step of merges."""
    heads = heads_of(keeper, listed)
    found = listed_of(keeper, heads.values())
    return frozenset(one for one, head in heads.items() if head in found and found[head].party)


def speaks_as(act: Act, listed: int) -> bool:
    """Whether whoever does this act is an officer of the listed organisation itself; else she says
    it for it as an organiser.  At most four queries.  Raises Refused."""
    found = listed_of(act.of_organisation, [listed]).get(listed)
    is_own = _is_officer_of(act, found)
    refuse(objections_to_listed(listed, found))
    _refuse_who_does_not_speak(act, is_own=is_own)
    return is_own


def speaks_as_known(act: Act, listed: int) -> bool:
    """The same of one that is written down already: under whatever number the register knows it
    now, and also where the register lists it no more.  Raises Refused."""
    keeper = act.of_organisation
    head = heads_of(keeper, [listed])[listed]
    is_own = _is_officer_of(act, listed_of(keeper, [head]).get(head))
    _refuse_who_does_not_speak(act, is_own=is_own)
    return is_own


def _is_officer_of(act: Act, found: Listed | None) -> bool:
    party = found.party if found else None
    return party is not None and keeps_the_roll(members.standing(act.by, party, act.today))


def _refuse_who_does_not_speak(act: Act, *, is_own: bool) -> None:
    asked = is_own or organises(act.of_organisation, act.by, act.today)
    refuse(rules.objections_to_speak(is_own=is_own, organises=asked))
