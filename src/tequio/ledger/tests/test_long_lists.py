"""A statement of more entries than fit on a page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tequio.ledger.pages import books
from tequio.ledger.tests.browsing import see, words
from tequio.ledger.tests.founding import DAY, NOON, Group, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    with time_machine.travel(NOON, tick=False):
        group = found()
        group.fill(100_000)
        group.allow("ledger.pay", 50_000, subject="rent")
        for days in (3, 3, 2, 1):
            group.pay(100, value_date=DAY - timedelta(days))
        yield group


def test_a_long_statement_ends_with_a_whole_day_and_goes_on(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "LINES", 3)
    first = see(
        group, "Asha", "statement", group.cash, since=str(DAY - timedelta(9)), until=str(DAY)
    )
    sheet = first.context["sheet"].statement
    assert len(sheet.lines) == 3
    assert sheet.until == DAY - timedelta(2)
    assert "This sheet ends on 12 February 2026; there are more entries after it." in words(first)
    rest = see(
        group, "Asha", "statement", group.cash, since=str(DAY - timedelta(1)), until=str(DAY)
    )
    assert rest.context["sheet"].statement.opening == sheet.closing
    assert rest.context["goes_on"] is None


def test_a_day_with_more_entries_than_fit_stands_whole(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "LINES", 1)
    page = see(
        group, "Asha", "statement", group.cash, since=str(DAY - timedelta(9)), until=str(DAY)
    )
    assert len(page.context["sheet"].statement.lines) == 2
