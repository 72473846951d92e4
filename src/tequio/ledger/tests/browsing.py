"""A group's browsers on the day of the tests, and what stands on a page."""

from __future__ import annotations

import html
import re
from datetime import date
from itertools import count
from typing import Any

from django.test import Client
from django.urls import reverse

from tequio.ledger.tests.founding import FOUNDED, SOURCE_HASH, Group
from tequio.membership import queries as members
from tequio.membership.tests.groups import browser_of
from tequio.statutes import amending

HINDI = {"HTTP_ACCEPT_LANGUAGE": "hi"}
PRESSES = count(1)


def slug_of(group: Group) -> str:
    """The group's short name."""
    found = members.organisation(group.organisation)
    assert found is not None
    return found.slug


def at(group: Group, name: str, *given: Any) -> str:
    """The address of a page of the group's books."""
    return reverse(f"ledger:{name}", args=[slug_of(group), *given])


def browser(group: Group, who: str) -> Client:
    """The browser of a member by her first name."""
    return browser_of(group.people[who])


def see(group: Group, who: str, page: str, /, *given: Any, **query: Any) -> Any:
    """What a member's browser gets from a page."""
    return browser(group, who).get(at(group, page, *given), query)


def press(group: Group, who: str, page: str, /, *given: Any, **fields: Any) -> Any:
    """What a member's browser gets when she sends a form, under a key of its own."""
    sent = {"key": f"pressed-{next(PRESSES)}"} | fields
    return browser(group, who).post(at(group, page, *given), sent)


def words(answer: Any) -> str:
    """The words of a page, without its marks, each blank one blank."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", html.unescape(plain)).strip()


def codes(answer: Any) -> list[str]:
    """The codes of the refusals that stand on a page."""
    return re.findall(r'<code lang="en">([a-z_]+)</code>', answer.content.decode())


def errors(answer: Any) -> str:
    """What is said under the fields of a form."""
    found = re.findall(r'class="errorlist[^>]*>(.*?)</ul>', answer.content.decode(), re.S)
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(found)))


def is_grey(answer: Any, label: str) -> bool:
    """Whether the button with these words cannot be pressed."""
    found = re.findall(r"<button([^>]*)>(.*?)</button>", answer.content.decode(), re.S)
    of_label = [marks for marks, inside in found if label in html.unescape(inside)]
    assert of_label, f"there is no button {label}"
    return all("disabled" in marks for marks in of_label)


def adopt(group: Group, since: date = FOUNDED, **values: Any) -> None:
    """Give the group a rule, as an amendment would: privacy_books="officers"."""
    amending.adopt(
        group.organisation,
        values={code.replace("_", ".", 1): value for code, value in values.items()},
        from_day=since,
        source=1,
        source_hash=SOURCE_HASH,
        reasons={},
    )
