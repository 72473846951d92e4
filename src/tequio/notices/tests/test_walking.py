"""The chronicle is read with a cursor, and what concerns a member is told her once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.governance import service as governance
from tequio.kernel import Act
from tequio.ledger import service as ledger
from tequio.lending.queries.loans import loan as loan_of
from tequio.membership.models import PersonRow
from tequio.membership.queries import language_of
from tequio.membership.service import erase_person
from tequio.notices import queries, rules
from tequio.notices import service as notices
from tequio.notices.models import CursorRow
from tequio.notices.queries.checking import check
from tequio.notices.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return stage.found()


def test_nothing_is_told_to_who_has_not_asked(group):
    group.saves("Asma", 5_000)
    assert stage.reads(group).messages == 0
    assert CursorRow.objects.get(pk=group.organisation).line == 3


def test_a_receipt_says_sum_day_and_balance_and_ends_with_the_proof(group):
    stage.wants(group)
    group.saves("Asma", 12_050)
    stage.reads(group)
    welcome, receipt = stage.messages(group)
    assert receipt.startswith(
        "Ujala: you saved Rs 120.50 on 14 Feb. Saved in all: Rs 520.50. Wrong? Answer NO. "
    )
    (newest, *_) = stage.receipts(group)
    assert receipt.endswith(" " + stage.proof(group, newest))
    assert welcome.startswith("Ujala: from now on")
    assert rules.measure(receipt) == rules.Measured("gsm", len(receipt), 1)


def test_what_was_written_before_she_asked_is_not_told(group):
    group.saves("Asma", 5_000)
    stage.wants(group)
    stage.reads(group)
    assert len(stage.messages(group)) == 1


def test_a_line_is_told_once_however_often_it_is_read(group):
    stage.wants(group)
    group.saves("Asma", 5_000)
    assert stage.reads(group).messages == 2
    assert stage.reads(group) == notices.Read(0, 0)
    assert stage.rows(group) == 2


def test_who_wants_none_any_more_is_told_nothing_more(group):
    stage.wants(group)
    stage.reads(group)
    group.saves("Asma", 5_000)
    stage.wants(group, channel="none")
    stage.reads(group)
    assert stage.rows(group) == 1


def test_a_loan_is_told_with_what_is_left_of_it(group):
    stage.wants(group)
    loan = group.a_loan(minor=60_000)
    group.later(28).repays(loan, 10_711)
    group.does(
        "Bina",
        ledger.withdraw,
        person=group.person["Asma"],
        account=group.account(),
        minor=10_000,
        unit="INR",
    )
    stage.reads(group)
    told = stage.messages(group, "Asma")
    assert [text.rsplit(" ", 1)[0] for text in told[1:]] == [
        f"Ujala: on 14 Feb you got the loan no. {loan} of Rs 600. Wrong? Answer NO.",
        f"Ujala: you repaid Rs 107.11 on 14 Mar (loan no. {loan}). Left of it: Rs 504.89."
        " Wrong? Answer NO.",
        "Ujala: you took out Rs 100 on 14 Mar. Saved in all: Rs 300. Wrong? Answer NO.",
    ]


def test_whose_entry_was_reversed_is_told_whether_saved_or_repaid(group):
    loan = group.a_loan(minor=60_000)
    group.later(28).repays(loan, 10_711)
    given = {"account": group.account(), "minor": 5_000, "unit": "INR"}
    saved = group.does("Bina", ledger.save, person=group.person["Esha"], **given)
    for who in ("Asma", "Esha", "Gita"):
        stage.wants(group, who)
    entry = loan_of(group.organisation, loan).received[0].transfer
    group.does("Bina", ledger.reverse, transfer=entry)
    group.does("Bina", ledger.reverse, transfer=saved["transfer"])
    stage.reads(group)
    told = {who: stage.messages(group, who)[1:] for who in ("Asma", "Esha", "Gita")}
    assert [len(texts) for texts in told.values()] == [1, 1, 0]
    assert "an entry of Rs 107.11 about you was taken back" in told["Asma"][0]
    assert "an entry of Rs 50 about you was taken back" in told["Esha"][0]
    assert list(check(group.organisation)) == []


def test_others_are_not_told_of_a_loan(group):
    stage.wants(group)
    stage.wants(group, "Esha")
    group.a_loan(minor=60_000)
    stage.reads(group)
    assert len(stage.messages(group, "Esha")) == 1


def test_a_meeting_and_a_ballot_by_phone_are_told_to_all_who_want_it(group):
    stage.wants(group)
    stage.wants(group, "Esha")
    asked = group.asks(minor=20_000)
    stage.reads(group)
    before = stage.rows(group)
    group.does(
        "Chand",
        governance.call_meeting,
        held_on=date(2026, 3, 28),
        agenda=(),
        place="Under the neem tree",
    )
    group.does(
        "Chand",
        governance.open_ballot,
        proposal=loan_of(group.organisation, asked).proposal,
        way="phone",
        closes_on=date(2026, 2, 28),
    )
    stage.reads(group)
    assert stage.rows(group) == before + 4
    assert any("meeting on 28 Mar" in text for text in stage.messages(group, "Esha"))
    assert any("we vote on" in text for text in stage.messages(group, "Esha"))


def test_a_text_is_in_her_language_and_of_160_signs_at_most(group):
    asma = group.person["Asma"]
    PersonRow.objects.filter(pk=asma).update(language="hi")
    stage.wants(group)
    group.saves("Asma", 12_34_567_50)
    stage.reads(group)
    assert language_of(asma) == "hi"
    assert all(len(text) <= 160 for text in stage.messages(group))


def test_lines_are_read_with_a_fixed_number_of_queries(group):
    for who in ("Asma", "Esha", "Gita"):
        stage.wants(group, who)

    def read() -> int:
        with CaptureQueriesContext(connection) as captured:
            stage.reads(group)
        return len(captured)

    group.saves("Asma", 100)
    few = read()
    for _time in range(4):
        for who in ("Asma", "Esha", "Gita"):
            group.saves(who, 100)
    assert read() <= few
    assert stage.rows(group) == 3 + 13


def test_an_instalment_is_reminded_of_once_before_and_once_when_late_to_the_borrower_alone(group):
    stage.wants(group)
    stage.wants(group, "Esha")
    loan = group.a_loan(minor=60_000)
    stage.reads(group)
    before = stage.rows(group)

    def remind() -> int:
        return notices.remind(group.organisation, stage.noon(group))

    assert remind() == 0
    group.later(26)
    assert (remind(), remind()) == (1, 0)
    group.later(8)
    assert (remind(), remind()) == (1, 0)
    assert stage.rows(group) == before + 2
    soon, late = stage.messages(group, "Asma")[-2:]
    assert soon.startswith(f"Ujala: Rs 107.12 of your loan no. {loan} are due on 14 Mar.")
    assert f"of your loan no. {loan} have been due since 14 Mar." in late
    assert list(queries.check(group.organisation)) == []


def test_nothing_is_written_of_who_was_erased_and_verify_misses_nothing(group):
    stage.wants(group)
    stage.reads(group)
    asma = group.person["Asma"]
    erase_person(Act(asma, None, stage.noon(group), "erase"), person=asma)
    group.saves("Asma", 5_000)
    stage.reads(group)
    assert stage.rows(group) == 1
    assert list(queries.check(group.organisation)) == []
