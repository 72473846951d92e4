"""Pages of what travels: offered, proposed, begun, changed, looked at again, given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.governance import queries as governance
from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.queries.transfers import transfer, transfers_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import CHANGED, assessed, moves, sees, taken_up, township
from tequio.knowledge.tests.writing import published
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import press, text
from tequio.statutes import amending

pytestmark = pytest.mark.django_db

CHANGE = {
    "words": "Food instead of money.",
    "component": "care",
    "what": "content",
    "nature": "substituted",
    "level": "group",
    "moment": "before",
    "is_planned": "no",
    "decided_by": "members",
    "is_true": "holds",
    "reasons": ["means"],
}


@pytest.fixture
def here():
    return stage.library()


@pytest.fixture
def group(here):
    return here.member()[0]


def test_what_is_offered_or_due_waits_for_its_officers_at_home(here, group):
    here.does(service.offer, innovation=published(here), receiver="weavers", words="Take it.")
    moves(here, group, taken_up(here, group), "fit", "planned", "piloted")
    assert "offers you:" in text(group.browser("asha").get("/o/weavers/"))
    assert "offers you:" not in text(group.browser("chand").get("/o/weavers/"))
    with time_machine.travel(here.at + timedelta(days=200)):
        page = group.browser("chand").get("/o/weavers/")
        assert "after 6 months: due since" in text(page)


def test_what_lives_no_more_is_said_so_first_and_goes_back_or_is_left(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    here.later(200)
    sees(here, group, number, 6, is_alive=False, is_harm=True, reach=("out",))
    assert transfer(group.id, number).follow_ups[0].reach == ()
    with pytest.raises(Refused, match="not_alive_after_a_year"):
        moves(here, group, number, "evaluated", is_unchanged=True)
    with time_machine.travel(here.at):
        page = group.browser("asha").get(at(number))
    assert "It no longer lives here." in text(page).partition("Comes from")[0]
    codes = [one.code for one in page.context["pressing"]]
    assert (codes[0], "step" in codes) == ("end", False)


def at(page="", slug="weavers"):
    return f"/o/{slug}/practices/transfers/{page}"


def test_from_an_assessment_of_the_network_a_member_asks_her_own_group(here, group):
    made = assessed(here, township(here))["assessment"]
    chand = group.browser("chand")
    page = chand.get(f"/o/network/practices/assessments/{made}")
    ((name, href),) = [one for one in page.context["takers"] if "weavers" in one[1]]
    assert name == group.facts.name
    shown = text(chand.get(href))
    assert "Transfer with adaptation" in shown
    done = press(chand, href, "propose", words="Our children need it.")
    asked = governance.proposal(group.id, done.context["proposal"].id)
    assert "Our children need it." in asked.text
    assert "Transfer with adaptation" in asked.text
    again = press(chand, href, "propose", words="Once more.")
    assert (again.status_code, "asks for exactly this already" in text(again)) == (409, True)


def test_an_offer_is_answered_and_brought_before_the_members(here, group):
    number = published(here)
    here.does(service.offer, innovation=number, receiver="weavers", words="You have children.")
    shown = text(group.browser("chand").get(at()))
    assert "You have children." in shown
    asha = group.browser("asha")
    do = f"answer-network-{offered(asha)}"
    wrong = press_all(asha, at(), do)
    assert wrong.status_code == 422
    done = press_all(asha, at(), do, answer="taken_up", words="Gladly.")
    assert done.context["chosen"].asked.innovation == number
    assert "Nobody has looked yet whether it would stand at your place." in text(done)
    told = text(here.group.browser("asha").get(at(slug="network")))
    assert "Gladly." in told


def offered(browser):
    return browser.get(at()).context["answers"][0][0].id


def press_all(browser, place, do, **sent):
    """Press one of several forms of a page."""
    return browser.post(place, {"key": f"{do}-{len(sent)}", "do": do, **sent}, follow=True)


def test_the_text_on_which_members_vote_names_the_practice_and_its_version(here, group):
    number = published(here)
    here.does(service.offer, innovation=number, receiver="weavers")
    network, case = f"propose?practice={number}&keeper=network", "propose?case=creche"
    for page, says in (
        (network, ["Practice: A rota of mothers", f"practice {number}, version 1"]),
        (case, ["Practice: Crèche run as a social enterprise", "Ready case: creche", "Version 1"]),
    ):
        done = press(group.browser("chand"), at(page), "propose", words="Let us try.")
        lines = governance.proposal(group.id, done.context["proposal"].id).text.splitlines()
        assert lines[0] == says[0]
        assert all(any(one in line for line in lines[:3]) for one in says)
        assert lines[-1].startswith("Fingerprint of its text:")


def test_what_the_members_adopted_is_begun_by_who_keeps_the_library(here, group):
    href = at("propose?case=creche")
    proposal = press(group.browser("chand"), href, "propose").context["proposal"].id
    assert "not decided yet" in text(group.browser("chand").get(at()))
    here.votes(proposal, group)
    do = f"start-{proposal}"
    page = group.browser("chand").get(at()).content.decode()
    assert "disabled" in page, "she holds no office"
    done = press(group.browser("asha"), at(), do)
    assert "a team comes together" in text(done)
    assert [one.state for one in transfers_of(group.id)] == ["team"]


def test_a_transfer_is_walked_on_its_page(here, group):
    number = taken_up(here, group)
    page = at(number)
    asha = group.browser("asha")
    done = press_all(asha, page, "step", words="Six of us.")
    assert "it was looked at whether it fits" in text(done)
    wrong = press_all(asha, page, "step", words="")
    assert wrong.status_code == 422
    changed = press_all(asha, page, "adapt", **CHANGE)
    for words in ("Food instead of money.", "a reaction", "It still does the same work."):
        assert words in text(changed)
    assert press_all(asha, page, "adapt", **CHANGE | {"nature": ""}).status_code == 422
    over = press_all(asha, page, "end", state="left", words="Nobody came.")
    assert "Nobody came." in text(over)
    assert "do-step" not in over.content.decode()
    assert transfer(group.id, number).line.state == "left"


def test_a_step_that_is_not_ready_is_refused_at_its_form(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    asha = group.browser("asha")
    refused = press_all(asha, at(number), "step", words="We looked.")
    assert (refused.status_code, "not written down what was changed" in text(refused)) == (
        409,
        True,
    )
    press_all(asha, at(number), "step", words="We looked.", is_unchanged="on")
    assert transfer(group.id, number).line.state == "evaluated"
    assert "Nobody has seen yet that it lives" in text(asha.get(at(number)))


def test_harm_is_written_down_before_anything_is_due_and_after_the_end(here, group):
    number = taken_up(here, group)
    chand = group.browser("chand")
    told = {"is_alive": "yes", "words": "A child was burnt at the stove."}
    done = press_all(chand, at(number), "follow-0", **told)
    assert "somebody was harmed A child was burnt at the stove." in text(done)
    moves(here, group, number, "moved_back")
    again = press_all(chand, at(number), "follow-0", **told | {"words": "It had scars."})
    assert "It had scars." in text(again)
    page = chand.get(at(number)).content.decode()
    assert ("do-follow-0" in page, "do-follow-6" in page) == (True, False)
    with time_machine.travel(here.at + timedelta(days=200)):
        assert "do-follow-6" in group.browser("chand").get(at(number)).content.decode()


def test_what_is_due_is_asked_for_and_followed_up(here, group):
    number = taken_up(here, group)
    moves(here, group, number, "fit", "planned", "piloted")
    with time_machine.travel(here.at + timedelta(days=200)):
        followed_up_after_half_a_year(group, number)


def followed_up_after_half_a_year(group, number):
    chand = group.browser("chand")
    assert "after 6 months: due since" in text(chand.get(at()))
    assert "do-follow-12" not in chand.get(at(number)).content.decode()
    seen = {"is_alive": "yes", "reach": ["deep"], "words": "Nine mothers come."}
    done = press_all(chand, at(number), "follow-6", **seen)
    for words in ("Nine mothers come.", "It changed how people think and live.", "it lives"):
        assert words in text(done)
    assert "due since" not in text(chand.get(at()))


def test_who_sees_what_travels(here, group):
    number = taken_up(here, group)
    people = [group.browser("chand"), browser_of(stage.outsider()), Client()]
    here.group.join("Mira Sen")
    of_the_network = here.group.browser("mira")
    pages = ("", number, "propose")

    def seen(one):
        return [one.get(at(page)).status_code for page in pages]

    assert [seen(one) for one in people] == [[200] * 3, [404] * 3, [404] * 3]
    assert seen(of_the_network) == [404] * 3, "what a group tries is its own"
    here.for_group(group, service.log_adaptation, transfer=number, adaptation=CHANGED)
    opened(here, group)
    assert [seen(one) for one in people] == [[200] * 3, [200, 200, 404], [200, 200, 404]]
    outside = text(Client().get(at(number)))
    assert CHANGED.words in outside
    assert "Asha" not in outside, "no person is named"
    assert "Asha" in text(people[0].get(at(number)))
    assert people[0].get(at(2**70)).status_code == 404


def opened(here, group):
    """The group opens its library to everybody."""
    given = {"from_day": here.at.date() - timedelta(days=9), "source": 1, "source_hash": "5" * 64}
    amending.adopt(group.id, values={"knowledge.public": True}, **given)


def test_practices_that_went_elsewhere_are_listed_where_they_come_from(here, group):
    number = published(here)
    transfer = taken_up(here, group, Practice(number, keeper="network"))
    link = f'href="{at(transfer)}"'

    def listed(who):
        page = who.get(at(slug="network"))
        return group.facts.name in text(page), link in page.content.decode()

    assert "Where our practices went" in text(here.group.browser("chand").get(at(slug="network")))
    assert listed(here.group.browser("chand")) == (True, False)
    here.adopts(knowledge__public=True)
    assert listed(Client()) == (False, False), "its library is closed"
    opened(here, group)
    assert listed(Client()) == listed(here.group.browser("chand")) == (True, True)


def test_what_travels_costs_the_same_however_much_it_is(here, group):
    number = taken_up(here, group)
    chand = group.browser("chand")

    def cost(page):
        with CaptureQueriesContext(connection) as asked:
            assert chand.get(at(page)).status_code == 200
        return len(asked)

    here.does(service.offer, innovation=published(here), receiver="weavers")
    here.for_group(group, service.log_adaptation, transfer=number, adaptation=CHANGED)
    cost("")
    before = [cost(""), cost(number), cost("propose")]
    taken_up(here, group)
    here.for_group(group, service.log_adaptation, transfer=number, adaptation=CHANGED)
    here.does(service.offer, innovation=published(here), receiver="weavers")
    after = [cost(""), cost(number), cost("propose")]
    assert after == before
    assert max(after) <= 50
