"""What was paid without a decision, and the count of the cash box, on pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tequio.ledger import queries
from tequio.ledger import service as ledger
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


@pytest.fixture(autouse=True)
def on_the_day() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    return group


def record(group: Group, who: str = "Asha", **fields: object) -> object:
    given = {
        "person": group.people["Bela"],
        "amount": "180",
        "account": group.cash,
        "subject": "taxi",
        "payee_text": "to the clinic at night",
    }
    return press(group, who, "record_undecided", **given | fields)


def claim_of(group: Group) -> queries.Claim:
    return queries.claims(group.organisation, also_settled=True)[-1]


# Written down -------------------------------------------------------------------------------


def test_what_nobody_decided_is_written_down_and_every_member_sees_it(group: Group) -> None:
    answer = record(group)
    claim = claim_of(group)
    assert (answer.status_code, answer.url) == (302, at(group, "claim", claim.transfer))
    assert group.held(group.cash) == 82_000
    for who in ("Asha", "Devi"):
        shown = words(see(group, who, "claims"))
        for told in ("taxi", "₹180.00", "Bela (Chair), who answers for it", "at night"):
            assert told in shown
        assert "1 sum without a decision" in words(see(group, who, "mandates"))
        assert "1 sum without a decision" in words(see(group, who, "books"))


@pytest.mark.parametrize(
    ("who", "fields", "status", "code"),
    [
        ("Devi", {}, 403, "office_not_held"),
        ("Asha", {"amount": "1000.01"}, 409, "above_the_limit"),
        ("Asha", {"amount": "0"}, 422, "amount_not_positive"),
        ("Asha", {"value_date": "2026-02-15"}, 422, "date_not_reached"),
    ],
)
def test_a_claim_that_cannot_be_written_is_refused(
    group: Group, who: str, fields: dict[str, str], status: int, code: str
) -> None:
    answer = record(group, who, **fields)
    assert (answer.status_code, codes(answer)) == (status, [code])
    assert not queries.claims(group.organisation)


def test_who_answers_must_be_a_member(group: Group) -> None:
    answer = record(group, person="")
    assert answer.status_code == 422
    assert "required" in errors(answer)
    assert not queries.claims(group.organisation)


# Coming back ----------------------------------------------------------------------------------


def test_what_comes_back_settles_it_in_part_and_then_in_whole(group: Group) -> None:
    record(group)
    number = claim_of(group).transfer
    page = see(group, "Asha", "claim", number)
    assert 'value="180.00"' in page.content.decode(), "all that is open is offered"
    over = press(group, "Asha", "claim", number, amount="180.01", account=group.cash)
    assert (over.status_code, codes(over)) == (409, ["claim_smaller"])
    press(group, "Asha", "claim", number, amount="100", account=group.cash)
    assert "₹80.00 still open of ₹180.00" in words(see(group, "Devi", "claim", number))
    press(group, "Asha", "claim", number, amount="80", account=group.bank)
    assert claim_of(group).left == 0
    assert (group.held(group.cash), group.held(group.bank)) == (92_000, 8_000)
    settled = words(see(group, "Devi", "claim", number))
    assert "Settled It was ₹180.00." in settled
    listed = words(see(group, "Devi", "claims"))
    assert "Nothing is open" in listed
    assert "1 that is settled" in listed
    nothing = press(group, "Asha", "claim", number, amount="1", account=group.cash)
    assert (nothing.status_code, codes(nothing)) == (409, ["claim_smaller"])


def test_only_who_may_takes_it_back(group: Group) -> None:
    record(group)
    number = claim_of(group).transfer
    assert not is_grey(see(group, "Asha", "claim", number), "Write it down")
    assert is_grey(see(group, "Devi", "claim", number), "Write it down")
    answer = press(group, "Devi", "claim", number, amount="1", account=group.cash)
    assert (answer.status_code, codes(answer)) == (403, ["office_not_held"])


def test_what_the_members_accepted_is_no_longer_open(group: Group) -> None:
    record(group)
    number = claim_of(group).transfer
    group.allow("ledger.ratify", 10_000, subject=str(number))
    ledger.ratify_claim(group.act(), claim=number, minor=10_000)
    assert "₹80.00 still open of ₹180.00" in words(see(group, "Devi", "claim", number))


# The box --------------------------------------------------------------------------------------


def count(group: Group, amount: str, who: str = "Asha", **fields: object) -> object:
    given = {"account": group.cash, "amount": amount, "answerable": group.people["Chitra"]}
    return press(group, who, "count_cash", **given | fields)


def test_the_page_does_not_say_before_the_count_what_the_book_expects(group: Group) -> None:
    page = words(see(group, "Asha", "count_cash"))
    assert "1,000.00" not in page


def test_a_box_that_agrees_is_written_down(group: Group) -> None:
    answer = count(group, "1,000.00")
    assert (answer.status_code, answer.url) == (302, at(group, "count_cash"))
    listed = words(see(group, "Asha", "count_cash"))
    assert "14 Feb 2026 ₹1,000.00 ₹1,000.00 none Chitra" in listed
    assert not queries.claims(group.organisation)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ("950", "Missing in the cash box ₹50.00"),
        ("1,010.00", "More in the cash box than in the book ₹10.00"),
        ("0", "Missing in the cash box ₹1,000.00"),
    ],
)
def test_every_difference_is_a_line_that_someone_answers_for(
    group: Group, counted: str, told: str
) -> None:
    answer = count(group, counted)
    claim = claim_of(group)
    assert answer.url == at(group, "claim", claim.transfer)
    shown = words(see(group, "Devi", "claim", claim.transfer))
    assert told in shown
    assert "Chitra" in shown
    assert "It came back" in shown or claim.is_surplus
    assert told in words(see(group, "Devi", "claims"))


@pytest.mark.parametrize(
    ("who", "fields", "status", "said"),
    [
        ("Devi", {}, 403, "office_not_held"),
        ("Asha", {"amount": "-5"}, 422, "is not an amount"),
        ("Asha", {"account": "of the bank"}, 422, "whole number"),
        ("Asha", {"answerable": ""}, 422, "required"),
    ],
)
def test_a_count_that_cannot_be_written_is_refused(
    group: Group, who: str, fields: dict[str, str], status: int, said: str
) -> None:
    answer = count(group, fields.pop("amount", "900"), who, **fields)
    assert answer.status_code == status
    assert said in errors(answer) + " ".join(codes(answer))
    assert not queries.counts(group.organisation, group.cash)


@pytest.mark.parametrize("name", ["claims", "record_undecided", "count_cash", "claim"])
def test_these_pages_speak_hindi(group: Group, name: str) -> None:
    record(group)
    given = [claim_of(group).transfer] if name == "claim" else []
    page = browser(group, "Asha").get(at(group, name, *given), **HINDI)
    assert '<html lang="hi">' in page.content.decode()


def test_many_claims_cost_no_more_questions(group: Group, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(12):
        ledger.record_undecided(
            group.act(),
            person=group.people["Bela"],
            account=group.cash,
            minor=100,
            unit="INR",
            subject=f"taxi {number}",
            payee_text=f"ride {number}",
            value_date=DAY,
        )
    visitor, address = browser(group, "Devi"), at(group, "claims")
    with django_assert_max_num_queries(22):
        page = visitor.get(address)
    assert "ride 11" in words(page)
