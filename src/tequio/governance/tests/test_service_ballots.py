"""Ballots by phone: the frozen roll, one member one vote, certificates, effects in the moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.governance import queries, service
from tequio.governance.queries.checking import check
from tequio.governance.rules import effects
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import address, shown
from tequio.kernel import Refused, merkle_root
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.mandates import queries as mandates
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.statutes.queries import statutes_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Hall:
    return hall.found()


def vote(group: Hall, ballot: int, choices: dict[str, str]) -> None:
    for name, choice in choices.items():
        service.cast(group.act(name), ballot=ballot, choice=choice)


def test_the_latest_vote_of_a_member_counts_once(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    vote(group, ballot, dict.fromkeys(NAMES, "no"))
    vote(group, ballot, dict.fromkeys(NAMES[:8], "yes"))
    ended = group.closes(ballot)
    tally = queries.resolution(group.organisation, ended["resolution"]).certificate["result"]
    assert ended["outcome"] == "adopted"
    assert tally["tally"] == {"yes": 8, "no": 4, "abstain": 0, "present": 12, "members": 12}
    assert len(queries.votes(group.organisation, ballot)) == 12


def test_the_roll_is_frozen_when_the_ballot_is_opened(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    new = membership.create_person(membership.NewPerson("Mina"))
    membership.admit(group.organisation, [new], since=group.today)
    group.people["Mina"] = new
    with pytest.raises(Refused) as refused:
        vote(group, ballot, {"Mina": "yes"})
    assert refused.value.refusals[0].code == "not_on_the_roll"
    found = queries.ballot(group.organisation, ballot)
    people = sorted(number for name, number in group.people.items() if name != "Mina")
    assert found.entitled == 12
    assert found.roll == merkle_root([str(person).encode() for person in people])


def test_a_member_who_left_since_still_stands_on_the_roll(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    membership.leave(group.act("Lata"))
    group.later(days=1)
    assert queries.rolls_of(group.organisation, group.people["Lata"], [ballot]) == {ballot}


def test_the_rule_is_that_of_the_day_on_which_the_ballot_was_opened(group: Hall) -> None:
    ballot = group.votes(group.proposes(), way="phone")
    group.decides(
        effects.AmendStatutes("amendment", {"decision.ordinary.quorum": "1"}, group.today)
    )
    vote(group, ballot, dict.fromkeys(NAMES[:6], "yes"))
    assert group.later(days=1).closes(ballot)["outcome"] == "adopted"


def test_what_was_adopted_is_done_in_the_same_moment(group: Hall) -> None:
    ended = group.decides(hall.payment(70_000, subject="tyres"))
    (granted,) = mandates.mandates_from(group.organisation, f"resolution:{ended['resolution']}")
    assert granted.id == ended["result"]
    assert granted.grant.ceilings[0].minor == 70_000
    assert granted.grant.scopes[0].subject == "tyres"


def test_what_was_rejected_allows_nothing(group: Hall) -> None:
    ended = group.decides(hall.payment(), yes=6, no=6)
    assert ended["outcome"] == "rejected"
    assert mandates.mandates_from(group.organisation, f"resolution:{ended['resolution']}") == []


def test_what_became_impossible_is_resolved_so_and_the_vote_can_be_closed(group: Hall) -> None:
    ballot = group.votes(
        group.proposes(effects.GiveOffice("office", "keyholder", group.people["Devi"])),
        way="phone",
    )
    group.decides(effects.GiveOffice("office", "keyholder", group.people["Devi"]))
    vote(group, ballot, dict.fromkeys(NAMES, "yes"))
    ended = group.closes(ballot)
    kept = queries.resolution(group.organisation, ended["resolution"])
    assert ended["outcome"] == kept.outcome == "impossible"
    assert [one["code"] for one in kept.certificate["hindered"]] == ["already_held"]
    held = [
        one for one in members.terms(group.organisation, group.today) if one.office == "keyholder"
    ]
    assert len(held) == 1
    assert not list(queries.check(group.organisation))


def test_the_page_of_a_vote_says_why_the_books_refused_a_ratification(group: Hall) -> None:
    organisation = group.organisation
    box = next(one for one in books.accounts(organisation, group.today) if one.kind == "cash")
    ledger.receive(group.act("Chitra"), account=box.id, minor=900, unit="INR")
    paid = ledger.record_undecided(
        group.act("Chitra"),
        person=group.people["Chitra"],
        account=box.id,
        minor=600,
        unit="INR",
        subject="tyres",
    )
    tyres = ledger.account_for(organisation, unit="INR", kind="expense", ref="tyres")
    group.decides(
        effects.AllowPayment(
            "mandate", "ledger.limits", 1, "INR", ("treasurer",), subject=str(tyres)
        )
    )
    ledger.close_account(group.act("Chitra"), account=tyres)
    claim = paid.facts["claim"]
    ended = group.decides(effects.RatifyClaim("ratification", claim, 600, purpose="ledger.pay"))
    assert ended["outcome"] == "impossible"
    page = shown(group.enters("Asha"), address(group, "ballot", ended["ballot"]))
    assert "This account was closed on" in page


def test_an_amendment_holds_from_its_decision_if_that_came_later(group: Hall) -> None:
    change = effects.AmendStatutes("amendment", {"notice.days": 5}, group.today)
    ballot = group.votes(group.proposes(change), way="phone")
    vote(group, ballot, dict.fromkeys(NAMES, "yes"))
    group.later(days=3)
    assert group.closes(ballot)["outcome"] == "adopted"
    before = statutes_on(group.organisation, group.today - timedelta(days=1))
    assert before.integer("notice.days") == 0
    assert statutes_on(group.organisation, group.today).integer("notice.days") == 5


def test_an_office_passes_and_the_former_holder_leaves_it_the_same_day(group: Hall) -> None:
    chitra, devi = group.people["Chitra"], group.people["Devi"]
    group.later(days=1).decides(effects.GiveOffice("office", "treasurer", devi, chitra))
    today = members.standing(chitra, group.organisation, group.today)
    assert today.offices == frozenset()
    assert members.standing(devi, group.organisation, group.today).offices == {"treasurer"}


def test_an_exclusion_ends_membership_and_offices(group: Hall) -> None:
    chitra = group.people["Chitra"]
    group.later(days=1).decides(effects.Exclude("exclusion", chitra))
    standing = members.standing(chitra, group.organisation, group.today)
    assert not standing.is_member
    assert not standing.offices


def test_somebody_who_was_written_down_is_admitted(group: Hall) -> None:
    written = membership.register_person(group.act(), name="Mina").facts["person"]
    assert members.awaiting_admission(group.organisation) == {written: "Mina"}
    group.decides(effects.Admit("admission", written))
    assert members.standing(written, group.organisation, group.today).is_member
    assert members.awaiting_admission(group.organisation) == {}


def test_a_permission_begins_on_the_day_of_its_decision_and_never_reaches_back(
    group: Hall,
) -> None:
    cash = next(one.id for one in books.accounts(group.organisation) if one.kind == "cash")
    money = {"account": cash, "minor": 500, "unit": "INR"}
    ledger.receive(group.act("Chitra"), payer_text="a gift", **money)
    proposed_for = group.today
    proposal = group.proposes(hall.payment(500, since=proposed_for))
    ballot = group.later(days=2).votes(proposal, group.opens())
    group.raises(ballot, 12)
    granted = group.closes(ballot)["result"]
    mandate = mandates.mandate(group.organisation, granted)
    assert mandate is not None
    assert mandate.grant.valid_from == mandate.decided_on == group.today
    pays = {"purpose": "ledger.pay", "payee_text": "Anita's shop", **money}
    with pytest.raises(Refused) as refused:
        ledger.pay(group.act("Chitra"), value_date=proposed_for, **pays)
    assert [one.code for one in refused.value.refusals] == ["mandate_not_yet_valid"]
    assert ledger.pay(group.act("Chitra"), **pays).facts["mandate"] == granted
    assert list(check(group.organisation)) == []


def test_a_permission_is_taken_back(group: Hall) -> None:
    granted = group.decides(hall.payment())["result"]
    group.later(days=1).decides(effects.EndMandate("revocation", granted))
    in_force = mandates.mandates_of(group.organisation, group.today)
    assert granted not in {mandate.id for mandate in in_force}


def test_an_office_is_handed_over_in_one_act(group: Hall) -> None:
    hands = Hands(9, 0, 0, group.numbers(("Bela", "Esha")))
    told = service.hand_over(
        group.later(days=1).act("Asha"),
        office="treasurer",
        person=group.people["Devi"],
        replaces=group.people["Chitra"],
        present=group.numbers(n for n in NAMES if n != "Chitra"),
        hands=hands,
    )
    devi = members.standing(group.people["Devi"], group.organisation, group.today)
    assert "treasurer" in devi.offices
    minutes = queries.minutes(group.organisation, told.facts["meeting"])
    assert minutes.meeting.state == "closed"
    assert [one.outcome for one in minutes.resolutions] == ["adopted"]


def test_a_withdrawn_proposal_is_voted_on_no_more(group: Hall) -> None:
    proposal = group.proposes()
    service.withdraw_proposal(group.act("Devi"), proposal=proposal)
    assert queries.proposal(group.organisation, proposal).state == "withdrawn"
    with pytest.raises(Refused) as refused:
        group.votes(proposal, way="phone")
    assert [one.code for one in refused.value.refusals] == ["proposal_decided"]
