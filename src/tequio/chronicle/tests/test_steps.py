"""One act of many steps: one line, and every reader finds the steps as lines of their own."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from tequio.chronicle import queries
from tequio.chronicle.models import LineRow
from tequio.chronicle.rules import WITH_STEPS, Step, step
from tequio.chronicle.service import ACTS, UndeclaredSteps, act, open_chain
from tequio.kernel import Act

SUNDAY = datetime(2026, 2, 8, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class BellRung:
    bell: int
    times: int


@dataclass(frozen=True)
class DoorOpened:
    door: int


@dataclass(frozen=True)
class FeastHeld:
    guests: int
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def feast():
    @act("tests.feast", may="anyone", has_steps=True)
    def feast(act: Act, /, *, guests: int):
        rung = [step("bells.ring", BellRung(1, times), SUNDAY) for times in (1, 2)]
        return FeastHeld(guests, (rung[0], step("doors.open", DoorOpened(5), act.at), rung[1]))

    yield feast
    WITH_STEPS.discard("tests.feast")
    del ACTS["tests.feast"]


@pytest.fixture(scope="module")
def ring():
    @act("bells.ring", may="anyone")
    def ring(act: Act, /, *, times: int):
        return BellRung(1, times)

    yield ring
    del ACTS["bells.ring"]


@pytest.fixture
def this(db):
    open_chain(1001)
    return Act(by=7, organisation=1001, at=timezone.now(), key="k1")


@pytest.fixture
def told(feast, ring, this):
    """A bell, a feast with two bells in it, and a bell."""
    ring(this, times=3)
    feast(replace(this, key="k2"), guests=40)
    ring(replace(this, key="k3"), times=4)
    return this


def test_the_act_leaves_one_line_and_the_chain_stays_over_the_whole_of_it(told):
    assert queries.head_of(1001).number == 3
    assert list(queries.check(1001)) == []
    line, _digest = queries.line(1001, 2)
    kinds = [one["kind"] for one in line.facts["steps"]]
    assert kinds == [
        "bells.ring",
        "doors.open",
        "bells.ring",
    ]


def test_a_reader_of_a_kind_finds_its_lines_and_its_steps_in_their_order(told):
    assert [facts["times"] for facts in queries.facts_of(1001, "bells.ring")] == [3, 1, 2, 4]
    assert queries.facts_of(1001, "doors.open") == [{"door": 5}]
    assert [line.number for line in queries.lines_of_kind(1001, "bells.ring")] == [1, 2, 2, 3]


def test_a_step_is_a_line_with_the_act_s_number_key_and_person_and_a_time_of_its_own(told):
    first, second = list(queries.lines_of_kind(1001, "bells.ring"))[1:3]
    assert (first.number, first.key, first.by, first.event) == (2, "k2", 7, "BellRung")
    assert (first.at, second.at) == (SUNDAY, SUNDAY)
    assert next(queries.lines_of_kind(1001, "doors.open")).at == told.at
    assert next(queries.lines_of_kind(1001, "tests.feast")).at == told.at


def test_all_lines_give_the_act_first_and_then_its_steps(told):
    kinds = [line.kind for line in queries.all_lines(1001)]
    steps = ["tests.feast", "bells.ring", "doors.open", "bells.ring"]
    assert kinds == ["bells.ring", *steps, "bells.ring"]


def test_lines_about_something_are_the_steps_that_tell_of_it_and_no_others(told):
    def kinds(**asked):
        return [(line.number, line.kind) for line in queries.lines_about(1001, **asked)]

    assert kinds(room="doors", facts=()) == [(2, "doors.open")]
    assert kinds(room="doors", facts=["times"]) == [
        (1, "bells.ring"),
        (2, "bells.ring"),
        (2, "doors.open"),
        (2, "bells.ring"),
        (3, "bells.ring"),
    ]
    assert kinds(room="tests", facts=()) == [(2, "tests.feast")]
    assert kinds(room="nothing", facts=["guests"]) == [(2, "tests.feast")]


def test_a_changed_step_is_a_changed_line(told):
    line, stored = queries.line(1001, 2)
    steps = [dict(line.facts["steps"][0], facts={"bell": 1, "times": 9}), *line.facts["steps"][1:]]
    assert line.digest() == stored
    assert replace(line, facts={**line.facts, "steps": steps}).digest() != stored


def test_a_line_whose_act_has_no_steps_is_not_looked_into(this):
    @act("tests.quarrel", may="anyone")
    def quarrel(act: Act, /):
        return FeastHeld(2, (step("bells.ring", BellRung(1, 1), SUNDAY),))

    with pytest.raises(UndeclaredSteps, match=r"tests\.quarrel"):
        quarrel(this)
    assert not LineRow.objects.filter(organisation_id=1001).exists()
    del ACTS["tests.quarrel"]


def test_reading_one_kind_takes_no_more_statements_with_steps(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        queries.facts_of(1001, "bells.ring")
    with django_assert_num_queries(2):
        list(queries.lines_about(1001, room="bells", facts=()))
