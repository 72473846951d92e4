"""Proposals: what each effect is refused for, each beside a lawful one of its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tequio.governance import service
from tequio.governance.models import BodyRow
from tequio.governance.queries import bodies
from tequio.governance.rules import effects
from tequio.governance.tests.scene import (
    MONDAY,
    NOBODY,
    Row,
    Scene,
    differs,
    each,
    founded,
    not_tried,
    payment,
    try_row,
)
from tequio.governance.tests.test_refusals_endings import PARTING, TAKING_BACK
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.mandates import queries as mandates
from tequio.membership import service as membership
from tequio.statutes.tests.test_adopting import LAW

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture
def scene(settings, tmp_path) -> Scene:
    """In Testland (TL) the reserve's share is verified, the number of members hearsay."""
    (tmp_path / "tl.yaml").write_text(LAW)
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)
    return founded()


def tries(scene, effect, change, codes):
    lawful = {"by": "Dede", "title": "A new roof", "effect": effect}
    try_row(scene, service.propose, lawful, change, codes)


def but(**fields):
    """The lawful effect with other fields."""
    return lambda scene: {"effect": replace(scene.lawful["effect"], **fields)}


def before_the_board(scene):
    board = next(body.id for body in bodies(scene.organisation) if body.code == "board")
    return {"body": board, "effect": payment()}


ANY: list[Row] = [
    ("Zora proposes", differs(by="Zora"), "not_a_member"),
    ("no title", differs(title=" "), "title_missing"),
    ("a title of 201 letters", differs(title="t" * 201), "too_long"),
    ("a body that is not there", differs(body=NOBODY), "no_such_body"),
    ("money before the board", before_the_board, "assembly_decides"),
    ("it speaks of a number that is nobody's", differs(about=NOBODY), "no_such_person"),
]


@each(ANY)
def test_a_proposal_is_not_made(scene, change, codes):
    tries(scene, effects.Nothing(), change, codes)


PAYMENT: list[Row] = [
    ("nothing", but(minor=0), "amount_not_positive"),
    ("more than a book can bear", but(minor=LARGEST_MINOR + 1), "amount_too_large"),
    ("in rupees", but(unit="INR"), "unit_unknown"),
    ("for a feast", but(purpose="feast"), "purpose_unknown"),
    ("by nobody", but(offices=()), "offices_missing"),
    ("without a key", but(keys=0), "offices_missing"),
    ("by the secretary", but(offices=("secretary",)), "office_may_not_pay"),
    ("until yesterday", but(until=YESTERDAY), "day_in_the_past"),
    ("from yesterday", but(since=YESTERDAY), "day_in_the_past"),
    ("from tomorrow until today", but(since=TOMORROW, until=TODAY), "ends_before_it_begins"),
]


@each(PAYMENT)
def test_a_payment_is_not_proposed(scene, change, codes):
    tries(scene, payment(LARGEST_MINOR, subject="roof"), change, codes)


BUDGET: list[Row] = [
    ("nothing to share", but(minor=0), "amount_not_positive"),
    ("more than a book can bear", but(minor=LARGEST_MINOR + 1), "amount_too_large"),
    ("in rupees", but(unit="INR"), "unit_unknown"),
    ("counted by lot", but(method="lot"), "method_unknown"),
    ("until yesterday", but(until=YESTERDAY), "day_in_the_past"),
]


@each(BUDGET)
def test_a_budget_is_not_proposed(scene, change, codes):
    effect = effects.AllowBudget("budget", LARGEST_MINOR, "GHS", "budget.greedy-skip@1", TODAY)
    tries(scene, effect, change, codes)


RATIFICATION: list[Row] = [
    ("nothing of it", but(minor=0), "amount_not_positive"),
    ("more than was paid", but(minor=101), "more_than_is_open"),
    ("a payment that is not there", but(claim=NOBODY), "no_such_claim"),
    ("as a feast", but(purpose="feast"), "purpose_unknown"),
]


@each(RATIFICATION)
def test_a_ratification_is_not_proposed(scene, change, codes):
    cash = next(one for one in books.accounts(scene.organisation) if one.kind == "cash")
    paid = scene.does(
        "Caro",
        ledger.record_undecided,
        person=scene.person["Caro"],
        account=cash.id,
        minor=100,
        unit="GHS",
        subject="nails",
        payee_text="Nails at night",
    )
    tries(scene, effects.RatifyClaim("ratification", paid["claim"], 100), change, codes)


def amended(**changes):
    return but(values={code.replace("__", "."): value for code, value in changes.items()})


AMENDMENT: list[Row] = [
    ("a provision that is none", amended(tea="yes"), "no_such_provision"),
    ("many keys", amended(keys__pay="many"), "value_unreadable"),
    ("no key", amended(keys__pay=0), "value_out_of_range"),
    ("books for nobody", amended(privacy__books="nobody"), "no_such_choice"),
    (
        "loans without a vote",
        amended(standing__purposes=["ledger.claim", "lending.loan"]),
        "no_such_purpose",
    ),
    (
        "payments without a vote stay hidden",
        amended(standing__purposes=["ledger.opening"]),
        "claim_missing",
    ),
    (
        "more than everybody's votes",
        amended(decision__money__majority="1", decision__money__strict=True),
        "majority_unreachable",
    ),
    ("at most two and at least three", amended(members__most=2), "fewest_above_most"),
    ("nothing", amended(), "nothing_to_adopt"),
    ("from yesterday on", but(from_day=YESTERDAY), "statutes_work_backward"),
    ("a reserve below the law", amended(surplus__reserve="1/5"), "against_the_law"),
    ("more members than is said to be lawful", amended(members__most=30), "reason_missing"),
]


@each(AMENDMENT)
def test_an_amendment_is_not_proposed(scene, change, codes):
    lawful = {"keys.pay": 2, "surplus.reserve": "1/4", "members.most": 20}
    tries(scene, effects.AmendStatutes("amendment", lawful, TODAY), change, codes)


def test_with_a_reason_the_assembly_goes_on(scene):
    reasons = {"members.most": "Two villages."}
    lawful = effects.AmendStatutes("amendment", {"members.most": 30}, TODAY, reasons)
    tries(scene, lawful, but(reasons={}), "reason_missing")


def five_at_most(scene):
    """The statutes allow as many members as there are."""
    scene.decides(effects.AmendStatutes("amendment", {"members.most": 5}, scene.today))
    return {}


ADMISSION: list[Row] = [
    ("a number that is nobody's", but(person=NOBODY), "no_such_person"),
    (
        "Zora, who was not written down here",
        lambda s: but(person=s.person["Zora"])(s),
        "no_such_person",
    ),
    ("Efua, who belongs", lambda s: but(person=s.person["Efua"])(s), "already_a_member"),
    ("five members are the most since", five_at_most, "too_many_members"),
]


@each(ADMISSION)
def test_an_admission_is_not_proposed(scene, change, codes):
    gifty = scene.does("Bea", membership.register_person, name="Gifty")["person"]
    tries(scene, effects.Admit("admission", gifty), change, codes)


def asks_to_be_admitted(scene):
    """The village below applies; its number."""
    below = founded("Village below")
    below.at = scene.at
    below.does("Bea", membership.apply, federation=scene.organisation)
    return below.organisation


def silent(scene):
    """A group that never asked."""
    return but(organisation=founded("Silent").organisation)(scene)


def admitted_meanwhile(scene):
    scene.decides(scene.lawful["effect"])
    return {}


def full_of_organisations(scene):
    """The assembly is made of organisations, and the statutes allow the one that belongs."""
    scene.decides(scene.lawful["effect"])
    scene.decides(
        effects.AmendStatutes("amendment", {"members.least": 1, "members.most": 1}, scene.today)
    )
    assembly = BodyRow.objects.filter(organisation_id=scene.organisation, code="assembly")
    assembly.update(member_class="organisation")
    another = founded("Another below")
    another.at = scene.at
    another.does("Bea", membership.apply, federation=scene.organisation)
    return but(organisation=another.organisation)(scene)


FEDERATION: list[Row] = [
    ("a group that is not there", but(organisation=NOBODY), "no_such_member_organisation"),
    (
        "the group itself",
        lambda s: but(organisation=s.organisation)(s),
        "no_such_member_organisation",
    ),
    (
        "a group that did not ask",
        silent,
        "has_not_applied",
    ),
    ("a group that was admitted meanwhile", admitted_meanwhile, "already_belongs"),
    ("an assembly of organisations that is full", full_of_organisations, "too_many_members"),
]


@each(FEDERATION)
def test_an_admission_of_a_group_is_not_proposed(scene, change, codes):
    other = asks_to_be_admitted(scene)
    tries(scene, effects.AdmitOrganisation("admission_of_organisation", other), change, codes)


EXCLUSION: list[Row] = [
    ("Zora, who belongs nowhere", lambda s: but(person=s.person["Zora"])(s), "not_a_member_named")
]


@each(EXCLUSION)
def test_an_exclusion_is_not_proposed(scene, change, codes):
    tries(scene, effects.Exclude("exclusion", scene.person["Efua"]), change, codes)


OFFICE: list[Row] = [
    ("to Zora", lambda s: but(person=s.person["Zora"])(s), "not_a_member_named"),
    ("an office in capitals", but(office="CASH BOX", replaces=None), "office_unreadable"),
    ("instead of Efua", lambda s: but(replaces=s.person["Efua"])(s), "office_not_held_by"),
    ("to Caro, who holds it", lambda s: but(person=s.person["Caro"])(s), "already_held"),
    ("until yesterday", but(until=YESTERDAY), "day_in_the_past"),
]


@each(OFFICE)
def test_an_office_is_not_proposed(scene, change, codes):
    caro, dede = scene.numbers("Caro", "Dede")
    tries(scene, effects.GiveOffice("office", "treasurer", dede, caro, TODAY), change, codes)


def revoked(scene):
    scene.decides(scene.lawful["effect"])
    return {}


def standing(scene):
    number = mandates.standing_mandate(scene.organisation, "ledger.claim", TODAY)
    return but(mandate=number)(scene)


def standing_until_an_amendment(scene):
    keys = effects.AmendStatutes("amendment", {"keys.pay": 2}, TODAY + timedelta(days=9))
    scene.decides(keys)
    return standing(scene)


def standing_that_ended(scene):
    change = standing(scene)
    standing_until_an_amendment(scene)
    return change


REVOCATION: list[Row] = [
    ("one that is not there", but(mandate=NOBODY), "no_such_mandate"),
    ("one that was revoked", revoked, "no_such_mandate"),
    ("one of the statutes", standing, "standing_by_the_statutes"),
    ("what is left of one", standing_until_an_amendment, "standing_by_the_statutes"),
    ("one that an amendment ended", standing_that_ended, "no_such_mandate"),
]


@each(REVOCATION)
def test_a_revocation_is_not_proposed(scene, change, codes):
    mandate = scene.decides(payment())["result"]
    tries(scene, effects.EndMandate("revocation", mandate), change, codes)


def on_a_ballot(scene):
    scene.asks(scene.lawful["proposal"])
    return {}


def decided(scene):
    meeting = scene.meets()
    ballot = scene.asks(scene.lawful["proposal"], meeting)
    scene.counts(ballot)
    scene.closes(ballot)
    return {}


def withdrawn(scene):
    scene.does("Bea", service.withdraw_proposal, proposal=scene.lawful["proposal"])
    return {}


WITHDRAW: list[Row] = [
    ("a proposal that is not there", differs(proposal=NOBODY), "no_such_proposal"),
    ("Efua withdraws what Dede proposed", differs(by="Efua"), "not_the_proposer"),
    ("it was decided", decided, "proposal_decided"),
    ("it was withdrawn", withdrawn, "proposal_decided"),
    ("it is being voted on", on_a_ballot, "ballot_already_open"),
]


@each(WITHDRAW)
def test_a_proposal_is_not_withdrawn(scene, change, codes):
    lawful = {"by": "Dede", "proposal": scene.proposes()}
    try_row(scene, service.withdraw_proposal, lawful, change, codes)


@pytest.mark.parametrize(
    ("act", "tables"),
    [
        (
            "governance.propose",
            (
                *(ANY, PAYMENT, BUDGET, RATIFICATION, AMENDMENT, ADMISSION),
                *(FEDERATION, EXCLUSION, OFFICE, REVOCATION, TAKING_BACK, PARTING),
            ),
        ),
        ("governance.withdraw_proposal", (WITHDRAW,)),
    ],
)
def test_every_refusal_of_proposals_is_tried(act, tables):
    assert not_tried(act, *tables) == set()
