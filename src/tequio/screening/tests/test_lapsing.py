"""What ends a finding before its time."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.screening.rules.lapsing import EXPIRED, Live, Since, Trigger, first, live, triggers

DECIDED, TODAY = date(2026, 1, 10), date(2026, 11, 22)
NOTHING = Since({})


def found(since):
    return list(triggers(since, decided_on=DECIDED, on=TODAY))


@pytest.mark.parametrize(
    ("since", "code"),
    [
        (Since({date(2026, 3, 1): ["surplus.reserve"]}), "clause_changed"),
        (Since({}, dividends=[date(2026, 3, 1)]), "dividend"),
        (Since({}, last_assembly=date(2024, 9, 1)), "no_assembly"),
        (Since({}, mergers=[date(2026, 3, 1)]), "merger"),
    ],
)
def test_each_trigger_ends_it_on_its_day(since, code):
    assert found(since) == [Trigger(date(2026, 3, 1), code)]


@pytest.mark.parametrize(
    "since",
    [
        NOTHING,
        Since({date(2026, 3, 1): ["circle.every", "notice.days"]}),
        Since({DECIDED: ["surplus.reserve"], date(2027, 1, 1): ["surplus.reserve"]}),
        Since({}, dividends=[DECIDED, date(2025, 1, 1), date(2027, 1, 1)]),
        Since({}, last_assembly=date(2025, 6, 1)),
    ],
)
def test_what_was_known_what_is_to_come_and_what_rests_on_no_clause_ends_nothing(since):
    assert found(since) == []


def test_it_ends_by_what_came_first():
    both = Since({date(2026, 5, 1): ["shares.price"]}, dividends=[date(2026, 4, 1)])
    assert first(found(both)) == Trigger(date(2026, 4, 1), "dividend")
    assert first([]) is None


def state(since=NOTHING, *, holds_until=date(2029, 1, 10), noted=None):
    return live(since, decided_on=DECIDED, holds_until=holds_until, noted=noted, on=TODAY)


def test_it_counts_until_something_ended_it_or_its_time_is_over():
    assert state() == Live(None)
    assert state(holds_until=TODAY) == Live(None, coming=Trigger(date(2026, 11, 23), EXPIRED))
    over = Trigger(TODAY, EXPIRED)
    assert state(holds_until=date(2026, 11, 21)) == Live(over, is_noted=True)
    divided = Since({}, dividends=[date(2026, 3, 1)])
    first_of_all = Trigger(date(2026, 3, 1), "dividend")
    assert state(divided, holds_until=date(2026, 11, 21)) == Live(first_of_all)
    noted = Trigger(date(2026, 5, 1), "merger")
    assert state(divided, noted=noted) == Live(noted, is_noted=True), "as it was noted"
