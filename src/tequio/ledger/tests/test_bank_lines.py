"""Statements of banks and mobile money: read, imported, matched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.ledger import queries, rules
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, Group, found, refused

SBI = """State Bank of India,,,,,,
Account statement for 02/2026,,,,,,
Txn Date,Value Date,Description,Ref No.,Debit,Credit,Balance
01/02/2026,01/02/2026,BY TRANSFER-UPI,UPI123,,"12,34,567.50","12,40,000.00"
03/02/2026,03/02/2026,ATM WDL,,"1,500.00",,"12,38,500.00"
"""
MPESA = """Receipt No.;Completion Time;Details;Paid In;Withdrawn
QWE1;2026-02-14 10:31:00;Customer Payment;500.00;
QWE2;2026-02-14 18:02:11;Pay merchant;;-120.50
"""


def test_two_columns_and_a_bank_name_above_the_table_are_understood() -> None:
    assert rules.read_lines(SBI, exponent=2) == [
        rules.BankLine(date(2026, 2, 1), 123_456_750, "BY TRANSFER-UPI", "UPI123"),
        rules.BankLine(date(2026, 2, 3), -150_000, "ATM WDL", ""),
    ]


def test_mobile_money_with_semicolons_and_times_is_understood() -> None:
    assert rules.read_lines(MPESA, exponent=2) == [
        rules.BankLine(date(2026, 2, 14), 50_000, "Customer Payment", "QWE1"),
        rules.BankLine(date(2026, 2, 14), -12_050, "Pay merchant", "QWE2"),
    ]


def test_columns_can_be_named_where_the_file_has_no_header() -> None:
    columns = rules.Columns(day=0, amount=1, text=2)
    assert rules.read_lines("14.2.26\t-5,50\ttea\n", exponent=2, columns=columns) == [
        rules.BankLine(date(2026, 2, 14), -550, "tea", "")
    ]


@pytest.mark.parametrize(
    ("text", "exponent", "minor"),
    [
        ("1,234.50", 2, 123_450),
        ("12,34,567.50", 2, 123_456_750),
        ("1.234,50", 2, 123_450),
        ("1 234,5", 2, 123_450),
        ("1'234.50", 2, 123_450),
        ("(500)", 2, -50_000),
        ("\u2212500.00", 2, -50_000),
        ("500.00 Dr", 2, -50_000),
        ("500.00 Cr", 2, 50_000),
        ("500-", 2, -50_000),
        ("₹ 500", 2, 50_000),
        ("1,234", 2, 123_400),
        ("1.234", 3, 1_234),
        ("60", 0, 60),
        ("७.५०", 2, 750),
    ],
)
def test_amounts_are_read_as_banks_write_them(text: str, exponent: int, minor: int) -> None:
    assert rules.read_amount(text, exponent=exponent) == minor


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("14/02/2026,1.005,x", "csv_too_fine"),
        ("soon,1.00,x", "csv_no_day"),
        ("31/02/2026,1.00,x", "csv_no_day"),
        ("14/02/2026,much,x", "csv_no_amount"),
        ("14/02/2026", "csv_too_short"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(row: str, code: str) -> None:
    head = "Date,Amount,Text\n14/02/2026,1.00,x\n"
    assert len(rules.read_lines(head, exponent=2)) == 1
    assert refused(rules.read_lines, head + row + "\n", exponent=2) == [code]


def test_a_file_without_header_is_refused() -> None:
    assert refused(rules.read_lines, "1,2,3\n", exponent=2) == ["csv_without_header"]


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_every_amount_that_is_written_is_read_again(minor: int, exponent: int) -> None:
    digits = str(abs(minor)).rjust(exponent + 1, "0")
    cut = len(digits) - exponent
    text = ("-" if minor < 0 else "") + digits[:cut] + ("." + digits[cut:] if exponent else "")
    assert rules.read_amount(text, exponent=exponent) == minor


def test_a_comma_that_could_mean_either_is_not_guessed() -> None:
    assert refused(rules.read_lines, 'Date,Amount\n14/02/2026,"1,234"\n', exponent=3) == [
        "csv_no_amount"
    ]
    assert rules.read_amount("1.234", exponent=3) == 1_234


@pytest.fixture
def group(db: None) -> Group:
    group = found()
    group.fill(100_000, group.bank)
    group.allow("ledger.pay", None, subject="rent")
    return group


LINES = (
    rules.BankLine(DAY, -500, "to the landlord", "R1"),
    rules.BankLine(DAY + timedelta(days=1), -500, "to somebody", "R2"),
    rules.BankLine(DAY, -77, "charges", ""),
)


def test_lines_are_kept_once_and_what_matches_nothing_is_shown(group: Group) -> None:
    imported = ledger.import_lines(group.act(), account=group.bank, lines=LINES)
    assert (imported.facts["lines"], imported.facts["left_out"]) == (3, 0)
    again = {"account": group.bank, "lines": LINES}
    assert refused(ledger.import_lines, group.act(), **again) == ["nothing_to_import"]
    more = (*LINES, rules.BankLine(DAY, -77, "charges", ""))
    assert ledger.import_lines(group.act(), account=group.bank, lines=more).facts["left_out"] == 3
    shown = queries.unmatched_lines(group.organisation)
    assert [line.amount.minor for line in shown] == [-500, -77, -77, -500]


def test_who_holds_no_office_imports_and_matches_nothing(group: Group) -> None:
    fields = {"account": group.bank, "lines": LINES}
    assert refused(ledger.import_lines, group.act("Devi"), **fields) == ["office_not_held"]
    elsewhere = {"account": 9_999, "lines": LINES}
    assert refused(ledger.import_lines, group.act(), **elsewhere) == ["no_such_account"]
    ledger.import_lines(group.act("Bela"), **fields)
    match = {"line": 1, "transfer": 1}
    assert refused(ledger.match_line, group.act("Devi"), **match) == ["office_not_held"]
    assert refused(ledger.unmatch_line, group.act("Devi"), line=1) == ["office_not_held"]


def test_entries_of_the_same_amount_some_days_apart_are_proposed(group: Group) -> None:
    ledger.import_lines(group.act(), account=group.bank, lines=LINES)
    near = group.pay(500, account=group.bank, value_date=DAY).facts
    group.pay(500, account=group.bank, value_date=DAY - timedelta(days=9))
    group.pay(501, account=group.bank)
    first, *_rest = queries.unmatched_lines(group.organisation, group.bank)
    assert [(p.transfer, p.mandate) for p in first.proposals] == [
        (near["transfer"], near["mandate"])
    ]


def test_a_line_is_matched_with_one_entry_of_its_amount(group: Group) -> None:
    ledger.import_lines(group.act(), account=group.bank, lines=LINES)
    one, charges, other = (line.id for line in queries.unmatched_lines(group.organisation))
    paid = group.pay(500, account=group.bank).facts["transfer"]

    def matching(line: int, transfer: int) -> list[str]:
        return refused(ledger.match_line, group.act(), line=line, transfer=transfer)

    assert matching(9_999, paid) == ["no_such_line"]
    assert matching(one, 9_999) == ["no_such_transfer"]
    assert matching(charges, paid) == ["match_differs"]
    ledger.match_line(group.act(), line=one, transfer=paid)
    assert matching(one, paid) == ["line_matched", "transfer_matched"]
    assert matching(other, paid) == ["transfer_matched"]
    listed = queries.lines_of(group.organisation, group.bank)
    assert [line.transfer for line in listed] == [paid, None, None]
    assert refused(ledger.unmatch_line, group.act(), line=other) == ["line_not_matched"]
    ledger.unmatch_line(group.act(), line=one)
    ledger.match_line(group.act(), line=other, transfer=paid)
