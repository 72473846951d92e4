"""Meetings: every refusal through the door, each beside the lawful call of the same set-up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.governance import service
from tequio.governance.queries.meetings import bodies
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests.scene import (
    NAMES,
    NOBODY,
    Row,
    Scene,
    differs,
    each,
    founded,
    not_tried,
    try_row,
)

pytestmark = pytest.mark.django_db
A_PHOTO = "0" * 64


@pytest.fixture
def scene() -> Scene:
    return founded()


def a_decided_one(scene):
    proposal = scene.proposes()
    meeting = scene.meets()
    ballot = scene.asks(proposal, meeting)
    scene.counts(ballot)
    scene.closes(ballot)
    return proposal


def after_one_that_decided(scene):
    proposal = scene.proposes()
    meeting = scene.calls(agenda=(proposal,))
    scene.later(days=2).meets(meeting=meeting)
    ballot = scene.asks(proposal, meeting)
    scene.counts(ballot)
    scene.closes(ballot)
    scene.ends(meeting)
    return {"after": meeting, "held_on": scene.today}


def the_board(scene):
    return next(body.id for body in bodies(scene.organisation) if body.code == "board")


CALL: list[Row] = [
    ("the treasurer calls", differs(by="Caro"), "office_not_held"),
    ("a body that is not there", differs(body=NOBODY), "no_such_body"),
    (
        "a day too soon",
        lambda scene: {"held_on": scene.today + timedelta(days=1)},
        "notice_too_short",
    ),
    ("a second call of no meeting", differs(after=NOBODY), "no_such_meeting"),
    ("a second call of one that decided", after_one_that_decided, "call_not_possible"),
    ("an agenda with no proposal", differs(agenda=(NOBODY,)), "no_such_proposal"),
    (
        "a proposal that was decided",
        lambda scene: {"agenda": (a_decided_one(scene),)},
        "proposal_decided",
    ),
    (
        "the board, for what was proposed to the assembly",
        lambda scene: {"body": the_board(scene)},
        "before_another_body",
    ),
]


@each(CALL)
def test_a_meeting_is_not_called(scene, change, codes):
    lawful = {"held_on": scene.today + timedelta(days=2), "agenda": (scene.proposes(),)}
    try_row(scene, service.call_meeting, lawful, change, codes)


def opened(scene):
    scene.meets(meeting=scene.lawful["meeting"])
    return {}


def before_its_day(scene):
    scene.later(days=-1)
    return {}


def a_second_call(scene):
    """Nobody came to the first meeting; the second is called for the same day."""
    first = scene.later(days=-2).calls(agenda=(scene.proposes(),))
    scene.later(days=2)
    scene.does("Bea", service.open_meeting, present=(), meeting=first)
    scene.ends(first)
    second = scene.calls(held_on=scene.today, after=first)
    scene.later(minutes=29)
    return {"meeting": second}


OPEN: list[Row] = [
    ("the treasurer opens", differs(by="Caro"), "office_not_held"),
    ("a meeting that is not there", differs(meeting=NOBODY), "no_such_meeting"),
    (
        "without notice a body that is not there",
        differs(meeting=None, body=NOBODY),
        "no_such_body",
    ),
    ("a meeting that is open", opened, "meeting_already_opened"),
    ("a day early", before_its_day, "meeting_not_due"),
    ("a second call after 29 minutes", a_second_call, "wait_not_over"),
    (
        "Zora is named as present",
        lambda scene: {"present": scene.numbers("Dede", "Zora")},
        "not_on_the_roll",
    ),
]


@each(OPEN)
def test_a_meeting_is_not_opened(scene, change, codes):
    meeting = scene.calls()
    lawful = {"meeting": meeting, "present": scene.later(days=2).numbers("Ama", "Dede")}
    try_row(scene, service.open_meeting, lawful, change, codes)


def test_a_second_call_is_opened_when_its_half_hour_is_over(scene):
    second = a_second_call(scene.later(days=2))["meeting"]
    scene.later(minutes=1).meets(meeting=second)


def closed(scene):
    meeting = scene.meets()
    scene.ends(meeting)
    return {"meeting": meeting}


ATTENDANCE: list[Row] = [
    ("the treasurer keeps the list", differs(by="Caro"), "office_not_held"),
    ("a meeting that is not there", differs(meeting=NOBODY), "no_such_meeting"),
    ("a meeting that is over", closed, "meeting_not_open"),
    (
        "Zora is named as present",
        lambda scene: {"present": scene.numbers("Dede", "Zora")},
        "not_on_the_roll",
    ),
]


@each(ATTENDANCE)
def test_attendance_is_not_recorded(scene, change, codes):
    lawful = {"meeting": scene.meets(), "present": scene.numbers("Ama", "Efua")}
    try_row(scene, service.record_attendance, lawful, change, codes)


def with_an_open_ballot(scene):
    meeting = scene.meets()
    scene.asks(scene.proposes(), meeting)
    return {"meeting": meeting}


CLOSE: list[Row] = [
    ("the treasurer closes", differs(by="Caro"), "office_not_held"),
    ("a meeting that is not there", differs(meeting=NOBODY), "no_such_meeting"),
    ("a meeting that is over", closed, "meeting_not_open"),
    ("a ballot is still open", with_an_open_ballot, "ballots_still_open"),
]


@each(CLOSE)
def test_a_meeting_is_not_closed(scene, change, codes):
    try_row(scene, service.close_meeting, {"meeting": scene.meets()}, change, codes)


def hands(scene, yes=5, against=0, witnesses=("Ama", "Efua"), photo=A_PHOTO):
    return {"hands": Hands(yes, against, 0, scene.numbers(*witnesses), photo)}


def only(*present):
    return lambda scene: {
        "present": scene.numbers(*present),
        **hands(scene, yes=len(present)),
    }


def instead_of_efua(scene):
    return {"replaces": scene.person["Efua"]}


HAND_OVER: list[Row] = [
    ("Zora enters it", differs(by="Zora"), "not_a_member"),
    (
        "Zora is named as present",
        lambda scene: {"present": scene.numbers(*NAMES, "Zora")},
        "not_on_the_roll",
    ),
    ("six hands of five women", lambda s: hands(s, yes=6), "hands_do_not_add_up"),
    ("one witness", lambda s: hands(s, witnesses=("Ama",)), "witnesses_missing"),
    (
        "she who enters it is a witness",
        lambda s: hands(s, witnesses=("Ama", "Bea")),
        "witnesses_missing",
    ),
    ("Dede holds no office", differs(by="Dede"), "no_officer"),
    (
        "Bea enters that she herself receives it",
        lambda s: {"person": s.person["Bea"]},
        "receives_it_herself",
    ),
    ("a photograph by its name", lambda s: hands(s, photo="sheet.jpg"), "photo_not_a_digest"),
    ("two of five are there", only("Ama", "Efua"), "too_few_present"),
    ("three are there and an election needs four", only("Ama", "Efua", "Dede"), "too_few_present"),
    ("two say yes and three no", lambda s: hands(s, yes=2, against=3), "not_adopted"),
    ("Zora shall have the office", lambda s: {"person": s.person["Zora"]}, "not_a_member_named"),
    ("an office in capitals", differs(office="CASH BOX", replaces=None), "office_unreadable"),
    ("Efua leaves what she never held", instead_of_efua, "office_not_held_by"),
    (
        "Caro holds it already",
        lambda s: {"person": s.person["Caro"], "replaces": None},
        "already_held",
    ),
]


@each(HAND_OVER)
def test_an_office_is_not_handed_over(scene, change, codes):
    lawful = {
        "by": "Bea",
        "office": "treasurer",
        "person": scene.person["Efua"],
        "replaces": scene.person["Caro"],
        "present": scene.numbers(*NAMES),
        **hands(scene),
    }
    try_row(scene, service.hand_over, lawful, change, codes)


def test_four_of_five_may_hand_an_office_over(scene):
    given = only("Ama", "Efua", "Dede", "Bea")(scene)
    scene.does("Bea", service.hand_over, office="keyholder", person=scene.person["Dede"], **given)


def test_a_second_call_goes_to_the_body_of_the_first(scene):
    board = the_board(scene)
    first = scene.calls(body=board, agenda=(scene.proposes(body=board),))
    scene.later(days=2)
    scene.does("Bea", service.open_meeting, present=(), meeting=first)
    scene.ends(first)
    again = scene.does("Bea", service.call_meeting, held_on=scene.today, after=first)
    assert again["body"] == board


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        ("governance.call_meeting", CALL),
        ("governance.open_meeting", OPEN),
        ("governance.record_attendance", ATTENDANCE),
        ("governance.close_meeting", CLOSE),
        ("governance.hand_over", HAND_OVER),
    ],
)
def test_every_refusal_of_meetings_is_tried(act, rows):
    assert not_tried(act, rows) == set()
