"""Who may see and press what: role × state × access, and pages that ask a bounded number of times.

A stranger learns nothing, not even that the group is there.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tequio.governance import queries, service, urls
from tequio.governance.forms.proposals import KINDS
from tequio.governance.rules.budgets import NewProject
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import address, codes, press
from tequio.membership import service as membership
from tequio.membership.visits import STATUS

pytestmark = pytest.mark.django_db
OFFICERS = ("chair", "secretary")


@dataclass
class Place:
    """A group with something in every state, and a browser for every role."""

    group: Hall
    numbers: dict[str, int]
    browsers: dict[str, Client]

    def of(self, name: str, what: str = "", query: str = "") -> str:
        """The address of a page about something."""
        given = [self.numbers[what]] if what else []
        return address(self.group, name, *given, query=query)


def something_in_every_state() -> Place:
    group = hall.found(days_ago=2)
    called = service.call_meeting(group.act(), held_on=group.today + timedelta(days=9))
    numbers = {
        "decided": group.decides(hall.payment())["proposal"],
        "resolution": queries.resolutions(group.organisation)[0].id,
        "decided budget": group.decides(hall.budget())["resolution"],
        "road": group.decides(hall.budget())["resolution"],
        "closed meeting": queries.meetings(group.organisation)[0].id,
        "called": int(called.facts["meeting"]),
        "proposal": group.proposes(),
        "voting": group.proposes(),
        "counting": group.proposes(hall.payment()),
        "meeting": group.opens(),
    }
    group.later(days=2)
    numbers["closed meeting"] = queries.resolution(
        group.organisation, numbers["resolution"]
    ).meeting
    numbers["by phone"] = group.votes(numbers["voting"], way="phone")
    numbers["by hands"] = group.votes(numbers["counting"], numbers["meeting"])
    budget = service.NewBudget(numbers["decided budget"], group.today)
    projects = (NewProject("1", "A well", 40_000), NewProject("2", "A lamp", 60_000))
    opened = service.open_budget(group.act(), budget=budget, projects=projects)
    numbers["budget"] = int(opened.facts["ballot"])
    membership.exclude(
        group.organisation, person=group.people["Lata"], until=group.today - timedelta(days=1)
    )
    _number, newcomer = hall.person()
    browsers = {
        "nobody": Client(),
        "stranger": newcomer,
        "former": group.enters("Lata"),
        "member": group.enters("Devi"),
        "treasurer": group.enters("Chitra"),
        "chair": group.enters("Bela"),
        "secretary": group.enters("Asha"),
    }
    return Place(group, numbers, browsers)


@pytest.fixture(scope="module")
def history(told_once: Any) -> Place:
    return told_once(something_in_every_state)


@pytest.fixture
def place(history: Place, db: None) -> Place:
    return deepcopy(history)


PAGES: list[tuple[str, str, str]] = [
    ("meetings", "", ""),
    ("call_meeting", "", ""),
    ("call_meeting", "", "?after=closed meeting"),
    ("open_ad_hoc", "", ""),
    ("meeting", "called", ""),
    ("meeting", "meeting", ""),
    ("attendance", "meeting", ""),
    ("minutes", "meeting", ""),
    ("minutes", "closed meeting", ""),
    ("proposals", "", ""),
    ("propose", "", ""),
    ("propose_amendment", "", ""),
    ("propose_amendment", "", "?provision=notice.days"),
    ("proposal", "proposal", ""),
    ("proposal", "voting", ""),
    ("proposal", "decided", ""),
    ("open_ballot", "proposal", ""),
    ("open_budget", "", ""),
    ("open_budget", "", "?resolution=decided budget"),
    ("resolution", "decided budget", ""),
    ("resolution", "road", ""),
    ("ballot", "by phone", ""),
    ("ballot", "by hands", ""),
    ("ballot", "budget", ""),
    ("hands", "by hands", ""),
    ("resolutions", "", ""),
    ("resolution", "resolution", ""),
    ("hand_over", "", ""),
]
PRESSED_ONLY = {
    *("close_meeting", "withdraw", "declare_interest", "cast", "approve", "close_ballot"),
}
NOT_OF_A_GROUP = {"found"}
TRIED_ELSEWHERE = {"photo", "propose_kind"}


def routes(patterns: list[Any]) -> set[str]:
    """The names of all addresses of this room."""
    found: set[str] = set()
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            found |= routes(pattern.url_patterns)
        else:
            found.add(pattern.name)
    return found


def test_every_address_of_the_room_has_its_case() -> None:
    tried = {name for name, _what, _query in PAGES}
    assert routes(urls.urlpatterns) == tried | PRESSED_ONLY | NOT_OF_A_GROUP | TRIED_ELSEWHERE


@pytest.mark.parametrize("role", ["nobody", "stranger", "former"])
def test_who_does_not_belong_finds_nothing(place: Place, role: str) -> None:
    browser = place.browsers[role]
    for name, what, query in PAGES:
        given = query.replace("closed meeting", str(place.numbers["closed meeting"]))
        assert browser.get(place.of(name, what, given)).status_code == 404, (name, what)
    for name in sorted(PRESSED_ONLY):
        what = {"close_meeting": "meeting", "withdraw": "proposal"}.get(name, "by phone")
        assert press(browser, place.of(name, what)).status_code == 404, name
    for kind in KINDS:
        assert browser.get(address(place.group, "propose_kind", kind)).status_code == 404


@pytest.mark.parametrize("role", ["member", "treasurer", "chair", "secretary"])
def test_who_belongs_reads_every_page(place: Place, role: str) -> None:
    browser = place.browsers[role]
    for name, what, query in PAGES:
        given = query.replace("closed meeting", str(place.numbers["closed meeting"]))
        assert browser.get(place.of(name, what, given)).status_code == 200, (name, what)
    for kind in KINDS:
        assert browser.get(address(place.group, "propose_kind", kind)).status_code == 200


def test_every_page_reads_in_hindi(place: Place) -> None:
    asha = place.group.people["Asha"]
    membership.choose_language(asha, "hi")
    browser = place.browsers["secretary"]
    for name, what, query in PAGES:
        given = query.replace("closed meeting", str(place.numbers["closed meeting"]))
        page = browser.get(place.of(name, what, given)).content.decode()
        assert '<html lang="hi">' in page, name
        assert "बैठक" in page, name


Press = Callable[[Place, Client], Any]
ACTS: dict[str, tuple[Press, tuple[str, ...], str]] = {
    "call a meeting": (
        lambda place, browser: press(
            browser,
            place.of("call_meeting"),
            held_on=(place.group.today + timedelta(days=9)).isoformat(),
            place="x",
        ),
        OFFICERS,
        "office_not_held",
    ),
    "hold one now": (
        lambda place, browser: press(
            browser, place.of("open_ad_hoc"), present=place.group.numbers(NAMES[:9])
        ),
        OFFICERS,
        "office_not_held",
    ),
    "write down who is here": (
        lambda place, browser: press(
            browser, place.of("attendance", "meeting"), present=place.group.numbers(NAMES[:9])
        ),
        OFFICERS,
        "office_not_held",
    ),
    "make a proposal": (
        lambda place, browser: press(
            browser, address(place.group, "propose_kind", "plain"), title="A rule of thumb"
        ),
        ("member", "treasurer", *OFFICERS),
        "",
    ),
    "open a vote": (
        lambda place, browser: press(
            browser,
            place.of("open_ballot", "proposal"),
            way="phone",
            closes_on=place.group.today.isoformat(),
        ),
        OFFICERS,
        "office_not_held",
    ),
    "vote": (
        lambda place, browser: press(browser, place.of("cast", "by phone"), choice="yes"),
        ("member", "treasurer", *OFFICERS),
        "",
    ),
    "approve projects": (
        lambda place, browser: press(browser, place.of("approve", "budget")),
        ("member", "treasurer", *OFFICERS),
        "",
    ),
    "count hands": (
        lambda place, browser: press(
            browser,
            place.of("hands", "by hands"),
            yes=7,
            no=1,
            abstain=0,
            witness0=place.group.people["Esha"],
            witness1=place.group.people["Farida"],
        ),
        OFFICERS,
        "office_not_held",
    ),
    "withdraw what Devi proposed": (
        lambda place, browser: press(browser, place.of("withdraw", "proposal")),
        ("member", "secretary"),
        "not_the_proposer",
    ),
    "stand aside": (
        lambda place, browser: press(browser, place.of("declare_interest", "proposal")),
        ("member", "treasurer", *OFFICERS),
        "",
    ),
    "share a budget": (
        lambda place, browser: press(
            browser,
            place.of("open_budget"),
            **{
                "go": "open",
                "resolution": place.numbers["road"],
                "closes_on": place.group.today.isoformat(),
                "p-TOTAL_FORMS": 1,
                "p-INITIAL_FORMS": 0,
                "p-0-title": "A bridge",
                "p-0-minor": "90",
            },
        ),
        OFFICERS,
        "office_not_held",
    ),
}
"""What is pressed, who may, and the refusal that everybody else reads."""


@pytest.mark.parametrize("role", ["member", "treasurer", "chair", "secretary"])
@pytest.mark.parametrize("what", sorted(ACTS))
def test_only_who_may_presses_with_success(place: Place, what: str, role: str) -> None:
    do, may, code = ACTS[what]
    answer = do(place, place.browsers[role])
    if role in may:
        assert answer.status_code == 302, codes(answer)
    else:
        assert answer.status_code == STATUS["who"]
        assert codes(answer) == [code]


@pytest.mark.parametrize(
    ("name", "what", "states"),
    [
        ("withdraw", "decided", {"secretary": "proposal_decided", "member": "proposal_decided"}),
        ("withdraw", "voting", {"secretary": "ballot_already_open"}),
        ("declare_interest", "decided", {"member": "proposal_decided"}),
        ("declare_interest", "voting", {"member": "ballot_already_open"}),
        ("close_meeting", "closed meeting", {"secretary": "meeting_not_open"}),
        ("close_meeting", "called", {"secretary": "meeting_not_open"}),
        ("close_ballot", "by hands", {"secretary": "hands_missing"}),
        ("close_ballot", "by phone", {"secretary": "ballot_still_runs"}),
        ("close_ballot", "budget", {"chair": "ballot_still_runs"}),
        ("cast", "by hands", {"member": "wrong_way"}),
        ("cast", "budget", {"member": "wrong_way"}),
        ("approve", "by phone", {"member": "wrong_way"}),
    ],
)
def test_in_the_wrong_state_nobody_presses_with_success(
    place: Place, name: str, what: str, states: dict[str, str]
) -> None:
    for role, code in states.items():
        answer = press(place.browsers[role], place.of(name, what), choice="yes")
        assert (answer.status_code, codes(answer)) == (STATUS["state"], [code])


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("meeting", "resolution"),
        ("minutes", "proposal"),
        ("proposal", "meeting"),
        ("ballot", "proposal"),
        ("hands", "meeting"),
        ("resolution", "by phone"),
        ("open_ballot", "meeting"),
    ],
)
def test_a_number_of_something_else_is_not_found(place: Place, name: str, what: str) -> None:
    assert place.browsers["secretary"].get(place.of(name, what)).status_code == 404


def test_the_number_of_another_groups_thing_is_not_found(place: Place) -> None:
    other = hall.found("Another circle")
    theirs = other.votes(other.proposes(), way="phone")
    browser = place.browsers["secretary"]
    for name in ("ballot", "hands"):
        found = browser.get(address(place.group, name, theirs + 10_000))
        assert found.status_code == 404
    assert browser.get(address(other, "ballot", theirs)).status_code == 404


@pytest.mark.parametrize("name", sorted(PRESSED_ONLY))
def test_what_is_pressed_is_not_opened(place: Place, name: str) -> None:
    what = {"close_meeting": "meeting", "withdraw": "proposal"}.get(name, "by phone")
    assert place.browsers["secretary"].get(place.of(name, what)).status_code == 405


# A bounded number of questions to the database ----------------------------------------------


def asked(browser: Client, to: str) -> int:
    """How many statements a page needs."""
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert browser.get(to).status_code == 200
    return len(told)


@pytest.mark.parametrize(
    ("name", "what", "most"),
    [
        ("meetings", "", 12),
        ("proposals", "", 32),
        ("meeting", "meeting", 50),
        ("minutes", "meeting", 30),
        ("resolutions", "", 20),
        ("proposal", "proposal", 40),
        ("ballot", "by phone", 36),
        ("call_meeting", "", 24),
    ],
)
def test_a_page_asks_as_often_for_thirty_things_as_for_three(
    place: Place, name: str, what: str, most: int
) -> None:
    browser = place.browsers["secretary"]
    few = asked(browser, place.of(name, what))
    for number in range(12):
        place.group.decides(hall.payment(1000 + number), yes=11, present=NAMES[:11])
        place.group.proposes(hall.payment(2000 + number))
        place.group.votes(place.group.proposes(), way="phone")
    many = asked(browser, place.of(name, what))
    assert many <= few + 3
    assert many <= most, many
