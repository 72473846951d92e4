"""Bank statements beside the book: looked at first, kept, matched, and what matches nothing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.rules import BankLine
from tequio.ledger.tests.browsing import (
    HINDI,
    at,
    browser,
    codes,
    errors,
    is_grey,
    press,
    see,
    words,
)
from tequio.ledger.tests.founding import DAY, NOON, Group, found

pytestmark = pytest.mark.django_db

STATEMENT = """Gramin Bank,,,,
Date,Narration,Ref No.,Debit,Credit
14/02/2026,UPI LANDLORD,UTR1,300.00,
13/02/2026,SMS CHARGES,,17.70,
12/02/2026,NEFT GRANT,UTR2,,"2,500.00"
"""


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000, group.bank)
    group.allow("ledger.pay", 50_000, subject="rent")
    group.pay(30_000, account=group.bank)
    return group


def look_at(group: Group, text: str, who: str = "Bela", **fields: object) -> object:
    file = SimpleUploadedFile("lines.csv", text.encode())
    return press(group, who, "bank_lines", group.bank, do="look", file=file, **fields)


def keep(group: Group, text: str = STATEMENT, who: str = "Bela", **fields: object) -> object:
    """Look at a file, then press what the page offers."""
    looked = look_at(group, text, who).content.decode()
    carried = re.findall(r'<input type="hidden" name="text" value="(.*?)"', looked, re.S)
    sent = {"do": "keep", "text": html.unescape(carried[0])} | fields
    return press(group, who, "bank_lines", group.bank, **sent)


def entry_of(group: Group) -> int:
    return queries.latest_payments(group.organisation, limit=1)[0].transfer


def test_one_bank_account_is_shown_at_once(group: Group) -> None:
    answer = see(group, "Bela", "choose_bank")
    assert answer.url == at(group, "bank_lines", group.bank)
    group.account("bank", "post office")
    assert "Which account is the statement of?" in words(see(group, "Bela", "choose_bank"))


def test_a_file_is_looked_at_before_anything_is_kept(group: Group) -> None:
    page = look_at(group, STATEMENT)
    assert page.status_code == 200
    shown = words(page)
    assert "3 new lines: ₹2,500.00 came in, ₹317.70 went out." in shown
    assert "UPI LANDLORD -₹300.00" in shown
    assert not queries.lines_of(group.organisation, group.bank)


def test_kept_lines_stand_beside_the_book_each_with_what_it_could_be(group: Group) -> None:
    answer = keep(group)
    assert (answer.status_code, answer.url) == (302, at(group, "bank_lines", group.bank))
    shown = words(see(group, "Devi", "bank_lines", group.bank))
    assert "3 lines match nothing" in shown
    assert f"Entry {entry_of(group)} of 14 Feb 2026 Payment: rent" in shown
    assert "3 lines of the bank match nothing" in words(see(group, "Devi", "books"))


def test_the_same_file_again_adds_nothing(group: Group) -> None:
    keep(group)
    page = words(look_at(group, STATEMENT))
    assert "0 new lines" in page
    assert page.count("already here") == 3
    again = keep(group)
    assert (again.status_code, codes(again)) == (409, ["nothing_to_import"])
    assert len(queries.lines_of(group.organisation, group.bank)) == 3


def test_a_line_and_an_entry_are_matched_and_the_match_undone(group: Group) -> None:
    keep(group)
    line = queries.lines_of(group.organisation, group.bank)[-1]
    entry = entry_of(group)
    answer = press(group, "Bela", "match_line", group.bank, line=line.id, entry=entry)
    assert answer.status_code == 302
    shown = words(see(group, "Devi", "bank_lines", group.bank))
    assert "2 lines match nothing" in shown
    assert "1 line that matches" in shown
    assert "Matched" in words(see(group, "Devi", "entry", entry))
    assert "bank" in words(see(group, "Devi", "statement", group.bank))
    twice = press(group, "Bela", "match_line", group.bank, line=line.id, entry=entry)
    assert (twice.status_code, codes(twice)) == (409, ["line_matched", "transfer_matched"])
    undone = press(group, "Bela", "match_line", group.bank, line=line.id, do="unmatch")
    assert undone.status_code == 302
    assert "3 lines match nothing" in words(see(group, "Devi", "bank_lines", group.bank))
    again = press(group, "Bela", "match_line", group.bank, line=line.id, do="unmatch")
    assert (again.status_code, codes(again)) == (409, ["line_not_matched"])


@pytest.mark.parametrize(
    ("line", "entry", "status", "code"),
    [
        ("0", "", 422, "no_such_line"),
        ("first", "x", 422, "no_such_transfer"),
        ("first", "mine", 409, "match_differs"),
    ],
)
def test_what_is_not_the_same_payment_is_not_matched(
    group: Group, line: str, entry: str, status: int, code: str
) -> None:
    keep(group)
    first = queries.lines_of(group.organisation, group.bank)[0].id
    fields = {
        "line": first if line == "first" else line,
        "entry": entry_of(group) if entry == "mine" else entry,
    }
    answer = press(group, "Bela", "match_line", group.bank, **fields)
    assert answer.status_code == status
    assert code in codes(answer)


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("nothing,here\n1,2\n", 422, "csv_without_header"),
        ("Date,Amount\nsoon,5\n", 422, "csv_no_day"),
        ("Date,Amount\n2026-02-14,five\n", 422, "csv_no_amount"),
        ("Date,Amount\n2026-02-14,5.001\n", 422, "csv_too_fine"),
        ("Date,Narration,Amount\n2026-02-14\n", 422, "csv_too_short"),
        ("", 422, "empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(
    group: Group, text: str, status: int, said: str
) -> None:
    answer = look_at(group, text)
    assert answer.status_code == status
    assert said in " ".join(codes(answer)) + errors(answer)
    assert not queries.lines_of(group.organisation, group.bank)


def test_columns_can_be_named_where_the_file_does_not(group: Group) -> None:
    text = "14.02.2026;Landlord;-300,00\n"
    first = look_at(group, text)
    assert codes(first) == ["csv_without_header"]
    assert "Column of the day" in words(first)
    columns = {"column_day": "1", "column_text": "2", "column_amount": "3"}
    second = press(group, "Bela", "bank_lines", group.bank, do="look", text=text, **columns)
    assert "1 new line: ₹0.00 came in, ₹300.00 went out." in words(second)
    kept = press(group, "Bela", "bank_lines", group.bank, do="keep", text=text, **columns)
    assert kept.status_code == 302
    (line,) = queries.lines_of(group.organisation, group.bank)
    assert line.amount.minor == -30_000


def test_lines_above_the_table_can_be_left_out(group: Group) -> None:
    text = "My bank\nin all 12\n2026-02-14,5.00\n"
    columns = {"column_day": "1", "column_amount": "2", "first": "3"}
    page = press(group, "Bela", "bank_lines", group.bank, do="look", text=text, **columns)
    assert "1 new line: ₹5.00 came in" in words(page)


def test_without_a_file_or_with_too_large_a_one_nothing_happens(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = press(group, "Bela", "bank_lines", group.bank, do="look")
    assert (none.status_code, "Choose a file first" in errors(none)) == (422, True)
    monkeypatch.setattr("tequio.ledger.forms.lines.LARGEST_FILE", 10)
    large = look_at(group, STATEMENT)
    assert (large.status_code, "too large" in errors(large)) == (422, True)


def test_a_file_in_the_encoding_of_windows_is_read(group: Group) -> None:
    data = "Date,Narration,Amount\n2026-02-14,Café Kumbh,5.00\n".encode("cp1252")
    file = SimpleUploadedFile("lines.csv", data)
    page = press(group, "Bela", "bank_lines", group.bank, do="look", file=file)
    assert "Café Kumbh" in words(page)


def test_whoever_holds_an_office_compares_and_others_only_look(group: Group) -> None:
    page = see(group, "Devi", "bank_lines", group.bank)
    assert is_grey(page, "Look at it first")
    kept = keep(group, who="Devi")
    assert (kept.status_code, codes(kept)) == (403, ["office_not_held"])
    ledger.import_lines(
        group.act("Bela"), account=group.bank, lines=(BankLine(DAY, -30_000, "rent"),)
    )
    line = queries.lines_of(group.organisation, group.bank)[0].id
    refused = press(group, "Devi", "match_line", group.bank, line=line, entry=entry_of(group))
    assert (refused.status_code, codes(refused)) == (403, ["office_not_held"])


def test_a_line_leads_to_the_form_that_writes_what_it_is(group: Group) -> None:
    keep(group)
    content = html.unescape(see(group, "Asha", "bank_lines", group.bank).content.decode())
    for name, amount in (("pay", "17.70"), ("record_undecided", "17.70"), ("receive", "2500.00")):
        link = f"{at(group, name)}?account={group.bank}&amount={amount}&value_date=2026-02-1"
        assert link in content


def test_the_page_speaks_hindi(group: Group) -> None:
    page = browser(group, "Bela").get(at(group, "bank_lines", group.bank), **HINDI)
    assert '<html lang="hi">' in page.content.decode()


def test_many_lines_cost_no_more_questions(group: Group, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    lines = tuple(BankLine(DAY, -number, f"line {number}") for number in range(1, 61))
    ledger.import_lines(group.act("Bela"), account=group.bank, lines=lines)
    visitor, address = browser(group, "Devi"), at(group, "bank_lines", group.bank)
    with django_assert_max_num_queries(22):
        page = visitor.get(address)
    assert "line 60" in words(page)
