"""A group of twelve is founded from nothing on a phone, without JavaScript, and holds its first
meeting: a proposal, raised hands before two witnesses, a resolution, minutes."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lanes.nodes import Node

NAMES = "Bela Chitra Devi Esha Farida Gita Hema Indu Jaya Kamla Lata".split()
SHEET = b"\xff\xd8\xff\xe0" + b"a sheet of paper with eleven strokes " * 40
THREE_MINUTES = 180


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    """The page of a small phone whose owner has turned JavaScript off."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


class Secretary:
    """What Asha sees and presses."""

    def __init__(self, phone: Any, node: Node) -> None:
        self.page, self.node = phone, node
        self.places = os.environ.get("TEQUIO_PICTURES", "")

    def presses(self, label: str) -> None:
        self.page.locator("main").get_by_role("button", name=label, exact=True).first.click()

    def opens(self, label: str) -> None:
        self.page.locator("main").get_by_role("link", name=label).first.click()

    def writes(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=True).fill(words)

    def picture(self, name: str) -> None:
        """Keep what she sees, if the environment names a place for it."""
        self.page.wait_for_load_state()
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is wider than the phone"
        if self.places:
            self.page.screenshot(path=f"{self.places}/{name}.png", full_page=True)

    def signs_up(self) -> None:
        self.page.goto(f"{self.node.url}/start/")
        self.page.fill("[name=name]", "Asha Kumari")
        self.page.fill("[name=phone]", "+919876543210")
        self.page.fill("[name=password1]", "seven green mangoes")
        self.presses("Sign up")

    def founds(self) -> None:
        self.writes("What is your group called?", "Sakhi Mandal")
        self.page.locator("label.choice", has_text="Self-help group").click()
        self.picture("start-group")
        self.presses("Go on")
        for place, name in enumerate(NAMES, 1):
            self.page.fill(f"[name=m-{place}-name]", name)
        for place, office in enumerate(("secretary", "chair", "treasurer")):
            self.page.select_option(f"[name=m-{place}-offices]", office)
        self.picture("start-members")
        self.presses("Go on")
        self.picture("start-rules")
        self.presses("Go on")
        self.writes("In the cash box", "1,250.50")
        self.picture("start-money")
        self.presses("Go on")
        self.picture("start-look")
        self.presses("Found the group")

    def proposes_a_payment(self) -> None:
        self.opens("Make a proposal")
        self.picture("propose")
        self.opens("Allow a payment")
        self.writes("What is proposed, in one line?", "A lamp for the meeting place")
        self.writes("Up to which sum?", "500")
        self.picture("propose-payment")
        self.presses("Propose it")
        self.picture("proposal")

    def holds_a_meeting(self) -> None:
        self.page.goto(self.page.url.split("/decisions/")[0] + "/meetings/")
        self.presses("Hold a meeting now")
        for name in ("Asha Kumari", *NAMES):
            self.page.get_by_label(name, exact=True).check()
        self.page.get_by_label("Lata", exact=True).uncheck()
        self.picture("open-meeting")
        self.presses("Open the meeting")
        self.picture("meeting")

    def counts_hands(self, tmp_path: Path) -> None:
        self.presses("Vote by hands")
        sheet = tmp_path / "sheet.jpg"
        sheet.write_bytes(SHEET)
        self.writes("Hands for yes", "9")
        self.writes("Hands for no", "2")
        self.page.get_by_label("Witness 1").select_option(label="Bela")
        self.page.get_by_label("Witness 2").select_option(label="Devi")
        self.page.get_by_label("Photograph of the sheet").set_input_files(sheet)
        self.picture("hands")
        self.presses("Enter the count")
        self.picture("count")
        self.presses("Close the vote")
        self.picture("meeting-after")


def test_a_group_is_founded_and_holds_its_first_meeting(
    node: Node, phone: Any, tmp_path: Path
) -> None:
    asha = Secretary(phone, node)
    began = time.monotonic()
    asha.signs_up()
    asha.founds()
    assert time.monotonic() - began < THREE_MINUTES
    assert "/o/sakhi-mandal/" in phone.url
    asha.picture("home")
    asha.proposes_a_payment()
    asha.holds_a_meeting()
    assert "11 of 12 members are here" in phone.inner_text("main")
    asha.counts_hands(tmp_path)
    assert "It is adopted." in phone.inner_text("main")
    asha.presses("Close the meeting")
    minutes = phone.inner_text("article.sheet")
    assert "A lamp for the meeting place" in minutes
    assert "9 yes, 2 no, 0 abstained" in minutes
    assert "Treasurer, Secretary or Chair may pay up to ₹500.00" in minutes
    asha.picture("minutes")
    (kept,) = (node.copy.data / "files").glob(f"*-{hashlib.sha256(SHEET).hexdigest()}")
    assert kept.read_bytes() == SHEET
