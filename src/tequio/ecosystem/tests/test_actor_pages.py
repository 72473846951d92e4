"""Pages of actors and of their picture: what is said, who may say it, who sees it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.ecosystem import service
from tequio.ecosystem.models import AssetRow, NeedRow, SightRow, TieRow
from tequio.ecosystem.tests.stage import table
from tequio.ecosystem.tests.test_actors import officer_elsewhere
from tequio.ecosystem.tests.test_quarter_pages import QUARTER, press
from tequio.screening.tests.pressing import text

pytestmark = pytest.mark.django_db
ACTORS = f"{QUARTER}actors/"


def test_its_officer_says_what_it_has_needs_and_whom_it_works_with():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    nia, place = here.group.browser("nia"), f"{ACTORS}{weavers}"
    wrong = press(nia, place, "asset", asset="gold")
    assert (wrong.status_code, "details open" in wrong.content.decode()) == (422, True)
    assert press(nia, place, "asset", asset="training", words="Each spring.").status_code == 302
    twice = press(nia, place, "asset", asset="training", words="Once more.")
    assert (twice.status_code, "asset_said_already" in text(twice)) == (409, True)
    assert press(nia, place, "need", asset="loan").status_code == 302
    assert press(nia, place, "tie", kind="trains.receives", other=univ).status_code == 302
    assert press(nia, place, "tie", kind="trains.receives", other=99).status_code == 422
    tie = TieRow.objects.get()
    assert tie.from_id == univ
    page = text(nia.get(place))
    for words in ("Each spring.", "said by itself", "is trained by", "has not said so yet"):
        assert words in page
    assert press(nia, place, f"no-asset-{AssetRow.objects.get().id}").status_code == 302
    assert press(nia, place, f"no-need-{NeedRow.objects.get().id}").status_code == 302
    assert press(nia, place, f"over-{tie.id}", words="The course is over.").status_code == 302
    assert TieRow.objects.get().ended_on is not None
    assert here.ecosystem_troubles() == []


def test_an_organiser_writes_down_for_others_and_what_the_territory_needs():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    asha = here.group.browser("asha")
    assert press(asha, f"{ACTORS}{univ}", "asset", asset="research").status_code == 302
    assert "written down by an organiser" in text(asha.get(f"{ACTORS}{univ}"))
    assert press(asha, ACTORS, "need", asset="charging", words="At the market.").status_code == 302
    assert "At the market." in text(asha.get(ACTORS))
    assert press(asha, ACTORS, f"no-need-{NeedRow.objects.get().id}").status_code == 302
    sight = press(asha, f"{ACTORS}{weavers}", "sight", sight="everybody")
    assert (sight.status_code, SightRow.objects.count()) == (403, 0)


def test_a_tie_is_shown_as_both_sides_let_in_the_list_the_picture_and_its_table():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    tie = here.does(service.say_tie, listed=univ, other=weavers, kind="trains")["tie"]
    here.does(service.confirm_tie, "nia", tie=tie, listed=weavers)
    nia, chand = here.group.browser("nia"), here.group.browser("chand")

    def seen(browser) -> list[bool]:
        pages = (browser.get(f"{ACTORS}{univ}"), browser.get(f"{QUARTER}graph"))
        return ["trains" in text(page) for page in pages]

    assert seen(chand) == [True, True]
    assert press(nia, f"{ACTORS}{weavers}", "sight", sight="organisers").status_code == 302
    assert [seen(one) for one in (chand, nia, here.group.browser("asha"))] == [
        [False, False],
        [True, True],
        [True, True],
    ]
    drawn = chand.get(f"{QUARTER}graph").content.decode()
    assert ('class="tie' in drawn.partition("<figcaption")[0], drawn.count("<circle")) == (False, 4)
    refused = press(chand, f"{ACTORS}{weavers}", "sight", sight="everybody")
    assert (refused.status_code, SightRow.objects.count()) == (200, 1)


def test_the_picture_is_drawn_around_one_and_says_the_names_aloud():
    here = table()
    univ, town, farm = (here.lists(name) for name in ("University", "Town", "Farm"))
    here.does(service.say_tie, listed=univ, other=town, kind="works_with")
    browser = here.group.browser("chand")
    page = browser.get(f"{QUARTER}graph?around={univ}").content.decode()
    assert "<title>Town</title>" in page
    assert "<title>Farm</title>" not in page
    assert 'role="img"' in page
    assert "one side has said so" in page
    assert browser.get(f"{QUARTER}graph?around=999").status_code == 404
    assert f"{ACTORS}{farm}" in browser.get(f"{QUARTER}graph").content.decode()
    assert {browser.get(f"{ACTORS}{one}").status_code for one in (999, 10**30)} == {404}


def test_among_many_an_organisation_is_typed_by_its_name(monkeypatch):
    monkeypatch.setattr("tequio.ecosystem.pages.choosing.LISTED", 1)
    here = table()
    univ, town, _farm = (here.lists(name) for name in ("University", "Town", "Farm"))
    asha, place = here.group.browser("asha"), f"{QUARTER}graph"
    assert asha.get(f"{place}?around=universi").url == f"{place}?around={univ}"
    assert 'value="University"' in asha.get(f"{place}?around={univ}").content.decode()
    wrong = asha.get(f"{place}?around=Nowhere")
    assert (wrong.status_code, "Nobody in the register is called so." in text(wrong)) == (422, True)
    tied = press(asha, f"{ACTORS}{univ}", "tie", kind="works_with.both", other="town")
    assert tied.status_code == 302
    tie = TieRow.objects.get()
    assert {tie.one_id, tie.other_id} == {univ, town}


def test_actors_are_found_by_name_and_by_what_they_have_and_counted_alike():
    here = table()
    univ = here.lists("University")
    town = here.lists("Town")
    here.does(service.say_asset, listed=univ, asset="research")
    here.does(service.say_tie, listed=univ, other=town, kind="funds")
    browser = here.group.browser("chand")
    assert "Town" not in text(browser.get(f"{ACTORS}?q=univ")).partition("1 organisation")[2]
    assert "1 organisation" in text(browser.get(f"{ACTORS}?asset=research"))
    assert "No organisation is listed so" in text(browser.get(f"{ACTORS}?q=nowhere"))

    def counted() -> int:
        with CaptureQueriesContext(connection) as told:
            browser.get(ACTORS)
        return len(told)

    few = counted()
    for number in range(6):
        listed = here.lists(f"Other {number}")
        here.does(service.say_asset, listed=listed, asset="care")
        here.does(service.say_tie, listed=listed, other=univ, kind="funds")
    assert counted() == few


def test_only_whom_the_register_lets_in_is_led_there():
    here = table()
    weavers = officer_elsewhere(here)
    nia, place = here.group.browser("nia"), f"{ACTORS}{weavers}"
    there = f"/o/network/register/{weavers}/"
    assert there in nia.get(place).content.decode(), "it is public"
    here.adopts(register__public=False)
    assert nia.get(there).status_code == 404
    assert there not in nia.get(place).content.decode()
    assert there in here.group.browser("asha").get(place).content.decode()
