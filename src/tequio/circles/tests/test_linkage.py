"""Bank linkage by the dated rulebook: the worked examples, and silence where it says nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tequio.circles.rules.linkage import bank_linkage
from tequio.circles.tests.test_share_outs import cases, minor
from tequio.statutes.queries import rulebook_for

INDIA = rulebook_for("IN", "self-help-group").values
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("case", cases("bank_linkage"))
def test_a_dose_is_what_the_programme_says(case: dict[str, Any]) -> None:
    found = bank_linkage(
        INDIA,
        minor(case["corpus"]),
        case["months"],
        case["dose"],
        TODAY,
        is_revived=case.get("revived", False),
    )
    assert found.minor == minor(case["loan"])
    assert found.has_waited is case["has_waited"]
    assert found.by_plan is case.get("by_plan", False)


def test_nothing_of_it_has_been_compared_with_the_official_text() -> None:
    found = bank_linkage(INDIA, 22_000_00, 6, 1, TODAY)
    assert not found.is_verified
    assert all(one.source for one in found.values)


@pytest.mark.parametrize(("dose", "on"), [(5, TODAY), (1, date(2020, 1, 1))])
def test_where_the_rulebook_says_nothing_no_sum_is_told(dose: int, on: date) -> None:
    assert bank_linkage(INDIA, 22_000_00, 6, dose, on).minor is None


def test_a_country_without_such_a_programme_has_no_sum() -> None:
    ghana = rulebook_for("GH", "self-help-group").values
    assert bank_linkage(ghana, 22_000_00, 6, 1, TODAY).minor is None
