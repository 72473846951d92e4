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
SAID = (("promised", "Budget speech, page 4"), ("done", "Gazette, May 2023"))
"""How its standing changed, and where that can be seen."""


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


def each_changes_only_with_its_source(here: Network, finance: int) -> None:
    """Who says how one stands says where that can be seen, and what was said before stays."""
    done = NewStatus("done", "A ministry")
    with refused("source_missing"):
        here.does(service.update_recommendation, recommendation=finance, standing=done)
    for status, source in SAID:
        here.stage.later(30)
        standing = NewStatus(status, "A ministry", source=source)
        here.does(service.update_recommendation, recommendation=finance, standing=standing)


def three_take_part(here: Network, number: int) -> None:
    (river,) = here.lists("Federation of the river")
    for kind, role, who in (
        ("organisations", "writes", {"listed": river}),
        ("government", "convenes", {"words": "A co-chair of the ministry"}),
        ("members", "is_heard", {"words": "An evening of neighbours"}),
    ):
        here.does(service.take_part, process=number, actor_kind=kind, role=role, **who)


def test_each_of_twelve_has_an_owner_or_says_none_and_it_is_seen_who_took_part(here):
    number, written = twelve_recommendations(here)
    each_changes_only_with_its_source(here, written[FINANCE])
    three_take_part(here, number)

    told = seen(here, number)
    assert [one.number for one in told.recommendations] == list(range(1, 13))
    assert [one.number for one in told.recommendations if one.owner] == [FINANCE]
    assert all(one.blocks for one in told.recommendations)
    history = told.recommendations[FINANCE - 1].history
    assert [(one.status, one.source) for one in history] == [*reversed(SAID)]
    present = {kind for kind, those in told.parts.items() if those}
    assert present == {"members", "organisations", "government"}
    assert [one.name for one in told.parts["organisations"]] == ["Federation of the river"]
    assert told.parts["informal"] == (), "that nobody of them was asked is shown too"
    assert everything_holds()
