"""What nine people notice in an hour becomes a practice, and stands elsewhere, changed."""

from __future__ import annotations

import pytest

from tequio.knowledge import service
from tequio.knowledge.queries.transfers import transfer, transfers_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.moving import NewAdaptation, NewFollowUp
from tequio.site.demonstration.examining import decide_together
from tequio.site.demonstration.stage import Group
from tests.stories.a_library import (
    ALSO_STUDIES_IT,
    LIVES_IT,
    STUDIES_IT,
    Library,
    a_design,
    a_library,
    some_neighbours,
)
from tests.stories.telling import everything_holds, refused

BROUGHT = (
    ("Asha", "need", "Who works at night finds no meal."),
    ("Bea", "practice", "Six households cook by turns."),
    ("Caro", "idea", "A pot could be paid with an hour."),
    (LIVES_IT, "practice", "Who cooks decides on the list."),
    (STUDIES_IT, "need", "Nobody repairs the scales any more."),
    (ALSO_STUDIES_IT, "idea", "A song to open each meeting."),
    ("Gita", "need", "The bus does not wait for the fish."),
    ("Hawa", "practice", "The nursery opens for the school once a year."),
    ("Ines", "idea", "Old apprentices keep the book of three villages."),
)
STOVES = NewAdaptation(
    what="context",
    nature="setting",
    level="group",
    moment="before",
    decided_by="members",
    is_true="holds",
    words="Without a common hearth each lends her stove for a week.",
    component="turns",
    reasons=("means",),
)
ONCE = NewAdaptation(
    what="content",
    nature="shortened",
    level="group",
    moment="pilot",
    decided_by="team",
    is_true="unknown",
    words="In the weeks of harvest we cook once.",
    is_planned=False,
    reasons=("effect",),
)


@pytest.fixture
def here(stage) -> Library:
    return a_library(stage)


def researchers_alone_make_no_practice(here: Library, seen: list[int]) -> None:
    nursery = here.begins(
        a_design("A nursery as a school"), "researcher", by=STUDIES_IT, observations=(seen[7],)
    )
    here.signs(STUDIES_IT, nursery)
    here.signs(ALSO_STUDIES_IT, nursery, "researcher")
    with refused("practitioner_sign_off_missing"):
        here.comes(nursery, "systematised")


def a_kitchen(here: Library, seen: list[int]) -> int:
    """Three observations become one practice, signed by who lives it and who studies it."""
    joined = tuple(seen[1:4])
    kitchen = here.begins(a_design("A kitchen by turns"), "practitioner", observations=joined)
    here.signs(LIVES_IT, kitchen)
    here.signs(STUDIES_IT, kitchen, "researcher")
    here.comes(kitchen, "systematised")
    here.does("Bea", service.publish, innovation=kitchen)
    return kitchen


def is_taken_up(here: Library, kitchen: int, brook: Group) -> int:
    """An offer moves nothing until their own members decide; the number of the transfer."""
    told = here.does("Bea", service.offer, innovation=kitchen, receiver=brook.slug)
    given = {"keeper": here.network.slug, "offer": told["offer"], "answer": "taken_up"}
    brook.does("Bea", service.answer_offer, **given)
    which = Practice(innovation=kitchen, keeper=here.network.slug)
    asked = brook.does("Kofi", service.propose_transfer, practice=which)["proposal"]
    with refused("taking_up_not_decided"):
        brook.does("Bea", service.start_transfer, proposal=asked)
    back = here.look_back()
    assert (len(back.moved), len(back.never_moved)) == (0, 9)
    decide_together(brook, [asked])
    return int(brook.does("Bea", service.start_transfer, proposal=asked)["taken_up"])


def is_tried_and_changed(brook: Group, number: int) -> None:
    for state, change in (("fit", STOVES), ("planned", None), ("piloted", ONCE)):
        moves(brook, number, state)
        if change:
            brook.does("Kofi", service.log_adaptation, transfer=number, adaptation=change)
    moves(brook, number, "evaluated")


def moves(brook: Group, number: int, state: str) -> None:
    brook.does("Bea", service.move_transfer, transfer=number, state=state, words="So we did.")


def is_looked_after(brook: Group, number: int) -> None:
    """After six months and after twelve; only then it stays."""

    def looks(months: int) -> None:
        seen = NewFollowUp("All six still cook.", is_alive=True, reach=("out", "deep"))
        brook.does("Kofi", service.follow_up, transfer=number, months=months, seen=seen)

    with refused("follow_up_too_early"):
        looks(6)
    brook.stage.later(200)
    (line,) = transfers_of(brook.organisation)
    assert [one.months for one in line.due(brook.stage.today)] == [6]
    looks(6)
    with refused("not_followed_up_for_a_year"):
        moves(brook, number, "sustained")
    brook.stage.later(170)
    looks(12)
    moves(brook, number, "sustained")


def test_what_nine_noticed_in_an_hour_stands_elsewhere_changed_after_a_year(here, stage):
    seen = here.holds_a_watch(*BROUGHT)
    researchers_alone_make_no_practice(here, seen)
    kitchen = a_kitchen(here, seen)
    brook = some_neighbours(stage, "House by the brook")
    number = is_taken_up(here, kitchen, brook)
    is_tried_and_changed(brook, number)
    is_looked_after(brook, number)

    told = transfer(brook.organisation, number)
    assert [(one.nature, one.is_true) for one in told.adaptations] == [
        ("setting", "holds"),
        ("shortened", "unknown"),
    ]
    assert [one.months for one in told.follow_ups] == [6, 12]
    back = here.look_back()
    chain = {(one.observation.words, one.practice.title) for one in back.moved}
    assert chain == {(BROUGHT[one][2], "A kitchen by turns") for one in (1, 2, 3)}
    assert {one.transfers[0].receiver_name for one in back.moved} == {"House by the brook"}
    assert len(back.never_moved) == 6
    assert everything_holds()
