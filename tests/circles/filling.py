"""Filling the sheet of a meeting as a browser without script would send it."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tequio.membership.tests.groups import browser_of
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import WOMEN, holds, ten

PRESSES, SEE_OTHER = count(1), 303


class Sent(HTMLParser):
    """The fields of the first form with `method=post` in `<main>`, as they would be sent."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._is_in, self._select = False, ""
        self.feed(page[page.index("<main") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._is_in = "meeting" in given.get("class", "")
        name = given.get("name", "")
        if not self._is_in or not (name or tag == "option"):
            return
        if tag == "input":
            kind = given.get("type", "text")
            if (kind in ("checkbox", "radio") and "checked" not in given) or kind == "file":
                return
            self.fields[name] = given.get("value", "")
        elif tag == "select":
            self._select, self.fields[name] = name, ""
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = given.get("value", "")


class Writer:
    """Who sits before the sheet of a group: its pages, and what is pressed on them."""

    def __init__(self, savers: Savers, name: str = "") -> None:
        self.savers = savers
        self.client: Client = browser_of(savers.group.person[name or savers.writes])

    def address(self, name: str, *numbers: object) -> str:
        """The address of a page of this group."""
        return reverse(f"circles:{name}", args=[self.savers.group.slug, *numbers])

    def opens(self, name: str, *numbers: object, status: int = 200, query: str = "") -> str:
        """The text of a page."""
        answer = self.client.get(self.address(name, *numbers) + query)
        assert answer.status_code == status, answer.content.decode()[:2000]
        return answer.content.decode()

    def sheet(self, **typed: Any) -> dict[str, Any]:
        """The sheet as it is offered, with what is counted and seen, and what was typed."""
        person = self.savers.group.person
        seen = {f"wi-{n}": person[name] for n, name in enumerate(self.savers.witnesses)}
        offered = Sent(self.opens("meeting")).fields
        return offered | seen | {name.replace("_", "-"): one for name, one in typed.items()}

    def presses(self, do: str, fields: dict[str, Any], **head: str) -> HttpResponse:
        """Send the sheet with a button, and see what it leads to."""
        answer = self.client.post(self.address("meeting"), {**fields, "do": do}, headers=head)
        while answer.status_code == SEE_OTHER:
            answer = self.client.get(answer.headers["Location"])
        return answer

    def hers(self, code: str, name: str) -> str:
        """The name of a field in the row of a member."""
        return f"{code}-{self.savers.group.person[name]}"


def words(answer: HttpResponse | str) -> str:
    """What a reader sees, in one line."""
    page = answer if isinstance(answer, str) else answer.content.decode()
    bare = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(head|script|style)\b.*?</\1>", " ", page))
    return re.sub(r"\s+", " ", bare.replace("&#x27;", "'").replace("&nbsp;", " "))


def codes(answer: HttpResponse) -> list[str]:
    """Codes of the refusals that a page shows."""
    return re.findall(r'<code lang="en">([a-z_]+)</code>', answer.content.decode())


def met_twice() -> Savers:
    """Ten women who met a week ago: everybody bought two shares, Ama came late, Fati borrowed."""
    savers = ten(Stage(timezone.localdate() - timedelta(days=14)), **{"circle.weekday": "any"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    told = Told(
        dict.fromkeys(WOMEN, 2),
        attendance={"Ama": "late"},
        fines={"Ama": "late"},
        asks=(Asks("Fati", 1_500, (9, 0, 0), weeks=2, purpose="Seeds"),),
    )
    savers.meets(told)
    savers.group.stage.later(7)
    return savers


def in_the_box(savers: Savers, more: int = 0) -> dict[str, str]:
    """What an ordinary meeting leaves in box and bag."""
    cash = holds(savers, "cash", "social")
    box = holds(savers, "cash") - cash
    return {"counted": f"{(box + 10 * 1000 + more) / 100}", "social": f"{(cash + 500) / 100}"}
