"""The desk of those who examine, the page of a case, and the sheet of the panel."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tequio.membership.tests.groups import browser_of
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import hearing
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db


def at(page):
    return f"/o/network/screening/{page}"


def who_sees(found, page, *people):
    names = found.here.group.people
    return [browser_of(names[one]).get(at(page)).status_code for one in people]


def browser(found, name):
    return browser_of(found.here.group.people[name])


def test_a_case_is_walked_through_its_pages():
    found = hearing.hearing()
    dalia = browser(found, "dalia")
    opened = press(
        dalia, at("open"), "open", listed=found.listed, pack=hearing.PACK, reason="A review."
    )
    found.case = opened.context["line"].id
    place = at(f"cases/{found.case}")
    refused = press(dalia, place, "take")
    assert (refused.status_code, "says first" in text(refused)) == (422, True)
    press(dalia, place, "take", has_no_interest="on")
    assert "Assess it" in text(dalia.get(place))
    press(dalia, place, "assess")
    done = press(dalia, place, "draft", words="No meeting was shown to us.")
    assert "Not enough evidence" in text(done)
    assert "The organisation may answer the draft until" in text(done)
    early = press(dalia, place, "ask", reasons="No meeting was shown.")
    assert early.status_code == 409
    found.asks("reply", case=found.case, words="We meet under the tree.")
    asked = press(dalia, place, "ask", reasons="No meeting was shown.")
    found.proposal = asked.context["line"].proposal
    assert "The panel has not decided" in text(asked)
    sheet = text(dalia.get(at(f"cases/{found.case}/sheet")))
    for words in ("No meeting was shown.", "We meet under the tree.", "To the vote"):
        assert words in sheet
    assert "pay and power – not shown" in sheet, "these rules ask for it in practice alone"
    found.votes("fatou", "gita", "hugo")
    done = press(dalia, place, "decide")
    assert "What was found" in text(done)


def test_who_sees_the_desk_a_case_and_the_sheet():
    found = hearing.applied().drafted()
    found.does("declare_interest", "emil", listed=found.listed)
    people = ("dalia", "emil", "fatou", "ines", "chand", "bina")
    case, sheet = f"cases/{found.case}", f"cases/{found.case}/sheet"
    assert who_sees(found, "desk", *people) == [200, 200, 200, 200, 404, 404]
    assert who_sees(found, case, *people) == [200, 403, 404, 404, 404, 404]
    assert who_sees(found, sheet, *people) == [200, 403, 404, 404, 404, 404]
    assert who_sees(found, "open", *people) == [200, 200, 404, 404, 404, 404]
    assert who_sees(found, "interests", *people) == [200] * 6
    about = f"organisations/{found.listed}/evidence"
    assert who_sees(found, about, *people) == [200, 403, 404, 404, 404, 404]
    its_secretary = browser_of(found.group.people["asha"])
    pages = ("desk", case, sheet, "open", "interests", about)
    assert [its_secretary.get(at(one)).status_code for one in pages] == [404] * 6
    assert {Client().get(at(one)).status_code for one in pages} <= {302, 404}
    assert "she said so herself" in text(browser(found, "emil").get(at(case)))


def test_the_panel_reads_its_case_once_it_is_asked_without_those_who_stand_aside():
    found = hearing.applied()
    found.does("declare_interest", "hugo", listed=found.listed)
    found.proposed()
    sheet = f"cases/{found.case}/sheet"
    assert who_sees(found, sheet, "fatou", "gita", "hugo", "ines") == [200, 200, 403, 404]
    place = reverse("governance:proposal", args=["network", found.proposal])
    pages = [browser(found, one).get(place) for one in ("fatou", "hugo", "ines")]
    assert [at(sheet) in one.content.decode() for one in pages] == [True, False, False]
    seen = text(browser(found, "fatou").get(at(sheet)))
    assert "Hugo Lima" in seen
    assert (
        f"/o/network/screening/cases/{found.case}"
        in browser(found, "fatou").get(at("desk")).content.decode()
    )


def doubted(found):
    shown = (Shown("rules.veto", value=True),)
    piece = NewEvidence(
        "minutes", shown, found.here.at.date(), pointer="page 3", words="In the office."
    )
    return found.does(
        "challenge",
        "chand",
        listed=found.listed,
        pack=hearing.PACK,
        words="One person decides.",
        evidence=(piece,),
    )["case"]


def test_a_doubt_is_looked_at_by_whoever_has_no_interest_and_by_nobody_else():
    found = hearing.hearing()
    case = doubted(found)
    found.does("declare_interest", "emil", listed=found.listed)
    page = f"cases/{case}"
    assert who_sees(found, page, "dalia", "emil", "chand", "fatou") == [200, 404, 200, 404]
    assert f"Doubt {case}" in text(browser(found, "emil").get(at("desk")))
    assert "Weavers" not in text(browser(found, "emil").get(at("desk")))
    assert "page 3" not in text(browser(found, "chand").get(at(page)))
    dalia = browser(found, "dalia")
    assert "page 3" in text(dalia.get(at(page)))
    press(dalia, at(page), "examine", is_taken="yes", reason="It is worth a look.")
    assert "Take this case" in text(dalia.get(at(page)))
    other = at(f"cases/{doubted(found)}")
    assert "was taken back" in text(press(browser(found, "chand"), other, "withdraw"))


def test_an_answer_and_an_appeal_by_letter_are_written_down():
    found = hearing.hearing(hearing.ITS_TIME)
    number = found.here.lists("Far away")
    found.does("open_case", listed=number, pack=hearing.PACK, reason="A review.")
    found.drafted()
    dalia, place = browser(found, "dalia"), at(f"cases/{found.case}")
    day = found.here.at.date().isoformat()
    done = press(dalia, place, "letter", words="We have no telephone.", received_on=day)
    assert "came by letter on" in text(done)
    day = found.here.later(hearing.ITS_TIME).at.date().isoformat()
    found.does("propose_finding", case=found.case, reasons="No meeting was shown.")
    found.votes("fatou", "gita", "hugo")
    found.does("decide", case=found.case)
    done = press(dalia, place, "appeal", words="You were never here.", received_on=day)
    assert "another panel hears it" in text(done)


def test_an_assessor_writes_down_what_was_seen_on_a_visit():
    found = hearing.hearing()
    place = at(f"organisations/{found.listed}/evidence?fact=practice.members")
    said = {
        "value-practice.members": "12",
        "kind": "visit",
        "until": found.here.at.date().isoformat(),
        "words": "We counted them.",
    }
    done = press(browser(found, "dalia"), place, "submit", **said)
    assert "We counted them." in text(done)


def test_evidence_that_came_after_the_assessment_is_announced_and_assessed_first():
    found = hearing.hearing(2)
    found.does("open_case", listed=found.listed, pack=hearing.PACK, reason="A review.")
    found.taken()
    dalia, place = browser(found, "dalia"), at(f"cases/{found.case}")
    before = dalia.get(place)
    assert before.context["done"].deeds[0].code == "draft"
    found.here.later()
    shown = (Shown("practice.members", value=12),)
    piece = NewEvidence("visit", shown, found.here.at.date(), words="We counted them.")
    found.does("submit_evidence", listed=found.listed, evidence=piece)
    seen = dalia.get(place)
    assert "1 piece of evidence came or was taken back" in text(seen)
    first = seen.context["done"].deeds[0]
    assert (first.code, first.is_folded) == ("assess", False)
    assert "came or was taken back" not in text(press(dalia, place, "assess"))


def test_interests_are_declared_and_ended():
    found = hearing.hearing()
    chand = browser(found, "chand")
    done = press(chand, at("interests"), "declare", listed=found.listed, words="My sister.")
    assert "You stand aside" in text(done)
    again = press(chand, at("interests"), "declare", listed=found.listed)
    assert again.status_code == 409
    (one,) = [interest for interest, _deed in done.context["mine"]]
    assert "Ended" in text(press(chand, at("interests"), f"end-{one.id}"))


def test_an_organisation_is_found_by_its_name_to_examine_it_or_to_stand_aside():
    found = hearing.hearing()
    number = found.here.lists("Lakeside bakery")
    dalia = browser(found, "dalia")
    for page in ("open", "interests"):
        seen = dalia.get(at(page), {"q": "lakeside"}).content.decode()
        assert f'href="?listed={number}"' in seen
        filled = dalia.get(at(page), {"listed": number})
        assert "Lakeside bakery" in text(filled)
        assert f'value="{number}"' in filled.content.decode()
        about = dalia.get(at(f"organisations/{number}")).content.decode()
        assert f"{at(page)}?listed={number}" in about


def test_a_group_that_examines_nobody_leads_to_its_mirror_and_to_who_examines_it():
    found = hearing.hearing()
    member = browser_of(found.group.people["chand"])
    told = member.get("/o/weavers/screening/").content.decode()
    assert "examines nobody" in told
    assert 'href="/o/weavers/mirror/"' in told
    assert 'href="/o/network/screening/"' in told
    public = member.get(at("")).content.decode()
    assert 'href="/o/weavers/mirror/"' in public
    assert "Open the register and choose" in public
    assert "Open the register and choose" not in Client().get(at("")).content.decode()


def test_the_desk_asks_as_little_for_many_cases_as_for_few():
    found = hearing.hearing()
    dalia = browser(found, "dalia")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert dalia.get(at("desk")).status_code == 200
        return len(queries)

    def opened(name):
        found.does("open_case", listed=found.here.lists(name), pack=hearing.PACK, reason="Look.")

    opened("One")
    asked()
    few = asked()
    for number in range(4):
        opened(f"More {number}")
    assert asked() <= few
