"""The acts on a real book: from the question to the last repayment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tequio.governance import queries as governance
from tequio.governance.queries.granted import of_proposals
from tequio.kernel import Refused
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.lending import queries
from tequio.lending import service as lending
from tequio.lending.queries import moving, words
from tequio.lending.queries.loans import loan as find_loan
from tequio.lending.tests import stage
from tequio.mandates import queries as mandates
from tequio.mandates.service import turn_key
from tequio.membership import queries as members
from tequio.membership.rules import Standing

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 14), date(2026, 4, 14)


@pytest.fixture
def group():
    return stage.found()


def look(group, loan, who="Asma"):
    standing = members.standing(group.person[who], group.organisation, group.today)
    return queries.loan_view(group.organisation, loan, standing, group.today)


@pytest.fixture
def refused():
    def telling(code, what, *given, **named):
        with pytest.raises(Refused) as caught:
            what(*given, **named)
        assert caught.value.refusals[0].code == code
        return caught.value.refusals[0]

    return telling


def test_a_loan_is_asked_guaranteed_decided_paid_out_and_repaid(group):
    loan = group.asks(guarantors=(group.person["Esha"], group.person["Fatima"]))
    assert look(group, loan).state == "asked"
    group.stands("Esha", loan)
    group.stands("Fatima", loan)
    assert group.decides(loan)["outcome"] == "adopted"
    assert look(group, loan).state == "allowed"
    group.pays_out(loan)
    assert look(group, loan).state == "running"
    assert group.holds() == 540_000 - 120_000
    for due in look(group, loan).schedule:
        group.today = due.instalment.due_on
        paid = group.repays(loan, due.minor)
        parts = (due.instalment.interest, due.instalment.principal)
        assert (paid["interest"], paid["principal"]) == parts
    assert look(group, loan).state == "repaid"
    assert group.holds() == 540_000 + 8_539
    assert group.holds("income") == 8_539
    assert stage.everything_holds(group)


def test_before_the_vote_nothing_is_paid_and_after_it_a_second_press_pays_nothing_more(
    group, refused
):
    loan = group.a_loan(stage="guaranteed")
    refusal = refused("no_mandate", group.pays_out, loan)
    assert str(refusal) == "No decision of the members allows this: lending.loan."
    assert refusal.remedy == "Bring it to the assembly as a proposal."
    group.decides(loan)
    account = group.account()
    first = lending.pay_out(group.act("Bina", "once"), loan=loan, account=account)
    again = lending.pay_out(group.act("Bina", "once"), loan=loan, account=account)
    assert again == replace(first, replayed=True)
    refused("already_paid_out", group.pays_out, loan)
    assert group.holds() == 420_000


def test_a_request_says_what_its_adoption_would_allow(group):
    loan = group.asks(purpose_text="A sewing machine\nwith a table", until=date(2026, 6, 30))
    proposal = governance.proposal(group.organisation, find_loan(group.organisation, loan).proposal)
    assert proposal.title == "A sewing machine"
    assert proposal.by == group.person["Asma"]
    assert proposal.text == (
        "A sewing machine\nwith a table\n\nRepaid in 6 monthly instalments, 2% for each month on"
        " what is still owed (declining balance). 2 members must stand for it before it is paid"
        " out."
    )
    wanted = {
        "kind": "mandate",
        "purpose": "lending.loan",
        "subject": str(loan),
        "minor": 120_000,
        "unit": "INR",
        "offices": ["treasurer"],
        "keys": 1,
        "until": "2026-06-30",
    }
    assert {name: proposal.effect[name] for name in wanted} == wanted


def test_a_request_is_called_a_loan_in_the_language_of_whoever_reads(group):
    named = {"A sewing machine": "Loan: A sewing machine", " ": "A loan"}
    for purpose, title in named.items():
        loan = find_loan(group.organisation, group.asks(purpose_text=purpose, minor=1_000))
        found = governance.proposal(group.organisation, loan.proposal)
        assert found.title == purpose.strip()
        (effect,) = governance.shown(
            group.organisation, of_proposals(group.organisation, [found], group.today)
        )
        with translation.override("en"):
            told = render_to_string(
                "governance/title.html", {"title": found.title, "effect": effect}
            )
        assert told.strip() == title


def test_the_mandate_of_one_loan_does_not_pay_another(group, refused):
    decided = group.a_loan(stage="decided", minor=60_000)
    other = group.a_loan(stage="guaranteed", minor=60_000)
    refused("no_mandate", group.pays_out, other)
    group.pays_out(decided)
    assert stage.everything_holds(group)


def test_a_request_that_the_members_did_not_adopt_is_not_paid(group, refused):
    loan = group.a_loan(stage="guaranteed")
    assert group.decides(loan, yes=4)["outcome"] != "adopted"
    assert look(group, loan).state == "declined"
    refused("no_mandate", group.pays_out, loan)


def test_a_loan_that_nobody_paid_out_in_time_lapses(group):
    loan = group.a_loan(stage="decided")
    assert look(group.later(89), loan).state == "allowed"
    assert look(group.later(1), loan).state == "lapsed"


def test_a_request_that_was_taken_back_is_not_paid_even_with_a_mandate(group, refused):
    loan = group.a_loan(stage="decided")
    group.does("Asma", lending.withdraw_request, loan=loan)
    assert look(group, loan).state == "withdrawn"
    refused("request_withdrawn", group.pays_out, loan)


def test_shares_of_a_circle_count_as_savings_in_all_books(group, refused):
    """The largest loan is three times the value of one's own savings and shares."""
    refused("over_own_savings", group.asks, minor=120_001)
    group.buys_shares("Asma", 4_000)
    group.buys_shares("Asma", 6_000, book="circle-1")
    refused("over_own_savings", group.asks, minor=150_001)
    group.asks(minor=150_000)


def test_what_was_asked_and_what_is_owed_count_towards_the_limit(group, refused):
    refused("over_own_savings", group.asks, minor=120_001)
    first = group.a_loan(minor=100_000)
    refused("over_own_savings", group.asks, minor=20_001)
    second = group.asks(minor=20_000)
    refused("over_own_savings", group.asks, minor=1)
    group.does("Asma", lending.withdraw_request, loan=second)
    group.today = MARCH
    principal = group.repays(first, 17_853)["principal"]
    assert group.asks(minor=20_000 + principal)


def test_a_request_that_was_declined_or_lapsed_no_longer_counts(group):
    declined = group.a_loan(stage="guaranteed")
    group.decides(declined, yes=4)
    group.a_loan(stage="decided")
    assert group.later(90).asks()


def test_the_terms_are_those_of_the_statutes_on_the_day_of_the_request(group):
    terms = find_loan(group.organisation, group.asks()).terms
    assert (terms.rate.fraction, terms.rate.period) == (Fraction(1, 50), "month")
    assert (terms.method, terms.order, terms.guarantors) == ("declining", "interest_first", 2)


def test_a_loan_can_be_repaid_weekly(group):
    loan = group.a_loan(months=0, weeks=10)
    lines = look(group, loan).schedule
    assert len(lines) == 10
    assert lines[0].instalment.due_on == date(2026, 2, 21)
    group.later(7).repays(loan, lines[0].minor)
    assert look(group, loan).schedule[0].is_paid


def test_a_loan_can_be_repaid_each_fortnight(group):
    loan = group.a_loan(months=0, fortnights=6)
    lines = look(group, loan).schedule
    assert [line.instalment.due_on for line in lines[:2]] == [date(2026, 2, 28), MARCH]
    asked = find_loan(group.organisation, loan)
    assert asked.terms.step == "fortnight"
    assert "6 fortnightly instalments" in words.terms_told(asked.terms)
    assert list(queries.check(group.organisation)) == []


def test_more_than_is_owed_is_refused_with_what_is_owed(group, refused):
    loan = group.a_loan()
    group.today = MARCH
    refusal = refused("more_than_owed", group.repays, loan, 122_401)
    assert str(dict(refusal.fields)["owed"]) == "1224.00 INR"
    group.repays(loan, 122_400)
    refusal = refused("more_than_owed", group.repays, loan, 1)
    assert str(dict(refusal.fields)["owed"]) == "0.00 INR"
    assert stage.everything_holds(group)


def test_a_payout_and_a_repayment_can_be_written_down_later_than_they_happened(group):
    loan = group.a_loan(stage="decided")
    group.later(10).pays_out(loan, value_date=date(2026, 2, 16))
    assert look(group, loan).schedule[0].instalment.due_on == date(2026, 3, 16)
    group.today = APRIL
    paid = group.repays(loan, 21_423, value_date=date(2026, 3, 16))
    assert paid["principal"] == 19_023
    assert look(group, loan).schedule[0].is_paid
    assert stage.everything_holds(group)


@pytest.mark.parametrize("part", ["lending.interest", "lending.repay"])
def test_whichever_part_of_a_repayment_is_reversed_the_other_goes_with_it(part, refused):
    """Each alone would leave a debt that no repayment explains."""
    routine = ["ledger.claim", "ledger.opening", "lending.interest", "lending.repay", "member.save"]
    group = stage.found(**{"standing.purposes": routine})
    loan = group.a_loan()
    group.today = MARCH
    paid = group.repays(loan, 21_423)
    box, entries = group.holds(), books.entries_of(group.organisation, paid["journal"])
    entry = next(one.transfer for one in entries if one.code == part)
    group.permits("ledger.reverse", 21_423)
    refused("over_the_ceiling", group.does, "Bina", ledger.reverse, transfer=entry)
    group.permits("ledger.reverse", 30_000)
    turned = group.does("Bina", ledger.reverse, transfer=entry)
    assert {entry, *turned["together"]} == {one.transfer for one in entries}
    assert group.holds() == box - 21_423
    assert look(group, loan).standing.principal_left == 120_000
    assert stage.everything_holds(group)


def test_a_repayment_that_was_reversed_in_the_book_does_not_count(group, refused):
    loan = group.a_loan()
    group.today = MARCH
    group.permits("ledger.reverse", 500_000)
    paid = group.repays(loan, 21_423)
    (interest, repaid) = books.entries_of(group.organisation, paid["journal"])
    given = {"transfer": repaid.transfer, "reason": "wrong book"}
    turned = group.does("Bina", ledger.reverse, **given)
    assert turned["together"] == [interest.transfer]
    refused("already_reversed", group.does, "Bina", ledger.reverse, transfer=interest.transfer)
    view = look(group, loan)
    assert view.standing.principal_left == 120_000
    assert [one.is_reversed for one in view.loan.received] == [True]
    assert stage.everything_holds(group)
    assert group.repays(loan, 21_423)["principal"] == 19_023
    assert stage.everything_holds(group)


def test_a_payout_that_was_reversed_leaves_no_debt_and_is_not_repeated(group, refused):
    loan = group.a_loan()
    group.permits("ledger.reverse", 500_000)
    entry = find_loan(group.organisation, loan).payout.transfer
    group.does("Bina", ledger.reverse, transfer=entry)
    assert look(group, loan).state == "reversed"
    refused("already_paid_out", group.pays_out, loan)
    refused("not_paid_out", group.repays, loan, 100)
    assert group.asks()
    assert stage.everything_holds(group)


def test_a_box_with_two_keys_pays_a_loan_out_when_both_have_turned(refused):
    group = stage.found(**{"keys.pay": 2, "offices.keys": ["chair"]})
    loan = group.a_loan(stage="decided")
    refused("keys_missing", group.pays_out, loan)
    found = find_loan(group.organisation, loan)
    mandate = mandates.mandates_of(group.organisation)[-1]
    payment = moving.hash_of_payout(found, group.account())
    group.does("Deepa", turn_key, mandate=mandate.id, payment_hash=payment)
    group.pays_out(loan)
    assert group.holds() == 420_000
    assert stage.everything_holds(group)


def test_arrears_and_the_portfolio_are_seen_on_a_day(group):
    late, fine = group.a_loan(minor=60_000), group.a_loan(minor=50_000)
    group.today = MARCH
    group.repays(fine, look(group, fine).schedule[0].minor)
    now = queries.portfolio(group.organisation, date(2026, 4, 13))
    whole = sum(
        find_loan(group.organisation, one).position(date(2026, 4, 13)).principal_left
        for one in (late, fine)
    )
    assert now.running == 2
    assert now.lent_out.minor == whole
    assert now.at_risk == 0
    assert queries.portfolio(group.organisation, APRIL).at_risk == Fraction(60_000, whole)
    before = queries.portfolio(group.organisation, APRIL, days=31)
    assert before.at_risk == 0
    assert look(group, late).state == "running"
    assert look(group.later(1), late).state == "late"


def test_where_nothing_is_lent_out_there_is_no_figure(group):
    assert queries.portfolio(group.organisation, MARCH).at_risk is None


@pytest.mark.parametrize(
    ("rule", "seeing"),
    [
        ("members", {"Asma", "Bina", "Chand", "Esha", "Gita"}),
        ("officers", {"Asma", "Bina", "Chand", "Esha"}),
        ("self", {"Asma", "Bina", "Esha"}),
    ],
)
def test_the_statutes_say_who_sees_loans(rule, seeing):
    group = stage.found(**{"privacy.loans": rule})
    loan = group.asks()
    group.does("Asma", lending.withdraw_request, loan=loan)
    loan = group.asks(guarantors=(group.person["Esha"],))
    looking = ("Asma", "Bina", "Chand", "Esha", "Gita")
    assert {who for who in looking if look(group, loan, who)} == seeing
    for who in looking:
        standing = members.standing(group.person[who], group.organisation, group.today)
        listed = queries.loans(group.organisation, standing, group.today)
        assert (loan in {line.loan.id for line in listed}) == (who in seeing)
    nobody = Standing(None, group.organisation)
    assert queries.loan_view(group.organisation, loan, nobody, group.today) is None


def test_a_loan_that_one_may_not_see_cannot_be_guaranteed(refused):
    group = stage.found(**{"privacy.loans": "self"})
    refused("no_such_loan", group.stands, "Gita", group.asks())


def test_everybody_finds_her_own_loans_and_what_she_was_asked(group):
    loan = group.asks(guarantors=(group.person["Esha"],))
    mine = queries.my_loans(group.organisation, group.person["Asma"], group.today)
    assert [line.loan.id for line in mine] == [loan]
    asked = queries.asked_of(group.organisation, group.person["Esha"], group.today)
    assert [line.loan.id for line in asked] == [loan]
    assert queries.asked_of(group.organisation, group.person["Gita"], group.today) == []
    group.stands("Esha", loan)
    assert queries.asked_of(group.organisation, group.person["Esha"], group.today) == []
    assert queries.my_loans(group.organisation, None, group.today) == []


def test_the_list_of_loans_asks_the_same_number_of_questions_however_long_it_is(
    group, django_assert_max_num_queries
):
    for _ in range(3):
        group.a_loan(minor=10_000)
        group.asks(minor=10_000)
    standing = members.standing(group.person["Bina"], group.organisation, group.today)
    with django_assert_max_num_queries(26):
        assert len(queries.loans(group.organisation, standing, group.today)) == 6


def test_a_flat_loan_tells_what_it_really_costs():
    group = stage.found(**{"lending.method": "flat"})
    loan = group.asks()
    view = look(group, loan)
    number = find_loan(group.organisation, loan).proposal
    text = governance.proposal(group.organisation, number).text
    assert "This is really 3.337% for each month on what is still owed" in text
    assert view.true_rate == Fraction(3337, 100_000)
    assert view.interest.minor == 14_400


def test_an_erased_borrower_leaves_the_proof_whole(group):
    from tequio.membership.service import erase_person

    loan = group.a_loan()
    erase_person(replace(group.act("Asma"), organisation=None), person=group.person["Asma"])
    view = look(group.later(1), loan, "Bina")
    assert (view.purpose, view.names[group.person["Asma"]]) == ("", "")
    assert stage.everything_holds(group)
