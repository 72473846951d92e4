"""Reading and pressing pages of the room in tests, as one of several people."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tequio.ecosystem.tests.stage import Stage
from tequio.membership.tests.groups import browser_of


def text(answer: HttpResponse) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def press(browser: Client, place: str, do: str, **sent: Any) -> Any:
    """Open a page for a key, and press one of its forms."""
    shown = browser.get(place).content.decode()
    key = re.findall(r'name="key" value="([^"]+)"', shown)[0]
    return browser.post(place, {"key": key, "do": do, **sent}, follow=True)


def browser(stage: Stage, name: str) -> Client:
    """The browser of one of the network's people; `outsider`: of nobody who is signed in."""
    return Client() if name == "outsider" else browser_of(stage.group.people[name])


def at(stage: Stage, page: str) -> str:
    """The address of a page of the room."""
    return f"/o/{stage.group.slug}/ecosystem/{page}"


def opens(stage: Stage, page: str, *names: str) -> list[int]:
    """What each of these is answered who opens a page."""
    return [browser(stage, name).get(at(stage, page)).status_code for name in names]
