"""A NO is a disputed entry until the officers have settled it; what nobody sent is nobody's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.chronicle import queries as chronicle
from tequio.kernel import Act
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import refused
from tequio.membership.models import PersonRow
from tequio.notices import queries
from tequio.notices import service as notices
from tequio.notices.models import InboundRow, ReplyRow
from tequio.notices.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    """Asma got a receipt of savings on her phone."""
    group = stage.found()
    stage.wants(group)
    group.saves("Asma", 5_000)
    stage.reads(group)
    stage.sends(group, stage.Box())
    return group


def phone(group, who: str = "Asma") -> str:
    return f"+9198765{group.person[who]:05d}"


def texts(group, text: str, *, uid: str = "", who: str = "Asma", later: int = 0) -> str:
    """A text comes in from somebody's phone."""
    at = stage.noon(group) + timedelta(minutes=later)
    return notices.take_text(phone=phone(group, who), text=text, uid=uid, at=at)


def answers(group, dispute: int, *, who: str = "Deepa", how: str = "explained", **more):
    given = {"note": "We looked at the box together."} | more
    return notices.answer_dispute(group.act(who), dispute=dispute, how=how, **given)


def the_dispute(group) -> queries.Dispute:
    (found,) = queries.disputes(group.organisation)
    return found


def test_a_no_opens_a_dispute_about_the_last_receipt(group):
    assert texts(group, "NO!") == "no"
    found = the_dispute(group)
    (receipt,) = stage.receipts(group)
    assert (found.person, found.message) == (group.person["Asma"], receipt.id)
    assert (found.line, found.kind) == (receipt.line, "ledger.save")
    (line,) = chronicle.lines_of_kind(group.organisation, "notices.receive_reply")
    assert line.by is None
    assert dict(line.facts)["way"] == "message"


def test_the_same_text_sent_twice_by_the_gateway_is_taken_once(group):
    assert [texts(group, "NO", uid="gw-1"), texts(group, "NO", uid="gw-1", later=60)] == ["no"] * 2
    assert InboundRow.objects.count() == 1
    assert ReplyRow.objects.count() == 1


def test_a_second_no_finds_the_first(group):
    texts(group, "NO", uid="gw-1")
    assert texts(group, "NO", uid="gw-2") == "late"
    assert len(queries.disputes(group.organisation)) == 1


def test_a_yes_confirms(group):
    assert texts(group, "yes") == "yes"
    assert queries.disputes(group.organisation) == []
    assert set(queries.replies_to(group.organisation, group.person["Asma"]).values()) == {"yes"}


def test_an_unknown_phone_is_ignored_and_counted_without_its_number(group):
    at = stage.noon(group)
    assert notices.take_text(phone="+15550001", text="NO", uid="", at=at) == "unknown"
    (row,) = InboundRow.objects.all()
    assert row.result == "unknown"
    assert "5550001" not in row.mark
    assert queries.disputes(group.organisation) == []


@pytest.mark.parametrize(("text", "result"), [("hello", "unclear"), ("", "unclear")])
def test_what_is_neither_yes_nor_no_is_counted(group, text, result):
    assert texts(group, text) == result


def test_a_phone_to_which_nothing_was_sent_disputes_nothing(group):
    assert texts(group, "NO", who="Esha") == "late"


def test_a_phone_that_two_share_answers_what_came_last_on_it(group):
    PersonRow.objects.filter(pk=group.person["Esha"]).update(phone=phone(group))
    stage.wants(group, "Esha")
    group.saves("Esha", 700)
    stage.reads(group)
    stage.sends(group, stage.Box())
    assert texts(group, "NO") == "no"
    assert the_dispute(group).person == group.person["Esha"]


def test_she_says_no_on_her_page_and_an_officer_writes_down_what_she_said(group):
    asma = group.person["Asma"]
    (receipt,) = stage.receipts(group)
    notices.receive_reply(group.act("Asma"), person=asma, answer="yes")
    notices.receive_reply(group.act("Chand"), person=asma, answer="no", message=receipt.id)
    told = chronicle.facts_of(group.organisation, "notices.receive_reply")
    assert [facts["way"] for facts in told] == ["page", "spoken"]


def test_replies_that_are_refused(group):
    asma, esha = group.person["Asma"], group.person["Esha"]
    (receipt,) = stage.receipts(group)

    def reply(who: str | None, person: int, answer: str = "no", **more) -> list[str]:
        return refused(notices.receive_reply, group.act(who), person=person, answer=answer, **more)

    assert reply("Gita", asma) == ["office_not_held"]
    assert reply("Chand", 9_999) == ["no_such_person"]
    assert reply(None, 9_999) == ["no_such_person"]
    assert reply("Esha", esha) == ["no_receipt_yet"]
    assert reply("Esha", esha, message=receipt.id) == ["no_receipt_yet"]
    for answer, code in (("no", "already_disputed"), ("yes", "already_confirmed")):
        notices.receive_reply(group.act("Asma"), person=asma, answer=answer)
        assert reply("Asma", asma, answer) == [code]


def test_officers_say_how_it_was_settled_and_she_is_told(group):
    texts(group, "NO")
    answers(group, the_dispute(group).id)
    found = the_dispute(group)
    assert found.answer is not None
    assert (found.answer.how, found.answer.note) == (
        "explained",
        "We looked at the box together.",
    )
    assert queries.disputes(group.organisation, only_open=True) == []
    stage.reads(group)
    assert "it was right and was explained" in stage.messages(group, "Asma")[-1]


def test_a_reversal_must_turn_around_what_was_called_wrong(group):
    texts(group, "NO")
    dispute = the_dispute(group).id
    group.saves("Esha", 100)
    wrong, other = [
        facts["transfer"]
        for facts in chronicle.facts_of(group.organisation, "ledger.save")
        if facts["minor"] in (5_000, 100)
    ]

    def turn(transfer: int) -> int:
        done = group.does("Bina", ledger.reverse, transfer=transfer, reason="typed wrongly")
        return int(done["transfer"])

    unrelated, right = turn(other), turn(wrong)
    for reversal in (None, 999_999, other, wrong, unrelated):
        named = {"how": "reversed", "reversal": reversal}
        assert refused(answers, group, dispute, **named) == ["reversal_missing"]
    answers(group, dispute, how="reversed", reversal=right)
    assert the_dispute(group).answer.reversal == right
    assert books.accounts_of_person(group.organisation, group.person["Asma"])[0].minor == 40_000
    assert list(queries.check(group.organisation)) == []


def test_answers_that_are_refused(group):
    texts(group, "NO")
    dispute = the_dispute(group).id
    assert refused(answers, group, dispute, who="Gita") == ["office_not_held"]
    assert refused(answers, group, 9_999) == ["no_such_dispute"]
    assert refused(answers, group, dispute, note="  ") == ["answer_missing"]
    # Bina wrote the entry down.
    assert refused(answers, group, dispute, who="Bina") == ["party_to_it"]
    answers(group, dispute)
    assert refused(answers, group, dispute) == ["dispute_answered"]


def test_an_officer_does_not_settle_what_she_called_wrong_herself(group):
    stage.wants(group, "Deepa")
    group.saves("Deepa", 300)
    stage.reads(group)
    notices.receive_reply(group.act("Deepa"), person=group.person["Deepa"], answer="no")
    assert refused(answers, group, the_dispute(group).id, who="Deepa") == ["party_to_it"]


def test_an_officer_of_another_group_neither_answers_nor_speaks_for_her(group):
    texts(group, "NO")
    other = stage.found(slug="elsewhere")
    chair = other.person["Deepa"]

    def act() -> Act:
        return Act(chair, group.organisation, stage.noon(group), "from-elsewhere")

    asma, dispute = group.person["Asma"], the_dispute(group).id
    assert refused(notices.receive_reply, act(), person=asma, answer="yes") == ["office_not_held"]
    settling = {"dispute": dispute, "how": "taken_back", "note": "She did."}
    assert refused(notices.answer_dispute, act(), **settling) == ["office_not_held"]
    choosing = {"person": asma, "channel": "none", "wish": "spoken"}
    assert refused(notices.choose_channel, act(), **choosing) == ["office_not_held"]
    # In her own group she cannot name a person or a dispute of this one either.
    own = other.act("Deepa")
    assert refused(notices.receive_reply, own, person=asma, answer="no") == ["no_such_person"]
    assert refused(notices.answer_dispute, other.act("Deepa"), **settling) == ["no_such_dispute"]
