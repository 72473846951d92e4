"""Which practice is meant: in an address, and in a list from which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from tequio.kernel import Refused
from tequio.knowledge.forms.places import Grouped
from tequio.knowledge.pages.visiting import Looking
from tequio.knowledge.pages.wording import text_of
from tequio.knowledge.queries.cases import ready_cases
from tequio.knowledge.queries.practices import PracticeLine, practices, published
from tequio.knowledge.queries.references import practice_read
from tequio.knowledge.rules.references import Practice, Read
from tequio.membership.visits import number_in

CHOSEN_BY = ("case", "practice", "keeper", "version", "of")
"""What an address says of a practice; `of` comes from a list: `case:creche`, `network:3`."""
CASE = "case"
READ_ONLY = "look"
"""Key of an act that is never done: what somebody may read is asked in its name."""


@dataclass(frozen=True)
class Chosen:
    """A practice that the reader may read.

    asked  as acts take it; query: for the address of another page
    """

    asked: Practice
    read: Read
    query: str


def asked_in(given: Mapping[str, str], slug: str) -> Practice | None:
    """What an address or a form names; None where it names nothing.

    slug  of the library in which one is: its own practices are named by number alone
    """
    kind, _colon, name = given.get("of", "").partition(":")
    if kind and name:
        if kind == CASE:
            return Practice(case=name[:40])
        return _numbered(name, "", "" if kind == slug else kind)
    if given.get("case"):
        return Practice(case=given["case"][:40])
    if given.get("practice"):
        keeper = given.get("keeper", "")
        return _numbered(given["practice"], given.get("version", ""), keeper)
    return None


def _numbered(practice: str, version: str, keeper: str) -> Practice | None:
    number = number_in(practice)
    if number is None:
        return None
    return Practice(innovation=number, version=number_in(version) or None, keeper=keeper[:80])


def practice_called(looking: Looking, request: HttpRequest) -> Chosen | None:
    """What the address names.  Raises Http404 where the reader may not read it."""
    given = request.GET
    asked = asked_in({name: given.get(name, "") for name in CHOSEN_BY}, looking.slug)
    if asked is None:
        return None
    try:
        read = practice_read(looking.act(READ_ONLY), asked)
    except Refused as unread:
        raise Http404 from unread
    return Chosen(asked, read, query_of(asked))


def query_of(asked: Practice) -> str:
    """The same for an address."""
    if asked.case:
        return urlencode({"case": asked.case})
    told = {"practice": asked.innovation, "version": asked.version, "keeper": asked.keeper}
    return urlencode({name: value for name, value in told.items() if value})


def practices_to_choose(looking: Looking) -> Grouped:
    """Own practices, those that others published, ready cases.  Ten queries, however many."""
    own = practices(looking.keeper, takes_part=looking.takes_part).practices
    others = published(looking.today, but=looking.keeper)
    cases = [(f"{CASE}:{one.code}", text_of(one.title)) for one in ready_cases()]
    groups = [
        (gettext("Our own"), [(_code(one), one.title) for one in own]),
        (
            gettext("Of others"),
            [(_code(one), f"{one.title} ({one.keeper_name})") for one in others],
        ),
        (gettext("Ready cases"), sorted(cases, key=lambda one: one[1])),
    ]
    return [(title, some) for title, some in groups if some]


def _code(line: PracticeLine) -> str:
    return f"{line.keeper_slug}:{line.id}"
