"""The pages of lending: who sees what, what is done, and why a grey button is grey."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tequio.governance import queries as governance
from tequio.ledger import queries as books
from tequio.lending import queries
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.membership import queries as members
from tequio.membership.tests.groups import HINDI, browser_of, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return stage.found()


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        yield traveller


def on(group, clock, day):
    group.today = day
    clock.move_to(f"{day.isoformat()}T12:00:00Z")
    return group


def address(group, name, *given):
    return reverse(f"lending:{name}", args=[group.slug, *given])


def look(group, who, name, *given, **query):
    return browser_of(group.person[who]).get(address(group, name, *given), query)


def press(group, who, name, *given, **sent):
    """Open the page for its key, and send its form."""
    browser = browser_of(group.person[who])
    place = address(group, name, *given)
    key = re.findall(r'name="key" value="([^"]+)"', text(browser.get(place)))[0]
    return browser.post(place, {"key": key, **sent}, follow=True)


def text(answer):
    return re.sub(r"\s+", " ", unescape(answer.content.decode())).replace("\xa0", " ")


def grey(answer):
    """The buttons that cannot be pressed, each with what stands under it."""
    found = re.findall(
        r'<button type="submit"[^>]* disabled[^>]*>.*?<span>(.*?)</span></button>.*?'
        r'<div class="why".*?>(.*?)</div></div>',
        text(answer),
    )
    return {label: re.sub(r"<[^>]+>", " ", why) for label, why in found}


PAGES = ["loans", "ask", "loan", "pay_out", "repay", "sheet"]


def given_of(name, loan):
    return [] if name in ("loans", "ask") else [loan]


@pytest.mark.parametrize("name", PAGES)
def test_strangers_and_passers_by_find_nothing(group, name):
    place = address(group, name, *given_of(name, group.a_loan()))
    assert Client().get(place).status_code == 404
    assert stranger().get(place).status_code == 404


@pytest.mark.parametrize("step", ["asked", "decided", "paid out"])
def test_every_page_answers_every_member_at_every_step(group, step):
    loan = group.a_loan(stage=step)
    if step == "paid out":
        group.repays(loan, 1000)
    for name in PAGES:
        for who in ("Asma", "Bina", "Esha", "Gita"):
            answer = look(group, who, name, *given_of(name, loan))
            assert answer.status_code == 200
            assert text(answer).count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_speak_hindi(group, name):
    loan = group.a_loan()
    place = address(group, name, *given_of(name, loan))
    answer = browser_of(group.person["Bina"]).get(place, **HINDI)
    assert answer.status_code == 200
    assert '<html lang="hi">' in text(answer)


@pytest.mark.parametrize("name", ["loan", "pay_out", "repay", "sheet"])
def test_a_loan_that_the_statutes_do_not_show_is_not_there(name):
    group = stage.found(**{"privacy.loans": "self"})
    loan = group.asks()
    assert look(group, "Gita", name, loan).status_code == 404
    assert look(group, "Asma", name, loan).status_code == 200
    assert look(group, "Asma", name, 99_999).status_code == 404


def test_whoever_asks_reads_what_the_rules_say(group):
    said = text(look(group, "Asma", "ask"))
    assert "up to ₹1,200.00" in said
    assert "3 times your savings of ₹400.00" in said
    assert "2% for each month on what is still owed (declining balance)" in said
    assert "at most 12 months" in said


def test_whoever_has_saved_nothing_reads_why_she_cannot_ask(group):
    answer = look(group, "Gita", "ask")
    assert "her own savings" in grey(answer)["Ask the members"]


ASKED = {"amount": "1,200.00", "count": "6", "step": "month", "purpose_text": "A sewing machine"}


def test_a_loan_is_previewed_and_then_asked_for(group):
    answer = press(group, "Asma", "ask", **ASKED, do="preview")
    assert "₹214.23" in text(answer)
    assert "₹85.39" in text(answer)
    assert queries.my_loans(group.organisation, group.person["Asma"], group.today) == []
    answer = press(
        group,
        "Asma",
        "ask",
        **ASKED,
        guarantor_1=group.person["Esha"],
        guarantor_2=group.person["Fatima"],
        do="ask",
    )
    (line,) = queries.my_loans(group.organisation, group.person["Asma"], group.today)
    assert answer.redirect_chain == [(address(group, "loan", line.loan.id), 302)]
    assert line.loan.named == (group.person["Esha"], group.person["Fatima"])
    assert "Your request waits for the members' decision." in text(answer)


def test_the_preview_of_a_flat_loan_says_what_it_really_costs():
    group = stage.found(**{"lending.method": "flat"})
    said = text(press(group, "Asma", "ask", **ASKED, do="preview"))
    assert "3.337% for each month on what is still owed" in said


def test_who_stands_for_a_loan_is_chosen_among_the_other_members(group):
    shown = text(look(group, "Asma", "ask"))
    options = re.findall(r'<option value="(\d+)">(\w+)', shown)
    assert ("Esha" in dict(map(reversed, options))) is True
    assert str(group.person["Asma"]) not in dict(options), "nobody stands for her own loan"


def test_in_a_large_group_who_stands_is_named_in_words(group, monkeypatch):
    monkeypatch.setattr("tequio.membership.visits.members.LISTED", 3)
    assert "<select" not in text(look(group, "Asma", "ask"))
    for typed, said in (("Nobody", "Nobody here is called so."), ("a", "Several persons")):
        answer = press(group, "Asma", "ask", **ASKED, guarantor_1=typed, do="ask")
        assert (answer.status_code, said in text(answer)) == (422, True)
    twice = press(group, "Asma", "ask", **ASKED, guarantor_1="Esha", guarantor_2="Esha", do="ask")
    assert "Person Esha is named twice" in text(twice), "a refusal says her name, not her number"
    own = press(group, "Asma", "ask", **ASKED, guarantor_1="Asma", do="ask")
    assert "Nobody can stand for her own loan." in text(own)
    press(group, "Asma", "ask", **ASKED, guarantor_1="Esha", guarantor_2="Fatima", do="ask")
    (line,) = queries.my_loans(group.organisation, group.person["Asma"], group.today)
    assert line.loan.named == (group.person["Esha"], group.person["Fatima"])


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"amount": "twelve"}, 422, "“twelve” is not an amount."),
        ({"amount": "1200.005"}, 422, "has more decimals"),
        ({"count": "0"}, 422, "greater than or equal to 1"),
        ({"guarantor_1": "Nobody"}, 422, "Choose a person from the list."),
        ({"amount": "1,200.01"}, 409, "at most 3 times her own savings"),
        ({"count": "13"}, 409, "at most 12 months"),
    ],
)
@pytest.mark.parametrize("do", ["ask", "preview"])
def test_a_request_that_is_refused_comes_back_with_the_reason(group, wrong, status, said, do):
    answer = press(group, "Asma", "ask", **{**ASKED, **wrong}, do=do)
    assert answer.status_code == status
    assert said in text(answer)
    assert queries.my_loans(group.organisation, group.person["Asma"], group.today) == []


def test_whoever_is_asked_to_stand_finds_it_and_does_it(group):
    loan = group.asks(guarantors=(group.person["Esha"],))
    assert "You are asked to stand for these loans" in text(look(group, "Esha", "loans"))
    assert "You are asked" not in text(look(group, "Gita", "loans"))
    answer = press(group, "Esha", "loan", loan, do="guarantee")
    assert "You stand for this loan now." in text(answer)
    assert find_loan(group.organisation, loan).guaranteed == (group.person["Esha"],)
    again = look(group, "Esha", "loan", loan)
    assert grey(again) == {
        "Stand for this loan": grey(again)["Stand for this loan"],
    }
    assert "You already stand for this loan." in grey(again)["Stand for this loan"]


def test_a_request_is_taken_back_and_its_proposal_with_it(group):
    loan = group.asks()
    proposal = find_loan(group.organisation, loan).proposal
    answer = press(group, "Asma", "loan", loan, do="withdraw")
    assert "You took this request back." in text(answer)
    assert governance.proposal(group.organisation, proposal).state == "withdrawn"
    refused = browser_of(group.person["Asma"]).post(
        address(group, "loan", loan), {"key": "another", "do": "withdraw"}
    )
    assert refused.status_code == 409


def test_the_office_reads_why_it_cannot_pay_before_it_presses(group):
    loan = group.a_loan(stage="asked")
    why = grey(look(group, "Bina", "loan", loan))["Pay out"]
    assert "No decision of the members allows this: Pay out a loan. Bring it to the assembly" in why
    assert "This loan needs 2 guarantors; 0 have agreed." in why
    assert "Pay out" not in grey(look(group, "Gita", "loan", loan))
    whole = grey(look(group, "Gita", "pay_out", loan))["Pay out"]
    assert "No decision of the members allows this: Pay out a loan." in whole


def test_a_loan_is_paid_out_and_repaid_on_pages(group, clock):
    loan = group.a_loan(stage="decided")
    box = str(group.account())
    answer = press(group, "Bina", "pay_out", loan, account=box, value_date="", do="pay_out")
    assert "The loan is paid out and written down." in text(answer)
    on(group, clock, stage.date(2026, 3, 14))
    page = look(group, "Bina", "repay", loan)
    assert 'value="214.23"' in text(page)
    answer = press(group, "Bina", "repay", loan, account=box, amount="214.23", value_date="")
    assert "The repayment is written down." in text(answer)
    assert find_loan(group.organisation, loan).payments[0].parts.principal == 19_023
    said = text(look(group, "Asma", "loan", loan))
    assert "You are repaying it as agreed." in said
    assert "₹1,009.77" in said


def test_an_early_repayment_is_told_as_it_was_paid_beside_the_schedule(group, clock):
    loan = group.a_loan()
    group.repays(loan, 21_423)
    page = text(look(group, "Bina", "loan", loan))
    standing = members.standing(group.person["Bina"], group.organisation, group.today)
    view = queries.loan_view(group.organisation, loan, standing, group.today)
    assert (view.paid.principal, view.paid.interest) == (21_423, 0)
    assert "Paid so far: ₹214.23, of it ₹214.23 of the loan and ₹0.00 interest." in page
    assert view.still.interest < view.interest.minor
    assert view.still.principal == view.left.minor
    assert not view.schedule[0].is_paid
    for told in ("As decided", "Still to pay"):
        assert told in page


def test_the_same_press_twice_pays_once(group):
    loan = group.a_loan(stage="decided")
    browser = browser_of(group.person["Bina"])
    place = address(group, "pay_out", loan)
    sent = {"key": "once", "account": str(group.account()), "value_date": "", "do": "pay_out"}
    assert browser.post(place, sent).status_code == 302
    assert browser.post(place, sent).status_code == 302
    assert browser.post(place, {**sent, "key": "twice"}).status_code == 409
    assert group.holds() == 420_000


def test_too_large_a_repayment_is_refused_with_what_is_owed(group, clock):
    loan = group.a_loan()
    on(group, clock, stage.date(2026, 3, 14))
    answer = press(
        group, "Bina", "repay", loan, account=str(group.account()), amount="1300", value_date=""
    )
    assert answer.status_code == 409
    assert "₹1,224.00 are still owed on this day" in text(answer)


def test_a_member_who_is_late_reads_kind_words_and_the_office_the_days(group, clock):
    loan = group.a_loan()
    on(group, clock, stage.date(2026, 3, 24))
    mine, office = (text(look(group, who, "loan", loan)) for who in ("Asma", "Bina"))
    assert "A payment is waiting. Speak with the treasurer" in mine
    assert "A payment is late" in office
    assert "10 days late" in office
    assert "10 days late" in text(look(group, "Bina", "loans"))


def test_keys_are_turned_on_the_page_of_the_payment():
    group = stage.found(**{"keys.pay": 2, "offices.keys": ["chair"]})
    loan = group.a_loan(stage="decided")
    page = look(group, "Bina", "pay_out", loan)
    assert "This payment needs 2 keys" in text(page)
    assert "2 keys for this payment; turned: 1" in grey(page)["Pay out"]
    sent = {"account": str(group.account()), "value_date": ""}
    answer = press(group, "Deepa", "pay_out", loan, **sent, do="turn_key")
    assert "Turned so far: Deepa." in text(answer)
    assert grey(look(group, "Bina", "pay_out", loan)) == {}
    press(group, "Bina", "pay_out", loan, **sent, do="pay_out")
    assert group.holds() == 420_000


def test_the_list_shows_the_portfolio_to_those_who_see_all(group, clock):
    group.a_loan()
    on(group, clock, stage.date(2026, 4, 14))
    assert "At risk (PAR30)" in text(look(group, "Bina", "loans"))
    assert "100%" in text(look(group, "Bina", "loans"))
    closed = stage.found(slug="closed", **{"privacy.loans": "officers"})
    closed.a_loan()
    assert "PAR30" not in text(look(closed, "Asma", "loans"))
    assert "PAR30" in text(look(closed, "Bina", "loans"))


def test_ended_loans_stand_apart(group):
    loan = group.asks()
    press(group, "Asma", "loan", loan, do="withdraw")
    where = address(group, "loan", loan)
    assert where not in text(look(group, "Gita", "loans"))
    assert where in text(look(group, "Gita", "loans", show="ended"))


def test_the_sheet_names_who_signs(group):
    said = text(look(group, "Bina", "sheet", group.a_loan()))
    assert "Loan of ₹1,200.00 to Asma" in said
    assert "Stands for it: Esha" in said
    assert "For the group" in said


def test_an_erased_borrower_has_no_name_on_any_page(group):
    from tequio.membership.service import erase_person

    loan = group.a_loan()
    erase_person(replace(group.act("Asma"), organisation=None), person=group.person["Asma"])
    for name in ("loans", "loan", "sheet"):
        said = text(look(group, "Bina", name, *given_of(name, loan)))
        assert "Asma" not in said
        assert "a person who was erased" in said


def test_the_page_of_a_reversal_says_that_interest_and_repayment_go_together(group, clock):
    loan = group.a_loan()
    on(group, clock, date(2026, 3, 14))
    paid = group.repays(loan, 21_423)
    entries = books.entries_of(group.organisation, paid["journal"])
    (interest, repaid) = [one.transfer for one in entries]
    told = "With it is turned around what was written together with it for the same matter:"
    place = reverse("ledger:reverse", args=[group.slug, repaid])
    page = text(browser_of(group.person["Bina"]).get(place))
    other = reverse("ledger:entry", args=[group.slug, interest])
    assert (told in page, f'href="{other}"' in page, ": ₹24.00" in page) == (True, True, True)
    payout = find_loan(group.organisation, loan).payout.transfer
    alone = reverse("ledger:reverse", args=[group.slug, payout])
    assert told not in text(browser_of(group.person["Bina"]).get(alone))
