"""What a federation sees of a group: a matrix of who looks, what was decided, and who belongs."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.circles.queries.overseeing import groups_by_need, sight_of
from tequio.kernel import Unit
from tequio.membership import queries as members
from tequio.membership.models import MembershipRow
from tequio.site.demonstration.stage import Group, Stage
from tests.circles import federated as told

pytestmark = pytest.mark.django_db
INR = Unit("INR", 2)
LOOKERS = ("officer", "delegate", "stranger")
DECIDED = ("nothing", "figures", "sheets")
BELONGS = ("member", "never", "not yet", "ended")


def admitted(federation: Group, group: Group, *, when: str = "member") -> None:
    """As a resolution would admit it: on this day, on one to come, or ended yesterday."""
    today = federation.stage.today
    since = today if when != "not yet" else today.replace(day=today.day + 1)
    MembershipRow.objects.create(
        organisation_id=federation.organisation,
        id=900_000 + group.organisation,
        member_organisation_id=group.organisation,
        member_class="organisation",
        since=since,
        until=today if when == "ended" else None,
        is_void=when == "ended",
    )


@pytest.mark.parametrize("decided", DECIDED)
def test_only_officers_of_a_federation_see_and_only_what_a_member_of_it_decided(decided) -> None:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES)
    other = told.found(stage, "Another", told.WOMEN)
    who = {
        "officer": federation.person["Pia"],
        "delegate": federation.person["Uma"],
        "stranger": other.person["Ama"],
    }
    for looks, belongs in product(LOOKERS, BELONGS):
        name = f"{looks} {belongs}"
        values = {"privacy.federation": decided}
        group = told.found(stage, name.replace(" ", ""), told.WOMEN, **values)
        if belongs != "never":
            admitted(federation, group, when=belongs)
        standing = members.standing(who[looks], federation.organisation, stage.today)
        seen = sight_of(federation.organisation, group.organisation, standing, stage.today)
        may = looks == "officer" and belongs == "member"
        assert seen == (decided if may else "nothing"), name


def test_silence_of_the_statutes_shows_nothing() -> None:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES)
    group = told.found(stage, "Silent", told.WOMEN)
    admitted(federation, group)
    (line,) = groups_by_need(federation.organisation, INR, stage.today)
    assert (line.sight, line.needs) == ("nothing", [])


def test_a_hundred_groups_are_read_with_as_many_queries_as_two() -> None:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Federation", told.DELEGATES)
    counted = []
    for size in (2, 100):
        while len(members.organisations()) < size + 1:
            number = len(members.organisations())
            values = {"privacy.federation": "figures", "circle.share_price": 100}
            group = told.found(stage, f"Group {number}", told.WOMEN, cash=100, **values)
            admitted(federation, group)
            group.does("Caro", told.circles.start_cycle)
        with CaptureQueriesContext(
            connection,
        ) as read:
            listed = groups_by_need(federation.organisation, INR, stage.today)
        assert len(listed) == size
        counted.append(len(read))
    assert counted[0] == counted[1]
    assert counted[1] <= 30
