"""Several rooms post in one act: one journal, every row of theirs kept, and `verify` sees through
the line into its steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import WITH_STEPS, Step, step
from tequio.chronicle.service import ACTS, act
from tequio.kernel import Act
from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.models import JournalRow
from tequio.ledger.rules import Transfer
from tequio.ledger.service import (
    OF_COUNTING,
    BoxCounted,
    Posted,
    Prepared,
    post_together,
    prepare_counts,
)
from tequio.ledger.tests.founding import DAY, Group, found, refused
from tequio.ledger.tests.test_checking import by_hand, codes
from tequio.ledger.tests.test_told import found_out
from tests.lanes.copies import Copy

MEETING = DAY - timedelta(days=3)


@dataclass(frozen=True)
class BoxKept:
    journal: int | None
    root: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class FeesBrought:
    journal: int
    transfers: tuple[int, ...]
    root: str


def brought(act: Act, group: Group, minors: tuple[int, ...]) -> Prepared:
    """What a room of the tests posts: fees, each an entry of its own."""
    income = group.account("income", "ledger.receive")
    transfers = tuple(
        Transfer("ledger.receive", "", group.cash, income, minor, "INR", group.standing)
        for minor in minors
    )

    def keep(posted: Posted) -> list[Step]:
        told = FeesBrought(posted.journal, posted.transfers, posted.root)
        return [step("tests.bring", told, act.at)]

    return Prepared(transfers, keep)


@pytest.fixture(scope="module")
def keep_box():
    """Fees, a count, fees again, a count: as a meeting of a savings group goes."""

    @act("tests.keep_box", may="anyone", has_steps=True, refusals=OF_COUNTING)
    def keep_box(act: Act, /, *, fees: tuple[int, ...], off: int):
        group = GROUPS[act.organisation]
        held, day = group.held(group.cash), {"answerable": group.people["Asha"], "on": MEETING}
        after = held + sum(fees)
        prepared = (
            prepare_counts(act, [BoxCounted(group.cash, held, held)], **day),
            brought(act, group, fees),
            prepare_counts(act, [BoxCounted(group.cash, after + off, after)], **day),
        )
        posted, steps = post_together(act, value_date=MEETING, prepared=prepared)
        return BoxKept(posted.journal or None, posted.root, steps)

    yield keep_box
    WITH_STEPS.discard("tests.keep_box")
    del ACTS["tests.keep_box"]


GROUPS: dict[int, Group] = {}


@pytest.fixture
def group(committed: Copy, keep_box) -> Iterator[Group]:
    with transaction.atomic():
        group = found()
    group.fill(100_000)
    GROUPS[group.organisation] = group
    yield group
    GROUPS.clear()


def test_one_act_writes_one_journal_and_each_room_gets_its_own_entries(group, keep_box):
    before = JournalRow.objects.filter(organisation_id=group.organisation).count()
    told = keep_box(group.act(), fees=(300, 200), off=-50).facts
    assert JournalRow.objects.filter(organisation_id=group.organisation).count() == before + 1
    even, fees, short = [one["facts"] for one in told["steps"]]
    first = fees["transfers"][0]
    assert fees == {"journal": told["journal"], "transfers": [first, first + 1]} | {
        "root": told["root"]
    }
    assert (even["transfer"], even["journal"], even["root"]) == (None, None, "")
    assert (short["transfer"], short["journal"]) == (first + 2, told["journal"])
    assert (short["booked_minor"], short["counted_minor"]) == (100_500, 100_450)
    assert group.held(group.cash) == 100_450


def test_the_count_is_of_the_day_of_the_meeting_and_its_difference_is_answered_for(group, keep_box):
    keep_box(group.act(), fees=(300,), off=-50)
    (line,) = queries.claims(group.organisation)
    assert (line.person, line.left, line.is_surplus) == (group.people["Asha"], 50, False)
    counts = queries.counts(group.organisation, group.cash)
    assert [one.counted_on for one in counts] == [MEETING, MEETING]
    kinds = [line.kind for line in chronicle.lines_of_kind(group.organisation, "ledger.count_cash")]
    assert kinds == ["ledger.count_cash"] * 2


def test_the_books_hold_after_such_an_act_and_after_more_of_them(group, keep_box):
    for off in (-50, 0, 70):
        keep_box(group.act(), fees=(300, 200), off=off)
    ledger.count_cash(
        group.act(),
        account=group.cash,
        counted_minor=group.held(group.cash),
        answerable=group.people["Asha"],
    )
    assert found_out(group) == []
    assert list(chronicle.check(group.organisation)) == []


def test_where_nobody_has_anything_to_post_there_is_no_journal(group, keep_box):
    told = keep_box(group.act(), fees=(), off=0).facts
    assert (told["journal"], told["root"]) == (None, "")
    assert [one["facts"]["transfer"] for one in told["steps"] if "transfer" in one["facts"]] == [
        None,
        None,
    ]
    assert found_out(group) == []


def test_whoever_may_not_count_alone_may_not_count_in_another_act(group, keep_box):
    assert refused(keep_box, group.act("Devi"), fees=(), off=0) == ["office_not_held"]
    assert refused(keep_box, group.act(), fees=(), off=-100_001) == ["amount_not_positive"]
    keep_box(group.act(), fees=(), off=-100_000)


LAST = "SELECT max(id) FROM ledger_journalrow"
CHANGES = [
    ("UPDATE ledger_countrow SET answerable_id = 2 WHERE transfer_id > 0", "told_otherwise count"),
    ("UPDATE ledger_countrow SET counted_on = '2026-02-14'", "told_otherwise count"),
    ("DELETE FROM ledger_countrow WHERE transfer_id IS NULL", "not_there count"),
    ("UPDATE ledger_claimrow SET person_id = 2", "told_otherwise claim"),
    ("DELETE FROM ledger_claimrow", "not_there claim"),
    (f"UPDATE ledger_journalrow SET by_id = 2 WHERE id = ({LAST})", "told_otherwise journal"),
    (f"UPDATE ledger_journalrow SET payee_id = 1 WHERE id = ({LAST})", "told_otherwise journal"),
]


@pytest.mark.parametrize(("statement", "expected"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_change_beside_the_entries_of_such_an_act_is_named(
    committed: Copy, group, keep_box, statement, expected
):
    keep_box(group.act(), fees=(300, 200), off=-50)
    by_hand(committed, statement)
    assert set(found_out(group)) == {expected}


def test_a_changed_entry_of_such_an_act_is_named(committed: Copy, group, keep_box):
    keep_box(group.act(), fees=(300, 200), off=0)
    by_hand(committed, "UPDATE ledger_transferrow SET minor = 301 WHERE minor = 300")
    assert "entry_changed" in codes(group)


def test_a_root_that_only_the_steps_tell_is_held_against_the_journal_too(
    committed: Copy, group, keep_box
):
    @act("tests.bring_silently", may="anyone", has_steps=True)
    def silently(act: Act, /):
        _posted, steps = post_together(
            act, value_date=MEETING, prepared=[brought(act, group, (300,))]
        )
        told = steps[0].facts | {"root": "0" * 64}
        return BoxKept(None, "", (Step("tests.bring", "FeesBrought", act.at, told),))

    silently(group.act())
    assert codes(group) == ["not_in_the_chronicle"]
    WITH_STEPS.discard("tests.bring_silently")
    del ACTS["tests.bring_silently"]


def test_an_act_and_a_step_that_tell_two_roots_are_found(committed: Copy, group, keep_box):
    @act("tests.bring_twice", may="anyone", has_steps=True)
    def twice(act: Act, /):
        posted, steps = post_together(
            act, value_date=MEETING, prepared=[brought(act, group, (300,))]
        )
        told = steps[0].facts | {"root": "0" * 64}
        other = Step("tests.bring", "FeesBrought", act.at, told)
        return BoxKept(posted.journal, posted.root, (other,))

    twice(group.act())
    assert codes(group) == ["not_in_the_chronicle"]
    WITH_STEPS.discard("tests.bring_twice")
    del ACTS["tests.bring_twice"]
