"""With whom the loans stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.lending.tests.stage import Group, found
from tequio.screening.queries.computing import Computed, Row, computed_facts

pytestmark = pytest.mark.django_db


def says(group: Group) -> Computed | str:
    said, silent = computed_facts(group.organisation, ["loans", "meetings"], group.today)
    found = {one.fact: one for one in said} | {one.fact: one.reason for one in silent}
    return found["practice.loans_to_insiders"]


def test_the_part_that_stands_with_office_holders_is_told_with_the_loans() -> None:
    group = found()
    assert says(group) == "not_kept_here"
    first = group.a_loan()
    assert says(group).value == "0"
    group.saves("Bina", 40_000)
    day, second = group.today, group.later(1).a_loan(who="Bina", minor=40_000)
    said = says(group)
    assert (said.value, said.grade, said.until) == ("1/4", 0, group.today)
    assert said.rows == (Row("loan", first, day), Row("loan", second, day + timedelta(days=1)))


def test_what_was_repaid_stands_with_nobody() -> None:
    group = found()
    loan = group.a_loan(minor=10_000)
    group.repays(loan, 10_000)
    assert says(group) == "nothing_happened"
