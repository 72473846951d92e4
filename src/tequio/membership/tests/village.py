"""The village in which refusals of membership are tried, each beside the lawful call.

Asha is secretary, Bina treasurer, Chand a member; Zora belongs nowhere.  First the lawful call
succeeds (and is taken back), then the one that differs as the sentence says is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tequio.kernel import Act, Refused
from tequio.membership import rules, service
from tequio.membership.tests import groups

NOBODY = 99_999
KEYS = count(1)
CODE, OTHER = (rules.hash_of_code(word) for word in ("one", "other"))
OF_NOBODYS_BOOK = (
    service.accept_invitation,
    service.erase_person,
    service.issue_token,
    service.revoke_token,
)
Row = tuple[str, Callable[["Village"], Mapping[str, Any]], str]


class Village:
    """The group, its people by name, a clock, and the lawful call to differ from."""

    def __init__(self) -> None:
        self.group = groups.found()
        self.people = {**self.group.people, "zora": service.create_person(named("Zora"))}
        self.at: datetime = timezone.localtime()
        self.lawful: Mapping[str, Any] = {}

    def does(self, what, /, *, by="asha", place=None, key="", **fields):
        """Somebody acts; the facts of the event."""
        here = None if what in OF_NOBODYS_BOOK else place or self.group.id
        key = key or f"village-{next(KEYS)}"
        return what(Act(self.people.get(by), here, self.at, key), **fields).facts

    def invites(self, who, code=CODE):
        """Asha invites somebody."""
        self.does(service.invite, person=self.people[who], code_hash=code)


def named(name, **contact):
    return service.NewPerson(name, **contact)


def differs(**fields):
    return lambda village: fields


def for_person(name):
    return lambda village: {"person": village.people[name]}


def tries(village, what, lawful, change, codes):
    with transaction.atomic():
        village.does(what, **lawful)
        transaction.set_rollback(True)
    village.lawful = lawful
    different = {**lawful, **change(village)}
    with pytest.raises(Refused) as caught:
        village.does(what, **different)
    assert [refusal.code for refusal in caught.value.refusals] == codes.split()


def each(rows: Iterable[Row]) -> pytest.MarkDecorator:
    listed = [
        pytest.param(change, codes, id=says.replace(" ", "-")) for says, change, codes in rows
    ]
    return pytest.mark.parametrize(("change", "codes"), listed)
