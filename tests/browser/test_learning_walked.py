"""From a watch meeting to a signed practice, from a place to a transfer, and an alliance that lacks
its school, on a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tequio.knowledge.queries.taking_up import waiting_in
from tequio.site.demonstration.examining import decide_together
from tequio.site.demonstration.stage import Group, Stage
from tests.browser.handed import Handed, session_of
from tests.lanes.nodes import Node
from tests.stories.a_library import LIVES_IT, STUDIES_IT, a_library

LONG = "y" * 190
"""A word without a space: no page may grow wider by it."""
COAST = "/o/network-of-the-coast"
CRECHE = "Crèche run as a social enterprise"
TURNS = "Six households cook by turns."
A_KITCHEN = {
    "title": "A kitchen by turns",
    "parts-0-name": "Turns",
    "parts-0-function": "Nobody cooks every day, and everybody eats.",
    "parts-0-form": "A list on the door.",
}


@pytest.fixture
def network(node: Node) -> Group:
    """Nine who keep a library."""
    return node.copy.aside(lambda: a_library(Stage()).network)


@pytest.fixture
def walk(node: Node, plain_phone: Any, network: Group) -> Handed:
    """The phone, with those who came to the meeting."""
    people = {who: network.person[who] for who in ("Bea", LIVES_IT, STUDIES_IT)}
    sessions = node.copy.aside(lambda: {who: session_of(one) for who, one in people.items()})
    return Handed(node, plain_phone, sessions)


def all_decide(network: Group) -> None:
    """What was brought before the members is adopted."""
    (asked,) = waiting_in(network.organisation)
    decide_together(network, [asked.proposal])


def test_what_was_noticed_in_one_round_becomes_a_practice_that_two_sign(walk: Handed) -> None:
    page = walk.page
    walk.is_held_by("Bea", f"{COAST}/practices/watch/")
    walk.unfolds("Open a watch meeting")
    walk.presses("Open it", title="One hour of watching")
    walk.looks("open", "Everybody brings one thing")
    meeting = page.url.removeprefix(walk.node.url)
    for who, kind, words in (
        (LIVES_IT, "practice", TURNS),
        (STUDIES_IT, "idea", "A pot could be paid with an hour."),
        ("Bea", "need", LONG),
    ):
        walk.is_held_by(who, meeting)
        page.check(f"main form [name=kind][value={kind}]")
        walk.presses("Bring it", words=words)
    walk.looks("brought", LONG)

    walk.is_held_by(LIVES_IT, meeting)
    walk.opens("Begin a practice with it")
    page.check("main form [name=role][value=practitioner]")
    walk.presses("Write it down", **A_KITCHEN)
    walk.looks("begun", TURNS)
    practice = page.url.removeprefix(walk.node.url)
    walk.presses("I stand by it")
    walk.looks("signed-by-one", "No researcher has signed")

    walk.is_held_by(STUDIES_IT, practice)
    page.check("main form [name=role][value=researcher]")
    walk.presses("I work on it")
    walk.presses("I stand by it")
    walk.is_held_by("Bea", practice)
    walk.presses("Write it down", reason="Who cooks and who studies it say the same.")
    walk.looks("systematised", "It has come a step further.")
    walk.is_held_by("Bea", f"{COAST}/practices/watch/")
    walk.looks("looked-back", "What never moved")


def test_an_alliance_of_nobody_says_which_sectors_it_lacks(walk: Handed) -> None:
    walk.is_held_by("Bea", f"{COAST}/ecosystem/alliances/")
    walk.presses("Begin it", name="Node of the valley", territory="The valley")
    walk.looks("alliance", "An academic institution is missing")
    walk.looks("alliance", "An organisation of the social sector is missing")


def test_a_practice_is_held_beside_a_place_decided_and_on_its_way(
    walk: Handed, network: Group
) -> None:
    page = walk.page
    walk.is_held_by("Bea", f"{COAST}/practices/places/new")
    walk.presses("Describe it", name="Block by the brook")
    walk.looks("place", "Block by the brook")
    place = page.url.removeprefix(walk.node.url)
    walk.is_held_by("Bea", f"{place}/questions/bonding_trust")
    page.check("main form [name=asked][value=assembly]")
    walk.presses("Write it down", value="3")
    walk.looks("said", "1 of 40 questions answered")
    walk.opens("Would a practice stand here?")
    page.select_option("main form [name=of]", label=CRECHE)
    walk.presses("Look")
    walk.presses("Keep this assessment")
    walk.looks("assessed", "Nobody can measure beforehand")
    walk.opens("Propose it in Network of the coast")
    walk.presses("Bring it before our members")
    walk.looks("before-the-members", "It is before the members.")

    walk.node.copy.aside(all_decide, network)
    walk.is_held_by("Bea", f"{COAST}/practices/transfers/")
    walk.presses("Begin")
    walk.looks("on-its-way", "It has begun: a team comes together.")
    walk.presses("A step further", words=LONG)
    walk.looks("a-step-further", LONG)
