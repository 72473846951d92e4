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


@dataclass(frozen=True)
class Cast:
    """A group and those as whom one can come in: (person, name, offices)."""

    organisation: rules.Organisation
    people: list[queries.Member]


def casts(today: date) -> list[Cast]:
    """Every group of the node, the liveliest first, with its officers and then a few members."""
    groups = sorted(queries.organisations(), key=lambda group: -chronicle.head_of(group.id).number)
    return [Cast(group, _people(group.id, today)) for group in groups]


def _people(organisation: int, today: date) -> list[queries.Member]:
    members = [member for member in queries.members(organisation, today) if member.person]
    officers = sorted((m for m in members if m.offices), key=_rank)
    return officers + [member for member in members if not member.offices][:SHOWN]


def _rank(member: queries.Member) -> int:
    known = list(rules.OFFICES)
    return min(known.index(office) if office in known else len(known) for office in member.offices)
