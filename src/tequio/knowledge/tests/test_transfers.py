"""A practice moves only by the decision of those who take it up, and is told as it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tequio.governance import queries as governance
from tequio.kernel import Refused, add_months
from tequio.knowledge import service
from tequio.knowledge.queries import check
from tequio.knowledge.queries.assessed import track_record
from tequio.knowledge.queries.taking_up import waiting_in
from tequio.knowledge.queries.transfers import (
    due_on,
    transfer,
    transfers_of,
)
from tequio.knowledge.rules.transferability.aloud import DISCLAIMER
from tequio.knowledge.service.moving import NewFollowUp
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import (
    CHANGED,
    CRECHE,
    assessed,
    moves,
    proposed,
    sees,
    taken_up,
    township,
)
from tequio.membership.tests import groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


@pytest.fixture
def group(here):
    return here.member()[0]


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_a_transfer_starts_only_by_the_receivers_own_decision(here, group):
    made = assessed(here, township(here))
    shown = {"assessment": made["assessment"], "assessor": "network"}
    proposal = proposed(here, group, words="Our children need it.", **shown)
    told = governance.proposal(group.id, proposal).text
    for part in ("creche", "Transfer with adaptation", DISCLAIMER, "Our children need it."):
        assert part in told
    assert [one.is_adopted for one in waiting_in(group.id)] == [False]
    with refused("taking_up_asked_already"):
        proposed(here, group, **shown)
    with refused("taking_up_not_decided"):
        here.for_group(group, service.start_transfer, proposal=proposal)
    here.votes(proposal, group)
    assert [one.is_adopted for one in waiting_in(group.id)] == [True]
    with refused("office_not_held"):
        here.for_group(group, service.start_transfer, "chand", proposal=proposal)
    started = here.for_group(group, service.start_transfer, proposal=proposal)
    assert started["state"] == "team"
    assert waiting_in(group.id) == []
    with refused("transfer_started_already"):
        here.for_group(group, service.start_transfer, proposal=proposal)
    with refused("taking_up_not_asked"):
        here.for_group(group, service.start_transfer, proposal=proposal + 999)
    assert list(check(group.id)) == []


def test_what_the_members_rejected_does_not_start(here, group):
    proposal = proposed(here, group)
    here.votes(proposal, group, is_for=False)
    with refused("taking_up_not_decided"):
        here.for_group(group, service.start_transfer, proposal=proposal)


def test_only_members_ask_for_what_they_can_read(here, group):
    with refused("taking_up_is_for_members"):
        here.for_group(group, service.propose_transfer, "stranger", practice=CRECHE)
    made = assessed(here, township(here))
    for wrong in ({"assessment": made["assessment"]}, {"assessment": 1, "assessor": "nobody"}):
        with refused("no_assessment_to_show"):
            proposed(here, group, **wrong)
    stranger = groups.found("far")
    with refused("no_assessment_to_show"):
        far = {"assessment": made["assessment"], "assessor": "network", "practice": CRECHE}
        here.for_group(stranger, service.propose_transfer, "chand", **far)


def test_a_practice_goes_its_way_and_stays_after_a_year(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit")
    with refused("not_the_next_step"):
        moves(here, group, number, "piloted")
    moves(here, group, number, "planned", "piloted")
    with refused("adaptations_untold"):
        moves(here, group, number, "evaluated")
    here.for_group(group, service.log_adaptation, "chand", transfer=number, adaptation=CHANGED)
    with refused("adaptations_told"):
        moves(here, group, number, "evaluated", is_unchanged=True)
    moves(here, group, number, "evaluated")
    with refused("not_followed_up_for_a_year"):
        moves(here, group, number, "sustained")
    decided = transfers_of(group.id)[0].decided_on
    with refused("follow_up_too_early"):
        sees(here, group, number, 6)
    here.later((add_months(decided, 6) - here.at.date()).days)
    ((line, due),) = due_on(here.at.date(), receivers=[group.id])
    assert (line.id, due.months, due.is_late) == (number, 6, False)
    sees(here, group, number, 6)
    assert due_on(here.at.date(), receivers=[group.id]) == []
    with refused("followed_up_already"):
        sees(here, group, number, 6)
    here.later(250)
    sees(here, group, number, 12, reach=("out", "deep"))
    moves(here, group, number, "sustained")
    found = transfer(group.id, number)
    assert (found.line.state, found.line.outcome) == ("sustained", "alive_adapted")
    assert [one.months for one in found.follow_ups] == [6, 12]
    assert found.follow_ups[1].reach == ("out", "deep")
    assert [one.state for one in found.steps][-1] == "sustained"
    assert (found.adaptations[0].words, found.adaptations[0].component) == (CHANGED.words, "care")
    with refused("not_the_next_step"):
        moves(here, group, number, "sustained")
    moves(here, group, number, "moved_back")
    assert list(check(group.id)) == []


def test_a_year_in_which_it_died_does_not_sustain_it(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    moves(here, group, number, "evaluated", is_unchanged=True)
    here.later(400)
    sees(here, group, number, 12, is_alive=False)
    with refused("not_alive_after_a_year"):
        moves(here, group, number, "sustained")


def test_months_are_counted_from_the_beginning_and_only_what_is_tried_is_seen_alive(here, group):
    proposal = proposed(here, group)
    here.votes(proposal, group)
    here.later(370)
    started = here.for_group(group, service.start_transfer, proposal=proposal)
    number = int(started["taken_up"])
    assert due_on(here.at.date(), receivers=[group.id]) == []
    with refused("not_tried_yet"):
        sees(here, group, number, 12)
    moves(here, group, number, "fit", "planned", "piloted")
    with refused("follow_up_too_early"):
        sees(here, group, number, 12)
    assert due_on(here.at.date(), receivers=[group.id]) == []


def test_harm_is_told_on_any_day_also_once_it_is_over(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    moves(here, group, number, "evaluated", is_unchanged=True)
    sees(here.later(30), group, number, 0, is_harm=True)
    sees(here, group, number, 0, is_harm=True, is_alive=False)
    with refused("no_such_follow_up"):
        sees(here, group, number, 0)
    for months in (6, 12):
        with refused("follow_up_too_early"):
            sees(here, group, number, months, is_harm=True)
    with refused("not_alive_after_a_year"):
        moves(here, group, number, "sustained")
    moves(here, group, number, "moved_back")
    sees(here, group, number, 0, is_harm=True)
    found = transfer(group.id, number)
    assert (found.line.outcome, [one.months for one in found.follow_ups]) == ("harm", [0, 0, 0])


def test_harm_told_early_leaves_both_looks_back_to_be_made(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    sees(here.later(30), group, number, 0, is_harm=True, is_alive=False)
    assert transfer(group.id, number).line.lives is False
    here.later(200)
    assert [due.months for _line, due in due_on(here.at.date(), receivers=[group.id])] == [6]
    sees(here, group, number, 6)
    found = transfer(group.id, number).line
    assert (found.alive, found.lives, found.outcome) == ({6: True}, True, "harm")
    assert list(check(group.id)) == []


def test_what_was_dead_after_a_year_does_not_stay_though_harm_says_that_it_lives(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    moves(here, group, number, "evaluated", is_unchanged=True)
    sees(here.later(370), group, number, 12, is_alive=False)
    sees(here, group, number, 0, is_harm=True)
    with refused("not_alive_after_a_year"):
        moves(here, group, number, "sustained")


def test_what_was_left_is_over(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "left")
    log = {"transfer": number, "adaptation": CHANGED}
    for late in (
        lambda: moves(here, group, number, "fit"),
        lambda: here.for_group(group, service.log_adaptation, "chand", **log),
    ):
        with refused("transfer_is_over"):
            late()
    with refused("follow_up_too_early"):
        sees(here, group, number, 12)
    assert due_on(here.later(400).at.date(), receivers=[group.id]) == []
    assert transfers_of(group.id)[0].outcome == "ended"
    sees(here, group, number, 12, is_alive=False)


def test_changes_and_steps_are_told_in_words_by_those_who_may(here, group):
    number = taken_up(here, group)

    def logs(who: str = "chand", transfer: int = number, **more: object) -> None:
        given = {"transfer": transfer, "adaptation": replace(CHANGED, **more)}
        here.for_group(group, service.log_adaptation, who, **given)

    with refused("no_such_component"):
        logs(component="roof")
    with refused("transfer_without_words"):
        logs(words=" ")
    with refused("adaptation_without_reason"):
        logs(reasons=())
    with refused("adaptation_before_the_beginning"):
        logs(day=here.at.date() - timedelta(days=1))
    with refused("adaptation_to_come"):
        logs(day=here.at.date() + timedelta(days=2))
    with refused("no_such_transfer_of_practice"):
        logs(transfer=number + 999)
    with refused("not_a_member"):
        logs("stranger")
    with refused("transfer_without_words"):
        moves(here, group, number, "fit", words="")
    with refused("no_such_transfer_of_practice"):
        moves(here, group, number + 999, "fit")
    given = {"transfer": number, "state": "fit", "words": "It fits."}
    with refused("office_not_held"):
        here.for_group(group, service.move_transfer, "chand", **given)
    with refused("no_such_follow_up"):
        sees(here, group, number, 7)
    with refused("transfer_without_words"):
        sees(here, group, number, 6, words="")
    with refused("no_such_transfer_of_practice"):
        sees(here, group, number + 999, 6)
    with refused("not_a_member"):
        seen = {"transfer": number, "months": 6, "seen": NewFollowUp("It lives.", True)}
        here.for_group(group, service.follow_up, "stranger", **seen)


def test_people_of_member_groups_leave_to_their_network_what_it_takes_up(here, group):
    number = taken_up(here, here.group)
    here.group.people["mira"] = group.join("Mira Sen")
    with refused("not_a_member"):
        given = {"transfer": number, "adaptation": CHANGED}
        here.does(service.log_adaptation, "mira", **given)
    with refused("not_a_member"):
        seen = NewFollowUp("Somebody fell.", is_alive=True, is_harm=True)
        here.does(service.follow_up, "mira", transfer=number, months=6, seen=seen)
    page = group.browser("mira").get(f"/o/network/practices/transfers/{number}")
    assert (page.status_code, "do-" in page.content.decode()) == (200, False)


def test_a_transfer_answers_whether_the_assessment_was_right(here, group):
    made = assessed(here, township(here))
    shown = {"assessment": made["assessment"], "assessor": "network"}
    number = taken_up(here, group, **shown)
    here.for_group(group, service.log_adaptation, "chand", transfer=number, adaptation=CHANGED)
    assert track_record(here.keeper, is_inside=True).judged == ()
    moves(here, group, number, "fit", "planned", "piloted")
    sees(here.later(200), group, number, 6)
    (judged,) = track_record(here.keeper, is_inside=True).of("right")
    assert judged.outcome.transfer.receiver[1] == "weavers"
