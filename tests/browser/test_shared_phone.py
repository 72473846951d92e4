"""The phone in the box on a small screen: from the officer who shares it to the third member."""

from __future__ import annotations

import os
import re
from typing import Any

from tequio.membership.service import open_account
from tequio.membership.tests.groups import Group, browser_of, found
from tests.browser import looking
from tests.lanes.nodes import Node


def session_of(group: Group, name: str) -> str:
    open_account(group.people[name])
    return browser_of(group.people[name]).cookies["sessionid"].value


def looked_at(page: Any, name: str) -> None:
    """Nothing is too wide, too small or in anybody's way; keep a picture if asked for."""
    page.wait_for_load_state()
    assert looking.overflow(page) <= 0, name
    assert looking.small_targets(page) == [], name
    assert looking.barriers(page) == [], name
    places = os.environ.get("TEQUIO_PICTURES", "")
    if places:
        page.screenshot(path=f"{places}/{name}.png", full_page=True)


def presses(page: Any, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()


def types(page: Any, **fields: str) -> None:
    for name, words in fields.items():
        page.fill(f"[name={name}]", words)


def signs_in(node: Node, page: Any, group: Group, name: str) -> None:
    session = node.copy.aside(session_of, group, name)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": node.url}])


def test_an_officer_shares_the_phone_and_a_member_without_a_sign_in_chooses_a_pin(
    node: Node, phone: Any
) -> None:
    group = node.copy.aside(found)
    signs_in(node, phone, group, "asha")
    phone.goto(f"{node.url}/o/sakhi/members/{group.people['chand']}/")
    phone.get_by_role("link", name="A code for a PIN").click()
    looked_at(phone, "pin-code-asked")
    presses(phone, "Make the code")
    looked_at(phone, "pin-code")
    code = re.findall(r"(?:\d{4} ){3}\d{4}", phone.inner_text("main"))[0]
    phone.goto(f"{node.url}/o/sakhi/members/phones")
    looked_at(phone, "phones-none")
    types(phone, title="The phone in the box")
    presses(phone, "Share this phone")
    looked_at(phone, "who-officer")
    presses(phone, "Next person")
    looked_at(phone, "who")
    phone.get_by_role("link", name="I have a code for a PIN").click()
    looked_at(phone, "pin-by-code-1")
    types(phone, code=code)
    presses(phone, "Go on")
    types(phone, pin="4821", again="4821")
    looked_at(phone, "pin-by-code-2")
    presses(phone, "Keep this PIN")
    phone.get_by_role("link", name="Chand R.").click()
    looked_at(phone, "she")
    types(phone, pin="4812")
    presses(phone, "This is me")
    looked_at(phone, "she-wrong")
    types(phone, pin="4821")
    presses(phone, "This is me")
    assert phone.url == f"{node.url}/o/sakhi/"
    looked_at(phone, "home-by-pin")


def test_an_officer_chooses_her_pin_and_is_no_officer_by_it(node: Node, phone: Any) -> None:
    group = node.copy.aside(found)
    signs_in(node, phone, group, "asha")
    phones = f"{node.url}/o/sakhi/members/phones"
    phone.goto(phones)
    phone.get_by_role("link", name="Choose my PIN").click()
    types(phone, pin="1234", again="1234")
    presses(phone, "Keep this PIN")
    looked_at(phone, "pin-too-easy")
    types(phone, pin="7350", again="7350")
    presses(phone, "Keep this PIN")
    presses(phone, "Share this phone")
    presses(phone, "Next person")
    phone.get_by_role("link", name="Asha D.").click()
    types(phone, pin="7350")
    presses(phone, "This is me")
    phone.goto(phones)
    looked_at(phone, "phones-by-pin")
    assert phone.get_by_role("button", name="Strike off").count() == 0
    presses(phone, "Next person")
    signs_in(node, phone, group, "bina")
    phone.goto(phones)
    looked_at(phone, "phones-in-use")
    phone.get_by_role("button", name="Strike off").click()
    looked_at(phone, "phones-struck-off")
    phone.goto(f"{node.url}/phone/")
    assert "No group shares this phone" in phone.inner_text("main")
    looked_at(phone, "who-nowhere")
