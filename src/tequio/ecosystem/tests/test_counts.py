"""What the platform itself counts for building blocks, and what it does not say."""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tequio.ecosystem.models import RecommendationRow, StatusRow
from tequio.ecosystem.queries.counts import counts
from tequio.ecosystem.rules.frameworks import COUNTS
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.stage import table

pytestmark = pytest.mark.django_db
OF_OTHER_ROOMS = {
    "actors",
    "findings_standing",
    "observations",
    "practices_systematised",
    "transfers_alive",
}


def test_assets_needs_ties_and_alliances_are_counted_as_they_stand():
    here = table()
    allied = gathered(here).plans().registers()
    univ, town, ejido = allied.listed.values()
    for listed in (univ, town):
        here.does(service.say_asset, listed=listed, asset="training")
    gone = here.does(service.say_asset, listed=ejido, asset="training")
    here.does(service.end_asset, holding=gone["holding"])
    here.does(service.say_need, asset="loan")
    here.does(service.say_need, asset="loan", listed=ejido)
    tie = here.does(service.say_tie, listed=univ, other=town, kind="works_with")["tie"]
    here.does(service.say_tie, listed=univ, other=ejido, kind="trains")
    here.does(service.confirm_tie, tie=tie, listed=town)
    found = counts(here.keeper, here.at.date())
    assert (found["holders.training"], found["needs.loan"], found["needs_open"]) == (2, 2, 2)
    assert (found["ties_confirmed"], found["ties_one_sided"]) == (1, 1)
    assert (found["alliances_in_formation"], found["alliances_admitted"]) == (1, 0)
    assert found["holders.loan"] == 0


def test_a_need_of_two_that_turned_out_to_be_one_counts_once():
    here = table()
    univ, faculty = here.lists("University"), here.lists("Univ.")
    for listed in (univ, faculty):
        here.does(service.say_need, asset="loan", listed=listed)
    here.merges(univ, faculty)
    found = counts(here.keeper, here.at.date())
    assert (found["needs.loan"], found["needs_open"]) == (1, 1)


def recommends(keeper: int, person: int, number: int, today, *statuses) -> None:
    """A recommendation with what became of it, each a status and an owner."""
    RecommendationRow.objects.create(
        organisation_id=keeper,
        id=number,
        process_id=1,
        number=number,
        text_id=1,
        blocks=[],
        person_id=person,
        recorded_at=today,
    )
    for place, (status, owner) in enumerate(statuses):
        StatusRow.objects.create(
            organisation_id=keeper,
            id=10 * number + place,
            recommendation_id=number,
            status=status,
            owner=owner,
            day=today.date(),
            person_id=person,
        )


def test_the_newest_status_of_a_recommendation_counts_and_none_is_nobodys():
    here = table()
    asha = here.group.people["asha"]
    recommends(here.keeper, asha, 1, here.at)
    recommends(here.keeper, asha, 2, here.at, ("begun", "Council"), ("done", "Council"))
    recommends(here.keeper, asha, 3, here.at, ("done", "Council"), ("undone", " "))
    found = counts(here.keeper, here.at.date())
    assert found["recommendations"] == 3
    assert found["recommendations_without_owner"] == 2
    assert found["recommendations_done"] == 1


def test_everything_this_room_keeps_is_counted_and_what_others_keep_is_not_said_to_be_none():
    here = table()
    found = counts(here.keeper, here.at.date())
    assert set(COUNTS) - set(found) == OF_OTHER_ROOMS
    assert set(found.values()) == {0}
