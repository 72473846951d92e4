"""Who sees what of an ecosystem, on every page and over the API."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.test import Client

from tequio.ecosystem import service
from tequio.ecosystem.queries.files import ready_framework_text
from tequio.ecosystem.queries.quarters import quarter_view
from tequio.ecosystem.service.alliances import Invited
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.service.forming import Planned
from tequio.ecosystem.tests.decided import decided
from tequio.ecosystem.tests.stage import Stage, table
from tequio.knowledge import service as knowledge
from tequio.knowledge.tests.writing import a_design, begun, published, signed
from tequio.membership.tests import groups
from tequio.registry.models import ShownRow

pytestmark = pytest.mark.django_db
CLOSED, UNPUBLISHED, PUBLISHED = "House with closed doors", "A hidden loom", "An open loom"
OWN_FRAMEWORK, TIE, DONE, ALLIANCE = "our-own-blocks", "supplies", "Whispered.", "Of the valley"
OF_THOSE_WHO_TAKE_PART = {ALLIANCE, CLOSED, UNPUBLISHED, PUBLISHED, OWN_FRAMEWORK}
SECRETS = OF_THOSE_WHO_TAKE_PART | {TIE, DONE}
INSIDE = ["", "actors/", "graph", "diagnosis/", "frameworks/"]


@dataclass
class Told:
    """A network of which everything can be read, and where: under its pages and over the API."""

    stage: Stage
    pages: list[str]
    reads: list[str]

    def seen_by(self, who: str) -> set[str]:
        """The secrets in all that somebody is shown; `outsider` is nobody who is signed in."""
        person = self.stage.group.people.get(who)
        browser = groups.browser_of(person) if person else Client()
        slug = self.stage.group.slug
        places = [f"/o/{slug}/ecosystem/{one}" for one in self.pages]
        places += [f"/api/v1/ecosystems/{slug}/{one}" for one in self.reads]
        shown = "".join(_read(browser, place) for place in places)
        return {secret for secret in SECRETS if secret in shown}


def _read(browser: Client, place: str) -> str:
    answer = browser.get(place)
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.fixture(scope="module")
def story(told_once) -> Told:
    """An organisation that only members know is in everything that this network does."""
    return told_once(_story)


@pytest.fixture
def told(story: Told, db: None) -> Told:
    return deepcopy(story)


def _story() -> Told:
    here = table()
    group, _weavers = here.member()
    here.group.people["mo"] = group.join("Mo Ba")
    here.group.people["organiser elsewhere"] = groups.found("elsewhere").people["asha"]
    closed, univ = here.lists(CLOSED), here.lists("University")
    here.does(service.say_asset, listed=closed, asset="training")
    here.does(service.say_tie, listed=univ, other=closed, kind=TIE)
    here.does(service.set_sight, listed=univ, sight="organisers")
    text = ready_framework_text("seed-blocks")
    here.does(service.keep_framework, text=text.replace("seed-blocks", OWN_FRAMEWORK, 1))
    hidden = begun(here, design=a_design(UNPUBLISHED))
    signed(here, hidden)
    here.does(knowledge.advance, innovation=hidden, state="systematised", reason="Known.")
    practices = [hidden, published(here, design=a_design(PUBLISHED))]
    here.does(service.take_quarter)
    here.does(service.act_on, finding=f"waiting:{hidden}", kind="offer", words=DONE)
    others = _decided(here, closed)
    of_practices = [f"effects/innovation/{one}" for one in practices]
    ShownRow.objects.filter(organisation_id=here.keeper, id=closed).update(is_closed=True)
    actors = [f"actors/{one}" for one in (closed, univ)]
    both = [f"frameworks/{OWN_FRAMEWORK}@1", *others, *of_practices]
    reads = ["quarter", "actors", "scorecards", "frameworks"]
    return Told(here, [*INSIDE, *actors, *both], [*reads, *(one.rstrip("/") for one in both)])


def _decided(here: Stage, closed: int) -> list[str]:
    """The closed organisation in an alliance and its plan, in a policy, in a programme and in what
    is argued; the pages of these."""
    partners = (Invited(closed, "social"),)
    alliance = here.does(service.found_alliance, name=ALLIANCE, partners=partners)["alliance"]
    planned = (Planned("We plant.", who=closed),)
    here.does(service.plan_alliance, alliance=alliance, words="Trees.", actions=planned)
    told = decided(here, closed)
    about = {"about": "programme", "number": told.programme, "domain": "care"}
    here.does(service.argue_effect, argument=Argument("helps", "women", "So.", closed), **about)
    return [
        f"alliances/{alliance}",
        f"policies/{told.process}",
        f"policies/{told.process}/{told.advice}",
        f"programmes/{told.programme}",
        f"effects/programme/{told.programme}",
        "alliances/",
        "policies/",
        "programmes/",
    ]


def test_who_takes_part_sees_more_than_outsiders_and_organisers_see_everything(told):
    seen = {who: told.seen_by(who) for who in ("asha", "chand", "mo")}
    assert seen["asha"] == SECRETS
    assert seen["chand"] == seen["mo"] == OF_THOSE_WHO_TAKE_PART


@pytest.mark.parametrize("who", ["outsider", "organiser elsewhere"])
def test_outsiders_and_organisers_of_other_networks_see_what_each_network_opens(told, who):
    assert told.seen_by(who) == set()
    told.stage.adopts(ecosystem__public=True)
    assert told.seen_by(who) == {ALLIANCE}
    told.stage.adopts(ecosystem__public=True, knowledge__public=True)
    assert told.seen_by(who) == {ALLIANCE, PUBLISHED}


def test_nothing_was_found_for_outsiders_whoever_asks(told):
    people, today = told.stage.group.people, told.stage.at.date()
    views = {
        who: quarter_view(told.stage.keeper, people.get(who), today)
        for who in ("outsider", "organiser elsewhere", "mo")
    }
    assert [who for who, view in views.items() if view] == ["mo"]
    assert list(views["mo"].practices.values()) == [UNPUBLISHED]


def test_a_recommendation_that_a_closed_organisation_took_on_has_an_owner_for_everybody(told):
    told.stage.adopts(ecosystem__public=True)
    place = next(page for page in told.reads if page.startswith("policies/"))
    shown = Client().get(f"/api/v1/ecosystems/network/{place}").json()["recommendations"]
    assert [(one["owner"], one["has_owner"]) for one in shown] == [(None, True)]
    page = _read(Client(), f"/o/network/ecosystem/{place}")
    assert "Nobody has taken on" not in page
