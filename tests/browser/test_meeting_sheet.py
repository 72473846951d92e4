"""The sheet of a meeting in a real browser: presses, no script, keyboard, no network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from tequio.circles.models import SheetRow
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Group, Stage
from tests.browser import looking
from tests.lanes.nodes import Node

WOMEN = [f"{first}{last}" for first in ("Ama ", "Efua ") for last in "ABCDEFGHIJ"]
OFFICES = {
    WOMEN[0]: ("chair",),
    WOMEN[1]: ("secretary",),
    WOMEN[2]: ("treasurer", "bookkeeper"),
    **dict.fromkeys(WOMEN[3:6], ("keyholder",)),
}
VALUES = {
    "circle.share_price": 500,
    "circle.contribution": 100,
    "circle.fine_late": 50,
    "circle.fine_absent": 100,
    "circle.keys": 1,
    "circle.weekday": "any",
}
COUNT_PRESSES = """() => {
  window.presses = 0;
  document.addEventListener('change', () => window.presses++, true);
}"""

UNTIL_IT_IS_KEPT = """async () => {
  for (let n = 0; n < 200; n++) {
    const hit = await caches.match(location.href, {ignoreVary: true});
    if (hit && (await hit.text()).includes('</html>')) return;
    await new Promise((again) => setTimeout(again, 100));
  }
  throw new Error('the page was not kept');
}"""


def founded(*, begins: bool = True) -> Group:
    """Twenty women who met a week ago; one loan runs and is due today."""
    with transaction.atomic():
        group = Stage(timezone.localdate() - timedelta(days=14)).found(
            NewGroup("Twenty women", "savings-circle", "GHS", template="savings-circle"),
            [Founder(woman, offices=OFFICES.get(woman, ())) for woman in WOMEN],
            values=VALUES,
        )
        savers = Savers(group, WOMEN[2], (WOMEN[8], WOMEN[9]))
        if not begins:
            return group
        savers.starts()
        savers.meets(dict.fromkeys(WOMEN, 2))
        group.stage.later(7)
        loan = Asks(WOMEN[12], 2_000, (20, 0, 0), weeks=1, purpose="Fish")
        savers.meets(Told(dict.fromkeys(WOMEN, 2), asks=[loan]))
    return group


def founded_without_a_cycle() -> Group:
    return founded(begins=False)


def session_of(person: int) -> str:
    return str(browser_of(person).cookies["sessionid"].value)


def sheets() -> int:
    return SheetRow.objects.count()


@dataclass
class Desk:
    """A node with the group, and the phone of its treasurer."""

    node: Node
    group: Group
    context: Any

    def opens(self, path: str = "circle/meeting") -> Any:
        page = self.context.new_page()
        page.goto(f"{self.node.url}/o/{self.group.slug}/{path}")
        return page

    def written(self) -> int:
        """How many sheets there are."""
        return int(self.node.copy.aside(sheets))


def desk_on(node: Node, context: Any, tell: Any = founded) -> Desk:
    context.set_default_timeout(30_000)
    group = node.copy.aside(tell)
    cookie = node.copy.aside(session_of, group.person[WOMEN[2]])
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": node.url}])
    return Desk(node, group, context)


@pytest.fixture
def plain(node: Node, browser: Any) -> Iterator[Desk]:
    """A phone whose owner has turned JavaScript off."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="en-GB"
    )
    yield desk_on(node, context)
    context.close()


@pytest.fixture
def phone(node: Node, browser: Any) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    yield desk_on(node, context)
    context.close()


def counts_and_names(page: Any) -> int:
    """What every meeting says: counted in box and bag, and who saw it.  How many entries."""
    page.locator("[name=counted]").fill("580")
    page.locator("[name=social]").fill("60")
    page.locator("[name=wi-0]").select_option(label=WOMEN[8])
    page.locator("[name=wi-1]").select_option(label=WOMEN[9])
    return 4


def test_a_meeting_is_written_without_script(plain: Desk) -> None:
    page = plain.opens()
    counts_and_names(page)
    page.locator("label", has_text="Yes, the same").click()
    late = page.locator(".seat", has=page.get_by_text(WOMEN[7], exact=True))
    late.locator("label", has_text="Late").click()
    page.locator(".part label.choice", has_text="as due").click()
    page.locator("summary", has_text="A member asks for a loan").first.click()
    page.locator("[name=lw-0]").select_option(label=WOMEN[15])
    for name, typed in (("lm-0", "30"), ("lc-0", "4"), ("lp-0", "Cloth"), ("ly-0", "18")):
        page.locator(f"[name={name}]").fill(typed)
    page.get_by_role("button", name="Add it up").click()
    assert page.locator("h1").inner_text() == "Look at it together"
    assert plain.written() == 2
    page.get_by_role("button", name="Change something").click()
    assert page.locator("[name=lp-0]").input_value() == "Cloth"
    page.get_by_role("button", name="Add it up").click()
    page.get_by_role("button", name="Write it down").click()
    assert "/circle/meetings/" in page.url
    assert len(page.locator(".six").inner_text().split()) == 6
    assert plain.written() == 3


def test_an_ordinary_meeting_of_twenty_needs_far_fewer_presses_than_paper(phone: Desk) -> None:
    """On paper each member has attendance, shares and the social fund written down: 60 entries,
    one for the repayment, two for box and bag, two witnesses.  A press is a button, a tick, a
    choice or a sum that is typed."""
    page = phone.opens()
    page.evaluate(COUNT_PRESSES)
    page.locator(".part label.choice", has_text="as due").click()
    entries = counts_and_names(page)
    joy = page.locator(".seat", has=page.get_by_text(WOMEN[7], exact=True))
    joy.locator(".buys label", has_text="4").click()
    page.locator("[name=counted]").blur()
    presses = page.evaluate("() => window.presses")
    assert presses == entries + 2
    paper = 3 * len(WOMEN) + 1 + 2 + 2
    assert presses + 2 <= paper, "two more: add it up, write it down"
    page.get_by_role("button", name="Add it up").click()
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_url("**/circle/meetings/*")
    assert phone.written() == 3


def test_back_brings_what_was_typed_last_and_never_an_error(phone: Desk) -> None:
    page = phone.opens()
    counts_and_names(page)
    page.locator("[name=counted]").fill("1000")
    page.locator("[name=lm-0]").evaluate("(one) => { one.value = 'much'; }")
    page.get_by_role("button", name="Add it up").click()
    page.locator(".errorlist").first.wait_for()
    page.locator("[name=counted]").fill("580")
    page.locator("[name=lm-0]").fill("")
    page.get_by_role("button", name="Add it up").click()
    looks_at_it = page.get_by_role("heading", name="Look at it together")
    looks_at_it.wait_for()
    for _page in ("the sheet that was refused", "the sheet as it was opened"):
        page.go_back()
        assert page.locator("[name=counted]").input_value() == "580"
        assert page.locator("[name=lm-0]").input_value() == ""
        waiting = page.locator(".card.waits:visible")
        assert waiting.count() <= 1, "one offer to go on"
    for _page in range(2):
        page.go_forward()
    looks_at_it.wait_for()
    page.get_by_role("button", name="Write it down").click()
    page.wait_for_url("**/circle/meetings/*")
    page.go_back()
    assert page.locator("h1").inner_text().startswith("The meeting of")
    assert phone.written() == 3


def test_the_pages_stand_on_a_phone_and_a_screen_without_a_barrier(phone: Desk) -> None:
    page = phone.opens()
    looks_well(page)
    page.locator("summary", has_text="A member asks for a loan").first.click()
    page.locator("summary", has_text="Fine").first.click()
    looks_well(page)
    counts_and_names(page)
    page.locator("[name=lm-0]").fill("much")
    page.get_by_role("button", name="Add it up").click()
    page.locator(".errorlist").first.wait_for()
    looks_well(page)
    page.locator("[name=lm-0]").fill("")
    page.get_by_role("button", name="Add it up").click()
    page.get_by_role("heading", name="Look at it together").wait_for()
    looks_well(page)
    looks_well(phone.opens("circle/share-out"))


def looks_well(page: Any) -> None:
    for width in (looking.NARROW, looking.WIDE):
        page.set_viewport_size({"width": width, "height": 780})
        assert looking.overflow(page) <= 0
        assert looking.small_targets(page) == []
        assert looking.barriers(page) == []
    page.set_viewport_size({"width": looking.NARROW, "height": 780})


def test_a_cycle_is_begun_on_a_phone(node: Node, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    desk = desk_on(node, context, founded_without_a_cycle)
    page = desk.opens("circle/begin")
    looks_well(page)
    page.get_by_role("button", name="Begin the cycle").click()
    assert page.get_by_text("The cycle has begun.").is_visible()
    context.close()


def test_the_whole_sheet_is_filled_with_the_keyboard_alone(phone: Desk) -> None:
    page = phone.opens()
    assert looking.unreached(page) == []
    page.locator("[name=heard]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("370")
    seat = page.locator(".seat").first
    seat.locator(".at input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert seat.locator(".at input:checked").get_attribute("value") == "late"
    assert seat.locator(".buys input:checked").get_attribute("value") == "3"
    assert not seat.locator("[type=checkbox]").first.is_checked()
    page.locator("[name=counted]").focus()
    page.keyboard.type("585")
    page.keyboard.press("Tab")
    page.keyboard.type("59")
    for name in (WOMEN[8], WOMEN[9]):
        page.keyboard.press("Tab")
        page.keyboard.type(name)
    page.get_by_role("button", name="Add it up").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Write it down").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/circle/meetings/*")
    assert phone.written() == 3


def test_a_meeting_is_kept_on_the_phone_while_there_is_no_network(phone: Desk) -> None:
    page = phone.opens()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => undefined)")
    page.evaluate(UNTIL_IT_IS_KEPT)
    phone.context.set_offline(True)
    page.reload()
    counts_and_names(page)
    page.locator("summary", has_text="Without network").click()
    page.get_by_role("button", name="Write it down at once").click()
    page.get_by_text("Waiting, kept on this phone").wait_for()
    assert phone.written() == 2
    phone.context.set_offline(False)
    page.get_by_text("Accepted", exact=True).wait_for()
    assert phone.written() == 3
    page.get_by_role("link", name="See it").click()
    assert "/circle/meetings/" in page.url
