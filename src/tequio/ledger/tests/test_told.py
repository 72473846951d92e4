"""`verify` of what stands beside the entries: whose an account is, who booked what for whom,
claims, counts, limits, periods, lines.  A hand changes one thing past the guards; exactly it is
named."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.ledger.tests.founding import DAY, Group, found
from tequio.ledger.tests.test_checking import by_hand
from tequio.mandates import queries as mandates
from tequio.mandates import service as keys
from tests.lanes.copies import Copy, Template, pointed_at


def everything_done() -> Group:
    """A book in which everything was done once, by its acts."""
    group = found()
    group.fill(100_000)
    devi, asha = group.people["Devi"], group.people["Asha"]
    inr = {"account": group.cash, "unit": "INR"}
    group.allow("ledger.pay", 90_000, subject="rent")
    group.allow("ledger.ratify", None)
    group.pay(10_000, payee=devi)
    ledger.reverse(group.act(), transfer=group.pay(500).facts["transfer"], reason="typed twice")
    ledger.save(group.act(), person=devi, minor=5_000, **inr)
    ledger.withdraw(group.act("Asha"), person=devi, minor=100, **inr)
    claim = {"person": asha, "minor": 800, "subject": "roof", "payee": devi}
    number = ledger.record_undecided(group.act(), **claim, **inr).facts["claim"]
    ledger.ratify_claim(group.act(), claim=number, minor=300)
    ledger.recover_claim(group.act(), claim=number, minor=200, account=group.cash)
    for counted in (-50, 0, 70):
        held = group.held(group.cash) + counted
        ledger.count_cash(group.act(), account=group.cash, counted_minor=held, answerable=asha)
    _keeps(group)
    return group


def _keeps(group: Group) -> None:
    """Accounts, limits, periods, lines of a statement, and a payment that waits for keys."""
    ledger.change_limit(group.act(), account=group.bank, ceiling=5_000)
    opened = ledger.add_account(group.act(), kind="bank", unit="INR", name="Far bank").facts
    ledger.change_limit(group.act(), account=opened["account"], floor=-90_000)
    ledger.close_account(group.act(), account=opened["account"])
    ledger.close_account(group.act(), account=group.account("expense", "tea"))
    ledger.close_period(group.act(), through=date(2026, 1, 10))
    ledger.move(group.act(), source=group.cash, target=group.bank, minor=400, unit="INR")
    entry = queries.latest_payments(group.organisation, limit=1)[0].transfer
    lines = (BankLine(DAY, 400, "in", "R1"), BankLine(DAY, 77, "in", "R2"))
    first = ledger.import_lines(group.act(), account=group.bank, lines=lines).facts["first"]
    ledger.match_line(group.act(), line=first, transfer=entry)
    ledger.unmatch_line(group.act(), line=first)
    ledger.match_line(group.act(), line=first, transfer=entry)
    box = group.allow("ledger.pay", 9_000, subject="box", keys=2, offices=("treasurer", "chair"))
    paid = {"purpose": "ledger.pay", "subject": "box", "payee": group.people["Devi"]}
    money = {"account": group.cash, "minor": 50, "unit": "INR"}
    waits = ledger.prepare_payment(group.act(), **paid, **money).facts
    keys.turn_key(group.act("Bela"), mandate=box, payment_hash=waits["payment"])


@pytest.fixture(scope="module")
def history(
    database_template: Template, django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Copy, Group]]:
    """The database in which this was done."""
    with (
        django_db_blocker.unblock(),
        database_template.copied() as told,
    ):
        with pointed_at(told), transaction.atomic():
            group = everything_done()
        yield told, group


@pytest.fixture
def copy(
    database_template: Template, history: tuple[Copy, Group], django_db_blocker: Any
) -> Iterator[Copy]:
    """A copy of it of the test's own, which a hand may change past the guards."""
    with (
        django_db_blocker.unblock(),
        database_template.copied(history[0]) as own,
        pointed_at(own),
    ):
        yield own


@pytest.fixture
def group(copy: Copy, history: tuple[Copy, Group]) -> Group:
    return deepcopy(history[1])


def found_out(group: Group) -> list[str]:
    """Every finding as its code and its fields."""
    listed = [*mandates.check(group.organisation), *queries.check(group.organisation)]
    assert all(str(finding) for finding in listed)
    return [
        " ".join([one.code, *(str(value) for name, value in one.fields if name == "thing")])
        for one in listed
    ]


def test_what_was_done_by_acts_is_as_the_chronicle_tells_it(group: Group) -> None:
    assert found_out(group) == []


OTHERWISE = "told_otherwise"
SAVINGS = "ledger_accountrow SET ref = 'person:2' WHERE kind = 'member-savings'"
CHANGES: list[tuple[str, list[str]]] = [
    (f"UPDATE {SAVINGS}", [f"{OTHERWISE} account"]),
    ("UPDATE ledger_accountrow SET ref = 'tea2' WHERE ref = 'rent'", [f"{OTHERWISE} account"]),
    (
        "UPDATE ledger_accountrow SET ref = 'x' WHERE kind = 'claim'",
        [f"{OTHERWISE} account"],
    ),
    (
        "UPDATE ledger_accountrow SET ref = '' WHERE ref LIKE 'text:%'",
        [f"{OTHERWISE} account"],
    ),
    (
        "UPDATE ledger_accountrow SET ceiling = NULL WHERE ref = 'box'",
        [f"{OTHERWISE} account"],
    ),
    ("UPDATE ledger_accountrow SET floor = -99999 WHERE ref = 'bank'", [f"{OTHERWISE} account"]),
    (
        "UPDATE ledger_accountrow SET closed_on = NULL WHERE ref = 'tea'",
        [f"{OTHERWISE} account"],
    ),
    (
        "UPDATE ledger_accountrow SET floor = -1 WHERE kind = 'cash-difference' AND floor = 0",
        [f"{OTHERWISE} account"],
    ),
    (
        "UPDATE ledger_journalrow SET payee_id = 2 WHERE id = (SELECT min(id) FROM"
        " ledger_journalrow WHERE payee_id = 4)",
        [f"{OTHERWISE} journal"],
    ),
    (
        "UPDATE ledger_journalrow SET by_id = 2 WHERE id = (SELECT min(id) FROM ledger_journalrow)",
        [f"{OTHERWISE} journal"],
    ),
    (
        "UPDATE ledger_journalrow SET booked_at = '2026-02-13 12:00:00+00:00' WHERE id ="
        " (SELECT min(id) FROM ledger_journalrow)",
        [f"{OTHERWISE} journal"],
    ),
    (
        "UPDATE ledger_journalrow SET document = 'x' WHERE id = (SELECT min(id) FROM"
        " ledger_journalrow)",
        [f"{OTHERWISE} journal"],
    ),
    (
        "UPDATE ledger_journalrow SET text_id = NULL WHERE id = (SELECT min(id) FROM"
        " ledger_journalrow WHERE text_id IS NOT NULL)",
        [f"{OTHERWISE} journal"],
    ),
    (
        "UPDATE ledger_accountchangerow SET ceiling = 6000 WHERE ceiling = 5000",
        [f"{OTHERWISE} change"],
    ),
    (
        "UPDATE ledger_accountchangerow SET by_id = 2 WHERE floor = -90000",
        [f"{OTHERWISE} change"] * 2,
    ),
    ("DELETE FROM ledger_accountchangerow WHERE ceiling = 5000", ["not_there change"]),
    ("UPDATE ledger_periodcloserow SET by_id = 2", [f"{OTHERWISE} close"]),
    (
        "UPDATE ledger_periodcloserow SET closed_through = '2026-01-09'",
        ["not_told close", "not_there close"],
    ),
    ("DELETE FROM ledger_periodcloserow", ["not_there close"]),
    ("UPDATE ledger_claimrow SET person_id = 2 WHERE subject = 'roof'", [f"{OTHERWISE} claim"]),
    ("UPDATE ledger_claimrow SET office = 'chair' WHERE subject = 'roof'", [f"{OTHERWISE} claim"]),
    ("UPDATE ledger_claimrow SET subject = 'tea' WHERE subject = 'roof'", [f"{OTHERWISE} claim"]),
    ("DELETE FROM ledger_claimrow WHERE subject = 'roof'", ["not_there claim"]),
    (
        "UPDATE ledger_countrow SET booked_minor = 7, counted_minor = 7 WHERE transfer_id IS NULL",
        [f"{OTHERWISE} count"],
    ),
    (
        "UPDATE ledger_countrow SET answerable_id = 2 WHERE counted_minor < booked_minor",
        [f"{OTHERWISE} count"],
    ),
    ("DELETE FROM ledger_countrow WHERE transfer_id IS NULL", ["not_there count"]),
    ("DELETE FROM ledger_matchrow", ["not_there match"]),
    ("UPDATE ledger_linerow SET minor = 78 WHERE minor = 77", [f"{OTHERWISE} line"]),
    (
        "UPDATE ledger_linerow SET account_id = account_id - 1 WHERE minor = 77",
        [f"{OTHERWISE} line"],
    ),
    ("DELETE FROM ledger_linerow WHERE minor = 77", ["not_there import"]),
    ("UPDATE ledger_preparedrow SET payee_id = 2", [f"{OTHERWISE} prepared"]),
    ("UPDATE ledger_preparedrow SET prepared_by_id = 2", [f"{OTHERWISE} prepared"]),
    ("DELETE FROM ledger_preparedrow", ["not_there prepared"]),
    ("UPDATE mandates_keyturnrow SET person_id = 1", ["key_told_otherwise"]),
    ("DELETE FROM mandates_keyturnrow", ["key_told_otherwise"]),
]


@pytest.mark.parametrize(("statement", "expected"), CHANGES, ids=[row[0] for row in CHANGES])
def test_a_change_beside_the_entries_is_named(
    copy: Copy, group: Group, statement: str, expected: list[str]
) -> None:
    by_hand(copy, statement)
    assert found_out(group) == expected


def test_the_check_asks_no_more_where_more_was_done(
    group: Group, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(90) as captured:
        assert found_out(group) == []
    for minor in range(1, 6):
        group.pay(minor, payee=group.people["Devi"])
        ledger.change_limit(group.act(), account=group.bank, ceiling=6_000 + minor)
        ledger.import_lines(
            group.act(), account=group.bank, lines=(BankLine(DAY, minor, "in", f"S{minor}"),)
        )
    with django_assert_max_num_queries(len(captured)):
        assert found_out(group) == []
