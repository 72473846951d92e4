"""Proposals in the browser: one small form for each kind, and each kind of refusal."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tequio.governance import queries, service
from tequio.governance.rules.effects import read_effect
from tequio.governance.tests import hall
from tequio.governance.tests.hall import Hall
from tequio.governance.tests.pressing import Form, address, codes, shown, words
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.membership import service as membership
from tequio.statutes.tests.test_adopting import LAW

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Hall:
    return hall.found()


@pytest.fixture
def asha(group: Hall) -> Client:
    return group.enters("Asha")


@pytest.fixture
def devi(group: Hall) -> Client:
    return group.enters("Devi")


def proposed(group: Hall) -> queries.ProposalView:
    return queries.proposals(group.organisation)[0]


def propose(group: Hall, browser: Client, kind: str, **typed: Any) -> Any:
    place = address(group, "propose_kind", kind)
    fields = Form(browser.get(place)).fields | {"title": "What we need"} | typed
    return browser.post(place, {name: one for name, one in fields.items() if one is not None})


# One small form for each kind ---------------------------------------------------------------


def test_a_plain_decision_moves_neither_money_nor_rules(group: Hall, devi: Client) -> None:
    answer = propose(group, devi, "plain", text="Because we said so")
    assert answer["Location"] == address(group, "proposal", proposed(group).id)
    page = shown(devi, answer["Location"])
    assert "It moves neither money nor rules." in page
    assert "Because we said so" in page
    assert "Ordinary decisions" in page


def test_a_payment_is_allowed_in_plain_words(group: Hall, devi: Client) -> None:
    until = group.today + timedelta(days=30)
    typed = {"minor": "१२,५००.५०", "until": until.isoformat(), "title": "New tyres"}
    answer = propose(group, devi, "payment", **typed, offices=["treasurer"])
    effect = proposed(group).effect
    assert (effect["minor"], effect["unit"], effect["subject"]) == (1_250_050, "INR", "new-tyres")
    page = shown(devi, answer["Location"])
    assert "Treasurer may pay up to ₹12,500.50" in page
    assert "until " in page


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"title": " "}, 422, "This field is required."),
        ({"title": "a" * 201}, 422, "at most 200 characters"),
        ({"minor": "twelve"}, 422, "is not an amount"),
        ({"minor": "1,5"}, 422, "is not an amount"),
        ({"minor": "0.001"}, 422, "more decimals"),
        ({"minor": "0"}, 422, "The amount must be more than nothing."),
        ({"offices": None}, 422, "This field is required."),
        ({"offices": ["pope"]}, 422, "Select a valid choice"),
        ({"until": "2020-01-01"}, 422, "lies before today"),
    ],
)
def test_a_payment_that_cannot_be_allowed_shows_the_form_again(
    group: Hall, devi: Client, typed: dict[str, Any], status: int, said: str
) -> None:
    answer = propose(group, devi, "payment", **({"minor": "500"} | typed))
    assert answer.status_code == status
    assert said in words(answer)
    assert "Up to which sum?" in words(answer)
    assert queries.proposals(group.organisation) == []


def test_what_was_paid_without_a_decision_is_ratified_in_part(group: Hall, asha: Client) -> None:
    assert "Nothing was paid without a decision." in shown(
        asha, address(group, "propose_kind", "ratification")
    )
    service_of = next(
        one for one in books.accounts(group.organisation, group.today) if one.kind == "cash"
    )
    ledger.receive(
        group.act("Chitra"),
        account=service_of.id,
        minor=90_000,
        unit="INR",
        payer_text="a gift",
    )
    ledger.record_undecided(
        group.act("Chitra"),
        person=group.people["Chitra"],
        account=service_of.id,
        minor=60_000,
        unit="INR",
        office="treasurer",
        subject="tyres",
        payee_text="the shop",
    )
    (claim,) = books.claims(group.organisation)
    page = shown(asha, address(group, "propose_kind", "ratification"))
    assert "₹600.00" in page
    wrong = propose(group, asha, "ratification", claim=claim.transfer, minor="600.01")
    assert (wrong.status_code, codes(wrong)) == (422, ["more_than_is_open"])
    answer = propose(group, asha, "ratification", claim=claim.transfer, minor="400")
    assert "₹400.00 of the ₹600.00 that were paid without a decision" in shown(
        asha, answer["Location"]
    )


def test_what_was_too_much_in_the_box_can_become_the_groups_own(group: Hall, asha: Client) -> None:
    box = next(one for one in books.accounts(group.organisation, group.today) if one.kind == "cash")
    ledger.count_cash(
        group.act("Chitra"),
        account=box.id,
        counted_minor=box.minor + 2_500,
        answerable=group.people["Chitra"],
    )
    (claim,) = books.claims(group.organisation)
    page = asha.get(address(group, "propose_kind", "ratification"), {"claim": claim.transfer})
    assert re.search(rf'value="{claim.transfer}"[^>]* checked', page.content.decode())
    assert "More in the cash box than in the book" in words(page)
    answer = propose(group, asha, "ratification", claim=claim.transfer, minor="25")
    assert "₹25.00 that were too much in the cash box" in shown(asha, answer["Location"])


def test_only_somebody_who_was_written_down_is_admitted(group: Hall, devi: Client) -> None:
    place = address(group, "propose_kind", "admission")
    assert "Nobody is written down" in shown(devi, place)
    mina = membership.register_person(group.act(), name="Mina").facts["person"]
    answer = propose(group, devi, "admission", person=mina)
    assert "Mina becomes a member." in shown(devi, answer["Location"])
    stranger, _browser = hall.person()
    assert propose(group, devi, "admission", person=stranger).status_code == 422


def test_an_office_is_filled_for_the_term_of_the_statutes(group: Hall, devi: Client) -> None:
    chitra, esha = group.numbers(("Chitra", "Esha"))
    answer = propose(group, devi, "office", held=f"treasurer:{chitra}", person=esha)
    page = shown(devi, answer["Location"])
    assert "Esha takes the office: Treasurer. Chitra leaves it." in page
    effect = proposed(group).effect
    assert (effect["office"], effect["replaces"]) == ("treasurer", chitra)
    assert effect["until"] > group.today.isoformat()
    again = propose(group, devi, "office", held="treasurer", person=chitra)
    assert (again.status_code, codes(again)) == (422, ["already_held"])
    assert "Person Chitra already holds the office Treasurer." in words(again)


def test_a_member_is_asked_to_leave_and_the_text_is_about_her(group: Hall, devi: Client) -> None:
    answer = propose(group, devi, "exclusion", person=group.people["Lata"], text="She moved.")
    assert "Lata is no longer a member" in shown(devi, answer["Location"])
    assert proposed(group).decision_type == "expulsion"


def test_a_permission_is_taken_back_by_a_new_decision(group: Hall, devi: Client) -> None:
    place = address(group, "propose_kind", "revocation")
    assert "No decision allows a payment now" in shown(devi, place)
    granted = group.decides(hall.payment(70_000))["result"]
    assert "₹700.00" in shown(devi, place)
    answer = propose(group, devi, "revocation", mandate=granted)
    assert "This permission to pay ends: ₹700.00" in shown(devi, answer["Location"])


def test_there_is_no_other_kind_of_proposal(group: Hall, devi: Client) -> None:
    shown(devi, address(group, "propose_kind", "coup"), 404)


# Amending the statutes ----------------------------------------------------------------------


def amend(group: Hall, browser: Client, code: str, **typed: Any) -> Any:
    place = address(group, "propose_amendment", query=f"?provision={code}")
    fields = Form(browser.get(place)).fields | typed
    return browser.post(place, fields)


def test_a_rule_is_chosen_from_all_rules(group: Hall, devi: Client) -> None:
    page = shown(devi, address(group, "propose_amendment"))
    assert "Days between the call and the meeting" in page
    assert "Largest loan" in page


def test_an_amendment_shows_what_holds_and_what_shall_hold(group: Hall, devi: Client) -> None:
    place = address(group, "propose_amendment", query="?provision=decision.money.quorum")
    assert "today: 1/2" in shown(devi, place)
    answer = amend(group, devi, "decision.money.quorum", value="2/3")
    effect = proposed(group).effect
    assert effect["values"] == {"decision.money.quorum": "2/3"}
    page = shown(devi, answer["Location"])
    assert "Decisions about money – Quorum: part of the members that must take part: 2/3" in page


@pytest.mark.parametrize(
    ("code", "value", "plain"),
    [
        ("notice.days", "5", 5),
        ("decision.money.strict", "no", False),
        ("privacy.votes", "self", "self"),
        ("offices.pay", ["treasurer", "chair"], ["treasurer", "chair"]),
        ("lending.largest", "10,000", 1_000_000),
        ("lending.rate", "1.5%", "3/200"),
        ("lending.multiple_of_savings", "2", "2"),
        ("circle.every", "month", "month"),
        ("circle.share_price", "5", 500),
        ("circle.fine_late", "0", 0),
        ("turn.order", "bid", "bid"),
        ("turn.highest_bid", "35%", "7/20"),
        ("turn.covered_by_all", "yes", True),
        ("standing.purposes", ["ledger.claim", "member.save"], ["member.save", "ledger.claim"]),
    ],
)
def test_a_value_of_every_type_can_be_proposed(
    group: Hall, devi: Client, code: str, value: Any, plain: Any
) -> None:
    answer = amend(group, devi, code, value=value)
    assert answer.status_code == 302
    kept = proposed(group).effect["values"][code]
    assert (sorted(kept) if isinstance(kept, list) else kept) == (
        sorted(plain) if isinstance(plain, list) else plain
    )
    shown(devi, answer["Location"])


@pytest.mark.parametrize(
    ("code", "typed", "status", "said"),
    [
        ("notice.days", {"value": "400"}, 422, "less than or equal to 366"),
        ("notice.days", {"value": "3", "from_day": "2020-01-01"}, 422, "before the decision"),
        ("standing.purposes", {"value": ["member.save"]}, 422, "must be shown, not hidden"),
        ("decision.money.majority", {"value": "9"}, 422, "Select a valid choice"),
    ],
)
def test_a_value_that_cannot_be_adopted_is_refused_where_it_was_typed(
    group: Hall, devi: Client, code: str, typed: dict[str, Any], status: int, said: str
) -> None:
    answer = amend(group, devi, code, **typed)
    assert answer.status_code == status
    assert said in words(answer)
    assert queries.proposals(group.organisation) == []


def test_where_an_unverified_law_warns_a_reason_is_asked_for(
    group: Hall, devi: Client, settings: Any, tmp_path: Any
) -> None:
    (tmp_path / "in.yaml").write_text(LAW.replace("country: TL", "country: IN"))
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    place = address(group, "propose_amendment", query="?provision=members.most")
    assert "Nobody compared this with the law yet." in shown(devi, place)
    warned = amend(group, devi, "members.most", value="21")
    assert warned.status_code == 409
    assert set(codes(warned)) == {"reason_missing"}
    fields = Form(warned).fields
    assert fields["value"] == "21"
    answer = devi.post(place, fields | {"reason": "We are many"})
    assert answer.status_code == 302
    assert "We are many" in shown(devi, answer["Location"])


def test_a_proposal_is_brought_to_the_meetings_of_its_own_body_only(
    group: Hall, asha: Client
) -> None:
    place = address(group, "proposal", group.proposes(hall.payment()))
    board = next(one.id for one in queries.bodies(group.organisation) if one.code == "board")
    here = group.numbers(("Asha", "Bela", "Chitra"))
    service.open_meeting(group.act(), present=here, body=board)
    assert "Vote by hands in the meeting" not in shown(asha, place)
    group.opens()
    assert "Vote by hands in the meeting" in shown(asha, place)


def test_a_budget_that_is_not_shared_yet_is_taken_back_by_a_new_decision(
    group: Hall, devi: Client
) -> None:
    place = address(group, "propose_kind", "revocation")
    assert "no budget waits to be shared" in shown(devi, place)
    number = group.decides(hall.budget(70_000))["resolution"]
    assert "₹700.00 · New tyres A budget that is not shared yet" in shown(devi, place)
    answer = propose(group, devi, "revocation", mandate=number)
    assert "This budget is not shared: New tyres · ₹700.00" in shown(devi, answer["Location"])
    group.decides(read_effect(proposed(group).effect))
    assert "no budget waits to be shared" in shown(devi, place)
    page = shown(devi, address(group, "resolution", number))
    assert "The members took it back" in page
    assert "Name its projects and open the vote" not in page
