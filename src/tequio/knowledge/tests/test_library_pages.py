"""The library: ready cases and practices, found in any language; taken up, taken along, read in."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.knowledge import service
from tequio.knowledge.queries.cases import ready_case, ready_cases
from tequio.knowledge.rules.exchange import as_json
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.stage import place
from tequio.knowledge.tests.writing import a_design, begun, published
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.public_library()


def read(browser: Client, address: str, status: int = 200, **headers) -> str:
    answer = browser.get(address, headers=headers)
    assert answer.status_code == status
    return text(answer)


def test_everybody_finds_ready_cases_and_published_practices(here):
    published(here)
    begun(here, design=a_design("Not for everybody"))
    told = read(Client(), place(here))
    assert "A rota of mothers" in told
    assert "Not for everybody" not in told
    assert "Not for everybody" in read(here.group.browser("chand"), place(here))
    assert all(one.title["en"] in told for one in ready_cases())


def test_a_word_in_one_language_finds_what_was_written_in_another(here):
    published(here)
    told = read(Client(), place(here, "?q=शिशु-गृह"))
    assert "Crèche run as a social enterprise" in told
    assert "A rota of mothers" in told
    in_french = Client(headers={"accept-language": "fr"})
    assert "Crèche en entreprise sociale" in read(in_french, place(here, "?q=creche"))
    assert "No practice answers this" in read(Client(), place(here, "?q=submarine"))


def test_filters_show_failures_first_class(here):
    ended = begun(here, design=a_design("A canteen that closed"))
    here.does(service.advance, innovation=ended, state="ended", reason="Nobody came.")
    here.does(service.publish, innovation=ended)
    told = read(Client(), place(here, "?outcome=failure"))
    assert "A canteen that closed" in told
    for one in ready_cases():
        assert (one.title["en"] in told) is one.is_failure
    assert "A canteen that closed" not in read(Client(), place(here, "?outcome=none"))
    assert "A canteen that closed" in read(Client(), place(here, "?state=ended&country=ZA"))
    assert "A canteen that closed" not in read(Client(), place(here, "?country=MX"))
    harmed = read(Client(), place(here, "?outcome=harm&sector=nonsense"))
    for one in ready_cases():
        assert (one.title["en"] in harmed) is ("harm" in one.marks)


def test_a_list_of_many_practices_is_read_with_as_many_queries(here):
    published(here)
    browser = Client()
    browser.get(place(here))
    with CaptureQueriesContext(connection) as few:
        browser.get(place(here))
    for number in range(3):
        published(here, design=a_design(f"Practice {number}"))
    with CaptureQueriesContext(connection) as many:
        browser.get(place(here))
    assert len(many) == len(few) <= 20


def test_a_long_library_goes_on_over_the_page(here):
    numbers = [published(here, design=a_design(f"Practice {one} of four")) for one in range(2)]
    told = read(Client(), place(here, f"?before={numbers[1]}"))
    assert "Practice 0 of four" in told
    assert "Practice 1 of four" not in told
    assert "Ready cases" not in told


def test_a_case_says_what_stays_what_may_change_and_what_each_form_needs(here):
    told = read(Client(), place(here, "cases/creche"))
    assert "What it does (stays) Children are looked after while their parents work." in told
    assert "How it is done (may change) Paid carers, financed by monthly fees." in told
    assert "income of a middle household: at least R12 000 a month" in told.replace("\xa0", " ")
    assert "Why: Below this a family cannot pay the fee." in told
    assert "Contributions in kind and a rota of parents" in told
    assert "Weak or strong?" in told
    assert "Take it up here" not in told
    read(Client(), place(here, "cases/never-was"), 404)


def test_every_case_has_its_page_and_harm_is_said_plainly(here):
    browser = Client()
    for design in ready_cases():
        told = read(browser, place(here, f"cases/{design.code}"))
        assert all(one.says["en"] in told for one in design.text)
        assert ("People were harmed" in told) is ("harm" in design.marks)


def test_a_case_is_read_in_the_readers_language(here):
    told = read(Client(headers={"accept-language": "fr"}), place(here, "cases/creche"))
    assert "Les enfants sont gardés pendant que les parents travaillent." in told
    assert "12 000 ZAR" in told.replace("\xa0", " ").replace("\u202f", " ")


def test_who_takes_part_takes_a_case_up_and_changes_it(here):
    chand = here.group.browser("chand")
    where = place(here, "cases/creche")
    wrong = press(chand, where, "take", role="")
    assert wrong.status_code == 422
    assert "This field is required" in text(wrong)
    done = press(chand, where, "take", role="practitioner", words="We need one.")
    assert done.status_code == 200
    assert "It is in your library now." in text(done)
    assert "taken from the ready case Crèche run as a social enterprise" in text(done)


def test_what_is_taken_along_is_read_in_elsewhere(here):
    number = published(here)
    whole = Client().get(place(here, f"exchange/{number}.json"))
    assert whole.headers["Content-Type"] == "application/json"
    assert json.loads(whole.content)["design"]["title"] == {"en": "A rota of mothers"}
    there = stage.library("elsewhere")
    dalia = there.group.browser("dalia")
    done = press(
        dalia, place(there, "import"), "bring", role="researcher", text=whole.content.decode()
    )
    assert "It is in your library now." in text(done)
    assert "A rota of mothers" in text(done)
    cids = json.loads(Client().get(place(here, f"exchange/{number}.jsonld")).content)
    assert "A rota of mothers" in json.dumps(cids)
    assert json.loads(Client().get(place(here, "cases/creche.jsonld")).content)["@graph"]


def test_what_was_changed_on_its_way_is_refused_at_its_form(here):
    file = as_json(ready_case("creche")).replace("Paid carers", "Unpaid carers")
    upload = SimpleUploadedFile("creche.json", file.encode())
    chand, where = here.group.browser("chand"), place(here, "import")
    refused = press(chand, where, "bring", role="user", file=upload)
    assert refused.status_code == 422
    assert "changed on its way" in text(refused)
    assert "Choose a file, or paste its text." in text(press(chand, where, "bring", role="user"))


@pytest.mark.parametrize("is_public", [True, False])
def test_who_reads_what(here, is_public):
    group, _listed = here.member()
    of_member = group.join("Member of a member group")
    here.adopts(knowledge__public=is_public)
    shown, hidden = published(here), begun(here, design=a_design("Hidden"))
    outside, partly = (200 if is_public else 404), 404
    for browser, open_, closed, inside in (
        (Client(), outside, partly, 404),
        (browser_of(stage.outsider()), outside, partly, 404),
        (browser_of(of_member), 200, 200, 200),
        (here.group.browser("chand"), 200, 200, 200),
        (here.group.browser("asha"), 200, 200, 200),
    ):
        for page in ("", "cases/creche", "cases/creche.json", "cases/creche.jsonld"):
            read(browser, place(here, page), open_)
        for page in ("{}", "{}/versions", "{}/versions/1", "exchange/{}.json"):
            read(browser, place(here, page.format(shown)), open_)
            read(browser, place(here, page.format(hidden)), closed)
        read(browser, place(here, f"exchange/{hidden}.jsonld"), closed)
        read(browser, place(here, "import"), inside)


def test_of_somebody_elses_practice_one_takes_a_copy_into_ones_own_library(here):
    number = published(here)
    there = stage.library("elsewhere")
    chand = there.group.browser("chand")
    done = press(
        chand, place(here, str(number)), "take", library="elsewhere", role="user", words=""
    )
    assert "taken from" in text(done)
    assert "A rota of mothers" in text(done)
    assert "took it up" in read(here.group.browser("chand"), place(here, str(number)))
