"""Figures of several groups at once are the same as those of each for itself."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.lending import queries
from tequio.lending.queries.across import ageing_across, due_between
from tequio.lending.tests import stage

pytestmark = pytest.mark.django_db


def test_what_is_late_across_groups_is_what_each_group_says_of_itself() -> None:
    late, punctual, without = (stage.found(slug=name) for name in ("late", "punctual", "none"))
    late.a_loan(minor=60_000)
    late.a_loan(minor=30_000)
    number = punctual.a_loan(minor=60_000)
    for group in (late, punctual, without):
        group.later(70)
    punctual.repays(number, 30_000)
    groups = [late.organisation, punctual.organisation, without.organisation]
    found = ageing_across(groups, late.today)
    assert found[late.organisation].at_risk[30] == 1
    assert found[punctual.organisation].at_risk[30] == 0
    assert without.organisation not in found
    for one in groups[:2]:
        assert found[one] == queries.arrears(one, late.today).ageing


def test_more_groups_ask_no_more_queries() -> None:
    groups = [stage.found(slug=f"group-{place}") for place in range(3)]
    for group in groups:
        group.a_loan(minor=60_000)
    counted = []
    for listed in (groups[:1], groups):
        with CaptureQueriesContext(connection) as read:
            ageing_across([one.organisation for one in listed], groups[0].today)
        counted.append(len(read))
    assert counted == [6, 6]


def test_loans_are_found_by_what_was_due() -> None:
    group = stage.found()
    number = group.a_loan(minor=60_000)
    first = group.today
    assert due_between(group.organisation, first, first) == []
    group.later(40)
    assert [one.id for one in due_between(group.organisation, first, group.today)] == [number]
