"""A group is founded from nothing in the browser, on a phone, and holds its first meeting.

Only what a member sees is used: words on buttons and labels.  No script runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lanes.nodes import Node

WOMEN = "Asha Bina Chitra Deepa Esha Farida Gita Hema Indu Jaya Kamla Lata".split()
HERS = "seven green mangoes"


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """A small phone whose owner has turned JavaScript off."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def press(phone: Any, words: str) -> None:
    """Press a button or follow a link by its words."""
    named = re.compile(words)
    inside = phone.get_by_role("main")
    inside.get_by_role("button", name=named).or_(
        inside.get_by_role("link", name=named)
    ).first.click()


def signs_up(phone: Any, node: Node) -> None:
    phone.goto(node.url)
    press(phone, "Sign up")
    phone.get_by_label(re.compile("name", re.I)).first.fill("Asha")
    phone.get_by_label(re.compile("e-mail", re.I)).first.fill("asha2@example.org")
    for field in phone.locator("input[type=password]").all():
        field.fill(HERS)
    press(phone, "Sign up")


def founds_the_group(phone: Any, node: Node) -> None:
    phone.goto(f"{node.url}/start/")
    phone.get_by_label("What is your group called?").fill("Lamp circle")
    phone.get_by_text("Self-help group", exact=True).click()
    phone.get_by_label("Country").select_option("IN")
    press(phone, "Go on")
    offices = ["Asha,,,secretary", "Bina,,,chair", "Chitra,,,treasurer"]
    others = "\n".join(["name,phone,email,offices", *offices, *(f"{n},,," for n in WOMEN[3:])])
    phone.get_by_text("You have a list already?").click()
    phone.locator("textarea").fill(others)
    press(phone, "Go on")
    press(phone, "Go on")
    phone.get_by_label("In the cash box").fill("1,250.50")
    press(phone, "Go on")
    assert phone.get_by_text("12 members").is_visible()
    press(phone, "Found the group")


def proposes_a_lamp(phone: Any) -> None:
    press(phone, "Make a proposal")
    press(phone, "Allow a payment")
    phone.get_by_label("What is proposed, in one line?").fill("A lamp for the meeting place")
    phone.get_by_label("Up to which sum?").fill("400")
    phone.get_by_label("Treasurer").check()
    press(phone, "Propose it")


def holds_the_meeting(phone: Any, group: str) -> None:
    phone.goto(group)
    press(phone, "Hold a meeting now")
    press(phone, "Tick everybody")
    press(phone, "Open the meeting")
    press(phone, "Vote by hands")
    if phone.locator("h1").inner_text() != "Raised hands":
        press(phone, "Enter the count")
    phone.get_by_label("Hands for yes").fill("10")
    phone.get_by_label("Hands for no").fill("1")
    phone.get_by_label("Hands for abstaining").fill("1")
    phone.get_by_label("Witness 1").select_option(label="Deepa")
    phone.get_by_label("Witness 2").select_option(label="Esha")
    press(phone, "Enter the count")
    press(phone, "Close the")
    assert "Adopted" in phone.get_by_role("main").inner_text()
    press(phone, "Close the meeting")


def test_a_group_is_founded_from_nothing_and_holds_its_first_meeting(node: Node, phone: Any):
    signs_up(phone, node)
    founds_the_group(phone, node)
    assert phone.locator("h1").inner_text() == "Lamp circle"
    assert "₹1,250.50" in phone.content()
    group = phone.url
    proposes_a_lamp(phone)
    holds_the_meeting(phone, group)
    minutes = phone.get_by_role("main").inner_text()
    assert "A lamp for the meeting place" in minutes
    assert "12" in minutes
    phone.goto(f"{group}mandates/")
    assert "₹400.00" in phone.content(), "the decision is the permission to pay"
    assert node.copy.run("verify").returncode == 0
