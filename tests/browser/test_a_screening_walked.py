"""A screening on small phones: asked for, drafted, answered, voted on, found and shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tequio.governance import service as governance
from tequio.screening.queries.cases import cases
from tequio.site.demonstration.stage import Stage
from tests.browser.handed import Handed, session_of
from tests.lanes.nodes import Node
from tests.stories.a_screening import (
    NOBODY_RULES_ALONE,
    NOBODY_TAKES,
    OF_ITS_RULES,
    PANEL,
    Screening,
    a_cooperative,
    a_screening,
    lets_books_be_read,
    shows,
)

LONG = "x" * 200
"""A word without a space: no page may grow wider by it."""
WEAVERS, COAST = "/o/weavers-of-bonwire", "/o/network-of-the-coast/screening"


def the_scene() -> tuple[Screening, dict[str, str]]:
    """A network, and weavers who showed all they have; who comes in with which session."""
    stage = Stage(timezone.localdate() - timedelta(days=3))
    here, weavers = a_screening(stage), a_cooperative(stage)
    here.is_joined_by(weavers, "Weavers of Bonwire")
    lets_books_be_read(weavers, here, "statutes", "meetings", "members")
    stage.later(1)
    for kind, facts in (
        ("clause", OF_ITS_RULES),
        ("minutes", NOBODY_RULES_ALONE),
        ("accounts", NOBODY_TAKES),
    ):
        shows(weavers, here, kind, facts, pointer=LONG)
    stage.later(1)
    people = {name: here.network.person[name] for name in ("Dalia", *PANEL)}
    people["Bea of the weavers"] = weavers.person["Bea"]
    return here, {name: session_of(person) for name, person in people.items()}


def opens_the_vote(here: Screening) -> int:
    """The secretary of the network lets the panel vote by phone; the number of the ballot."""
    (line,) = cases(here.network.organisation).cases
    closes_on = here.network.stage.today + timedelta(days=7)
    opened: dict[str, Any] = {"proposal": line.proposal, "way": "phone", "closes_on": closes_on}
    return int(here.network.does("Bea", governance.open_ballot, **opened)["ballot"])


def test_a_group_asks_to_be_examined_and_shows_what_was_found(node: Node, phone: Any) -> None:
    here, sessions = node.copy.aside(the_scene)
    walk = Handed(node, phone, sessions)
    walk.is_held_by("Bea of the weavers", f"{WEAVERS}/mirror/apply?pack=un-ilo@1")
    walk.presses("Ask to be examined", words="We would like to sell to the city.")
    walk.looks("asked", "It is asked.")
    walk.is_held_by("Bea of the weavers", f"{WEAVERS}/mirror/evidence")
    walk.looks("evidence", LONG)

    walk.is_held_by("Dalia", f"{COAST}/desk")
    walk.opens("Weavers of Bonwire")
    phone.check("[name=has_no_interest]")
    walk.presses("I take it")
    walk.presses("Assess")
    walk.presses("Send it", words="Your papers and your books agree.")
    walk.looks("drafted", "The draft is sent.")
    case = phone.url

    walk.is_held_by("Bea of the weavers", f"{WEAVERS}/mirror/")
    walk.opens("Case")
    walk.presses("Send the answer", words="That is us.")
    walk.looks("answered", "It is sent.")

    walk.is_held_by("Dalia", case.removeprefix(node.url))
    walk.presses("Ask the panel", reasons="They own and decide together.")
    walk.looks("proposed", "The panel is asked.")
    ballot = node.copy.aside(opens_the_vote, here)
    for name in PANEL:
        walk.is_held_by(name, f"{COAST}/desk")
        walk.opens("Weavers of Bonwire")
        walk.opens("The panel’s sheet")
        walk.looks("sheet", "What is put to the vote")
        walk.opens("To the vote")
        walk.opens("Go to the vote")
        walk.presses("Yes")
    close = governance.close_ballot
    node.copy.aside(here.network.does, "Bea", close, ballot=ballot)

    walk.is_held_by("Dalia", case.removeprefix(node.url))
    walk.presses("Write it down")
    walk.opens("What was found")
    walk.looks("found", "They own and decide together.")
    found = phone.url
    phone.context.clear_cookies()
    phone.goto(f"{node.url}{COAST}/")
    walk.looks("public", "Weavers of Bonwire")
    phone.goto(f"{found}.svg")
    assert "Weavers of Bonwire" in phone.content(), "the label, as nobody sees it"
