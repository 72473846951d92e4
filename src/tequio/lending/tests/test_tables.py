"""What was asked, promised, paid and repaid cannot be changed, and `verify` finds what was."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle.models import LineRow
from tequio.governance.tests.by_hand import unguarded
from tequio.kernel import canonical
from tequio.lending import queries
from tequio.lending import service as lending
from tequio.lending.tests import stage

pytestmark = pytest.mark.django_db
APPEND_ONLY = "lending is append-only"
FIXED = "a schedule is fixed at the payout"
REFUSED = f"{APPEND_ONLY}|{FIXED}|a schedule is fixed when it begins"


def everything_lent():
    """With a loan that is running, one repayment, a request that was taken back, a lost loan."""
    group = stage.found()
    loan = group.a_loan(minor=60_000, guarantors=("Esha", "Fatima"))
    group.later(28).repays(loan, 10_711)
    taken_back = group.asks(minor=10_000, guarantors=(group.person["Gita"],))
    group.does("Asma", lending.withdraw_request, loan=taken_back)
    asked = group.does("Asma", lending.ask_new_schedule, loan=loan, months=4)["schedule"]
    group.allow("lending.reschedule")
    group.does("Bina", lending.reschedule, schedule=asked)
    given_up(group)
    nothing_waits()
    return group


@pytest.fixture(scope="module")
def history(told_once):
    return told_once(everything_lent)


@pytest.fixture
def group(history, db):
    return deepcopy(history)


def given_up(group):
    """A loan that was written off, after something was set aside; some of it came back."""
    loan = group.a_loan(minor=20_000)
    group.allow("lending.call")
    group.allow("lending.provide")
    group.allow("lending.write_off")
    group.later(120).does("Bina", lending.provide, table="arkansas")
    given = {"loan": loan, "minor": 100, "account": group.account()}
    group.does("Bina", lending.call_guarantees, **given)
    group.does("Bina", lending.pay_back_guarantors, **given)
    group.does("Bina", lending.write_off, loan=loan)
    group.does("Bina", lending.recover, loan=loan, minor=100, account=group.account())


def nothing_waits() -> None:
    """Constraints that are checked at the end are checked now."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TABLES = {
    "loanrow": "minor = minor + 1",
    "namedrow": "loan_id = loan_id + 1",
    "guaranteerow": "loan_id = loan_id + 1",
    "withdrawalrow": "loan_id = loan_id + 1",
    "payoutrow": "account_id = account_id + 1",
    "instalmentrow": "interest = 0",
    "paymentrow": "principal = principal + 1",
    "writeoffrow": "minor = minor + 1",
    "recoveryrow": "minor = minor + 1",
    "provisionrow": "needed = needed + 1",
    "callrow": "minor = minor + 1",
    "paybackrow": "minor = minor + 1",
    "newschedulerow": "count = count + 1",
    "reschedulingrow": "carried = carried + 1",
    "newinstalmentrow": "interest = interest + 1",
}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed(group, table):
    with pytest.raises(DatabaseError, match=APPEND_ONLY):
        run(f"UPDATE lending_{table} SET {TABLES[table]}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_deleted(group, table):
    with pytest.raises(DatabaseError, match=APPEND_ONLY):
        run(f"DELETE FROM lending_{table}")


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied_or_replaced(group, table):
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match=APPEND_ONLY):
            run(f"TRUNCATE lending_{table}")
        return
    name = f"lending_{table}"
    with pytest.raises(DatabaseError, match=REFUSED):
        run(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} LIMIT 1")
        columns = [column[0] for column in cursor.description]
    changed = ", ".join(
        f"{column} + 1000" if column in ("id", "loan_id", "number") else column
        for column in columns
    )
    with pytest.raises(DatabaseError, match=REFUSED):
        run(
            f"INSERT OR REPLACE INTO {name} (rowid, {', '.join(columns)})"
            f" SELECT rowid, {changed} FROM {name}"
        )


def test_a_schedule_is_never_lengthened_after_the_payout(group):
    with pytest.raises(DatabaseError, match=FIXED):
        run(
            "INSERT INTO lending_instalmentrow (organisation_id, loan_id, number, due_on,"
            " principal, interest) SELECT organisation_id, loan_id, 99, paid_out_on, 1, 1"
            " FROM lending_payoutrow"
        )


def test_the_lawful_way_stays_open(group):
    loan = group.a_loan(minor=20_000)
    group.later(30).repays(loan, 100)
    assert list(queries.check(group.organisation)) == []


def without_guards(statement: str) -> None:
    """Change rows as somebody does who owns the machine: the guards are dropped first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in TABLES:
                cursor.execute(f"ALTER TABLE lending_{table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith(("lending_", "ledger_", "mandates_")):
                    cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


CHANGES = {
    "UPDATE lending_instalmentrow SET interest = interest + 1 WHERE number = 1": (
        "schedule_changed"
    ),
    "UPDATE lending_loanrow SET rate_above = 3": "schedule_changed",
    "UPDATE lending_payoutrow SET account_id = account_id + 1": "payout_differs",
    "UPDATE lending_paymentrow SET interest = interest - 1, principal = principal + 1": (
        "repayment_differs"
    ),
    "UPDATE lending_paymentrow SET principal = principal - 1 WHERE principal > 0": (
        "balance_differs"
    ),
    "UPDATE lending_paymentrow SET paid_on = '2026-02-14'": "split_differs",
    "DELETE FROM lending_paymentrow": "entry_unknown",
    "DELETE FROM lending_withdrawalrow": "told_otherwise",
    "DELETE FROM lending_guaranteerow": "told_otherwise",
    "DELETE FROM lending_namedrow": "told_otherwise",
    "UPDATE lending_loanrow SET method = 'flat'": "told_otherwise",
    "UPDATE lending_loanrow SET payment_order = 'principal_first' WHERE id IN"
    " (SELECT loan_id FROM lending_withdrawalrow)": "told_otherwise",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(group, change):
    assert list(queries.check(group.organisation)) == []
    without_guards(change)
    found = list(queries.check(group.organisation))
    assert CHANGES[change] in {finding.code for finding in found}
    assert all(str(finding) for finding in found)


def test_lines_from_before_the_order_of_payments_was_told_still_hold(group):
    with unguarded():
        for line in LineRow.objects.filter(kind="lending.request"):
            facts = {name: fact for name, fact in json.loads(line.facts).items() if name != "order"}
            LineRow.objects.filter(pk=line.pk).update(facts=canonical(facts))
    assert list(queries.check(group.organisation)) == []
