"""Pressing buttons in tests: forms sent as a browser without script sends them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tequio.governance.tests.hall import Hall

PRESSES = count(1)


def address(group: Hall, name: str, *numbers: object, query: str = "") -> str:
    """The address of a page of this group."""
    return reverse(f"governance:{name}", args=[group.slug, *numbers]) + query


def shown(browser: Client, place: str, status: int = 200) -> str:
    """The words of a page, without its marks."""
    answer = browser.get(place)
    assert answer.status_code == status, (place, answer.status_code)
    return words(answer)


def words(answer: HttpResponse) -> str:
    """What a reader sees, in one line."""
    page = re.sub(r"(?s)<(head|script|style)\b.*?</\1>", " ", answer.content.decode())
    bare = re.sub(r"<[^>]+>", " ", page)
    return re.sub(r"\s+", " ", bare.replace("&#x27;", "'").replace("&nbsp;", " ")).replace(
        " .", "."
    )


def codes(answer: HttpResponse) -> list[str]:
    """Codes of the refusals that a page shows."""
    return re.findall(r'<code lang="en">([a-z_]+)</code>', answer.content.decode())


def press(browser: Client, to: str, /, **fields: Any) -> HttpResponse:
    """Send a form, with a key of its own unless one is given."""
    return browser.post(to, {"key": f"press-{next(PRESSES)}", **fields})


class Form(HTMLParser):
    """The fields of the first form in `<main>`, as a browser would send them untouched."""

    def __init__(self, answer: HttpResponse) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}
        self._select = self._text = ""
        self._is_in = False
        page = answer.content.decode()
        self.feed(page[page.index("<main") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self._is_in = True
        name = given.get("name", "")
        if not self._is_in or (not name and tag != "option"):
            return
        if tag == "input":
            self._input(name, given)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self.fields.setdefault(self._select, given.get("value", ""))
            if "selected" in given:
                self.fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            self._text = name
            self.fields[name] = ""

    def _input(self, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                ticked = self.fields.setdefault(name, [])
                ticked.append(given.get("value", "on"))
        elif kind != "file":
            self.fields[name] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._text:
            self.fields[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._text = ""
        elif tag == "form":
            self._is_in = False
