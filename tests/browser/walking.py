"""Walks the demonstration by its links, as nobody, as a newcomer, and as people of each group.

What no link and no form leads to is a page that no member can find.
"""

from __future__ import annotations

import functools
import gzip
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.browser.cases import FULLEST

NOBODY, NEWCOMER = "nobody", "newcomer"
PASSWORD = "seven green mangoes"
COME_IN = "come_in"
EXAMPLES = 2
"""How many pages of one kind each walker opens: what one loan cannot show, another may."""
ONE_OF = 6
"""Of the two liveliest groups all officers walk, of the next ones up to this place the first and
the third: who leads, and who keeps the money."""
OUTSIDE = ("api/",)
"""Prefixes of addresses that are no pages."""


def routes() -> list[str]:
    """The name of every address of the house that is a page or a form."""
    return sorted({*_named(get_resolver().url_patterns), COME_IN})


def _named(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if str(pattern.pattern).startswith(OUTSIDE):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _named(pattern.url_patterns, inner)
        else:
            assert pattern.name, f"the address {pattern.pattern} has no name"
            yield space + pattern.name


def route_of(address: str) -> str | None:
    """The name behind an address of the house; None for files and strangers."""
    return _route_at(urllib.parse.urlsplit(address).path)


@functools.cache
def _route_at(path: str) -> str | None:
    if path == "/come-in":
        return COME_IN
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


class Reading(HTMLParser):
    """What a page links to, where its forms go, and what it says."""

    SILENT = frozenset({"script", "style", "code", "head", "option"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.files: list[str] = []
        self.fields: dict[str, str] = {}
        self.casts: list[list[str]] = []
        self.said: list[str] = []
        self._silent: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(given.get("action", ""))
            self.casts.append([])
        if tag == "link" and given.get("rel") == "stylesheet":
            self.files.append(given["href"])
        if tag == "img":
            self.files.append(given["src"])
        if tag == "input" and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value", "")
        if tag == "button" and given.get("class") == "person":
            self.casts[-1].append(given["value"])
        if tag not in VOID:
            foreign = given.get("lang", "hi") != "hi" and tag != "html"
            self._silent.append(tag if tag in self.SILENT or foreign else "")
        self.said += [given[name] for name in ("aria-label", "alt", "data-label") if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._silent:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._silent):
            self.said.append(data)


VOID = frozenset({"meta", "link", "br", "hr", "img", "input", "path", "rect", "use", "circle"})


@dataclass
class Answer:
    """What came back: status, text, and how many bytes went over the line."""

    url: str
    status: int
    page: str
    bytes: int
    kind: str


class Visitor:
    """A browser without pictures: keeps cookies, reads pages, presses buttons."""

    def __init__(self, home: str, language: str = "en") -> None:
        self.home = home
        self.language = language
        self._takes(CookieJar())

    def _takes(self, jar: CookieJar) -> None:
        self.jar = jar
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def __getstate__(self) -> dict[str, Any]:
        return {"home": self.home, "language": self.language, "cookies": list(self.jar)}

    def __setstate__(self, kept: dict[str, Any]) -> None:
        self.home, self.language = kept["home"], kept["language"]
        jar = CookieJar()
        for cookie in kept["cookies"]:
            jar.set_cookie(cookie)
        self._takes(jar)

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.home + path))

    def post(self, path: str, **given: str) -> Answer:
        mark = Reading(self.get("/").page).fields["csrfmiddlewaretoken"]
        data = urllib.parse.urlencode(given | {"csrfmiddlewaretoken": mark}).encode()
        return self._ask(urllib.request.Request(self.home + path, data))

    def _ask(self, request: urllib.request.Request) -> Answer:
        request.add_header("Accept-Language", self.language)
        request.add_header("Accept-Encoding", "gzip")
        request.add_header("Referer", self.home + "/")
        try:
            reply = self._opener.open(request, timeout=120)
        except urllib.error.HTTPError as refused:
            reply = refused
        with reply:
            body = reply.read()
            sent = len(body)
            if reply.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            kind = reply.headers.get_content_type()
            text = body.decode("utf-8", "replace") if kind.startswith("text/") else ""
            return Answer(reply.url, reply.status, text, sent, kind)

    def cookies(self) -> list[Any]:
        """Her cookies, as a browser takes them."""
        return [{"name": c.name, "value": c.value or "", "url": self.home} for c in self.jar]

    def come_in(self, role: str) -> None:
        """Be this person, reading in this visitor's language."""
        if role == NEWCOMER:
            self._sign_up()
        elif role != NOBODY:
            self.post("/come-in", person=role)
        self.post("/language", language=self.language)

    def _sign_up(self) -> None:
        """The newcomer of the walks: signs up the first time, signs in later."""
        login, word = "newcomer@example.org", PASSWORD
        answer = self.post("/account/sign-in", login=login, password=word)
        if answer.url.endswith("/account/sign-in"):
            self.post("/account/sign-up", name="Newcomer", email=login, password1=word)
            self.post("/account/token", key="a press", title="till")


@dataclass(frozen=True)
class Example:
    """A page as somebody found it."""

    path: str
    role: str
    answer: Answer


@dataclass
class Walk:
    """Everything that was found: an example of each page, where forms lead, what was broken."""

    home: str
    language: str
    pages: dict[str, Example] = field(default_factory=dict)
    forms: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    homes: list[Example] = field(default_factory=list)
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def with_everybody(self) -> Walk:
        """Everybody who walks comes in: nobody, a newcomer, each person whom the front door offers.

        Nothing is opened yet, so that workers can share who walks.
        """
        front = Reading(Visitor(self.home, self.language).get("/").page)
        casts = [cast for cast in front.casts if cast]
        people = [person for cast in casts[:2] for person in cast[:-2]]
        people += [person for cast in casts[2:ONE_OF] for person in cast[:3:2]]
        for role in dict.fromkeys((NOBODY, NEWCOMER, *people)):  # some belong to two groups
            self.visitors[role] = Visitor(self.home, self.language)
            self.visitors[role].come_in(role)
        return self

    def alone(self, role: str, direct: dict[str, str]) -> Walk:
        """What this one person finds, apart from what others found."""
        one = Walk(self.home, self.language, visitors={role: self.visitors[role]})
        one._as(role, direct)
        return one

    def joined(self, walks: Iterable[Walk]) -> Walk:
        """All that these walks found, as if one had been made after the other."""
        for one in walks:
            self.forms |= one.forms
            self.broken += one.broken
            self.homes += one.homes
            for name, example in one.pages.items():
                self._prefer(name, example)
        return self

    def moved_to(self, home: str) -> Walk:
        """The same walk where its node answers elsewhere now."""
        self.home = home
        for visitor in self.visitors.values():
            visitor.home = home
        return self

    @contextmanager
    def reading(
        self, language: str, *roles: str
    ) -> Iterator[dict[str, tuple[Visitor, dict[str, str]]]]:
        """Whoever found a page, or of them these, reads another language meanwhile.

        Gives  role → the visitor, and route → address of each page that she found
        """
        found: dict[str, tuple[Visitor, dict[str, str]]] = {}
        for route, one in sorted(self.pages.items()):
            if one.answer.kind == "text/html" and (not roles or one.role in roles):
                places = found.setdefault(one.role, (self.visitors[one.role], {}))[1]
                places[route] = one.path.replace(f"in={self.language}", f"in={language}")
        for visitor, _places in found.values():
            visitor.post("/language", language=language)
        try:
            yield found
        finally:
            for visitor, _places in found.values():
                visitor.post("/language", language=self.language)

    def answers_in(self, language: str, role: str) -> dict[str, Answer]:
        """Every page that this one found, as it reads in this language."""
        with self.reading(language, role) as found:
            return {
                route: visitor.get(path)
                for visitor, places in found.values()
                for route, path in places.items()
            }

    def _as(self, role: str, direct: dict[str, str]) -> None:
        visitor = self.visitors[role]
        seen: set[str] = set()
        opened: Counter[str] = Counter()
        waiting = ["/"]
        if role in {NOBODY, NEWCOMER}:
            waiting += [path.format(language=self.language) for path in direct.values()]
        while waiting:
            path = waiting.pop(0)
            name = route_of(path)
            if name is None or name == "account_logout":
                self._keep_only(name, path, role)
                continue
            if path in seen or opened[name] == EXAMPLES:
                continue
            seen.add(path)
            opened[name] += 1
            answer = visitor.get(path)
            self._keep(name, Example(path, role, answer))
            reading = Reading(answer.page)
            self.forms |= {route_of(urllib.parse.urljoin(path, a)) or "" for a in reading.forms}
            waiting += [
                urllib.parse.urljoin(path, link)
                for link in reading.links
                if not re.match(r"#|[a-z]+:", link)
            ]

    def _keep_only(self, name: str | None, path: str, role: str) -> None:
        """Signing out is a page too, but walking through it would end the walk."""
        if name == "account_logout" and role == NEWCOMER and name not in self.pages:
            visitor = Visitor(self.home, self.language)
            visitor.come_in(role)
            self.pages[name] = Example(path, role, visitor.get(path))

    def _keep(self, name: str, example: Example) -> None:
        answer = example.answer
        if answer.status >= 400:
            self.broken.append(f"{example.path} as {example.role}: {answer.status}")
            return
        if name == "home":
            self.homes.append(example)
        came_to = route_of(answer.url)
        if came_to == name:
            self._prefer(name, example)

    def _prefer(self, name: str, example: Example) -> None:
        known = self.pages.setdefault(name, example)
        if name in FULLEST and known.answer.bytes < example.answer.bytes:
            self.pages[name] = example
