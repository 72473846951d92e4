"""Twelve recommendations that seventeen people wrote, and what becomes of each."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.queries.policies import ProcessView, process
from tequio.ecosystem.service.policies import NewStatus
from tequio.site.demonstration.policies import TWELVE
from tests.stories.a_network import Network, a_network
from tests.stories.telling import everything_holds, refused

FINANCE = 6


@pytest.fixture
def here(stage) -> Network:
    return a_network(stage)


def seen(here: Network, number: int) -> ProcessView:
    """The process as everybody may read it."""
    found = process(here.keeper, number, is_inside=False)
    assert found is not None
    return found


def twelve_recommendations(here: Network) -> tuple[int, dict[int, int]]:
    """A process with all of them; their numbers here by that of the report."""
    begun = {"title": "Inclusive Innovation", "framework": "canada-2018@1"}
    number = int(here.does(service.begin_process, **begun)["process"])
    written = {}
    for each, (words, blocks) in enumerate(TWELVE, start=1):
        said = {"process": number, "number": each, "words": words, "blocks": blocks}
        written[each] = here.does(service.record_recommendation, **said)["recommendation"]
    return number, written


def test_each_of_twelve_has_an_owner_or_says_that_it_has_none(here):
    number, written = twelve_recommendations(here)
    (office,) = here.lists("Office of social finance")
    owned = NewStatus("promised", owner_listed=office, source="Budget speech, page 4")
    here.does(service.update_recommendation, recommendation=written[FINANCE], standing=owned)

    told = seen(here, number).recommendations
    assert [one.number for one in told] == list(range(1, 13))
    assert {one.owner for one in told} == {"", "Office of social finance"}
    assert [one.number for one in told if one.owner] == [FINANCE]
    assert all(one.blocks for one in told)
    assert everything_holds()


def test_what_changes_says_where_that_can_be_seen_and_what_was_said_stays(here, stage):
    number, written = twelve_recommendations(here)
    finance = {"recommendation": written[FINANCE]}
    with refused("source_missing"):
        here.does(
            service.update_recommendation, **finance, standing=NewStatus("done", "A ministry")
        )
    for status, source in (("promised", "Budget speech, page 4"), ("done", "Gazette, May 2023")):
        stage.later(30)
        standing = NewStatus(status, "A ministry", source=source)
        here.does(service.update_recommendation, **finance, standing=standing)

    told = seen(here, number).recommendations[FINANCE - 1]
    assert [(one.status, one.source) for one in told.history] == [
        ("done", "Gazette, May 2023"),
        ("promised", "Budget speech, page 4"),
    ]
    assert everything_holds()


def test_who_took_part_is_seen_by_kind_of_actor_and_who_did_not(here):
    number, _written = twelve_recommendations(here)
    (river,) = here.lists("Federation of the river")
    here.does(
        service.take_part, process=number, actor_kind="organisations", role="writes", listed=river
    )
    for kind, role, words in (
        ("government", "convenes", "A co-chair of the ministry"),
        ("members", "is_heard", "An evening of neighbours"),
    ):
        said = {"process": number, "actor_kind": kind, "role": role, "words": words}
        here.does(service.take_part, **said)

    parts = seen(here, number).parts
    assert {kind for kind, told in parts.items() if told} == {
        "members",
        "organisations",
        "government",
    }
    assert [one.name for one in parts["organisations"]] == ["Federation of the river"]
    assert parts["informal"] == (), "that nobody of them was asked is shown too"
    assert everything_holds()
