"""`verify` of the books: whatever a hand changes past the guards is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, Group, found
from tequio.mandates import queries as mandates
from tequio.mandates.queries import Kept
from tests.lanes.copies import Copy


@pytest.fixture
def group(committed: Copy) -> Iterator[Group]:
    with transaction.atomic():
        group = found()
    group.fill(100_000)
    with transaction.atomic():
        group.allow("ledger.pay", 50_000, subject="rent", period="month")
    group.pay(10_000)
    wrong = group.pay(500).facts["transfer"]
    ledger.reverse(group.act(), transfer=wrong)
    return group


def by_hand(committed: Copy, *statements: str) -> None:
    """Change rows as the owner of the machine can: without triggers, without keys."""
    bare = committed.connect()
    if committed.engine == "sqlite":
        bare.execute("PRAGMA foreign_keys = OFF")
        guards = bare.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND instr(?, tbl_name)",
            [" ".join(statements)],
        ).fetchall()
        bare.execute("BEGIN")  # else each guard that goes or comes back waits for the disk
        for name, _sql in guards:
            bare.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            bare.execute(statement)
        for _name, sql in guards:
            bare.execute(sql)
        bare.execute("COMMIT")
    else:
        bare.execute("SET session_replication_role = replica")
        for statement in statements:
            bare.execute(statement)
    bare.close()


def codes(group: Group) -> list[str]:
    found = [*mandates.check(group.organisation), *queries.check(group.organisation)]
    assert all(str(finding) for finding in found)
    return [finding.code for finding in found]


def test_in_an_honest_book_everything_holds(group: Group) -> None:
    assert codes(group) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE ledger_transferrow SET minor = 9999 WHERE minor = 10000", "balance_differs"),
        (f"UPDATE ledger_journalrow SET root = '{'1' * 64}'", "entry_changed"),
        ("UPDATE ledger_accountrow SET credits = 1 WHERE kind = 'income'", "balance_differs"),
        ("DELETE FROM ledger_transferrow WHERE minor = 10000", "balance_differs"),
        ("UPDATE ledger_transferrow SET value_date = '2026-01-01'", "entry_changed"),
        ("UPDATE ledger_transferrow SET journal_id = journal_id - 1", "entry_changed"),
        ("UPDATE ledger_transferrow SET book = 'a', id = 1 WHERE minor = 10000", "entry_changed"),
        ("DELETE FROM ledger_transferrow", "entry_changed"),
        ("DELETE FROM ledger_journalrow", "key_broken"),
        ("UPDATE mandates_spentrow SET spent = 1000, returned = 0", "spent_differs"),
        ("UPDATE mandates_ceilingrow SET minor = 1 WHERE minor = 50000", "mandate_changed"),
        ("UPDATE mandates_ceilingrow SET minor = 1 WHERE minor = 50000", "over_the_ceiling"),
        ("UPDATE mandates_mandaterow SET offices = 'chair'", "mandate_changed"),
        (
            "UPDATE mandates_mandaterow SET valid_from = '2026-02-15' WHERE period = 'month'",
            "out_of_force",
        ),
        ("UPDATE mandates_scoperow SET subject = 'tea' WHERE subject = 'rent'", "key_broken"),
        ("UPDATE chronicle_linerow SET key = 'other' WHERE number = 2", "without_act"),
        (
            'UPDATE chronicle_linerow SET facts = replace(facts, \'"root":"\', \'"root":"0\')',
            "not_in_the_chronicle",
        ),
    ],
)
def test_a_change_past_the_guards_is_named(
    committed: Copy, group: Group, statement: str, found: str
) -> None:
    assert codes(group) == []
    by_hand(committed, statement)
    assert any(code.endswith(found) for code in codes(group))


def test_a_limit_that_was_passed_where_checks_were_switched_off_is_named(
    committed: Copy, group: Group
) -> None:
    if committed.engine != "sqlite":
        pytest.skip("PostgreSQL has no such switch")
    switch = "PRAGMA ignore_check_constraints = ON"
    by_hand(committed, switch, "UPDATE ledger_accountrow SET ceiling = -1 WHERE kind = 'bank'")
    assert codes(group) == ["limit_passed", "told_otherwise"]


def test_a_balance_moved_on_both_sides_still_shows(committed: Copy, group: Group) -> None:
    """Sums stay zero and nothing is out of limits; the entries tell."""
    by_hand(
        committed,
        "UPDATE ledger_accountrow SET debits = debits + 5 WHERE kind = 'expense'",
        "UPDATE ledger_accountrow SET credits = credits + 5 WHERE kind = 'income'",
    )
    assert set(codes(group)) == {"balance_differs"}


def test_a_sum_that_is_not_zero_is_named(committed: Copy, group: Group) -> None:
    by_hand(committed, "UPDATE ledger_accountrow SET credits = credits + 5 WHERE kind = 'income'")
    assert codes(group) == ["balance_differs", "sum_not_zero"]


def test_the_check_asks_no_more_of_a_longer_book(
    group: Group, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        group.pay(1)
    with django_assert_max_num_queries(75) as captured:
        assert codes(group) == []
    before = len(captured)
    for _ in range(20):
        group.pay(1)
    with django_assert_max_num_queries(before):
        assert codes(group) == []


def decided(group: Group, **kept: bool) -> list[queries.Decided]:
    return queries.decided_against_done(group.organisation, Kept(DAY, **kept))


def test_decided_stands_against_done(group: Group) -> None:
    mandate = group.allow("ledger.pay", 900, subject="tea")
    group.pay(400, subject="tea")
    listed = {one.mandate: one for one in decided(group)}
    (tea,) = listed[mandate].done
    assert (tea.ceiling and tea.ceiling.minor, tea.spent.minor, tea.left and tea.left.minor) == (
        900,
        400,
        500,
    )
    assert listed[mandate].is_in_force
    assert listed[group.standing].done[0].ceiling is None
    assert group.standing not in {one.mandate for one in decided(group, standing=False)}
    (payment,) = queries.payments_under(group.organisation, mandate)
    assert (payment.amount.minor, payment.subject) == (400, "tea")
