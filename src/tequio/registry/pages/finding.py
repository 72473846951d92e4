"""The register as a list: search, facets, names, and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from tequio.membership.visits.countries import country_in_words
from tequio.registry.pages.visiting import look
from tequio.registry.pages.ways import address, ways_of
from tequio.registry.pages.wording import FACET_TITLES, Titles, code_in_words
from tequio.registry.queries.facets import Facet, asked_in
from tequio.registry.queries.finding import Found, Row, find
from tequio.registry.queries.heard import Source, sources_of
from tequio.registry.queries.keeping import Change, last_change
from tequio.registry.queries.meaning_instead import meant_instead
from tequio.registry.queries.titles import said_titles
from tequio.registry.rules.properties import STATUSES

SHOWN_CODES = 2
BARE_CODE = re.compile(r"(?=\S*\d)\S+")
"""A code that says nothing to whoever reads a list, unless somebody has words for it."""
FIRST = 8
"""So many codes of a facet stand open; the others behind a word."""


@dataclass(frozen=True)
class Choice:
    """A code of a facet with where it leads: choosing it, or taking it away again."""

    label: str
    href: str
    n: int = 0
    is_least: bool = False


@dataclass(frozen=True)
class Group:
    """A facet with its codes, the first ones and the rest."""

    title: str
    first: list[Choice]
    rest: list[Choice]


@dataclass(frozen=True)
class Line:
    """A row of the list in words; `status` where it is not at work."""

    row: Row
    about: str
    status: str
    is_of_partners: bool


@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """Search and list; an address says what was asked, so that it can be sent on."""
    looking = look(request, slug)
    text, chosen = asked_in(request.GET)
    after = request.GET.get("after", "")
    keeper = looking.organisation.id
    asked = Asked(keeper, slug, text, chosen, after, looking.is_inside)
    given = {
        "visit": looking.visit,
        "organisation": looking.organisation,
        "keeps": looking.keeps,
        "ways": ways_of(looking),
        "text": text,
        "hidden": chosen,
        "part": _part(asked, get_language() or "", last_change(keeper)),
    }
    return render(request, "registry/register.html", given)


@dataclass(frozen=True)
class Asked:
    """What is asked of the list: of which register, what, from where on, and whether whoever asks
    sees what may not be published."""

    keeper: int
    slug: str
    text: str
    chosen: tuple[Facet, ...]
    after: str
    closed: bool


@lru_cache(maxsize=512)
def _part(asked: Asked, language: str, change: Change) -> SafeString:
    """What was found, as it stands on the page: made once for each language and each change of
    the register, since the list is what is asked for most."""
    del language, change  # whatever else the words below hang on is in `asked`
    text, chosen = asked.text, asked.chosen
    found = find(asked.keeper, text=text, facets=chosen, after=asked.after, closed=asked.closed)
    sources = sources_of(asked.keeper)
    titles = _titles(asked, sources, found)
    meant = _meant(asked, found)
    given = {
        "slug": asked.slug,
        "text": text,
        "chosen": taken(chosen, text, titles),
        "found": found,
        "lines": [line_of(row, sources, titles) for row in found.rows],
        "groups": _groups(found, text, chosen, titles),
        "more": _href(text, chosen, found.next) if found.next else "",
        "all": _href("", ()),
        "meant": meant,
        "as_meant": _href(meant, chosen) if meant else "",
        "on_map": address("registry:map", asked.slug) + _href(text, chosen),
    }
    return render_to_string("registry/found.html", given)


def _meant(asked: Asked, found: Found) -> str:
    """What may have been meant where nothing has all the words."""
    if not asked.text or (found.rows and not found.is_loose):
        return ""
    return meant_instead(asked.keeper, asked.text, facets=asked.chosen, closed=asked.closed)


def _titles(asked: Asked, sources: Mapping[int, Source], found: Found) -> Titles:
    """The words for every code of the page that the house does not know itself."""
    codes = [(one.facet, one.code) for one in found.counts]
    codes += [one for row in found.rows for one in _what(row)[:SHOWN_CODES]]
    said = said_titles(asked.keeper, [*codes, *asked.chosen], closed=asked.closed)
    return {**{one.id: one.title for one in sources.values()}, **said}


def _href(text: str, facets: Iterable[Facet], after: str = "") -> str:
    asked = [("q", text), *facets, ("after", after)]
    return "?" + urlencode([one for one in asked if one[1]])


def taken(chosen: Iterable[Facet], text: str, titles: Titles) -> list[Choice]:
    """What was chosen, each with the address without it."""
    every = list(chosen)
    return [
        Choice(
            f"{gettext(FACET_TITLES[facet])}: {code_in_words(facet, code, titles)}",
            _href(text, [one for one in every if one != (facet, code)]),
        )
        for facet, code in every
    ]


def _groups(found: Found, text: str, chosen: tuple[Facet, ...], titles: Titles) -> list[Group]:
    """The facets that still divide what was found."""
    groups = []
    for facet, counts in groupby(found.counts, key=lambda one: one.facet):
        choices = [
            Choice(
                code_in_words(facet, one.code, titles),
                _href(text, (*chosen, (facet, one.code))),
                one.n,
                one.is_least,
            )
            for one in counts
        ]
        if len(choices) > 1 or choices[0].n != found.count_said:
            groups.append(Group(gettext(FACET_TITLES[facet]), choices[:FIRST], choices[FIRST:]))
    return groups


def line_of(row: Row, sources: Mapping[int, Source], titles: Titles) -> Line:
    """A row in words: where it is and what it is."""
    numbers = (int(code) for code in row.codes("source") if code.isdecimal())
    kinds = {sources[one].kind for one in numbers if one in sources}
    told = [row.locality or row.region, country_in_words(row.country)]
    codes = [(code_in_words(*one, titles), one[1]) for one in _what(row)[:SHOWN_CODES]]
    told += [title for title, code in codes if title != code or not BARE_CODE.fullmatch(code)]
    about = " · ".join(dict.fromkeys(filter(None, told)))
    status = STATUSES[row.status] if row.status in ("dormant", "closed") else ""
    return Line(row, about, status, kinds == {"partner"})


def _what(row: Row) -> list[Facet]:
    """What it is, the most telling first."""
    found = [("icls", row.icls) if row.icls else ("structure", row.structure)]
    found += [(facet, code) for facet in ("form", "activity", "theme") for code in row.codes(facet)]
    return [one for one in found if one[1]]
