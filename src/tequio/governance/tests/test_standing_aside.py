"""Who has an interest in a proposal stands on no roll of a vote on it: told, counted, checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tequio.governance import queries, service
from tequio.governance.models import ExcusedRow, RollRow
from tequio.governance.rules.meetings import Hands
from tequio.governance.tests import hall
from tequio.governance.tests.by_hand import Book, unguarded
from tequio.governance.tests.examining import examining
from tequio.governance.tests.pressing import address, press, shown
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
from tequio.governance.tests.sitting import Question, sits, sitting
from tequio.kernel import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def examine() -> Iterator[Any]:
    with examining() as act:
        yield act


@pytest.fixture
def scene() -> Scene:
    return founded()


def aside(scene: Scene, *names: str) -> int:
    """The number of a proposal from which these stand aside."""
    proposal = scene.proposes()
    for name in names:
        scene.does(name, service.declare_interest, proposal=proposal)
    return proposal


def voted(scene: Scene, ballot: int, *names: str) -> Any:
    """The resolution when these said yes and the vote was closed."""
    for name in names:
        scene.does(name, service.cast, ballot=ballot, choice="yes")
    return queries.resolution(scene.organisation, scene.closes(ballot)["resolution"])


def test_quorum_and_majority_are_counted_from_those_who_are_left(scene: Scene) -> None:
    ballot = scene.asks(aside(scene, "Ama", "Efua"))
    assert queries.roll_of(scene.organisation, ballot) == set(scene.numbers("Bea", "Caro", "Dede"))
    done = voted(scene, ballot, "Bea", "Caro", "Dede")
    assert done.certificate["counted"]["aside"] == 2
    assert done.certificate["result"]["quorum"]["base"] == 3
    assert Book(scene).codes() == []


def test_where_nobody_stands_aside_the_certificate_does_not_speak_of_it(scene: Scene) -> None:
    done = voted(scene, scene.asks(scene.proposes()), *NAMES)
    assert "aside" not in done.certificate["counted"]


def test_hands_are_counted_without_those_who_stand_aside(scene: Scene) -> None:
    ballot = scene.asks(aside(scene, "Efua"), scene.meets())
    witnesses = scene.numbers("Caro", "Efua")
    with pytest.raises(Refused) as caught:
        scene.does("Bea", service.record_hands, ballot=ballot, hands=Hands(5, 0, 0, witnesses))
    found = {refusal.code for refusal in caught.value.refusals}
    assert found == {"hands_do_not_add_up", "witnesses_missing"}


def test_who_declares_it_between_two_votes_stood_on_the_first_roll(scene: Scene) -> None:
    proposal = aside(scene, "Ama")
    ballot = scene.asks(proposal)
    first = voted(scene.later(days=3), ballot)
    assert first.outcome == "no_quorum"
    scene.does("Efua", service.declare_interest, proposal=proposal)
    second = voted(scene, scene.asks(proposal), "Bea", "Caro", "Dede")
    assert [one.certificate["counted"]["aside"] for one in (first, second)] == [1, 2]
    assert Book(scene).codes() == []


def test_a_room_above_lets_people_stand_aside_in_its_own_line(examine: Any, scene: Scene) -> None:
    interested = scene.numbers("Caro", "Ama")
    offices = ("chair", "secretary", "treasurer")
    asked = scene.does("Dede", examine, offices=offices, interested=interested)
    assert asked["excused"] == sorted(interested)
    ballot = scene.asks(asked["proposal"])
    assert queries.roll_of(scene.organisation, ballot) == set(scene.numbers("Bea"))
    assert Book(scene).codes() == []


def test_a_sitting_counts_without_them_too(scene: Scene) -> None:
    scene.later(days=7)
    proposal = aside(scene, "Ama")
    hands = Hands(3, 0, 0, scene.numbers("Caro", "Dede"))
    with sitting() as sit:
        told = sits(scene, sit, questions=(Question(0, hands, proposal),))
        assert Book(scene).codes() == []
    (opened,) = (
        one["facts"] for one in told.facts["steps"] if one["kind"] == "governance.open_ballot"
    )
    assert opened["entitled"] == 4


def test_a_sitting_does_not_decide_what_everybody_stands_aside_from(scene: Scene) -> None:
    scene.later(days=7)
    question = Question(0, Hands(0, 0, 0, ()), aside(scene, *NAMES))
    with sitting() as sit, pytest.raises(Refused) as caught:
        sits(scene, sit, questions=(question,))
    assert [one.code for one in caught.value.refusals] == ["nobody_left"]


def decided(scene: Scene) -> dict[str, int]:
    proposal = scene.lawful["proposal"]
    voted(scene, scene.asks(proposal), *NAMES)
    return {"proposal": proposal}


def on_a_ballot(scene: Scene) -> dict[str, int]:
    scene.asks(scene.lawful["proposal"])
    return {}


def declared(scene: Scene) -> dict[str, int]:
    scene.does("Efua", service.declare_interest, proposal=scene.lawful["proposal"])
    return {}


def before_the_board(scene: Scene) -> dict[str, int]:
    board = next(one.id for one in queries.bodies(scene.organisation) if one.code == "board")
    return {"proposal": scene.proposes(body=board)}


DECLARE: list[Row] = [
    ("a proposal that is not there", differs(proposal=NOBODY), "no_such_proposal"),
    ("Zora would not vote on it", differs(by="Zora"), "not_of_the_body"),
    ("the board decides on it", before_the_board, "not_of_the_body"),
    ("it was decided", decided, "proposal_decided"),
    ("it is being voted on", on_a_ballot, "ballot_already_open"),
    ("she said so before", declared, "interest_declared"),
]


@each(DECLARE)
def test_an_interest_is_not_declared(scene: Scene, change: Any, codes: str) -> None:
    lawful = {"by": "Efua", "proposal": scene.proposes()}
    try_row(scene, service.declare_interest, lawful, change, codes)


def test_every_refusal_of_an_interest_is_tried() -> None:
    assert not_tried("governance.declare_interest", DECLARE) == set()


def lost(rows: Any, scene: Scene) -> None:
    rows.delete()


def of_another(rows: Any, scene: Scene) -> None:
    rows.update(person_id=scene.person["Zora"])


def earlier(rows: Any, scene: Scene) -> None:
    rows.update(declared_at=scene.at - timedelta(days=1))


def of_one_who_votes(rows: Any, scene: Scene) -> None:
    rows.update(person_id=scene.person["Dede"])


def one_more(rows: Any, scene: Scene) -> None:
    row = rows.values().get()
    ExcusedRow.objects.create(**row | {"id": row["id"] - 1, "person_id": scene.person["Zora"]})


def on_the_roll(rows: Any, scene: Scene) -> None:
    ballot = queries.ballots_of(scene.organisation)[0].id
    RollRow.objects.create(
        organisation_id=scene.organisation, ballot_id=ballot, person_id=scene.person["Efua"]
    )


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lost, "count_differs not_there"),
        (of_another, "told_otherwise"),
        (earlier, "told_otherwise"),
        (of_one_who_votes, "excused_votes told_otherwise"),
        (one_more, "count_differs told_otherwise"),
        (on_the_roll, "excused_votes roll_changed"),
    ],
)
def test_what_a_hand_changes_is_found(scene: Scene, change: Any, codes: str) -> None:
    voted(scene, scene.asks(aside(scene, "Efua")), "Ama", "Bea", "Caro", "Dede")
    with unguarded():
        change(ExcusedRow.objects.filter(organisation_id=scene.organisation), scene)
    assert " ".join(Book(scene).codes()) == codes


def test_the_pages_say_who_stands_aside() -> None:
    group = hall.found()
    proposal = group.proposes()
    esha, lata = group.enters("Esha"), group.enters("Lata")
    page = address(group, "proposal", proposal)
    assert "I have an interest in this" in shown(esha, page)
    assert press(esha, address(group, "declare_interest", proposal)).status_code == 302
    assert "I have an interest in this" not in shown(esha, page)
    said = "1 person has an interest in this and does not vote: Esha."
    assert said in shown(lata, page)
    meeting = group.opens()
    ballot = group.votes(proposal, meeting)
    assert "Esha" not in shown(group.enters("Asha"), address(group, "hands", ballot))
    assert "You stand aside: you do not vote on this." in shown(
        esha, address(group, "ballot", ballot)
    )
    group.raises(ballot, 11)
    ended = group.closes(ballot)
    places = [("proposal", proposal), ("ballot", ballot), ("resolution", ended["resolution"])]
    for name, number in [*places, ("minutes", meeting)]:
        assert said in shown(lata, address(group, name, number)), name
    assert "Present (12 of 12)" in shown(lata, address(group, "minutes", meeting))


def test_only_who_would_vote_is_asked_for_an_interest(examine: Any) -> None:
    group = hall.found()
    asked = examine(group.act(), offices=("chair",), interested=group.numbers(["Bela"]))
    page = address(group, "proposal", asked.facts["proposal"])
    assert "I have an interest in this" not in shown(group.enters("Devi"), page)
