"""Paying, receiving, moving, saving: through the door, with each reason to say no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tequio.kernel import Refused
from tequio.ledger import queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, FOUNDED, Group, found, refused
from tequio.mandates import rules as mandates
from tequio.membership import service as membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    return group


def test_before_the_vote_nothing_is_paid_and_after_it_up_to_the_ceiling(group: Group) -> None:
    assert refused(group.pay, 50_000) == ["no_mandate"]
    mandate = group.allow("ledger.pay", 50_000, subject="rent")
    paid = group.pay(30_000)
    assert paid.facts["mandate"] == mandate
    assert refused(group.pay, 20_001) == ["over_the_ceiling"]
    group.pay(20_000)
    assert group.held(group.cash) == 50_000
    assert group.held(group.account("expense", "rent")) == 50_000


def test_a_refusal_over_the_ceiling_names_decision_ceiling_and_spent(group: Group) -> None:
    group.allow("ledger.pay", 50_000, subject="rent")
    group.pay(50_000)
    with pytest.raises(Refused) as raised:
        group.pay(1)
    assert str(raised.value.refusals[0]) == (
        "The decision of 2026-01-01 allows 500.00 INR in all; 500.00 INR are already paid, "
        "so that 0.00 INR are left; 0.01 INR are asked."
    )


def test_the_mandate_of_one_subject_does_not_pay_for_another(group: Group) -> None:
    group.allow("ledger.pay", 50_000, subject="rent")
    assert refused(group.pay, 1, subject="roof") == ["no_mandate"]
    assert group.pay(1, subject="rent").facts["subject"] == "rent"


def test_the_same_press_again_answers_with_the_first_result(group: Group) -> None:
    group.allow("ledger.pay", 50_000, subject="rent")
    act = group.act(key="pressed")
    fields = {"purpose": "ledger.pay", "account": group.cash, "unit": "INR", "subject": "rent"}
    fields["payee_text"] = "the landlord"
    first = ledger.pay(act, minor=100, **fields)
    again = ledger.pay(act, minor=100, **fields)
    assert (again.replayed, again.facts) == (True, first.facts)
    assert refused(ledger.pay, act, minor=101, **fields) == ["key_used_for_other_content"]
    assert group.held(group.cash) == 99_900


def test_a_mandate_holds_from_its_first_to_its_last_day(group: Group) -> None:
    group.allow("ledger.pay", 900, subject="rent", valid_from=DAY, valid_until=DAY)
    group.allow("ledger.pay", 900, subject="roof", valid_from=DAY - timedelta(9), valid_until=None)
    assert refused(group.pay, 1, value_date=DAY - timedelta(1)) == ["mandate_not_yet_valid"]
    group.pay(1, value_date=DAY)
    tomorrow = group.act(later=timedelta(days=1))
    fields = {"purpose": "ledger.pay", "account": group.cash, "unit": "INR", "minor": 1}
    fields["payee_text"] = "the roofer"
    assert refused(ledger.pay, tomorrow, subject="rent", **fields) == ["mandate_over"]
    assert refused(ledger.pay, tomorrow, subject="rent", value_date=DAY, **fields) == [
        "mandate_over"
    ]
    ledger.pay(tomorrow, subject="roof", **fields)


def test_a_revoked_mandate_pays_nothing_not_even_for_an_earlier_day(group: Group) -> None:
    mandate = group.allow("ledger.pay", 900, subject="rent")
    group.pay(1)
    group.revoke(mandate)
    assert refused(group.pay, 1) == ["mandate_over"]
    assert refused(group.pay, 1, value_date=DAY - timedelta(1)) == ["mandate_over"]


def test_only_the_offices_of_the_decision_pay(group: Group) -> None:
    group.allow("ledger.pay", 900, subject="rent", offices=("treasurer",))
    group.allow("ledger.pay", 900, subject="tea", offices=("member",))
    assert refused(group.pay, 1, by="Bela") == ["office_not_held"]
    assert refused(group.pay, 1, by=None) == ["office_not_held"]
    group.pay(1, by="Asha")
    group.pay(1, by="Devi", subject="tea")


def test_a_ceiling_renews_with_its_period(group: Group) -> None:
    group.allow("ledger.pay", 1_000, subject="tea", period="month")
    group.pay(1_000, subject="tea", value_date=date(2026, 1, 31))
    group.pay(600, subject="tea", value_date=date(2026, 2, 1))
    assert refused(group.pay, 401, subject="tea") == ["over_the_ceiling"]
    group.pay(400, subject="tea")


def test_a_unit_that_the_decision_does_not_name_is_not_covered(group: Group) -> None:
    hours = group.account("cash", "hours", unit="MIN")
    ledger.receive(group.act(), account=hours, minor=60, unit="MIN")
    group.allow("ledger.pay", 900, subject="rent", unit="INR")
    assert refused(group.pay, 1, account=hours, unit="MIN") == ["unit_not_covered"]
    group.pay(1)


def test_what_is_sent_must_make_sense(group: Group) -> None:
    group.allow("ledger.pay", None, subject="rent")
    savings = group.account("member-savings", "person:1")
    assert refused(group.pay, 0) == ["amount_not_positive"]
    assert refused(group.pay, 10**15 + 1) == ["amount_too_large"]
    assert refused(group.pay, 1, account=999) == ["no_such_account"]
    assert refused(group.pay, 1, unit="MIN") == ["units_differ"]
    assert refused(group.pay, 1, account=savings) == ["posting_not_allowed"]
    assert refused(group.pay, 1, purpose="lending.loan") == ["posting_not_allowed"]
    assert refused(group.pay, 1, payee=999) == ["no_such_person"]
    assert refused(group.pay, 1, value_date=DAY + timedelta(1)) == ["date_not_reached"]
    group.pay(1)


def test_a_payee_is_somebody_of_this_group(group: Group) -> None:
    group.allow("ledger.pay", None, subject="rent")
    stranger = membership.create_person(membership.NewPerson("Stranger"))
    assert refused(group.pay, 1, payee=stranger) == ["no_such_person"]
    group.pay(1, payee=group.people["Devi"])


def test_the_box_gives_no_more_than_it_holds(group: Group) -> None:
    group.allow("ledger.pay", None, subject="rent")
    assert refused(group.pay, 100_001) == ["above_the_limit"]
    group.pay(100_000)
    assert group.held(group.cash) == 0


def test_what_was_noted_is_text_of_membership_and_its_digest_in_the_chronicle(
    group: Group,
) -> None:
    group.allow("ledger.pay", 900, subject="rent")
    paid = group.pay(5, payee=group.people["Devi"], payee_text="for the room")
    line = queries.statement(group.organisation, group.cash, since=DAY, until=DAY).lines[0]
    assert line.payee == group.people["Devi"]
    assert line.text is not None
    assert len(paid.facts["text"]) == 64
    assert "for the room" not in str(paid.facts)


def test_a_payment_names_who_gets_the_money_and_a_charge_need_not(group: Group) -> None:
    group.allow("ledger.pay", 900)
    group.allow("ledger.fee", 900)
    group.allow("member.withdraw", 900, keys=2)
    fields = {"account": group.cash, "unit": "INR", "minor": 5}
    nobody = {"purpose": "ledger.pay", "payee_text": "  "} | fields
    assert refused(ledger.pay, group.act(), **nobody) == ["no_payee"]
    assert refused(ledger.prepare_payment, group.act(), **nobody) == ["no_payee"]
    ledger.pay(group.act(), **nobody | {"payee_text": "Anita's shop"})
    ledger.pay(group.act(), **nobody | {"payee": group.people["Devi"]})
    ledger.pay(group.act(), purpose="ledger.fee", **fields)
    savings = {"purpose": "member.withdraw", "payee_text": "Devi"} | fields
    assert refused(ledger.prepare_payment, group.act(), **savings) == ["no_payee"]


def test_money_is_carried_between_box_and_bank(group: Group) -> None:
    fields = {"minor": 400, "unit": "INR"}
    moved = ledger.move(group.act(), source=group.cash, target=group.bank, **fields)
    assert moved.facts["minor"] == 400
    assert (group.held(group.cash), group.held(group.bank)) == (99_600, 400)
    same = {"source": group.cash, "target": group.cash}
    assert refused(ledger.move, group.act(), **same, **fields) == ["same_account"]
    savings = group.account("member-savings", "person:1")
    odd = {"source": group.cash, "target": savings}
    assert refused(ledger.move, group.act(), **odd, **fields) == ["posting_not_allowed"]
    too_much = {"source": group.bank, "target": group.cash, "minor": 401, "unit": "INR"}
    assert refused(ledger.move, group.act(), **too_much) == ["above_the_limit"]


def test_a_budget_is_received_on_an_account_of_its_own(group: Group) -> None:
    fields = {"account": group.bank, "minor": 700, "unit": "INR", "subject": "2026"}
    ledger.receive(group.act(), purpose="budget.receive", **fields)
    assert group.held(group.account("budget", "2026")) == 700
    assert group.held(group.bank) == 700


def test_a_member_saves_and_takes_back_never_more_than_she_has(group: Group) -> None:
    devi = group.people["Devi"]
    fields = {"person": devi, "account": group.cash, "unit": "INR"}
    ledger.save(group.act(), minor=500, **fields)
    savings = group.account("member-savings", f"person:{devi}")
    assert group.held(savings) == 500
    assert refused(ledger.withdraw, group.act(), minor=501, **fields) == ["below_the_floor"]
    ledger.withdraw(group.act(), minor=200, **fields)
    assert group.held(savings) == 300
    assert queries.accounts_of_person(group.organisation, devi)[0].balance.minor == 300


def test_a_stranger_does_not_save_here(group: Group) -> None:
    fields = {"account": group.cash, "unit": "INR", "minor": 5}
    assert refused(ledger.save, group.act(), person=999, **fields) == ["no_such_person"]
    ledger.save(group.act(), person=group.people["Asha"], **fields)


def test_who_is_paid_and_who_asks_is_told_before_the_button_is_pressed(group: Group) -> None:
    from tequio.ledger.service.paying import payment

    movement = payment(
        purpose="ledger.pay",
        subject="rent",
        payee=None,
        payee_text="",
        account=group.cash,
        minor=200_000,
        unit="INR",
        value_date=DAY,
    )

    def codes(by: str) -> list[str]:
        objections = queries.objections_to_move_money(group.act(by), movement)
        return [objection.code for objection in objections]

    assert codes("Asha") == ["no_mandate", "above_the_limit"]
    group.allow("ledger.pay", 100, subject="rent")
    assert codes("Devi") == ["office_not_held", "over_the_ceiling", "above_the_limit"]
    group.allow("ledger.pay", None, subject="rent")
    group.fill(100_000)
    assert codes("Asha") == []


def test_a_mandate_for_the_very_subject_is_used_before_one_for_any(group: Group) -> None:
    anything = group.allow("ledger.pay", 100)
    later = group.allow("ledger.pay", 100, subject="rent")
    sooner = group.allow("ledger.pay", 100, subject="rent", valid_until=DAY)
    used = [group.pay(100).facts["mandate"] for _ in range(3)]
    assert used == [sooner, later, anything]


def test_the_fields_of_a_grant_are_asked_before_it_is_made(group: Group) -> None:
    flawed = mandates.Grant(
        title="odd",
        scopes=(mandates.Scope("no.such"),),
        ceilings=(mandates.Ceiling("ZZZ", -1),),
        offices=(),
        keys=0,
        valid_from=DAY,
        valid_until=FOUNDED,
    )
    assert set(mandates.flaws_of(flawed, units={"INR"})) == {
        "unknown_purpose:no.such",
        "unknown_unit:ZZZ",
        "no_office",
        "negative_ceiling",
        "no_key",
        "ends_before_it_begins",
    }
    on_the_day = replace(flawed, valid_until=None)
    reaches_back = {"begins_before_its_decision"}
    at_once = set(mandates.flaws_of(on_the_day, units={"INR"}, decided_on=DAY))
    later = set(mandates.flaws_of(on_the_day, units={"INR"}, decided_on=DAY + timedelta(1)))
    assert later - at_once == reaches_back
