"""A body of office holders, opened by a room above: it votes as the assembly does, is kept under
its name, and has the offices that it was given last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tequio.governance import queries, service
from tequio.governance.models import BodyRow
from tequio.governance.tests import hall
from tequio.governance.tests.by_hand import Book, unguarded
from tequio.governance.tests.examining import examining
from tequio.governance.tests.pressing import address, press, shown
from tequio.governance.tests.scene import Scene, founded

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def examine() -> Iterator[Any]:
    with examining() as act:
        yield act


@pytest.fixture
def scene() -> Scene:
    return founded()


def test_the_holders_of_its_offices_decide_and_nobody_else(examine: Any, scene: Scene) -> None:
    asked = scene.does("Dede", examine, offices=("chair", "treasurer"))
    ballot = scene.asks(asked["proposal"])
    assert queries.roll_of(scene.organisation, ballot) == set(scene.numbers("Ama", "Caro"))
    for name in ("Ama", "Caro"):
        scene.does(name, service.cast, ballot=ballot, choice="yes")
    assert queries.adopted(scene.organisation, asked["proposal"]) is None
    ended = scene.closes(ballot)
    found = queries.adopted(scene.organisation, asked["proposal"])
    assert found is not None
    assert found.id == ended["resolution"]
    assert Book(scene).codes() == []


def test_what_was_rejected_is_not_adopted(examine: Any, scene: Scene) -> None:
    asked = scene.does("Dede", examine, offices=("chair",))
    ballot = scene.asks(asked["proposal"])
    scene.does("Ama", service.cast, ballot=ballot, choice="no")
    assert scene.closes(ballot)["outcome"] == "rejected"
    assert queries.adopted(scene.organisation, asked["proposal"]) is None


def test_it_is_kept_and_takes_the_offices_that_it_is_given_last(examine: Any, scene: Scene) -> None:
    first = scene.does("Dede", examine, offices=("chair",))
    other = scene.does("Dede", examine, offices=("chair",), code="appeal_panel")
    again = scene.does("Dede", examine, offices=("secretary", "treasurer"))
    assert first["body"] == again["body"] != other["body"]
    ballot = scene.asks(first["proposal"])
    assert queries.roll_of(scene.organisation, ballot) == set(scene.numbers("Bea", "Caro"))
    assert Book(scene).codes() == []


@pytest.mark.parametrize("changed", [{"offices": ["secretary"]}, {"code": "choir"}])
def test_a_hand_that_changes_it_is_found(examine: Any, scene: Scene, changed: Any) -> None:
    asked = scene.does("Dede", examine, offices=("chair",))
    with unguarded():
        BodyRow.objects.filter(organisation_id=scene.organisation, id=asked["body"]).update(
            **changed
        )
    assert Book(scene).codes() == ["told_otherwise"]


def test_its_name_stands_wherever_it_decides(examine: Any) -> None:
    group = hall.found()
    asked = examine(group.act(), offices=("chair", "treasurer"))
    asha = group.enters("Asha")
    of_all = group.proposes(title="New tyres")
    listed = shown(asha, address(group, "proposals"))
    assert "Panel · " in listed
    page = shown(asha, address(group, "proposal", asked.facts["proposal"]))
    assert "Decided by: Panel." in page
    form = asha.get(address(group, "call_meeting")).content.decode()
    assert "Panel: Is it one?" in form
    ticked = [one for one in form.split("<input") if " checked" in one]
    assert [f'value="{of_all}"' in one for one in ticked] == [True]
    called = press(
        asha,
        address(group, "call_meeting"),
        held_on=group.today.isoformat(),
        place="Here",
        body=asked.facts["body"],
        agenda=[asked.facts["proposal"]],
    )
    meeting = group.opens(("Bela", "Chitra"), int(called["Location"].rstrip("/").split("/")[-1]))
    seen = shown(asha, address(group, "meeting", meeting))
    assert "Is it one?" in seen
    assert "New tyres" not in seen
    assert "Who met Panel" in shown(asha, address(group, "minutes", meeting))
    assert "Panel · called · Here" in shown(asha, address(group, "meetings"))
