"""Meetings and ballots: who may, when, and with whom in the room.  Without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules import meetings as rules
from tequio.governance.rules.meetings import Ballot, Hands, Meeting, Opening, Proposal
from tequio.kernel import Refusal
from tequio.membership.rules import Standing

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRETARY = Standing(1, 9, is_member=True, offices=frozenset({"secretary"}))
CHAIR = Standing(2, 9, is_member=True, offices=frozenset({"chair"}))
TREASURER = Standing(3, 9, is_member=True, offices=frozenset({"treasurer"}))
MEMBER = Standing(4, 9, is_member=True)
STRANGER = Standing(5, 9)
ROOM = frozenset({1, 2, 3, 4, 6, 7})
CALLED = Meeting(20, 10, 1, False, TODAY, False, False, frozenset(), NOW - timedelta(days=8), (25,))
OPEN = replace(CALLED, is_open=True, present=ROOM)
CLOSED = replace(OPEN, is_open=False, is_closed=True)
BY_HANDS = Ballot(30, 25, 20, "hands", "question", False, None, 8, 0)
BY_PHONE = Ballot(31, 25, None, "phone", "question", False, TODAY + timedelta(days=3), 8, 2)


def codes(objections: list[Refusal]) -> list[str]:
    return [one.code for one in objections]


@pytest.mark.parametrize("caller", [SECRETARY, CHAIR])
def test_chair_and_secretary_call(caller: Standing) -> None:
    assert rules.objections_to_calling(caller) == []


@pytest.mark.parametrize("other", [TREASURER, MEMBER, STRANGER, Standing(None, 9)])
def test_nobody_else_calls(other: Standing) -> None:
    assert codes(rules.objections_to_calling(other)) == ["office_not_held"]


@given(notice=st.integers(0, 366), early=st.integers(1, 400))
def test_the_notice_lies_whole_between_call_and_meeting(notice: int, early: int) -> None:
    first = rules.first_day(TODAY, notice)
    asked: dict[str, Any] = {"today": TODAY, "notice_days": notice, "call": 1}
    assert rules.objections_to_call_meeting(SECRETARY, held_on=first, **asked) == []
    too_early = first - timedelta(days=early)
    found = rules.objections_to_call_meeting(SECRETARY, held_on=too_early, **asked)
    assert codes(found) == ["notice_too_short"]


def test_a_second_call_needs_no_new_notice() -> None:
    found = rules.objections_to_call_meeting(
        SECRETARY, held_on=TODAY, today=TODAY, notice_days=14, call=2
    )
    assert found == []


@pytest.mark.parametrize("call", [0, 3, -1])
def test_there_is_no_third_call(call: int) -> None:
    found = rules.objections_to_call_meeting(
        SECRETARY, held_on=TODAY, today=TODAY, notice_days=0, call=call
    )
    assert "call_not_possible" in codes(found)


def opening(meeting: Meeting, at: datetime = NOW, standing: Standing = SECRETARY) -> list[str]:
    return codes(rules.objections_to_open_meeting(standing, meeting, at=at, wait_minutes=30))


def test_a_called_meeting_is_opened_on_its_day_or_later_and_only_once() -> None:
    assert opening(CALLED) == []
    assert opening(CALLED, NOW + timedelta(days=1)) == []
    assert opening(CALLED, NOW - timedelta(days=1)) == ["meeting_not_due"]
    assert opening(OPEN) == ["meeting_already_opened"]
    assert opening(CLOSED) == ["meeting_already_opened"]
    assert opening(CALLED, standing=MEMBER) == ["office_not_held"]


@given(minutes=st.integers(0, 120))
def test_the_second_call_waits_as_long_as_the_statutes_say(minutes: int) -> None:
    second = replace(CALLED, call=2, called_at=NOW)
    found = opening(second, NOW + timedelta(minutes=minutes))
    assert found == ([] if minutes >= 30 else ["wait_not_over"])


def test_only_members_of_the_body_attend_and_only_while_the_meeting_is_open() -> None:
    attend = rules.objections_to_attendance
    assert attend(SECRETARY, OPEN, present=[1, 2], roll=[1, 2, 3]) == []
    assert codes(attend(SECRETARY, OPEN, present=[1, 8], roll=[1])) == ["not_on_the_roll"]
    assert codes(attend(SECRETARY, CLOSED, present=[], roll=[])) == ["meeting_not_open"]
    assert codes(attend(MEMBER, OPEN, present=[], roll=[])) == ["office_not_held"]


def test_a_meeting_is_closed_when_no_ballot_of_it_is_open() -> None:
    close = rules.objections_to_close_meeting
    assert close(CHAIR, OPEN, open_ballots=[]) == []
    assert codes(close(CHAIR, OPEN, open_ballots=[30])) == ["ballots_still_open"]
    assert codes(close(CHAIR, CLOSED, open_ballots=[])) == ["meeting_not_open"]
    assert codes(close(TREASURER, OPEN, open_ballots=[])) == ["office_not_held"]


def test_every_member_proposes_under_a_title_of_one_line() -> None:
    propose = rules.objections_to_propose
    assert propose(MEMBER, title="Tyres") == []
    assert codes(propose(STRANGER, title="Tyres")) == ["not_a_member"]
    assert codes(propose(MEMBER, title="  ")) == ["title_missing"]
    assert propose(MEMBER, title="a" * rules.LONGEST_TITLE) == []
    assert codes(propose(MEMBER, title="a" * (rules.LONGEST_TITLE + 1))) == ["too_long"]


def test_a_proposal_is_taken_back_by_who_made_it_or_by_the_secretary() -> None:
    def against(standing: Standing, *, decided: bool = False, voting: bool = False) -> list[str]:
        proposal = Proposal(25, 4, decided)
        found = rules.objections_to_withdraw(standing, proposal, has_open_ballot=voting)
        return codes(found)

    assert against(MEMBER) == []
    assert against(SECRETARY) == []
    assert against(TREASURER) == ["not_the_proposer"]
    assert against(MEMBER, decided=True) == ["proposal_decided"]
    assert against(MEMBER, voting=True) == ["ballot_already_open"]
    nobody = rules.objections_to_withdraw(
        Standing(None, 9), Proposal(25, None, False), has_open_ballot=False
    )
    assert codes(nobody) == ["not_the_proposer"]


ASKED = Opening(25, "phone", TODAY + timedelta(days=7), False, False, 8, 10)


def to_open(
    asked: Opening = ASKED, meeting: Meeting | None = None, standing: Standing = SECRETARY
) -> list[str]:
    found = rules.objections_to_open_ballot(
        standing, asked, meeting=meeting, today=TODAY, notice_days=7
    )
    return codes(found)


def test_a_ballot_by_phone_runs_at_least_the_days_of_notice() -> None:
    assert to_open() == []
    assert to_open(replace(ASKED, closes_on=TODAY + timedelta(days=6))) == ["notice_too_short"]
    assert to_open(replace(ASKED, closes_on=None)) == ["notice_too_short"]


def test_hands_need_an_open_meeting() -> None:
    by_hands = replace(ASKED, way="hands", closes_on=None)
    assert to_open(by_hands, OPEN) == []
    assert to_open(by_hands) == ["meeting_needed"]
    assert to_open(by_hands, CLOSED) == ["meeting_not_open"]


def test_a_called_meeting_decides_what_stands_on_its_agenda() -> None:
    by_hands = replace(ASKED, way="hands", closes_on=None)
    assert to_open(by_hands, replace(OPEN, agenda=(26,))) == ["not_on_the_agenda"]
    assert to_open(by_hands, replace(OPEN, agenda=(), is_ad_hoc=True)) == []


def test_a_meeting_decides_what_was_proposed_to_its_own_body() -> None:
    by_hands = replace(ASKED, way="hands", closes_on=None)
    for meeting in (OPEN, replace(OPEN, agenda=(), is_ad_hoc=True)):
        assert to_open(by_hands, meeting) == []
        assert to_open(by_hands, replace(meeting, body=11)) == ["before_another_body"]


def test_everything_wrong_with_a_ballot_is_said_at_once() -> None:
    wrong = Opening(25, "post", None, True, True, 0, 10)
    assert to_open(wrong, OPEN, MEMBER) == [
        "office_not_held",
        "proposal_decided",
        "ballot_already_open",
        "roll_empty",
        "wrong_way",
    ]


def to_cast(ballot: Ballot = BY_PHONE, *, entitled: bool = True, today: date = TODAY) -> list[str]:
    found = rules.objections_to_cast(
        ballot, kind="question", person=4, is_entitled=entitled, today=today
    )
    return codes(found)


def test_whoever_is_on_the_roll_votes_until_the_last_day_is_over() -> None:
    assert to_cast() == []
    assert to_cast(today=TODAY + timedelta(days=3)) == []
    assert to_cast(today=TODAY + timedelta(days=4)) == ["ballot_closed"]
    assert to_cast(replace(BY_PHONE, is_closed=True)) == ["ballot_closed"]
    assert to_cast(entitled=False) == ["not_on_the_roll"]
    assert to_cast(BY_HANDS) == ["wrong_way"]
    assert to_cast(replace(BY_PHONE, kind="budget")) == ["wrong_way"]


def to_hands(hands: Hands, **differing: Any) -> list[str]:
    given: dict[str, Any] = {"meeting": OPEN, "roll": range(1, 9), "needed": 2} | differing
    ballot = given.pop("ballot", BY_HANDS)
    return codes(rules.objections_to_hands(SECRETARY, ballot, hands, **given))


def test_hands_are_counted_before_two_witnesses_who_are_in_the_room() -> None:
    assert to_hands(Hands(4, 1, 1, (2, 3))) == []
    assert to_hands(Hands(4, 1, 1, (2,))) == ["witnesses_missing"]
    assert to_hands(Hands(4, 1, 1, (2, 2))) == ["witnesses_missing"]
    assert to_hands(Hands(4, 1, 1, (2, 8))) == ["witnesses_missing"]


def test_whoever_enters_the_count_is_no_witness_of_it() -> None:
    assert to_hands(Hands(4, 1, 1, (1, 2))) == ["witnesses_missing"]
    assert to_hands(Hands(4, 1, 1, (1, 2, 3))) == ["witnesses_missing"]


@given(yes=st.integers(-2, 9), no=st.integers(-2, 9), abstain=st.integers(-2, 9))
def test_never_more_hands_than_members_in_the_room(yes: int, no: int, abstain: int) -> None:
    found = to_hands(Hands(yes, no, abstain, (2, 3)))
    fits = min(yes, no, abstain) >= 0 and yes + no + abstain <= len(ROOM)
    assert found == ([] if fits else ["hands_do_not_add_up"])


def test_hands_of_those_who_are_not_on_the_frozen_roll_do_not_count() -> None:
    assert to_hands(Hands(6, 0, 0, (2, 3)), roll=[1, 2, 3, 4]) == ["hands_do_not_add_up"]
    assert to_hands(Hands(4, 0, 0, (2, 3)), roll=[1, 2, 3, 4]) == []


def test_a_photograph_is_named_by_its_digest() -> None:
    assert to_hands(Hands(1, 0, 0, (2, 3), "a" * 64)) == []
    assert to_hands(Hands(1, 0, 0, (2, 3), "sheet.jpg")) == ["photo_not_a_digest"]
    assert to_hands(Hands(1, 0, 0, (2, 3), "A" * 64)) == ["photo_not_a_digest"]


def test_hands_are_entered_while_ballot_and_meeting_are_open() -> None:
    hands = Hands(1, 0, 0, (2, 3))
    assert to_hands(hands, meeting=CLOSED) == ["meeting_not_open"]
    assert to_hands(hands, meeting=None) == ["meeting_not_open"]
    assert to_hands(hands, ballot=replace(BY_HANDS, is_closed=True)) == ["ballot_closed"]
    assert to_hands(hands, ballot=replace(BY_HANDS, way="phone")) == ["wrong_way"]


def to_close(ballot: Ballot, *, has_hands: bool = False, today: date = TODAY) -> list[str]:
    found = rules.objections_to_close_ballot(SECRETARY, ballot, today=today, has_hands=has_hands)
    return codes(found)


def test_a_ballot_by_phone_runs_its_time_unless_all_have_voted() -> None:
    assert to_close(BY_PHONE) == ["ballot_still_runs"]
    assert to_close(replace(BY_PHONE, cast=8)) == []
    assert to_close(BY_PHONE, today=TODAY + timedelta(days=4)) == []
    assert to_close(replace(BY_PHONE, is_closed=True)) == ["ballot_closed"]


def test_a_ballot_by_hands_is_closed_with_its_count() -> None:
    assert to_close(BY_HANDS) == ["hands_missing"]
    assert to_close(BY_HANDS, has_hands=True) == []


@given(members=st.integers(1, 400), share=st.fractions(0, 1, max_denominator=12), data=st.data())
def test_without_notice_exactly_the_least_number_is_enough(
    members: int, share: Fraction, data: st.DataObject
) -> None:
    present = data.draw(st.integers(0, members))
    found = rules.objections_to_ad_hoc(present=present, members=members, share=share)
    assert codes(found) == ([] if present >= share * members else ["too_few_present"])


@pytest.mark.parametrize(
    ("privacy", "seeing"),
    [
        ("members", [SECRETARY, MEMBER]),
        ("officers", [SECRETARY]),
        ("self", []),
    ],
)
def test_the_statutes_say_who_sees_how_others_voted(privacy: str, seeing: list[Standing]) -> None:
    people = [SECRETARY, MEMBER, STRANGER]
    assert [one for one in people if rules.sees_votes(one, privacy)] == seeing


LONE, NOBODY, OTHER, RECEIVES = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("by", "officers", "replaces", "codes"),
    [
        (LONE, {LONE}, LONE, []),
        (NOBODY, {LONE}, LONE, []),
        (NOBODY, set(), None, []),
        (NOBODY, {LONE, OTHER}, LONE, ["no_officer"]),
        (OTHER, {LONE, OTHER}, LONE, []),
        (RECEIVES, {LONE, RECEIVES}, LONE, ["receives_it_herself"]),
    ],
)
def test_an_officer_enters_a_handing_over_or_anybody_where_the_only_one_left(
    by, officers, replaces, codes
):
    standing = Standing(by, 1, is_member=True)
    found = rules.objections_to_enter_hand_over(
        standing, person=RECEIVES, replaces=replaces, officers=officers
    )
    assert [one.code for one in found] == codes
