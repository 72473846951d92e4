"""Balances, statements, exports: what pages and auditors read."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tequio.ledger import queries, rules
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, FOUNDED, NOON, Group, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000, on=FOUNDED)
    group.allow("ledger.pay", None)
    group.pay(700, subject="rent", value_date=date(2026, 1, 31), payee_text="January")
    group.pay(300, subject="tea", value_date=date(2026, 2, 3))
    return group


def test_a_balance_is_as_of_a_day_and_as_known_at_a_time(group: Group) -> None:
    later = NOON + timedelta(days=2)
    group.at = later
    group.pay(50, subject="late", value_date=date(2026, 1, 31))

    def held(**when: Any) -> int:
        return queries.balance(group.organisation, group.cash, **when).minor

    assert held() == 98_950
    assert held(on=date(2026, 1, 30)) == 100_000
    assert held(on=date(2026, 1, 31)) == 99_250
    assert held(on=date(2026, 1, 31), known_at=NOON) == 99_300
    assert held(known_at=NOON) == 99_000
    assert held(known_at=datetime(2026, 1, 1, tzinfo=UTC)) == 0
    with pytest.raises(LookupError):
        queries.balance(group.organisation, 99_999)


def test_a_statement_runs_from_its_opening_to_its_closing_balance(
    group: Group, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):
        stated = queries.statement(
            group.organisation, group.cash, since=date(2026, 1, 31), until=DAY
        )
    assert (stated.opening.minor, stated.closing.minor) == (100_000, 99_000)
    assert [(line.moved.minor, line.balance.minor) for line in stated.lines] == [
        (-700, 99_300),
        (-300, 99_000),
    ]
    first = stated.lines[0]
    assert (first.subject, first.other_kind, first.other_ref) == ("rent", "expense", "rent")
    assert first.by == group.people["Asha"]
    assert first.text is not None
    assert first.booked_at == NOON


def test_the_statement_of_an_expense_grows_on_its_own_side(group: Group) -> None:
    expense = group.account("expense", "rent")
    stated = queries.statement(group.organisation, expense, since=FOUNDED, until=DAY)
    assert [line.moved.minor for line in stated.lines] == [700]


def test_all_accounts_are_listed_with_one_question(
    group: Group, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        now = queries.accounts(group.organisation)
    with django_assert_num_queries(1):
        then = queries.accounts(group.organisation, date(2026, 1, 31))
    assert queries.totals(now)["cash", "INR"].minor == 99_000
    assert queries.totals(then)["cash", "INR"].minor == 99_300
    assert queries.totals(then)["expense", "INR"].minor == 700


def test_a_reversed_entry_shows_what_reversed_it(group: Group) -> None:
    wrong = group.pay(5, subject="tea").facts["transfer"]
    turned = ledger.reverse(group.act(), transfer=wrong).facts["transfer"]
    lines = queries.statement(group.organisation, group.cash, since=DAY, until=DAY).lines
    assert [(one.reversed_by, one.reverses) for one in lines] == [(turned, None), (None, wrong)]


def test_booking_times_never_run_backwards(group: Group) -> None:
    group.at = NOON - timedelta(hours=5)
    group.pay(5, subject="tea", value_date=date(2026, 2, 4))
    newest = queries.latest_payments(group.organisation, limit=1)[0]
    lines = queries.statement(group.organisation, group.cash, since=FOUNDED, until=DAY).lines
    assert [line.booked_at for line in lines if line.transfer == newest.transfer] == [NOON]


def test_the_entries_of_one_act_are_listed_in_their_order(group: Group) -> None:
    savings = [group.account("member-savings", f"person:{n}") for n in range(1, 4)]
    transfers = [
        rules.Transfer("member.save", "", group.cash, one, 10 + place, "INR", group.standing)
        for place, one in enumerate(savings)
    ]
    posted = ledger.post(group.act(), value_date=DAY, transfers=transfers, document="sheet:7")
    listed = queries.entries_of(group.organisation, posted.journal)
    assert [entry.transfer for entry in listed] == list(posted.transfers)
    assert [entry.amount.minor for entry in listed] == [10, 11, 12]


def hledger(text: str, *words: str) -> list[list[str]]:
    """Ask the program hledger about a journal; its answer as rows of CSV."""
    if shutil.which("hledger") is None:
        pytest.skip("hledger is not installed: apt-get install hledger")
    done = subprocess.run(
        ["hledger", "-f", "-", *words],
        input=text,
        env=os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


def test_hledger_finds_the_same_balances(group: Group) -> None:
    hours = group.account("cash", "hours", unit="MIN")
    ledger.receive(group.act(), account=hours, minor=90, unit="MIN", subject="work")
    ledger.move(group.act(), source=group.cash, target=group.bank, minor=12_345, unit="INR")
    wrong = group.pay(5, subject="tea").facts["transfer"]
    ledger.reverse(group.act(), transfer=wrong)
    text = queries.hledger_text(group.organisation)
    said = {row[0]: row[1] for row in hledger(text, "bal", "--flat", "-N", "-E", "-O", "csv")[1:]}
    listed = queries.accounts(group.organisation)
    for account in listed:
        side = 1 if rules.KINDS[account.kind].side == "debit" else -1
        written = rules.decimal(side * account.minor, account.unit)
        name = rules.account_name(account.kind, account.ref)
        assert said.get(name, "0") == (written if account.minor else "0"), name
    assert hledger(text, "check") == []


def test_the_text_for_hledger_names_nobody(group: Group) -> None:
    text = queries.hledger_text(group.organisation)
    assert "January" not in text
    assert not any(name in text for name in group.people)
