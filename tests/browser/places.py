"""A savings group and the phone of its treasurer: what the tests without network share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tequio.chronicle.models import LineRow
from tequio.ledger.tests.founding import Group, found
from tequio.membership.tests.groups import browser_of, on_the_shared_phone
from tests.lanes.nodes import Node

WAITING, ACCEPTED = "Waiting, kept on this phone", "Accepted"
NETWORK = 15_000
IS_KEPT = """async () => {
    for (const name of await caches.keys()) {
        if (!name.startsWith('tequio-pages-')) continue;
        if ((await (await caches.open(name)).keys()).length) return true;
    }
    return false;
}"""


@dataclass
class Place:
    """A node with a group whose treasurer is Asha, and the browser of a phone."""

    node: Node
    group: Group
    context: Any

    @property
    def save(self) -> str:
        return f"{self.node.url}/o/asha-group/books/save"

    def signs_in(self, name: str) -> None:
        """Take the place of whoever was signed in."""
        self.context.clear_cookies()
        self.takes(self.node.copy.aside(session_of, self.group.people[name]))

    def takes(self, cookies: dict[str, str]) -> None:
        self.context.add_cookies(
            [{"name": n, "value": v, "url": self.node.url} for n, v in cookies.items()]
        )

    def opens(self) -> Any:
        """The page of savings, with the worker at work and the page kept."""
        page = self.context.new_page()
        page.goto(self.save)
        return kept(page)

    def saved(self) -> list[int]:
        """The sums of all savings in the book, by the chronicle."""
        return self.node.copy.aside(
            lambda: list(
                LineRow.objects.filter(kind="ledger.save").values_list("number", flat=True)
            )
        )


def kept(page: Any) -> Any:
    """The page that is open, once the worker is at work and the phone keeps it."""
    page.wait_for_function("() => navigator.serviceWorker.controller", timeout=2 * NETWORK)
    for _moment in range(200):
        if page.evaluate(IS_KEPT):
            return page
        page.wait_for_timeout(50)
    raise AssertionError("the phone did not keep the page")


def founded() -> Group:
    with transaction.atomic():
        return found()


def session_of(person: int) -> dict[str, str]:
    return {"sessionid": browser_of(person).cookies["sessionid"].value}


def shared_session(group: Group, name: str) -> dict[str, str]:
    asha = group.people["Asha"]
    phone = on_the_shared_phone(group.organisation, group.people[name], officer=asha)
    return {name: phone.cookies[name].value for name in ("sessionid", "tequio_device")}


def fills(page: Any, amount: str = "50") -> None:
    page.select_option("[name=person]", label="Devi")
    page.fill("[name=amount]", amount)
    box = page.locator("[name=account]")
    if box.count() and box.first.get_attribute("type") == "radio":
        box.first.check()


def writes(page: Any, amount: str = "50") -> None:
    fills(page, amount)
    page.get_by_role("button", name="Write it down").click()


def picture(page: Any, name: str) -> None:
    """Keep what she sees, if the environment names a place for it."""
    if places := os.environ.get("TEQUIO_PICTURES", ""):
        page.screenshot(path=f"{places}/{name}.png", full_page=True)


def outbox(page: Any) -> Any:
    return page.locator("#outbox .kept")
