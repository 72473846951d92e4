"""Money paid without a decision, and differences in the cash box."""

from __future__ import annotations

import pytest

from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import Group, found, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    return group


def record(group: Group, minor: int = 800) -> int:
    recorded = ledger.record_undecided(
        group.act(),
        person=group.people["Asha"],
        account=group.cash,
        minor=minor,
        unit="INR",
        subject="roof",
        payee_text="the roofer",
    )
    return int(recorded.facts["claim"])


def open_claims(group: Group) -> list[tuple[int, int]]:
    return [(claim.transfer, claim.left) for claim in queries.claims(group.organisation)]


def test_what_left_without_a_decision_is_owed_by_the_office_that_paid(group: Group) -> None:
    claim = record(group)
    (listed,) = queries.claims(group.organisation)
    assert (listed.transfer, listed.person, listed.office) == (
        claim,
        group.people["Asha"],
        "treasurer",
    )
    assert (str(listed.amount), str(listed.left_amount)) == ("8.00 INR", "8.00 INR")
    assert group.held(group.cash) == 99_200


def test_a_claim_is_accepted_in_part_and_the_rest_taken_back(group: Group) -> None:
    claim = record(group)
    ratify = {"claim": claim, "minor": 500}
    assert refused(ledger.ratify_claim, group.act(), **ratify) == ["no_mandate"]
    group.allow("ledger.ratify", 500, subject=str(claim))
    ledger.ratify_claim(group.act(), **ratify)
    assert open_claims(group) == [(claim, 300)]
    assert group.held(group.account("expense", "roof")) == 500
    recover = {"claim": claim, "account": group.cash}
    assert refused(ledger.recover_claim, group.act(), minor=301, **recover) == ["claim_smaller"]
    ledger.recover_claim(group.act(), minor=300, **recover)
    assert open_claims(group) == []
    assert len(queries.claims(group.organisation, also_settled=True)) == 1
    assert [one.transfer for one in queries.settled_claims(group.organisation)] == [claim]
    assert queries.claims_by_number(group.organisation, [claim, 999])[claim].left == 0
    assert queries.claims_by_number(group.organisation, []) == {}
    assert group.held(group.cash) == 99_500


def test_the_resolution_about_one_claim_does_not_settle_another(group: Group) -> None:
    one, other = record(group), record(group)
    group.allow("ledger.ratify", 800, subject=str(one))
    assert refused(ledger.ratify_claim, group.act(), claim=other, minor=1) == ["no_mandate"]
    ledger.ratify_claim(group.act(), claim=one, minor=800)


def test_a_resolution_can_book_its_ratification_itself(group: Group) -> None:
    claim = record(group)
    mandate = group.allow("ledger.ratify", 200, subject=str(claim))
    ledger.book_ratification(
        group.act("Bela"), claim=claim, minor=200, mandate=mandate, purpose="ledger.pay"
    )
    assert open_claims(group) == [(claim, 600)]


def test_only_what_is_there_is_settled(group: Group) -> None:
    claim = record(group)
    group.allow("ledger.ratify", None)
    assert refused(ledger.ratify_claim, group.act(), claim=99_999, minor=1) == ["no_such_claim"]
    assert refused(ledger.ratify_claim, group.act(), claim=claim, minor=0) == [
        "amount_not_positive"
    ]
    too_large = 10**15 + 1
    assert refused(ledger.ratify_claim, group.act(), claim=claim, minor=too_large) == [
        "amount_too_large",
        "claim_smaller",
    ]
    assert refused(ledger.recover_claim, group.act(), claim=99_999, minor=1, account=1) == [
        "no_such_claim"
    ]
    ledger.ratify_claim(group.act(), claim=claim, minor=800)


def test_what_is_missing_in_the_box_is_a_line_that_somebody_answers_for(group: Group) -> None:
    asha = group.people["Asha"]
    count = {"account": group.cash, "answerable": asha}
    counted = ledger.count_cash(group.act(), counted_minor=99_940, **count)
    (line,) = queries.claims(group.organisation)
    assert (line.kind, line.person, line.left, line.is_surplus) == (
        "cash-difference",
        asha,
        60,
        False,
    )
    assert counted.facts["transfer"] == line.transfer
    assert group.held(group.cash) == 99_940
    ledger.recover_claim(group.act(), claim=line.transfer, account=group.cash, minor=60)
    again = ledger.count_cash(group.act(), counted_minor=100_000, **count)
    assert (again.facts["journal"], again.facts["root"]) == (None, "")
    assert [str(one.difference) for one in queries.counts(group.organisation, group.cash)] == [
        "0.00 INR",
        "-0.60 INR",
    ]


def test_what_is_too_much_in_the_box_becomes_income_by_decision_only(group: Group) -> None:
    ledger.count_cash(
        group.act(), account=group.cash, counted_minor=100_050, answerable=group.people["Asha"]
    )
    (line,) = queries.claims(group.organisation)
    assert (line.left, line.is_surplus) == (50, True)
    recover = {"claim": line.transfer, "account": group.cash, "minor": 50}
    assert refused(ledger.recover_claim, group.act(), **recover) == ["no_such_claim"]
    group.allow("ledger.ratify", 50, subject=str(line.transfer))
    ledger.ratify_claim(group.act(), claim=line.transfer, minor=50)
    assert queries.claims(group.organisation) == []


def test_only_a_cash_box_is_counted_and_by_who_may(group: Group) -> None:
    asha = group.people["Asha"]
    count = {"counted_minor": 0, "answerable": asha}
    assert refused(ledger.count_cash, group.act(), account=group.bank, **count) == ["not_cash"]
    assert refused(ledger.count_cash, group.act(), account=9_999, **count) == ["no_such_account"]
    less = {"account": group.cash, "counted_minor": -1, "answerable": asha}
    assert refused(ledger.count_cash, group.act(), **less) == ["amount_not_positive"]
    nobody = {"account": group.cash, "counted_minor": 1, "answerable": 999}
    assert refused(ledger.count_cash, group.act(), **nobody) == ["no_such_person"]
    fine = {"account": group.cash, "counted_minor": 100_000, "answerable": asha}
    assert refused(ledger.count_cash, group.act("Devi"), **fine) == ["office_not_held"]
    ledger.count_cash(group.act(), **fine)
