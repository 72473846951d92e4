"""Pages of places: what is known of them, of whom it was asked, what disagrees, and the paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.knowledge.queries.places import place, profile_of
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import a_place, assessed, says, township
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db

SAID = {"asked": "assembly", "confidence": "sure"}


@pytest.fixture
def here():
    return stage.library()


def at(page=""):
    return f"/o/network/practices/places/{page}"


def browser(here, who="chand"):
    return here.group.browser(who)


def knows(here, kasi, code):
    return profile_of(here.keeper, kasi)[code]


def test_who_sees_a_place(here):
    hidden, shown = a_place(here), a_place(here, "Langa", is_public=True)
    of_a_group = here.member("potters")[0].browser("bina")
    people = [browser(here), of_a_group, browser_of(stage.outsider()), Client()]

    def seen(page):
        return [one.get(at(page)).status_code for one in people]

    assert seen(hidden) == seen(shown) == seen("") == seen("new") == [200, 200, 404, 404]
    here.adopts(knowledge__public=True)
    assert seen(hidden) == [200, 200, 404, 404]
    assert seen(shown) == seen("") == seen(f"{shown}/sheet") == [200] * 4
    writing = ("new", f"{shown}/assess", f"{shown}/questions/bonding_trust")
    assert [seen(page) for page in writing] == [[200, 200, 404, 404]] * 3


def test_outside_no_person_is_named(here):
    here.adopts(knowledge__public=True)
    langa = a_place(here, "Langa", is_public=True)
    says(here, langa, "trust", "8")
    assert "Chand" in text(browser(here).get(at(langa)))
    outside = text(Client().get(at(langa)))
    assert "8 of 10" in outside
    assert "Chand" not in outside


def test_a_place_is_described_and_each_kind_of_question_answered_without_script(here):
    chand = browser(here)
    offered = chand.get(at("new")).content.decode()
    assert "Pseudo" not in offered
    assert '<option value="" selected>' in offered.partition('name="country"')[2]
    done = press(chand, at("new"), "describe", name="Kasi", country="ZA", party="")
    kasi = done.context["place"].id
    answers = {
        "bonding_trust": {"value": "8"},
        "median_household_income": {"value": "3,400.50", "unit": "zar"},
        "bank_credit_access": {"value": "no"},
        "network": {"value": "voice"},
        "main_hazard": {"value": ["drought", "flood"]},
        "working_languages": {"value": "Zulu, en"},
        "school_hours": {"does_not_fit": "on"},
    }
    for code, given in answers.items():
        told = press(chand, at(f"{kasi}/questions/{code}"), "say", **SAID, **given)
        assert told.redirect_chain[-1][0].endswith(f"{kasi}#{code}")
    assert knows(here, kasi, "bonding_trust").value == 8
    income = knows(here, kasi, "median_household_income")
    assert (str(income.value), income.unit) == ("6801/2", "ZAR")
    assert knows(here, kasi, "bank_credit_access").value is False
    assert knows(here, kasi, "network").value == "voice"
    assert knows(here, kasi, "main_hazard").value == ("drought", "flood")
    assert knows(here, kasi, "working_languages").value == ("en", "zu")
    assert knows(here, kasi, "school_hours").state == "not_applicable"
    page = text(chand.get(at(kasi)))
    for words in ("8 of 10", "Zulu", "does not fit here", "an assembly · sure", "We do not know."):
        assert words in page


@pytest.mark.parametrize(
    ("code", "given", "words"),
    [
        ("bonding_trust", {"value": "11"}, "this is no answer to that question"),
        ("bonding_trust", {"value": "eight"}, "is not an amount"),
        ("bonding_trust", {}, "Answer it, or say that the question does not fit here."),
        ("bonding_trust", {"value": "8", "does_not_fit": "on"}, "Either an answer"),
        ("median_household_income", {"value": "3400", "unit": ""}, "no answer to that question"),
        ("working_languages", {"value": "the speech of home"}, "has no name here"),
        ("bonding_trust", {"value": "8", "day": "2399-01-01"}, "is still to come"),
    ],
)
def test_what_is_no_answer_is_told_at_its_form(here, code, given, words):
    kasi = a_place(here)
    told = press(browser(here), at(f"{kasi}/questions/{code}"), "say", **SAID, **given)
    assert (told.status_code, words in text(told)) == (422, True)
    assert profile_of(here.keeper, kasi) == {}


def test_what_disagrees_stands_side_by_side_and_is_settled(here):
    kasi = a_place(here.later(-1))
    says(here, kasi, "trust", "3", who="bina")
    eight = says(here, kasi, "trust", "8")
    page = text(browser(here).get(at(kasi)))
    assert "What was said disagrees" in page
    assert "3 of 10" in page
    asked = at(f"{kasi}/questions/bonding_trust")
    given = {"value": eight, "present": "31"}
    wrong = press(browser(here), asked, "settle", **given, words="")
    assert wrong.status_code == 422
    own = press(browser(here), asked, "settle", **given, words="It is as I said.")
    assert own.status_code == 403
    done = press(browser(here, "asha"), asked, "settle", **given, words="We counted hands.")
    assert "31 were present" in text(done)
    assert knows(here, kasi, "bonding_trust").value == 8


def test_who_said_it_takes_it_back_on_the_page(here):
    kasi = a_place(here)
    first = says(here, kasi, "trust", "3", who="bina")
    asked = at(f"{kasi}/questions/bonding_trust")
    do = f"withdraw-{first}"
    for other in ("chand", "asha"):
        assert do not in browser(here, other).get(asked).content.decode()
    press(browser(here, "bina"), asked, do)
    assert profile_of(here.keeper, kasi) == {}


def test_what_would_decide_stands_first_on_the_page_and_on_paper(here):
    kasi = township(here, "groups")
    assessed(here, kasi)
    assert [one.code for one in browser(here).get(at(kasi)).context["first"]] == [
        "savings_group_density"
    ]
    paper = browser(here).get(at(f"{kasi}/sheet"))
    asked = [row["one"].code for _title, some in paper.context["groups"] for row in some]
    assert "savings_group_density" in asked
    assert "bonding_trust" not in asked, "it is answered"
    assert "decides" in text(paper)
    every = browser(here).get(at(f"{kasi}/sheet?all")).context["groups"]
    assert sum(len(some) for _title, some in every) == 40


def test_unheard_of_places_and_questions_are_not_there(here):
    kasi = a_place(here)
    chand = browser(here)
    for page in (kasi + 999, 2**70, f"{kasi}/questions/mood"):
        assert chand.get(at(page)).status_code == 404
    told = press(chand, at("new"), "describe", name=" ")
    assert told.status_code == 422


def test_a_page_of_a_place_costs_the_same_however_much_is_said(here):
    chand = browser(here)

    def cost(page):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert chand.get(page).status_code == 200
        return len(asked)

    kasi = township(here)
    assessed(here, kasi)
    township(here)
    pages = (at(), at(kasi), at(f"{kasi}/questions/bonding_trust"), at(f"{kasi}/sheet"))
    before = [cost(page) for page in pages]
    for value in ("3", "5"):
        says(here, kasi, "trust", value, who="bina")
    township(here)
    assessed(here, kasi)
    assert [cost(page) for page in pages] == before
    assert max(before) <= 32
    assert place(here.keeper, kasi, is_inside=True) is not None
