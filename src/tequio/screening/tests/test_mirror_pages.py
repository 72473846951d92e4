"""The mirror of an organisation, and what its members and officers do from it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.membership.tests.groups import browser_of
from tequio.screening.forms.showing import facts_of_rules
from tequio.screening.pages.stepping import FIGURES
from tequio.screening.queries import consents
from tequio.screening.queries.packs import ready_pack
from tequio.screening.rules.catalogue import FACTS
from tequio.screening.rules.showing import COUNTED_HERE
from tequio.screening.tests import hearing, stage
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db
DESK = "/o/network/screening/desk"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def at(group, page=""):
    return f"/o/{group.slug}/mirror/{page}"


def who_sees(group, people, page):
    return [browser_of(one).get(at(group, page)).status_code for one in people]


def test_members_read_the_mirror_and_its_officers_act():
    found = hearing.applied().drafted()
    here, group = found.here, found.group
    secretary, treasurer, member = (group.people[one] for one in ("asha", "bina", "chand"))
    assessor = here.group.people["dalia"]
    people = (secretary, treasurer, member, assessor)
    assert who_sees(group, people, "") == [200, 200, 200, 404]
    assert who_sees(group, people, "consents") == [200, 200, 200, 404]
    assert who_sees(group, people, "apply") == [200, 200, 200, 404]
    assert who_sees(group, people, "evidence") == [200, 200, 404, 404]
    assert who_sees(group, people, "attest") == [200, 200, 404, 404]
    assert who_sees(group, people, f"cases/network/{found.case}") == [200, 403, 403, 404]
    told = text(browser_of(member).get(at(group, f"cases/network/{found.case}")))
    assert "Only these offices" in told
    assert "secretary, chair" in told.lower()
    assert who_sees(group, people, f"cases/nowhere/{found.case}") == [404] * 4
    assert {Client().get(at(group, one)).status_code for one in ("", "consents")} <= {302, 404}


def test_a_group_in_no_register_looks_at_itself_by_ready_packs():
    here = stage.network()
    group = stage.with_member(here, "alone")
    browser = browser_of(group.people["chand"])
    seen = browser.get(at(group))
    assert "No network has us in its register yet" in text(seen)
    assert "What to do next" in text(seen)
    assert "Groups without papers" in text(browser.get(at(group, "?pack=informal@1")))
    assert browser.get(at(group, "apply")).status_code == 404
    assert "nobody who could ask" in text(browser.get(at(group, "consents")))


def test_the_draft_is_the_next_step_and_is_answered_on_its_page():
    found = hearing.applied().drafted()
    group, place = found.group, at(found.group, f"cases/network/{found.case}")
    browser = browser_of(group.people["asha"])
    seen = browser.get(at(group))
    assert "Answer the draft" in text(seen)
    assert place in seen.content.decode()
    assert "Answer the draft" in text(browser_of(group.people["chand"]).get(at(group)))
    assert "Words are missing" not in text(browser.get(place))
    done = press(browser, place, "reply", words="We meet under the tree.")
    assert "We meet under the tree." in text(done)
    assert "Take it back" not in text(done), "a draft was sent"


def test_what_was_asked_is_taken_back_before_a_draft_was_sent():
    found = hearing.applied()
    browser = browser_of(found.group.people["asha"])
    done = press(browser, at(found.group, f"cases/network/{found.case}"), "withdraw")
    assert "was taken back" in text(done)


def test_members_are_asked_an_officer_writes_it_down_and_takes_it_back():
    found = hearing.hearing()
    here, group = found.here, found.group
    asha, chand = (browser_of(group.people[one]) for one in ("asha", "chand"))
    place = at(group, "consents")
    wrong = press(chand, place, "ask", packs=["un-ilo@1"])
    assert wrong.status_code == 422
    press(chand, place, "ask", packs=["un-ilo@1"], books=["members", "meetings"])
    assert "Before the members" in text(asha.get(place))
    (asked,) = consents.asked_consents(group.id)
    assert (asked.state, asked.wanted.books) == ("open", ("meetings", "members"))
    here.votes(asked.proposal, group)
    refused = press(chand, place, f"give-{asked.proposal}")
    assert (refused.status_code, "Secretary" in text(refused)) == (403, True)
    press(asha, place, f"give-{asked.proposal}")
    (given,) = consents.consents_of(group.id)
    shown = asha.get(at(group, "?pack=network/un-ilo@1"))
    assert "It may read: meetings, votes and elections" in text(shown)
    press(asha, place, f"withdraw-{given.id}")
    assert consents.consents_of(group.id)[0].withdrawn_on is not None
    assert "taken back on" in text(asha.get(place))


def test_officers_ask_to_be_examined():
    found = hearing.hearing()
    group, place = found.group, at(found.group, "apply?pack=un-ilo@1")
    refused = press(browser_of(group.people["chand"]), place, "apply", pack="un-ilo@1")
    assert refused.status_code == 403
    done = press(browser_of(group.people["asha"]), place, "apply", pack="un-ilo@1")
    assert "It is asked." in text(done)
    again = press(browser_of(group.people["asha"]), place, "apply", pack="un-ilo@1")
    assert (again.status_code, "being examined" in text(again)) == (409, True)


def test_a_piece_of_evidence_is_handed_in_with_its_file_and_taken_back(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    found = hearing.hearing()
    here, group = found.here, found.group
    asha = browser_of(group.people["asha"])
    asked = "evidence?fact=practice.assemblies&fact=practice.turnout&fact=rules.free_exit"
    said = {
        "value-practice.assemblies": "2",
        "value-practice.turnout": "65.5 %",
        "value-rules.free_exit": "yes",
        "kind": "minutes",
        "until": here.at.date().isoformat(),
    }
    wrong = press(asha, at(group, asked), "submit", **said | {"value-practice.turnout": "many"})
    assert (wrong.status_code, "such as 2/3 or 65%" in text(wrong)) == (422, True)
    nowhere = press(asha, at(group, asked), "submit", **said)
    assert (nowhere.status_code, "Nobody could look at it" in text(nowhere)) == (422, True)
    text_file = SimpleUploadedFile("page.jpg", b"<html>no picture</html>")
    photograph = said | {"kind": "photograph"}
    no_picture = press(asha, at(group, asked), "submit", **photograph, file=text_file)
    assert (no_picture.status_code, "is not a photograph" in text(no_picture)) == (422, True)
    file = SimpleUploadedFile("page.png", PNG)
    done = press(asha, at(group, asked), "submit", **said, file=file)
    assert "65.5%" in text(done)
    (piece,) = done.context["pieces"]
    file_of = f"/o/network/screening/evidence/{piece.one.id}/file"
    viewers = (group.people["asha"], here.group.people["dalia"], group.people["chand"])
    assert [browser_of(one).get(file_of).status_code for one in viewers] == [200, 200, 404]
    assert Client().get(file_of).status_code == 404
    code = f"withdraw-{piece.one.id}"
    press(asha, at(group, "evidence"), code, **{f"{code}-reason": "It was of last year."})
    assert "Taken back" in text(asha.get(at(group, "evidence")))


def test_a_neighbour_is_found_and_vouched_for():
    found = hearing.hearing()
    other, listed = found.here.member("bakers")
    asha = browser_of(other.people["asha"])
    seen = asha.get(at(other, "attest?q=weavers"))
    assert f"listed={found.listed}" in seen.content.decode()
    place = at(other, f"attest?listed={found.listed}")
    done = press(asha, place, "attest", words="We share a roof.")
    assert "We share a roof." in text(done)
    again = press(asha, place, "attest", words="We share a roof.")
    assert (again.status_code, "You vouch for it already" in text(again)) == (409, True)
    (one,) = [number for number, _name, _deed in done.context["vouched"]]
    code = f"withdraw-{one.id}"
    press(asha, at(other, "attest"), code, **{f"{code}-reason": "They moved."})
    assert "Taken back" in text(asha.get(at(other, "attest")))
    assert f"listed={listed}" not in asha.get(at(other, "attest?q=bakers")).content.decode()


def test_the_mirror_asks_as_little_for_many_cases_and_papers_as_for_few():
    found = hearing.applied()
    browser = browser_of(found.group.people["asha"])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(at(found.group)).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for _time in range(3):
        found.asks("withdraw_case", case=found.case)
        found.asks("apply", pack=hearing.PACK, words="Again.")
    assert asked() <= few


def test_a_mirror_opens_by_the_rules_of_its_case_then_of_its_finding_then_without_papers():
    found = hearing.hearing()
    browser = browser_of(found.group.people["chand"])

    def opened(asked=""):
        return browser.get(at(found.group, asked)).context["glass"].code

    assert opened() == "informal@1"
    found.here.adopts_pack("informal")
    assert (opened(), opened("?pack=no-such@1")) == ("network/informal@1",) * 2
    assert opened("?pack=un-ilo@1") == "un-ilo@1"
    found.asks("apply", pack=hearing.PACK, words="Please look at us.")
    assert opened() == "network/un-ilo@1"
    found.decided()
    shown = browser.get(at(found.group))
    assert shown.context["glass"].code == "network/un-ilo@1"
    (line,) = shown.context["found"]
    place = f"/o/network/screening/findings/{found.finding}"
    assert (line["finding"].id, line["badge"].code) == (found.finding, "not_enough_evidence")
    assert f'href="{place}"' in shown.content.decode()
    assert [browser.get(href).status_code for href, _label in line["files"]] == [200]
    assert "holds until" in text(shown)


def test_the_facts_of_the_rules_are_offered_first_and_of_these_what_is_open():
    found = hearing.hearing()
    browser = browser_of(found.group.people["asha"])
    groups = browser.get(at(found.group, "evidence?pack=un-ilo@1")).context["groups"]
    (title, asked), (others, rest) = groups
    pack = ready_pack("un-ilo")
    offered = [code for code, _words in asked]
    assert (title, others) == (pack.titles["en"], "Other facts")
    assert set(offered) == set(pack.facts) - COUNTED_HERE
    assert not set(offered) & {code for code, _words in rest}
    (_title, ordered), _others = facts_of_rules(pack, title, {offered[-1]})
    assert ordered == [asked[-1], *asked[:-1]]
    every = browser.get(at(found.group, "evidence?pack=no-such@1")).context["groups"]
    assert len(every) > 2
    doubted = f"/o/network/screening/organisations/{found.listed}/challenge?pack=un-ilo@1"
    assert dict(browser.get(doubted).context["groups"])[title]


def test_the_rules_of_another_country_are_asked_for_by_nobody_unawares():
    found = hearing.hearing()
    found.here.adopts_pack("br")
    browser = browser_of(found.group.people["asha"])

    def first():
        (deed,) = browser.get(at(found.group, "apply")).context["done"].deeds
        return deed.form.fields["pack"].choices[0][0]

    assert first() == "un-ilo@1"
    found.asks("apply", pack=hearing.PACK, words="Please look at us.")
    title = ready_pack("un-ilo").titles["en"]
    assert f"Case {found.case} · {title}" in text(browser.get(at(found.group, "apply")))
    assert f"{title} · " in text(browser_of(found.here.group.people["dalia"]).get(DESK))


def test_a_step_towards_a_figure_reads_as_something_to_do():
    found = hearing.hearing()
    seen = browser_of(found.group.people["asha"]).get(at(found.group, "?pack=network/un-ilo@1"))
    titles = [one.title for one in (seen.context["step"], *seen.context["later"])]
    figures = {FACTS[one].title for one in FACTS if FACTS[one].kind in FIGURES}
    told = {title.partition(": ")[0] for title in titles if title.partition(": ")[2] in figures}
    assert told == {"Show the figure"}
