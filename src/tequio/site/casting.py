"""Who can be come in as, in the demonstration: the officers of each group and some members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.membership import queries, rules

SHOWN = 3
"""How many members without an office are offered in each group."""


@dataclass(frozen=True)
class Cast:
    """A group and those as whom one can come in: (person, name, offices)."""

    organisation: rules.Organisation
    people: list[queries.Member]


def casts(today: date) -> list[Cast]:
    """Every group of the node with its officers first, then a few members."""
    return [
        Cast(organisation, _people(organisation.id, today))
        for organisation in queries.organisations()
    ]


def _people(organisation: int, today: date) -> list[queries.Member]:
    members = [member for member in queries.members(organisation, today) if member.person]
    officers = sorted((m for m in members if m.offices), key=_rank)
    return officers + [member for member in members if not member.offices][:SHOWN]


def _rank(member: queries.Member) -> int:
    known = list(rules.OFFICES)
    return min(known.index(office) if office in known else len(known) for office in member.offices)
