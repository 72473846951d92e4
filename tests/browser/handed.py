"""A small phone that several people hold in turn."""

from __future__ import annotations

import os
from typing import Any

from tequio.membership.service import open_account
from tequio.membership.tests.groups import browser_of
from tests.browser import looking
from tests.lanes.nodes import Node


def session_of(person: int) -> str:
    """With which somebody is signed in."""
    open_account(person)
    return browser_of(person).cookies["sessionid"].value


class Handed:
    """A phone that is handed round: who holds it, and what she sees and presses."""

    def __init__(self, node: Node, page: Any, sessions: dict[str, str]) -> None:
        self.node, self.page, self.sessions = node, page, sessions

    def is_held_by(self, name: str, address: str) -> None:
        """She comes in, and opens a page."""
        session = {"name": "sessionid", "value": self.sessions[name], "url": self.node.url}
        self.page.context.clear_cookies()
        self.page.context.add_cookies([session])
        self.page.goto(self.node.url + address)

    def opens(self, label: str) -> None:
        self.page.locator("main").get_by_role("link", name=label).first.click()

    def unfolds(self, title: str) -> None:
        """A part of the page that is folded is opened, which needs no script."""
        self.page.locator("main summary", has_text=title).first.click()

    def presses(self, label: str, **fields: str) -> None:
        """Fill the fields of the form with this button, and press it."""
        button = self.page.get_by_role("button", name=label, exact=True)
        form = self.page.locator("main form", has=button).first
        for name, words in fields.items():
            form.locator(f"[name={name}]").fill(words)
        form.get_by_role("button", name=label, exact=True).click()

    def looks(self, name: str, words: str) -> None:
        """It says so, and it fits the phone; `test_every_page` looks for barriers."""
        self.page.wait_for_load_state()
        assert words in self.page.inner_text("main"), name
        assert looking.overflow(self.page) <= 0, name
        places = os.environ.get("TEQUIO_PICTURES", "")
        if places:
            self.page.screenshot(path=f"{places}/walked-{name}.png", full_page=True)
