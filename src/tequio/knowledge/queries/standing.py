"""How a person stands to a library, by the statutes of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tequio.kernel import Act, Refusal
from tequio.knowledge.rules import standing as rules
from tequio.membership import queries as members
from tequio.membership.queries.federating import groups_on
from tequio.membership.rules import is_member, is_officer
from tequio.statutes.queries import statutes_on


def library_on(keeper: int, day: date) -> rules.Library:
    """What the statutes say of the library on this day.  One query."""
    statutes = statutes_on(keeper, day)
    return rules.Library(statutes.offices("knowledge.offices"), statutes.flag("knowledge.public"))


def reader_of(keeper: int, person: int | None, day: date) -> rules.Reader:
    """How somebody stands to this library.  At most five queries."""
    who = members.standing(person, keeper, day)
    return rules.Reader(who, library_on(keeper, day), takes_part(keeper, person, day))


def takes_part(keeper: int, person: int | None, day: date) -> bool:
    """Whether somebody belongs to an organisation, holds an office there, or belongs to one of its
    member organisations.  At most four queries."""
    who = members.standing(person, keeper, day)
    if is_member(who) or is_officer(who):
        return True
    return person is not None and bool(
        {*members.places_of(person, day)} & {*groups_on(keeper, day)}
    )


def objections_to_keep(act: Act) -> Iterator[Refusal]:
    """What stands against a change of the library by whoever does this act."""
    yield from rules.objections_to_keep(reader_of(act.of_organisation, act.by, act.today))


def objections_to_take_part(act: Act) -> Iterator[Refusal]:
    """What stands against taking part by whoever does this act."""
    yield from rules.objections_to_take_part(reader_of(act.of_organisation, act.by, act.today))


def objections_to_work(act: Act) -> Iterator[Refusal]:
    """Against work in what the organisation itself takes up by whoever does this act."""
    yield from rules.objections_to_work(members.standing(act.by, act.of_organisation, act.today))
