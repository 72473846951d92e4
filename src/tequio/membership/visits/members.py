"""Choosing a member: a list while the group is small, a name to type where it is large."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tequio.membership import queries
from tequio.membership.visits.fields import LISTED, PersonField, meant
from tequio.membership.visits.looking import Visit


def member_field(
    here: Visit,
    label: Any,
    *,
    only: Collection[int] | None = None,
    without: Collection[int | None] = (),
    **options: Any,
) -> PersonField:
    """A field for a member of today.

    only     offer these persons instead of the members
    without  leave these out of the list
    options  of `PersonField`
    """
    people = _members(here) if only is None else _by_name(only)
    if people is not None:
        people = {number: name for number, name in people.items() if number not in without}
    return PersonField(people=people, find=lambda typed: _find(here, typed), label=label, **options)


def _members(here: Visit) -> dict[int, str] | None:
    listed, more = queries.member_page(here.organisation.id, here.today, limit=LISTED)
    if more is not None:
        return None
    return {one.person: one.name for one in listed if one.person is not None}


def _by_name(people: Collection[int]) -> dict[int, str] | None:
    if len(people) > LISTED:
        return None
    named = queries.person_names(people).items()
    return dict(sorted(named, key=lambda pair: pair[1].casefold()))


def _find(here: Visit, typed: str) -> list[int]:
    """Members who could be meant: by phone, e-mail or number, else by a part of the name."""
    number = queries.person_by(typed)
    if number and queries.standing(number, here.organisation.id, here.today).is_member:
        return [number]
    listed, _more = queries.member_page(
        here.organisation.id, here.today, search=typed, limit=LISTED
    )
    return meant({one.person: one.name for one in listed if one.person is not None}, typed)
