"""Where a fact comes from, in words, and what of it whoever reads may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.screening.pages.behind import Behind
from tequio.screening.pages.ways import address
from tequio.screening.pages.wording import value_in_words
from tequio.screening.rules.catalogue import BOOKS, FACTS
from tequio.screening.rules.evidence import EVIDENCE, GRADES, OFFICIAL, VISITED
from tequio.screening.rules.items import Item

PLATFORM, REGISTER, ATTESTATION = "platform", "register", "attestation"
OWN_BOOKS = _("its own books here: %(book)s")
OF_THE_LAW = _("the law itself, for its legal form")
OFFICIAL_REGISTER = _("an official register")
OTHER_SOURCE = _("a source of the register here")
OWN_WORD = _("its own word in the register")
VOUCHED = _("others vouch for it")
LAW = "law."


@dataclass(frozen=True)
class Around:
    """What a page knows of the origins of facts.

    slug, listed  whose register, and the number there; 0: of none
    addresses     origin such as `minutes:7` → page or file that the reader may open
    public        origins of evidence that anybody may see
    is_closed     figures of own books, and of evidence that is not public, are not told
    rows          origin → ways to the rows behind it; silences: fact → why own books do not say it
    """

    slug: str = ""
    listed: int = 0
    addresses: Mapping[str, str] = field(default_factory=dict)
    public: frozenset[str] = frozenset()
    is_closed: bool = False
    rows: Mapping[str, tuple[Behind, ...]] = field(default_factory=dict)
    silences: Mapping[str, str] = field(default_factory=dict)

    def tells(self, item: Item) -> bool:
        """Whether the reader may see what exactly this item says: what the rules are, and whether
        something is so, a judgement tells anyway; figures are another matter."""
        is_figure = FACTS[item.fact].kind not in ("yes_no", "choice")
        is_own = FACTS[item.fact].aspect == "practice" and item.kind not in (REGISTER, ATTESTATION)
        return not (self.is_closed and is_figure and is_own) or item.origin in self.public

    def address(self, item: Item) -> str:
        """Where the reader can look at it; empty where she cannot."""
        if item.origin in self.addresses:
            return self.addresses[item.origin]
        is_said = item.kind == REGISTER and not item.reference.startswith(LAW)
        if is_said and self.slug and self.listed:
            return address("registry:listed", self.slug, self.listed)
        return ""


@dataclass(frozen=True)
class Source:
    """What says a fact, in words.

    grade  what it weighs, in words; empty where its title says so
    value  what it says, where sources disagree
    """

    title: str
    grade: str
    since: date | None
    until: date | None
    href: str
    value: str
    is_withdrawn: bool
    rows: tuple[Behind, ...] = ()


def source_of(item: Item, around: Around, *, with_value: bool) -> Source:
    """An item as its reader is told of it."""
    value = ""
    if with_value:
        value = value_in_words(item.fact, item.value) if around.tells(item) else ""
    return Source(
        title=origin_in_words(item),
        grade="" if _says_its_weight(item) else gettext(GRADES[item.grade]),
        since=item.since,
        until=item.until,
        href=around.address(item),
        value=value,
        is_withdrawn=item.is_withdrawn,
        rows=() if item.is_withdrawn else around.rows.get(item.origin, ()),
    )


def _says_its_weight(item: Item) -> bool:
    """Books here weigh as much as who confirmed them; all else mostly as much as its kind."""
    return item.kind != PLATFORM and item.grade in (VISITED, EVIDENCE[item.kind].grade)


def origin_in_words(item: Item) -> str:
    """Where an item comes from."""
    if item.kind == PLATFORM:
        book = BOOKS.get(FACTS[item.fact].book, "")
        return gettext(OWN_BOOKS) % {"book": gettext(book) if book else ""}
    if item.kind == REGISTER:
        return gettext(_register(item))
    if item.kind == ATTESTATION:
        return gettext(VOUCHED)
    return gettext(EVIDENCE[item.kind].title)


def _register(item: Item) -> str:
    if item.reference.startswith(LAW):
        return OF_THE_LAW
    if item.grade >= OFFICIAL:
        return OFFICIAL_REGISTER
    return OTHER_SOURCE if item.grade else OWN_WORD
