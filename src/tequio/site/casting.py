"""Who can be come in as, in the demonstration: the officers of each group and some members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.chronicle import queries as chronicle
from tequio.membership import queries, rules

SHOWN = 3
"""How many members without an office are offered in each group."""

OPEN = 2
"""How many groups are shown at once; the others are unfolded by a press."""

MOST = 20
"""How many groups are offered at all: the liveliest."""


@dataclass(frozen=True)
class Role:
    """Somebody as whom one can come in, with her offices."""

    person: int
    name: str
    offices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """A group and those as whom one can come in."""

    organisation: rules.Organisation
    people: list[Role]


def casts(today: date) -> list[Cast]:
    """The liveliest groups of the node, each with its officers and then a few members."""
    groups = queries.organisations()
    heads = chronicle.heads_of(group.id for group in groups)
    groups.sort(key=lambda group: -heads[group.id].number if group.id in heads else 0)
    return [Cast(group, _people(group.id, today)) for group in groups[:MOST]]


def _people(organisation: int, today: date) -> list[Role]:
    officers: dict[int, Role] = {}
    for term in queries.terms(organisation, today):
        held = officers.get(term.person, Role(term.person, term.name)).offices
        officers[term.person] = Role(term.person, term.name, (*held, term.office))
    page, _more = queries.member_page(organisation, today, limit=len(officers) + SHOWN)
    others = [
        Role(member.person, member.name)
        for member in page
        if member.person is not None and member.person not in officers
    ]
    return sorted(officers.values(), key=_rank) + others[:SHOWN]


def _rank(role: Role) -> tuple[int, str]:
    known = list(rules.OFFICE_WORDS)
    first = min(known.index(one) if one in known else len(known) for one in role.offices)
    return first, role.name
