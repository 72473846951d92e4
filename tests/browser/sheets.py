"""A savings group before its meeting, and its phone: what the browser tests of the sheet share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from tequio.circles.queries import keys_of, lines_of, running_cycle, sheets_of
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.membership.tests.groups import browser_of, on_the_shared_phone
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import VALUES, WOMEN, holds, ten
from tests.lanes.nodes import Node

NETWORK = 15_000
WAITING, ACCEPTED = "Waiting, kept on this phone", "Accepted"
IS_KEPT = """async (place) => {
    for (const name of await caches.keys()) {
        const isPage = name.startsWith('tequio-pages-');
        if (isPage && await (await caches.open(name)).match(place)) return true;
    }
    return false;
}"""


def met() -> Savers:
    """Ten women who met twice; everybody bought two shares, and Fati has a loan."""
    with transaction.atomic():
        savers = ten(Stage(timezone.localdate() - timedelta(days=14)), **{"circle.weekday": "any"})
        savers.starts()
        savers.meets(dict.fromkeys(WOMEN, 2))
        savers.group.stage.later(7)
        seeds = Asks("Fati", 1_500, (9, 0, 0), weeks=2, purpose="Seeds")
        savers.meets(Told(dict.fromkeys(WOMEN, 2), asks=(seeds,)))
        savers.group.stage.later(7)
        return savers


def twenty() -> Savers:
    """Twenty women a week after they met; four of them have a loan of which a part is due."""
    names = [f"Woman {place:02}" for place in range(20)]
    offices: dict[str, tuple[str, ...]] = {
        "Woman 15": ("chair",),
        "Woman 16": ("secretary",),
        "Woman 17": ("treasurer", "bookkeeper"),
    }
    values = {**VALUES, "circle.weekday": "any", "circle.keys": 1, "keys.pay": 1}
    with transaction.atomic():
        group = Stage(timezone.localdate() - timedelta(days=14)).found(
            NewGroup("Twenty", "savings-circle", "GHS", template="savings-circle"),
            [Founder(name, offices=offices.get(name, ())) for name in names],
            values=values,
        )
        savers = Savers(group, "Woman 17", ("Woman 10", "Woman 11"))
        savers.starts()
        savers.meets(dict.fromkeys(names, 3))
        group.stage.later(7)
        asks = tuple(Asks(name, 400, (19, 0, 0), weeks=4, purpose="Seeds") for name in names[7:11])
        savers.meets(Told(dict.fromkeys(names, 3), asks=asks))
        group.stage.later(7)
    return savers


@dataclass
class Phone:
    """A browser of its own that one person after another holds."""

    node: Node
    savers: Savers
    context: Any
    mark: dict[str, str] = field(default_factory=dict)

    @property
    def sheet(self) -> str:
        """The address of the sheet."""
        return f"{self.node.url}/o/{self.savers.group.slug}/circle/meeting"

    def person(self, name: str) -> int:
        return self.savers.group.person[name]

    def is_shared(self, with_pins: Sequence[str]) -> None:
        """The group shares this phone, and these women chose the PIN 4821."""

        def share() -> str:
            group = self.savers.group
            clients = [
                on_the_shared_phone(
                    group.organisation, group.person[name], officer=group.person["Bea"]
                )
                for name in with_pins
            ]
            return str(clients[0].cookies["tequio_device"].value)

        self.mark = {"tequio_device": self.node.copy.aside(share)}

    def signs_in(self, name: str) -> None:
        """She takes the place of whoever was signed in."""

        def session() -> str:
            return str(browser_of(self.person(name)).cookies["sessionid"].value)

        self.context.clear_cookies()
        self.takes({"sessionid": self.node.copy.aside(session), **self.mark})

    def takes(self, cookies: dict[str, str]) -> None:
        self.context.add_cookies(
            [{"name": n, "value": v, "url": self.node.url} for n, v in cookies.items()]
        )

    def opens(self) -> Any:
        """The sheet, with the worker at work and the page kept."""
        page = self.context.new_page()
        page.goto(self.sheet)
        page.wait_for_function("() => navigator.serviceWorker.controller", timeout=2 * NETWORK)
        for _moment in range(200):
            if page.evaluate(IS_KEPT, self.sheet):
                return page
            page.wait_for_timeout(50)
        raise AssertionError("the phone did not keep the sheet")

    def box(self) -> tuple[int, int]:
        """What an ordinary meeting leaves in box and bag, in minor units."""

        def counted() -> tuple[int, int]:
            bag = holds(self.savers, "cash", "social")
            return holds(self.savers, "cash") - bag + 10 * 1000, bag + 500

        return self.node.copy.aside(counted)

    def written(self) -> list[Any]:
        """The sheets of the cycle, newest first."""

        def sheets() -> list[Any]:
            cycle = running_cycle(self.savers.group.organisation, "main")
            assert cycle is not None
            return sheets_of(self.savers.group.organisation, cycle.id)

        return self.node.copy.aside(sheets)

    def lines(self) -> dict[str, Any]:
        """The newest sheet, by first name."""
        newest, organisation = self.written()[0].id, self.savers.group.organisation
        names = {number: name for name, number in self.savers.group.person.items()}
        found = self.node.copy.aside(lines_of, organisation, newest)
        return {names[one.person]: one for one in found}

    def keys(self) -> dict[int, bool]:
        """Who held a key on the newest sheet, and whether it was proved."""
        organisation = self.savers.group.organisation
        return dict(self.node.copy.aside(keys_of, organisation, self.written()[0].id))

    # With a finger ------------------------------------------------------------------------------

    def counts(self, page: Any, box: int, bag: int) -> None:
        """Type what lies in box and bag, and who saw it."""
        page.fill("[name=counted]", f"{box / 100:.2f}")
        page.fill("[name=social]", f"{bag / 100:.2f}")
        for place, name in enumerate(("Dede", "Efua")):
            page.select_option(f"[name=wi-{place}]", label=name)

    def chooses(self, page: Any, field_name: str, value: str) -> None:
        """Press one of several."""
        page.locator(f"input[name={field_name}][value='{value}']").check(force=True)

    def keeps(self, page: Any) -> None:
        """Press "Add it up"; there is no network, so keep it on the phone."""
        page.get_by_role("button", name="Add it up").click()
        page.get_by_role("button", name="Keep it on this phone").click()
        page.wait_for_function("() => !document.querySelector('form[data-outbox]').inert")


def phone_of(node: Node, browser: Any, savers: Savers) -> Phone:
    """A narrow phone on which whoever writes the sheet is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    context.set_default_timeout(NETWORK)
    phone = Phone(node, savers, context)
    phone.signs_in(savers.writes)
    return phone
