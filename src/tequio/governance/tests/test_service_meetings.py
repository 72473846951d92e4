"""Meetings as acts: attendance in events, second calls, minutes that stand."""

from __future__ import annotations

import pytest

from tequio.governance import queries, service
from tequio.governance.queries import quorum
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.kernel import Refused
from tequio.membership import service as membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Hall:
    return hall.found()


def refused(act, /, *given, **fields) -> list[str]:
    with pytest.raises(Refused) as raised:
        act(*given, **fields)
    return [one.code for one in raised.value.refusals]


def call(group: Hall, agenda: tuple[int, ...]) -> int:
    called = service.call_meeting(group.act(), held_on=group.today, agenda=agenda, place="School")
    return int(called.facts["meeting"])


def test_who_came_and_who_left_follows_from_who_is_there_now(group: Hall) -> None:
    meeting = group.opens(NAMES[:6])
    now = group.numbers(NAMES[1:8])
    told = service.record_attendance(group.later(minutes=5).act(), meeting=meeting, present=now)
    assert told.facts["came"] == sorted(group.numbers(NAMES[6:8]))
    assert told.facts["left"] == [group.people["Asha"]]
    minutes = queries.minutes(group.organisation, meeting)
    assert minutes is not None
    assert minutes.present == tuple(sorted(now))
    assert len(minutes.attendance) == 6 + 3


def test_a_quorum_can_be_lost_in_the_middle_of_a_meeting(group: Hall) -> None:
    first, second = group.proposes(hall.payment()), group.proposes(hall.payment())
    meeting = call(group, (first, second))
    group.opens(NAMES[:7], meeting)
    ballot = group.votes(first, meeting)
    group.raises(ballot, yes=7)
    assert group.closes(ballot)["outcome"] == "adopted"
    service.record_attendance(group.act(), meeting=meeting, present=group.numbers(NAMES[:4]))
    ballot = group.votes(second, meeting)
    group.raises(ballot, yes=4)
    assert group.closes(ballot)["outcome"] == "no_quorum"


def test_who_leaves_after_the_hands_were_counted_changes_nothing(group: Hall) -> None:
    meeting = group.opens()
    ballot = group.votes(group.proposes(hall.payment()), meeting)
    group.raises(ballot, yes=9, no=3)
    service.record_attendance(group.act(), meeting=meeting, present=group.numbers(NAMES[:3]))
    ended = group.closes(ballot)
    certificate = queries.resolution(group.organisation, ended["resolution"]).certificate
    assert ended["outcome"] == "adopted"
    assert certificate["result"]["tally"]["present"] == 12


def test_without_a_quorum_nothing_is_decided_and_the_second_call_repeats_the_agenda(
    group: Hall,
) -> None:
    proposal, later = group.proposes(hall.payment()), group.proposes()
    meeting = call(group, (proposal, later))
    group.opens(NAMES[:4], meeting)
    ballot = group.votes(proposal, meeting)
    group.raises(ballot, yes=4)
    assert group.closes(ballot)["outcome"] == "no_quorum"
    assert queries.proposal(group.organisation, proposal).state == "open"
    service.close_meeting(group.act(), meeting=meeting)
    assert quorum.can_be_called_again(group.organisation, meeting)
    again = service.call_meeting(group.act(), held_on=group.today, after=meeting)
    assert again.facts["agenda"] == [proposal, later]
    assert again.facts["call"] == 2
    second = int(again.facts["meeting"])
    assert refused(group.opens, NAMES[:4], second) == ["wait_not_over"]
    group.later(minutes=31).opens(NAMES[:4], second)
    ballot = group.votes(proposal, second)
    group.raises(ballot, yes=4)
    assert group.closes(ballot)["outcome"] == "adopted"


def test_a_first_call_that_had_its_quorum_has_no_second(group: Hall) -> None:
    meeting = call(group, (group.proposes(),))
    group.opens(NAMES, meeting)
    service.close_meeting(group.act(), meeting=meeting)
    assert not quorum.can_be_called_again(group.organisation, meeting)
    code = refused(service.call_meeting, group.act(), held_on=group.today, after=meeting)
    assert code == ["call_not_possible"]


def test_a_meeting_that_nobody_called_decides_only_with_enough_members(group: Hall) -> None:
    meeting = group.opens(NAMES[:7])
    ballot = group.votes(group.proposes(), meeting)
    group.raises(ballot, yes=7)
    ended = group.closes(ballot)
    result = queries.resolution(group.organisation, ended["resolution"]).certificate["result"]
    assert ended["outcome"] == "no_quorum"
    assert (result["ad_hoc"]["needed"], result["ad_hoc"]["had"]) == (8, 7)
    assert result["quorum"]["holds"]
    service.close_meeting(group.act(), meeting=meeting)


def test_whoever_joined_after_the_roll_was_frozen_raises_no_hand(group: Hall) -> None:
    meeting = group.opens()
    ballot = group.votes(group.proposes(), meeting)
    new = membership.create_person(membership.NewPerson("Mina"))
    membership.admit(group.organisation, [new], since=group.today)
    present = (*group.people.values(), new)
    service.record_attendance(group.act(), meeting=meeting, present=present)
    thirteen = Hands(13, 0, 0, group.numbers(("Bela", "Chitra")))
    code = refused(service.record_hands, group.act(), ballot=ballot, hands=thirteen)
    assert code == ["hands_do_not_add_up"]
    group.raises(ballot, yes=12)
    assert group.closes(ballot)["outcome"] == "adopted"


def test_minutes_are_sealed_when_the_meeting_is_closed(group: Hall) -> None:
    meeting = group.opens()
    closed = service.close_meeting(group.act(), meeting=meeting)
    kept = queries.meeting(group.organisation, meeting)
    assert kept.state == "closed"
    assert kept.minutes == closed.facts["minutes"]
    assert not list(queries.check(group.organisation))


def test_the_same_press_opens_one_meeting(group: Hall) -> None:
    present = group.numbers(NAMES)
    first = service.open_meeting(group.act(key="press"), present=present)
    again = service.open_meeting(group.act(key="press"), present=present)
    assert again.replayed
    assert again.facts == first.facts
    assert len(queries.meetings(group.organisation)) == 1


def test_older_meetings_come_page_by_page(group: Hall) -> None:
    held = [group.later(days=1).opens() for _meeting in range(5)]
    first = queries.meetings(group.organisation, limit=3)
    assert [one.id for one in first] == held[:1:-1]
    rest = queries.meetings(group.organisation, limit=3, before=first[-1].id)
    assert [one.id for one in rest] == held[1::-1]
