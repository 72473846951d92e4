"""The library: own practices, those that others published, ready cases; found in any language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tequio.kernel import gettext_noop as _
from tequio.knowledge.pages.visiting import Looking, look, shown
from tequio.knowledge.pages.ways import ways_of
from tequio.knowledge.pages.wording import (
    STATES,
    Badge,
    mark_badges,
    place_in_words,
    sector_in_words,
    state_badge,
    text_of,
)
from tequio.knowledge.queries.cases import ready_cases
from tequio.knowledge.queries.finding import countries, find, sectors
from tequio.knowledge.queries.practices import PracticeLine, Sought, practices, published
from tequio.knowledge.rules.designs import CASE_STATES, Design
from tequio.knowledge.rules.finding import Wanted, is_wanted
from tequio.membership.visits import number_in
from tequio.membership.visits.countries import country_in_words

MOST_SEARCHED = 300
"""So many own practices, and as many of others, are searched by words at once: the newest."""
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("failure", _("ended, moved back or did harm")),
    ("ended", _("ended")),
    ("moved_back", _("moved back")),
    ("harm", _("somebody was harmed")),
    ("none", _("none of these")),
)


@dataclass(frozen=True)
class Line:
    """A practice or a ready case in the list.

    owner  whose it is, where it is another library's
    """

    href: str
    title: str
    note: str
    owner: str
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class Part:
    """A part of the list with its heading."""

    code: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    text: str
    wanted: Wanted

    @property
    def is_narrowed(self) -> bool:
        """Whether anything besides words is asked."""
        return self.wanted != Wanted()

    @property
    def sought(self) -> Sought:
        """The same for practices that are kept here, as far as the database can tell."""
        marked = self.wanted.mark not in ("", "none")
        state = self.wanted.state if self.wanted.state != "moved_back" else ""
        return Sought(state, marked, self.wanted.sector, self.wanted.country)


@require_safe
def practice_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All of it, or what is asked for; an address says what was asked."""
    looking = look(request, slug)
    asked = _asked(request)
    before = number_in(request.GET.get("before", ""))
    if asked.text.strip() or asked.is_narrowed:
        parts, more = _found(looking, asked), ""
    else:
        parts, more = _all(looking, before)
    given: dict[str, Any] = {
        "ways": ways_of(looking, but="knowledge:practices"),
        "asked": asked,
        "is_asked": bool(asked.text.strip()) or asked.is_narrowed,
        "choices": _choices(asked.wanted),
        "parts": parts,
        "count": sum(len(part.lines) for part in parts),
        "more": more,
    }
    return shown(request, looking, "practices", **given)


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    state, mark = given.get("state", ""), given.get("outcome", "")
    wanted = Wanted(
        state=state if state in CASE_STATES else "",
        mark=mark if mark in dict(OUTCOMES) else "",
        sector=given.get("sector", "") if given.get("sector") in sectors() else "",
        country=given.get("country", "") if given.get("country") in countries() else "",
    )
    return Asked(given.get("q", "")[:200], wanted)


def _choices(wanted: Wanted) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """Name, label, choices and what is chosen, of each filter."""
    anything = ("", gettext("any"))
    states = [(code, gettext(STATES[code])) for code in CASE_STATES]
    outcomes = [(code, gettext(words)) for code, words in OUTCOMES]
    in_sectors = sorted(((one, sector_in_words(one)) for one in sectors()), key=lambda one: one[1])
    in_countries = sorted(
        ((one, country_in_words(one)) for one in countries()), key=lambda one: one[1]
    )
    return [
        ("state", gettext("How far it came"), [anything, *states], wanted.state),
        ("outcome", gettext("What went wrong"), [anything, *outcomes], wanted.mark),
        ("sector", gettext("Sector"), [anything, *in_sectors], wanted.sector),
        ("country", gettext("Country"), [anything, *in_countries], wanted.country),
    ]


def _all(looking: Looking, before: int | None) -> tuple[list[Part], str]:
    """The parts of the library, and the address of the next practices."""
    page = practices(looking.keeper, takes_part=looking.takes_part, before=before)
    here = reverse("knowledge:practices", args=[looking.slug])
    more = f"{here}?{urlencode({'before': page.before})}" if page.before else ""
    own = tuple(_of_a_practice(one, looking) for one in page.practices)
    parts = [Part("own", looking.organisation.name, own)]
    if before is None:
        others = published(looking.today, but=looking.keeper)
        theirs = tuple(_of_a_practice(one, looking) for one in others)
        ready = tuple(_of_a_case(one, looking) for one in ready_cases())
        parts += [
            Part("others", gettext("Of other libraries here"), theirs),
            Part("ready", gettext("Ready cases"), ready),
        ]
    return [part for part in parts if part.lines], more


def _found(looking: Looking, asked: Asked) -> list[Part]:
    """What answers, nearest first, of all parts in one."""
    own = practices(
        looking.keeper, takes_part=looking.takes_part, sought=asked.sought, limit=MOST_SEARCHED
    ).practices
    others = published(looking.today, but=looking.keeper, sought=asked.sought, limit=MOST_SEARCHED)
    lines = {id(one.design): one for one in (*own, *others) if _is_wanted(one, asked.wanted)}
    found = find(asked.text, own=[one.design for one in lines.values()])
    return [Part("found", gettext("Found"), tuple(_lines(found, lines, looking, asked.wanted)))]


def _lines(
    found: Iterable[Design], kept: dict[int, PracticeLine], looking: Looking, wanted: Wanted
) -> Iterable[Line]:
    for design in found:
        line = kept.get(id(design))
        if line is not None:
            yield _of_a_practice(line, looking)
        elif is_wanted(design, wanted):
            yield _of_a_case(design, looking)


def _is_wanted(one: PracticeLine, wanted: Wanted) -> bool:
    """What the database did not ask: one mark of several, or none, or a state of cases alone."""
    moved = ("moved_back",) if one.is_moved_back else ()
    states = {one.state, *one.design.marks, *moved}
    if wanted.state == "moved_back" and "moved_back" not in states:
        return False
    if wanted.mark == "harm":
        return one.is_harm
    if wanted.mark in ("ended", "moved_back"):
        return wanted.mark in states
    return wanted.mark != "none" or not one.is_failure


def _of_a_practice(one: PracticeLine, looking: Looking) -> Line:
    marks = (*one.design.marks, *(("harm",) if one.is_harm else ()))
    badges = [*mark_badges(marks, one.state)]
    if not one.is_public:
        badges.insert(0, Badge(gettext("not published")))
    return Line(
        href=reverse("knowledge:practice", args=[one.keeper_slug, one.id]),
        title=text_of(one.design.title) or one.title,
        note=_note(one.design),
        owner=one.keeper_name if one.keeper != looking.keeper else "",
        badges=(state_badge(one.state), *badges),
    )


def _of_a_case(design: Design, looking: Looking) -> Line:
    return Line(
        href=reverse("knowledge:case", args=[looking.slug, design.code]),
        title=text_of(design.title),
        note=_note(design),
        owner=gettext("Ready case"),
        badges=(state_badge(design.state), *mark_badges(design.marks, design.state)),
    )


def _note(design: Design) -> str:
    parts = (sector_in_words(design.sector), place_in_words(design))
    return " · ".join(one for one in parts if one)
