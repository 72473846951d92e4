"""This quarter as a page: findings with a button each, what was done, and the look back."""

from __future__ import annotations

import re
from itertools import count

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.ecosystem import service
from tequio.ecosystem.models import ActionEndRow, ActionRow, PartnerRow
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_actors import officer_elsewhere
from tequio.ecosystem.tests.test_quarters import constructed
from tequio.knowledge.service import advance
from tequio.knowledge.tests.writing import a_design, begun, signed
from tequio.membership.queries import person_names
from tequio.membership.tests.groups import browser_of, on_the_shared_phone, stranger
from tequio.screening.tests.pressing import text

pytestmark = pytest.mark.django_db
QUARTER = "/o/network/ecosystem/"
KEYS = count(1)


def press(browser, place: str, do: str, **sent):
    """Press one of the forms of a page; where it leads is told and not followed."""
    return browser.post(place, {"key": f"press {next(KEYS)}", "do": do, **sent})


def member_elsewhere(here: Stage) -> int:
    """Mo, an ordinary member of the weavers."""
    group, listed = here.member()
    here.group.people["mo"] = group.join("Mo Ba")
    return listed


def test_an_organiser_finds_what_there_is_to_do_and_introduces_by_one_press():
    here, ids = constructed()
    asha = here.group.browser("asha")
    assert "Nothing was found yet" in text(asha.get(QUARTER))
    assert press(asha, QUARTER, "take").status_code == 302
    page = text(asha.get(QUARTER))
    assert "EnergyCoop has no tie to anybody." in page
    assert "Who works in the same field as Univ and could come to hold it too: FedCoop." in page
    assert page.index("What one alone holds") < page.index("Who is apart")
    key = f"apart:{ids['EnergyCoop']}"
    assert press(asha, QUARTER, f"introduce:{key}").status_code == 302
    row = ActionRow.objects.get()
    assert (row.kind, ids["EnergyCoop"] in row.actors) == ("introduce", True)
    again = press(asha, QUARTER, f"introduce:{key}")
    assert (again.status_code, ActionRow.objects.count()) == (200, 1), "the press is gone"
    assert "Under way" in text(asha.get(QUARTER))
    assert press(asha, QUARTER, f"end:{row.id}", end="").status_code == 422
    assert press(asha, QUARTER, f"end:{row.id}", end="dropped", words="No car.").status_code == 302
    assert "No car." in text(asha.get(QUARTER))


def test_each_deed_leads_where_it_is_done():
    here, ids = constructed()
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    asha = here.group.browser("asha")
    shown = asha.get(QUARTER)
    deeds = re.findall(r'name="do" value="([^"]+)"', shown.content.decode())
    by_kind = {one.partition(":")[0]: one for one in deeds}
    assert press(asha, QUARTER, by_kind["call"]).url.startswith(f"{QUARTER}#found-")
    assert press(asha, QUARTER, by_kind["second_holder"]).status_code == 302
    allying = press(asha, QUARTER, by_kind["ally"])
    assert (allying.status_code, "alliances/?partners=" in allying.url) == (302, True)
    several = f"double:broker:{ids['FedCoop']}"
    form = shown.content.decode().partition(f'value="{several}"')[2].partition("</form>")[0]
    _first, pair, *_others = re.findall(r'<option value="([^"]*)"', form)
    assert press(asha, QUARTER, several, pair="7").status_code == 422
    assert press(asha, QUARTER, several, pair=pair).status_code == 302
    row = ActionRow.objects.get(kind="double")
    assert (row.contact_id, "-".join(map(str, row.actors))) == (ids["FedCoop"], pair)
    assert press(asha, QUARTER, several, pair=pair).status_code == 422, "it is offered no more"


def test_an_alliance_is_begun_with_the_partners_that_a_finding_proposes():
    here = table()
    univ, town = here.lists("University"), here.lists("Town")
    asha, place = here.group.browser("asha"), f"{QUARTER}alliances/?partners={univ},{town},999,x"
    assert "University" in text(asha.get(place))
    given = {"name": "Alliance of the valley", "rule": "nodess", f"partner-{univ}": "academic"}
    wrong = press(asha, place, "found", **given | {f"partner-{town}": "kings"})
    assert wrong.status_code == 422
    assert press(asha, place, "found", **given).status_code == 302
    assert [(one.listed_id, one.sector) for one in PartnerRow.objects.all()] == [(univ, "academic")]


def test_the_next_quarter_looks_back_first_and_the_older_one_stays_to_be_read():
    with time_machine.travel("2026-02-14T12:00:00Z", tick=False) as traveller:
        here, ids = constructed()
        here.does(service.take_quarter)
        here.does(service.act_on, finding=f"apart:{ids['EnergyCoop']}", kind="introduce")
        traveller.shift(100 * 24 * 3600)
        asha = here.group.browser("asha")
        assert "A new quarter has begun" in text(asha.get(QUARTER))
        assert press(asha, QUARTER, "take").status_code == 302
        page = text(asha.get(QUARTER))
        assert page.index("What became of last quarter") < page.index("What one alone holds")
        action = ActionRow.objects.get()
        assert press(asha, QUARTER, f"drop:introduced:{action.id}").status_code == 302
        assert ActionEndRow.objects.get().end == "dropped"
        (older,) = re.findall(r"\?was=(\d+)", asha.get(QUARTER).content.decode())
        before = asha.get(f"{QUARTER}?was={older}")
        assert (before.status_code, 'name="do"' in before.content.decode()) == (200, False)
        assert asha.get(f"{QUARTER}?was=99").status_code == 404


def test_who_takes_part_reads_it_and_organisers_alone_act():
    here, _ids = constructed()
    member_elsewhere(here)
    here.does(service.take_quarter)
    pages = [QUARTER, f"{QUARTER}actors/", f"{QUARTER}graph", f"{QUARTER}diagnosis/"]
    pages += [f"{QUARTER}frameworks/", f"{QUARTER}frameworks/oecd-ec@1"]
    for place in pages:
        seen = [browser_of(here.group.people[one]).get(place) for one in ("asha", "chand", "mo")]
        assert [page.status_code for page in seen] == [200, 200, 200], place
        forms = ['name="do"' in page.content.decode() for page in seen]
        assert not any(forms[1:]), place
        assert stranger().get(place).status_code == 404
    pressed = press(here.group.browser("chand"), QUARTER, "take")
    assert (pressed.status_code, ActionRow.objects.count()) == (200, 0)


def test_reading_the_quarter_takes_as_many_queries_for_twice_as_many_actors():
    here, _ids = constructed()
    asha = here.group.browser("asha")

    def counted() -> int:
        here.does(service.take_quarter)
        asha.get(QUARTER)
        with CaptureQueriesContext(
            connection,
        ) as told:
            asha.get(QUARTER)
        return len(told)

    few = counted()
    for number in range(8):
        here.lists(f"Other {number}")
    assert counted() == few


def test_a_title_is_written_beforehand_where_a_finding_becomes_a_proposal():
    here = table()
    place = "/o/network/decisions/new/plain?title=Talk+about+%3Cmoney%3E"
    assert (
        'value="Talk about &lt;money&gt;"' in here.group.browser("asha").get(place).content.decode()
    )


def test_officers_are_told_at_home_that_a_tie_waits_for_their_word():
    here = table()
    weavers, univ = officer_elsewhere(here), here.lists("University")
    nia = here.group.browser("nia")
    assert "waits for our word" not in text(nia.get("/o/weavers/"))
    tie = here.does(service.say_tie, listed=univ, other=weavers, kind="trains")["tie"]
    assert "1 tie with us waits for our word" in text(nia.get("/o/weavers/"))
    own = nia.get("/o/weavers/ecosystem/own")
    assert "University trains" in text(own)
    place = f"{QUARTER}actors/{weavers}"
    assert place in own.content.decode()
    assert press(nia, place, f"yes-{tie}").status_code == 302
    assert "Nothing waits for us here" in text(nia.get("/o/weavers/ecosystem/own"))
    assert stranger().get("/o/weavers/ecosystem/own").status_code == 404


def test_a_pin_on_the_phone_of_a_group_opens_no_page_of_its_network():
    here = table()
    group, _listed = here.member()
    mo = group.join("Mo Ba")
    phone = on_the_shared_phone(group.id, mo, officer=group.people["asha"])
    pages = [QUARTER, "/o/network/practices/"]
    assert [browser_of(mo).get(place).status_code for place in pages] == [200, 200]
    assert [phone.get(place).status_code for place in pages] == [404, 404]
    assert phone.get(f"/o/{group.slug}/").status_code == 200


def test_what_is_found_no_more_stands_there_until_somebody_says_what_became_of_it():
    here = table()
    farm = here.lists("Farm")
    here.does(service.say_need, asset="seeds")
    here.does(service.take_quarter)
    here.does(service.act_on, finding="uncovered_need:seeds", kind="call")
    here.does(service.say_asset, listed=farm, asset="seeds")
    here.does(service.take_quarter)
    asha = here.group.browser("asha")
    name = person_names([here.group.people["asha"]])[here.group.people["asha"]]

    def gone() -> str:
        return text(asha.get(QUARTER)).partition("What is found no more")[2]

    assert all(words in gone() for words in ("Nobody holds this", name, "Under way"))
    done = press(asha, QUARTER, f"end:{ActionRow.objects.get().id}", end="thanked")
    assert (done.status_code, "it came to something" in gone()) == (302, True)
    assert "What is found no more" not in text(here.group.browser("chand").get(QUARTER))


def test_what_is_found_no_more_names_the_practice_that_ended_and_whom_a_merge_took():
    here = table()
    farm, mill = here.lists("Farm"), here.lists("Mill")
    rota = begun(here, design=a_design("A rota of mothers"))
    signed(here, rota)
    here.does(advance, innovation=rota, state="systematised", reason="Known.")
    here.does(service.take_quarter)
    here.does(service.act_on, finding=f"waiting:{rota}", kind="offer")
    here.does(service.act_on, finding=f"apart:{farm}", kind="introduce", actors=(farm, mill))
    here.does(advance, innovation=rota, state="ended", reason="Nobody came.")
    here.merges(mill, farm)
    here.does(service.take_quarter)
    gone = text(here.group.browser("asha").get(QUARTER)).partition("What is found no more")[2]
    assert "“A rota of mothers” has been waiting" in gone
    assert "Mill has no tie to anybody." in gone
