"""Decided against done: every mandate beside what was paid under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tequio.ledger import service as ledger
from tequio.ledger.queries.naming import TITLES_OF
from tequio.ledger.tests.browsing import HINDI, at, browser, is_grey, see, words
from tequio.ledger.tests.founding import DAY, FOUNDED, NOON, Group, found
from tequio.mandates import granting
from tequio.mandates.rules import Ceiling, Grant, Scope

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


def test_every_decision_stands_beside_what_was_done(group: Group) -> None:
    group.allow("ledger.pay", 50_000, subject="rent", valid_until=DAY + timedelta(30))
    group.pay(30_000)
    group.pay(5_000)
    shown = words(see(group, "Devi", "mandates"))
    for told in (
        "rent In force ₹350.00 of ₹500.00 ₹150.00 left",
        "2 payments, the last on 14 February 2026",
        "Decision of 1 January 2026 · until 16 March 2026 · Treasurer",
    ):
        assert told in shown


def test_where_a_mandate_stands_is_said_in_words(group: Group) -> None:
    later = Grant(
        title="resolution",
        scopes=(Scope("ledger.pay", "later"),),
        ceilings=(Ceiling("INR", 100),),
        offices=("treasurer",),
        valid_from=DAY + timedelta(1),
    )
    granting.grant(
        group.organisation, grant=later, source="resolution:8", source_hash="8" * 64, decided_on=DAY
    )
    group.allow("ledger.pay", 100, subject="past", valid_until=DAY - timedelta(1))
    ended = group.allow("ledger.pay", 100, subject="revoked")
    group.revoke(ended)
    group.allow("ledger.pay", 100, subject="spent")
    group.pay(100, subject="spent")
    group.allow("ledger.pay", 100, subject="monthly", period="month", keys=2)
    shown = words(see(group, "Devi", "mandates"))
    for told in (
        "later From 15 February 2026 on",
        "monthly In force 2 keys ₹0.00 of ₹1.00 ₹1.00 left · renews each month",
    ):
        assert told in shown
    assert "Allowed by our rules, without a vote Treasurer" in shown
    over = words(see(group, "Devi", "mandates", show="over"))
    for told in (
        "past Over since 13 February 2026",
        "revoked Ended on 14 February 2026",
        "spent Carried out ₹1.00 of ₹1.00",
    ):
        assert told in over
        assert told not in shown


def test_a_reversed_payment_gives_back_what_it_had_used(group: Group) -> None:
    mandate = group.allow("ledger.pay", 50_000, subject="rent")
    entry = group.pay(30_000).facts["transfer"]
    ledger.reverse(group.act(), transfer=entry, reason="wrong")
    shown = words(see(group, "Devi", "mandate", mandate))
    assert "₹0.00 of ₹500.00" in shown
    assert "Payment: rent reversed" in shown


def test_a_mandate_leads_to_paying_under_it(group: Group) -> None:
    mandate = group.allow("ledger.pay", 50_000, subject="rent")
    treasurer = see(group, "Asha", "mandate", mandate)
    assert not is_grey(treasurer, "Pay under this decision")
    assert 'name="line" value="ledger.pay|rent"' in treasurer.content.decode()
    form = see(group, "Asha", "pay", line="ledger.pay|rent").content.decode()
    assert 'value="ledger.pay|rent" required checked' in form
    assert is_grey(see(group, "Devi", "mandate", mandate), "Pay under this decision")
    loan = group.allow("lending.loan", 50_000, subject="7")
    assert "Pay under" not in words(see(group, "Asha", "mandate", loan)), "lending pays it out"


def test_a_mandate_that_is_over_offers_no_payment(group: Group) -> None:
    mandate = group.allow("ledger.pay", 100, subject="past", valid_until=DAY - timedelta(1))
    page = see(group, "Asha", "mandate", mandate)
    assert is_grey(page, "Pay under this decision")
    assert "allowed this only before 14 February 2026" in words(page)


def test_older_payments_are_a_press_away(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tequio.ledger.pages.mandates.SHOWN", 3)
    mandate = group.allow("ledger.pay", 50_000, subject="rent")
    for number in range(5):
        group.pay(100, payee_text=f"part {number}")
    page = see(group, "Devi", "mandate", mandate)
    assert "part 4" in words(page)
    assert "part 1" not in words(page)
    older = words(see(group, "Devi", "mandate", mandate, before=page.context["more"]))
    assert "part 1" in older
    assert "part 4" not in older


def test_many_mandates_that_are_over_are_shown_on_demand(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tequio.ledger.pages.mandates.SHOWN", 2)
    for number in range(4):
        group.allow("ledger.pay", 1, subject=f"old {number}", valid_until=FOUNDED)
    assert "old 3" not in words(see(group, "Devi", "mandates"))
    page = see(group, "Devi", "mandates", show="over")
    assert "old 3" in words(page)
    assert "old 1" not in words(page)
    older = words(see(group, "Devi", "mandates", show="over", before=page.context["page"].older))
    assert "old 1" in older
    assert "old 3" not in older


def test_many_mandates_in_force_are_shown_page_by_page(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tequio.ledger.pages.mandates.SHOWN", 2)
    for number in range(3):
        group.allow("ledger.pay", 1, subject=f"new {number}")
    page = see(group, "Devi", "mandates")
    assert "new 2" in words(page)
    assert "new 0" not in words(page)
    older = words(see(group, "Devi", "mandates", before=page.context["page"].older))
    assert "new 0" in older
    assert "Allowed by our rules" not in older, "the routine stands on the first page"


def test_rooms_above_say_what_their_subjects_are_called(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    group.allow("budget.project", 50_000, subject="7")
    assert "project 7" in words(see(group, "Devi", "mandates"))
    monkeypatch.setitem(TITLES_OF, "budget.project", lambda organisation, numbers: {7: "A well"})
    paid = group.pay(30_000, subject="7", purpose="budget.project").facts
    for name, *given in (("mandates",), ("mandate", paid["mandate"]), ("entry", paid["transfer"])):
        shown = words(see(group, "Devi", name, *given))
        assert "A well" in shown
        assert "project 7" not in shown
    assert "Expenses ₹300.00 A well" in words(see(group, "Devi", "books"))


@pytest.mark.parametrize("name", ["mandates", "mandate"])
def test_these_pages_speak_hindi(group: Group, name: str) -> None:
    given = [group.standing] if name == "mandate" else []
    page = browser(group, "Devi").get(at(group, name, *given), **HINDI)
    assert '<html lang="hi">' in page.content.decode()


def test_many_mandates_cost_no_more_questions(group: Group, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        group.allow("ledger.pay", 100, subject=f"purpose {number}")
    visitor, address = browser(group, "Devi"), at(group, "mandates")
    with django_assert_max_num_queries(25):
        page = visitor.get(address)
    assert "purpose 29" in words(page)
