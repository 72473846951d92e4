"""Ballots and budgets: every refusal through the door, each beside the lawful call."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.governance import service
from tequio.governance.queries import bodies
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests.scene import (
    MONDAY,
    NAMES,
    NOBODY,
    Row,
    Scene,
    a_budget,
    body_of_nobody,
    differs,
    each,
    founded,
    not_tried,
    try_row,
)
from tequio.membership import queries as members

pytestmark = pytest.mark.django_db
WEDNESDAY = MONDAY.date() + timedelta(days=2)


@pytest.fixture
def scene() -> Scene:
    return founded()


def decided(scene):
    meeting = scene.meets()
    ballot = scene.asks(scene.lawful["proposal"], meeting)
    scene.counts(ballot)
    scene.closes(ballot)
    return {"meeting": meeting}


def on_a_ballot(scene):
    scene.asks(scene.lawful["proposal"])
    return {}


def called_for_something_else(scene):
    meeting = scene.calls(agenda=(scene.proposes(title="A well"),))
    scene.later(days=2)
    scene.does("Bea", service.open_meeting, present=scene.numbers(*NAMES), meeting=meeting)
    return {"meeting": meeting, "way": "hands", "closes_on": None}


def voters(scene):
    listed = members.members(scene.organisation, scene.today)
    return [one.person for one in listed if one.member_class.startswith("voters")]


def a_meeting_that_is_over(scene):
    meeting = scene.meets()
    scene.ends(meeting)
    return {"meeting": meeting}


def in_the_board(scene):
    board = next(one.id for one in bodies(scene.organisation) if one.code == "board")
    here = scene.numbers("Ama", "Bea", "Caro")
    opened = scene.does("Bea", service.open_meeting, present=here, body=board)
    return {"meeting": opened["meeting"], "way": "hands", "closes_on": None}


def from_which_all_stand_aside(scene):
    proposal = scene.proposes()
    for name in NAMES:
        scene.does(name, service.declare_interest, proposal=proposal)
    return {"proposal": proposal}


OPEN: list[Row] = [
    ("the treasurer opens", differs(by="Caro"), "office_not_held"),
    ("a proposal that is not there", differs(proposal=NOBODY), "no_such_proposal"),
    ("a meeting that is not there", differs(meeting=NOBODY), "no_such_meeting"),
    ("it was decided", decided, "proposal_decided"),
    ("it is being voted on", on_a_ballot, "ballot_already_open"),
    (
        "a body to which nobody belongs",
        lambda scene: {"proposal": scene.proposes(body=body_of_nobody(scene))},
        "roll_empty",
    ),
    ("everybody stands aside", from_which_all_stand_aside, "nobody_left"),
    ("by hands without a meeting", differs(way="hands"), "meeting_needed"),
    ("in a meeting that is over", a_meeting_that_is_over, "meeting_not_open"),
    ("in the board's own meeting", in_the_board, "before_another_body"),
    ("in a meeting called for a well", called_for_something_else, "not_on_the_agenda"),
    ("until tomorrow", differs(closes_on=WEDNESDAY - timedelta(days=1)), "notice_too_short"),
    ("without a last day", differs(closes_on=None), "notice_too_short"),
]


@each(OPEN)
def test_a_ballot_is_not_opened(scene, change, codes):
    lawful = {"proposal": scene.proposes(), "way": "phone", "closes_on": WEDNESDAY}
    try_row(scene, service.open_ballot, lawful, change, codes)


def by_hands(scene):
    return {"ballot": scene.asks(scene.proposes(), scene.meets())}


def on_a_budget(scene):
    return {"ballot": a_budget(scene)["ballot"]}


def the_day_after(scene):
    scene.later(days=3)
    return {}


def after_its_close(scene):
    scene.later(days=3).closes(scene.lawful["ballot"])
    return {}


CAST: list[Row] = [
    ("a ballot that is not there", differs(ballot=NOBODY), "no_such_ballot"),
    ("Zora votes", differs(by="Zora"), "not_on_the_roll"),
    ("hands are raised", by_hands, "wrong_way"),
    ("a yes to a budget", on_a_budget, "wrong_way"),
    ("the day after", the_day_after, "ballot_closed"),
    ("after its close", after_its_close, "ballot_closed"),
]


@each(CAST)
def test_a_vote_is_not_cast(scene, change, codes):
    lawful = {"by": "Efua", "ballot": scene.asks(scene.proposes()), "choice": "yes"}
    try_row(scene, service.cast, lawful, change, codes)


def on_a_question(scene):
    return {"ballot": scene.asks(scene.proposes())}


APPROVE: list[Row] = [
    ("a ballot that is not there", differs(ballot=NOBODY), "no_such_ballot"),
    ("Zora votes", differs(by="Zora"), "not_on_the_roll"),
    ("a question of yes and no", on_a_question, "wrong_way"),
    ("the day after", the_day_after, "ballot_closed"),
    ("a project that is not there", differs(projects=(NOBODY,)), "project_unknown"),
]


@each(APPROVE)
def test_a_project_is_not_approved(scene, change, codes):
    lawful = {"by": "Efua", "ballot": a_budget(scene)["ballot"], "projects": ()}
    try_row(scene, service.approve_projects, lawful, change, codes)


def hands(scene, yes=5, witnesses=("Ama", "Efua"), photo="0" * 64):
    return {"hands": Hands(yes, 0, 0, scene.numbers(*witnesses), photo)}


def of_a_closed_ballot(scene):
    scene.counts(scene.lawful["ballot"])
    scene.closes(scene.lawful["ballot"])
    return {}


HANDS: list[Row] = [
    ("the treasurer enters them", differs(by="Caro"), "office_not_held"),
    ("a ballot that is not there", differs(ballot=NOBODY), "no_such_ballot"),
    ("six hands of five women", lambda s: hands(s, yes=6), "hands_do_not_add_up"),
    ("less than no hand", lambda s: hands(s, yes=-1), "hands_do_not_add_up"),
    ("one witness", lambda s: hands(s, witnesses=("Ama",)), "witnesses_missing"),
    (
        "Zora is a witness",
        lambda s: hands(s, witnesses=("Ama", "Zora")),
        "witnesses_missing",
    ),
    ("a photograph by its name", lambda s: hands(s, photo="sheet.jpg"), "photo_not_a_digest"),
    ("the ballot is closed", of_a_closed_ballot, "ballot_closed"),
    ("it is held by phone", on_a_question, "wrong_way meeting_not_open"),
]


@each(HANDS)
def test_hands_are_not_recorded(scene, change, codes):
    lawful = {"ballot": scene.asks(scene.proposes(), scene.meets()), **hands(scene)}
    try_row(scene, service.record_hands, lawful, change, codes)


CLOSE: list[Row] = [
    ("the treasurer closes", differs(by="Caro"), "office_not_held"),
    ("a ballot that is not there", differs(ballot=NOBODY), "no_such_ballot"),
    (
        "a ballot that is closed",
        lambda s: s.closes(s.lawful["ballot"]) and {},
        "ballot_closed",
    ),
    ("hands that nobody counted", by_hands, "hands_missing"),
    ("a ballot by phone that runs", on_a_question, "ballot_still_runs"),
]


@each(CLOSE)
def test_a_ballot_is_not_closed(scene, change, codes):
    ballot = scene.asks(scene.proposes(), scene.meets())
    scene.counts(ballot)
    try_row(scene, service.close_ballot, {"ballot": ballot}, change, codes)


def test_the_board_decides_in_its_own_meeting_what_was_proposed_to_it(scene):
    given = in_the_board(scene)
    board = next(one.id for one in bodies(scene.organisation) if one.code == "board")
    own = scene.proposes(title="Who opens the shop", body=board)
    opened = scene.does("Bea", service.open_ballot, proposal=own, **given)
    assert opened["entitled"] == 3


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        ("governance.open_ballot", OPEN),
        ("governance.cast", CAST),
        ("governance.approve_projects", APPROVE),
        ("governance.record_hands", HANDS),
        ("governance.close_ballot", CLOSE),
    ],
)
def test_every_refusal_of_ballots_is_tried(act, rows):
    assert not_tried(act, rows) == set()
