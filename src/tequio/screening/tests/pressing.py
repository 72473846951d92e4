"""Reading and pressing pages in tests."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client


def text(answer: HttpResponse) -> str:
    """The words of a page, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def press(browser: Client, place: str, do: str, **sent: Any) -> Any:
    """Open a page for a key, and press one of its forms."""
    shown = browser.get(place).content.decode()
    (key, *_others) = re.findall(r'name="key" value="([^"]+)"', shown)
    return browser.post(place, {"key": key, "do": do, **sent}, follow=True)
