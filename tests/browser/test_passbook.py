"""The passbook on a phone of 360 px, on a slip of paper, and heard, in a real browser."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tequio.lending.tests.stage import Group
from tequio.membership.tests.groups import browser_of
from tequio.notices import service as notices
from tequio.notices.queries.voices import words_of
from tequio.notices.tests import stage
from tests.browser import looking
from tests.lanes.nodes import Node

SILENCE = b"OggS"  # a sound that cannot be decoded: the device's own voice takes over


@dataclass
class Place:
    """A node with a group; Asma saves, owes, and called a receipt wrong."""

    node: Node
    group: Group
    context: Any

    def address(self, page: str) -> str:
        return f"{self.node.url}/o/{self.group.slug}/{page}"

    def signs_in(self, name: str) -> None:
        self.context.clear_cookies()
        person = self.group.person[name]
        session = self.node.copy.aside(lambda: browser_of(person).cookies["sessionid"].value)
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.node.url}])

    def opens(self, page: str) -> Any:
        opened = self.context.new_page()
        opened.goto(self.address(page))
        return opened


def told() -> Group:
    with transaction.atomic():
        group = stage.found()
        group.today = timezone.localdate() - timedelta(days=35)
        stage.wants(group)
        group.a_loan(minor=60_000)
        group.later(30).saves("Asma", 12_050)
        stage.reads(group)
        stage.sends(group, stage.Box())
        asma = group.person["Asma"]
        notices.receive_reply(group.act("Asma"), person=asma, answer="no")
    return group


@pytest.fixture
def place(node: Node, browser: Any) -> Iterator[Place]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(30_000)
    made = Place(node, node.copy.aside(told), context)
    made.signs_in("Asma")
    yield made
    context.close()


def kept(page: Any, name: str) -> None:
    """A picture to look at, where the lane keeps its pictures (`TEQUIO_PICTURES`)."""
    folder = os.environ.get("TEQUIO_PICTURES", "")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def test_every_page_of_hers_stands_on_a_phone_without_barriers(place: Place) -> None:
    asma = place.group.person["Asma"]
    for name in (f"passbook/{asma}/", f"passbook/{asma}/aloud", f"messages/{asma}/", "disputes/"):
        page = place.opens(name)
        kept(page, re.sub(r"[0-9/]+", "-", name).strip("-"))
        assert looking.overflow(page) == 0, name
        assert looking.barriers(page) == [], name
        page.close()
    page = place.opens("disputes/")
    page.click(".things a")
    kept(page, "dispute")
    assert looking.overflow(page) == 0
    assert looking.barriers(page) == []


def test_the_square_leads_to_the_proof_without_signing_in(place: Place) -> None:
    page = place.opens(f"passbook/{place.group.person['Asma']}/")
    address = page.get_attribute(".proof a", "href")
    place.context.clear_cookies()
    page.goto(place.node.url + address)
    kept(page, "proof")
    assert "stands in the chronicle as it was written" in page.inner_text("main")
    assert looking.overflow(page) == 0
    assert looking.barriers(page) == []


@pytest.mark.parametrize(("paper", "width", "inside"), [("card", 298, 351), ("roll", 164, 204)])
def test_it_prints_on_a_card_of_a6_and_on_a_narrow_roll(
    place: Place, tmp_path: Path, paper: str, width: int, inside: int
) -> None:
    """width: of the paper in points; inside: what is left between its margins, in pixels"""
    page = place.opens(f"passbook/{place.group.person['Asma']}/?paper={paper}")
    file = tmp_path / "sheet.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    sides = [
        round(float(found))
        for found in re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+)", file.read_bytes())
    ]
    assert width in sides
    page.emulate_media(media="print")
    page.set_viewport_size({"width": inside, "height": 700})
    kept(page, paper)
    assert looking.overflow(page) == 0


SPOKEN = """() => {
  window.said = [];
  window.speechSynthesis.speak = (one) => window.said.push([one.text, one.lang]);
}"""


def test_the_devices_own_voice_speaks_where_nothing_is_recorded(place: Place) -> None:
    page = place.opens(f"passbook/{place.group.person['Asma']}/aloud")
    page.evaluate(SPOKEN)
    page.click("[data-aloud] >> nth=0")
    said = page.evaluate("() => window.said")
    assert said == [["You have saved Indian rupees five hundred and twenty point fifty", "en"]]


def test_recorded_clips_are_asked_for_in_their_order(place: Place) -> None:
    folder = Path(place.node.copy.data) / "files" / "voices" / "en"
    folder.mkdir(parents=True)
    for name in words_of("en", ["INR"]):
        (folder / f"{name}.ogg").write_bytes(SILENCE)
    page = place.opens(f"passbook/{place.group.person['Asma']}/aloud")
    page.evaluate(SPOKEN)
    with page.expect_request("**/voices/en/savings"):
        page.click("[data-aloud] >> nth=0")
    page.wait_for_function("() => window.said.length === 1")  # no sound in it: spoken instead


def test_without_javascript_the_words_stand_there(place: Place, browser: Any) -> None:
    bare = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    bare.add_cookies(place.context.cookies())
    page = bare.new_page()
    page.goto(place.address(f"passbook/{place.group.person['Asma']}/aloud"))
    assert "You have saved Indian rupees five hundred and twenty" in page.inner_text("main")
    assert page.locator("[data-aloud]:visible").count() == 0
    bare.close()
