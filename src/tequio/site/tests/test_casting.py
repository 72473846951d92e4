"""As whom one can come in, in the demonstration: few are read, however many there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.governance.tests import hall
from tequio.membership import service as membership
from tequio.site import casting

pytestmark = pytest.mark.django_db


def test_officers_come_first_and_then_a_few_members() -> None:
    group = hall.found()
    (cast,) = casting.casts(group.today)
    assert [(role.name, role.offices) for role in cast.people] == [
        ("Bela", ("chair",)),
        ("Asha", ("secretary",)),
        ("Chitra", ("treasurer",)),
        ("Devi", ()),
        ("Esha", ()),
        ("Farida", ()),
    ]


def test_a_group_of_many_members_is_not_read_whole() -> None:
    group = hall.found()
    people = membership.create_people([membership.NewPerson(f"Z {n}") for n in range(1_200)])
    membership.admit(group.organisation, people, since=group.today, member_class="member")
    with CaptureQueriesContext(connection) as told:
        (cast,) = casting.casts(group.today)
    assert len(cast.people) == 6
    assert len(told) <= 8
    assert all("LIMIT" in one["sql"] for one in told if "membership_membershiprow" in one["sql"])


def test_of_many_groups_the_liveliest_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(casting, "MOST", 2)
    hall.found("Quiet circle")
    busy = [hall.found("Busy circle"), hall.found("Busier circle")]
    for times, group in enumerate(busy, 1):
        for _proposal in range(times):
            group.proposes()
    slugs = [cast.organisation.slug for cast in casting.casts(busy[0].today)]
    assert slugs == ["busier-circle", "busy-circle"]
