"""The watch: a round in which everybody brings one thing, also without a network; who listens."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.knowledge import service
from tequio.knowledge.models import ObservationRow
from tequio.knowledge.queries.watched import antennas, observations_of, watch, watches
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.writing import a_design, begun, observe
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db
VOICE = b"OggS\x00\x02" + b"\x00" * 40


@pytest.fixture
def here():
    return stage.library()


def place(here, page: str = "") -> str:
    return f"/o/{here.group.slug}/practices/watch/{page}"


def opened(here) -> int:
    return int(here.does(service.open_watch, title="Round of May")["watch"])


def kept(here, number: int) -> list[tuple[str, str, str]]:
    return [(one.kind, one.words, one.by) for one in observations_of(here.keeper, number)]


def test_a_round_is_opened_spoken_and_closed_without_a_script(here):
    asha = here.group.browser("asha")
    done = press(asha, place(here), "open", title="Round of May")
    assert "The meeting is open. Everybody brings one thing." in text(done)
    (number,) = [one.id for one in watches(here.keeper)]
    round_ = place(here, str(number))
    done = press(
        here.group.browser("chand"), round_, "bring", kind="need", words="The bus does not come."
    )
    assert "It is written down." in text(done)
    press(asha, round_, "bring", kind="idea", words="A cart.", guest="Old Mrs Rosa")
    bina = here.group.people["bina"]
    press(asha, round_, "bring", kind="practice", words="We walk together.", brought_by=bina)
    assert kept(here, number) == [
        ("need", "The bus does not come.", "Chand Rani"),
        ("idea", "A cart.", "Old Mrs Rosa"),
        ("practice", "We walk together.", "Bina Kumari"),
    ]
    done = press(asha, round_, "close", present="3")
    assert "3 were there" in text(done)
    assert watch(here.keeper, number).present == 3


def test_what_comes_to_a_meeting_is_heard_by_the_antenna_that_called_it(here):
    antenna = here.does(service.open_antenna, name="Hills", tier="region", region="East")["antenna"]
    number = here.does(service.open_watch, title="In the hills", antenna=antenna)["watch"]
    chand, round_ = here.group.browser("chand"), place(here, str(number))
    press(chand, round_, "bring", kind="need", words="No road.")
    here.does(service.close_antenna, antenna=antenna)
    press(chand, round_, "bring", kind="need", words="No water.")
    assert [one.antenna for one in observations_of(here.keeper, number)] == [antenna, None]


def test_what_is_refused_stands_at_its_form(here):
    round_, chand = place(here, str(opened(here))), here.group.browser("chand")
    nothing = press(chand, round_, "bring", kind="need", words="")
    assert nothing.status_code == 422
    assert "Neither a line nor a recording says what was noticed." in text(nothing)
    assert "This field is required." in text(press(chand, round_, "bring", words="The bus."))
    no_sound = SimpleUploadedFile("a.ogg", b"not a sound")
    wrong = press(chand, round_, "bring", kind="need", voice=no_sound)
    assert "This file is no recording that can be played here." in text(wrong)


def test_a_recording_is_kept_and_played_to_those_who_take_part(here):
    number = opened(here)
    sound = SimpleUploadedFile("a.ogg", VOICE)
    press(here.group.browser("chand"), place(here, str(number)), "bring", kind="need", voice=sound)
    (one,) = observations_of(here.keeper, number)
    heard = here.group.browser("dalia").get(place(here, f"observed/{one.id}/voice"))
    assert heard.headers["Content-Type"] == "audio/ogg"
    assert b"".join(heard.streaming_content) == VOICE
    assert Client().get(place(here, f"observed/{one.id}/voice")).status_code == 404


def test_a_phone_keeps_the_round_and_sends_it_once_the_meeting_is_closed(here):
    number = opened(here)
    chand, round_ = here.group.browser("chand"), place(here, str(number))
    page = chand.get(round_)
    assert page.headers["Tequio-Offline"] == "keep"
    assert "data-outbox" in page.content.decode()
    here.does(service.close_watch, watch=number, present=3)
    sent = {"do": "bring", "kind": "need", "words": "No water.", "key": "k" * 20}
    first = chand.post(round_, sent, headers={"tequio-outbox": "1"})
    again = chand.post(round_, sent, headers={"tequio-outbox": "1"})
    assert [one.json()["outcome"] for one in (first, again)] == ["accepted", "replayed"]
    assert len(kept(here, number)) == 1
    wrong = chand.post(round_, sent | {"kind": ""}, headers={"tequio-outbox": "1"})
    assert wrong.status_code == 422
    assert wrong.json()["refusals"][0]["code"] == "input_not_readable"


def test_whoever_brought_it_takes_it_back(here):
    number = opened(here)
    brought = here.does(observe, "chand", kind="need", words="A secret.", watch=number)
    round_ = place(here, str(number))
    assert "Take it back" not in text(here.group.browser("dalia").get(round_))
    press(here.group.browser("chand"), round_, f"back-{brought['observation']}")
    told = text(here.group.browser("dalia").get(round_))
    assert "A secret." not in told
    assert "taken back" in told


def test_somebody_notices_something_on_her_way(here):
    antenna = here.does(service.open_antenna, name="Hills", tier="region", region="East")["antenna"]
    done = press(
        here.group.browser("chand"),
        place(here, "observe"),
        "bring",
        kind="practice",
        words="They dry fruit.",
        antenna=antenna,
        region="East",
        sector="childcare",
    )
    assert "They dry fruit." in text(done)
    row = ObservationRow.objects.get(organisation_id=here.keeper)
    assert (row.antenna_id, row.region, row.sector) == (antenna, "East", "childcare")


def test_who_listens_is_added_and_ended_by_those_who_keep_the_library(here):
    asha, where = here.group.browser("asha"), place(here, "antennas")
    wrong = press(asha, where, "add", name="Hills", tier="region")
    assert wrong.status_code == 422
    assert "It is not said in which region or sector this antenna listens." in text(wrong)
    told = text(press(asha, where, "add", name="Hills", tier="region", region="East"))
    assert "of a region Hills · East" in told
    (one,) = antennas(here.keeper)
    assert "until" in text(press(asha, where, f"end-{one.id}"))
    assert "Add an antenna" not in text(here.group.browser("chand").get(where))


def test_what_moved_and_what_never_moved_stand_on_one_page(here):
    moved = here.does(observe, "chand", kind="need", words="Nobody minds the children.")
    here.does(observe, "chand", kind="idea", words="A flying bus.")
    number = begun(here, design=a_design(), observations=(moved["observation"],))
    asha = here.group.browser("asha")
    never = text(asha.get(place(here))).partition("What never moved")[2]
    assert "A flying bus." in never
    assert "Nobody minds the children." in never
    here.does(service.publish, innovation=number)
    there = stage.library("elsewhere")
    here.adopts(knowledge__public=True)
    practice = Practice(number, keeper=here.group.slug)
    there.does(service.fork, "chand", role="user", practice=practice)
    moved_now, _heading, never = text(asha.get(place(here))).partition("What never moved")
    assert "Nobody minds the children." in moved_now
    assert "taken up in 1 other library" in moved_now
    assert "Nobody minds the children." not in never


def test_a_long_round_is_read_with_as_many_queries(here):
    number = opened(here)
    dalia = here.group.browser("dalia")
    here.does(observe, "chand", kind="need", words="The first.", watch=number)
    dalia.get(place(here, str(number)))
    counts = []
    for more in range(2):
        with CaptureQueriesContext(connection) as found:
            dalia.get(place(here, str(number)))
            dalia.get(place(here))
        counts.append(len(found))
        for one in range(3):
            here.does(observe, "chand", kind="need", words=f"{more} {one}", watch=number)
    assert counts[0] == counts[1] <= 60


def test_only_who_takes_part_sees_the_watch(here):
    here.adopts(knowledge__public=True)
    group, _listed = here.member()
    of_member = group.join("Member of a member group")
    number = opened(here)
    for browser, status in (
        (Client(), 404),
        (browser_of(stage.outsider()), 404),
        (browser_of(of_member), 200),
        (here.group.browser("chand"), 200),
        (here.group.browser("asha"), 200),
    ):
        for page in ("", str(number), "observe", "antennas"):
            assert browser.get(place(here, page)).status_code == status
