"""Finding organisations of one register: by words, by facets, or simply by name.

By words the best stand first among a thousand at most.  Without words the order is that of the
names, and a page goes on after the last name of the one before.  However many there are, a page
reads a bounded number of rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from tequio.registry.queries.facets import (
    Count,
    Facet,
    as_counts,
    counted,
    kept_counts,
)
from tequio.registry.queries.thesaurus import thesaurus
from tequio.registry.queries.word_index import having
from tequio.registry.rules.projecting import ALL
from tequio.registry.rules.searching import Asked, Nearness, ask, ask_any, asked_of_facets
from tequio.registry.rules.words import (
    BETWEEN,
    facet_as_text,
    facets_in_text,
    folded,
    words,
)

MOST, COUNTED = 1_000, 2_000
"""So many matches of words are looked at, and of facets counted; beyond, a page says "more"."""
FEW, MANY = 5_000, 50_000
"""Up to so many are sorted by name when the page is asked for; beyond, names are walked."""
WALKED, WALKS = 10_000, 5
LAST_SIGN = "\U0010ffff"
COLUMNS = (
    "id name sort_name locality region country status icls structure is_informal is_closed"
    " sources conflicts facets"
)
PLACE = re.compile(r"([0-3])-([0-9]{1,18})-([^\x00]{0,200})", re.DOTALL)


@dataclass(frozen=True)
class Row:
    """A listed organisation as a list shows it.

    sources  how many speak of it; conflicts: in how many properties they disagree
    facets   pairs of facet and code
    """

    number: int
    name: str
    sort_name: str
    locality: str
    region: str
    country: str
    status: str
    icls: str
    structure: str
    is_informal: bool
    is_closed: bool
    sources: int
    conflicts: int
    facets: tuple[Facet, ...]

    def codes(self, facet: str) -> list[str]:
        """The codes that it has of a facet."""
        return [code for one, code in self.facets if one == facet]


@dataclass(frozen=True)
class Found:
    """One page of what was found.

    next        where the next page goes on; empty at the end
    count_said  so many were found; is_capped: there are more
    is_loose    nothing had all the words: these have one of them
    counts      how many of what was found have which code of the facets that are still open
    """

    rows: tuple[Row, ...]
    next: str
    count_said: int
    is_capped: bool
    is_loose: bool
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class _Question:
    keeper: int
    text: str
    facets: tuple[Facet, ...]
    closed: bool
    limit: int

    @property
    def marks(self) -> Asked:
        return asked_of_facets(self.facets, also_closed=self.closed)


_Place = tuple[int, str, int]
"""Nearness, sort name and number: where a row stands."""
BEGINNING: _Place = (-1, "", -1)


def find(
    keeper: int,
    *,
    text: str = "",
    facets: Collection[Facet] = (),
    after: str = "",
    closed: bool = False,
    limit: int = 50,
) -> Found:
    """A page of the organisations that have all these words and facets.  Six queries at most.

    after   `next` of the page before
    closed  find also who is shown to the keeper's members alone
    """
    asked = dict.fromkeys((facet, code.replace("\0", "")) for facet, code in facets)
    question = _Question(keeper, text, tuple(asked), closed, limit)
    place = _place_in(after)
    if words(text):
        return _by_words(question, place)
    return _by_name(question, place)


def _place_in(after: str) -> _Place:
    found = PLACE.fullmatch(after)
    return (int(found[1]), found[3], int(found[2])) if found else BEGINNING


def _written(place: _Place) -> str:
    nearness_of, name, number = place
    return f"{nearness_of}-{number}-{name}"


# By words ---------------------------------------------------------------------------------------


def _by_words(question: _Question, after: _Place) -> Found:
    numbers, is_loose = _matches(question)
    slim = {row[0]: row[1:] for row in _rows(question, numbers, "id sort_name facets")}
    if not is_loose:
        slim |= {row[0]: row[1:] for row in _named(question)}
    near = Nearness.to(question.text)
    places = sorted((near.of(name), name, one) for one, (name, _facets) in slim.items())
    is_capped = len(places) > MOST
    places = places[:MOST]
    page = [place for place in places if place > after][: question.limit + 1]
    shown = {row.number: row for row in _shown(question, [one for *_rest, one in page])}
    return Found(
        tuple(shown[one] for *_rest, one in page[: question.limit]),
        _written(page[question.limit - 1]) if len(page) > question.limit else "",
        len(places),
        is_capped,
        is_loose,
        counted((facets for _name, facets in slim.values()), question.facets, is_least=is_capped),
    )


def _matches(question: _Question) -> tuple[list[int], bool]:
    """Whole words first: there a common word costs nothing.  Then words that begin so; then, and
    that is said, any of the words."""
    marks, known, text = question.marks, thesaurus(), question.text
    whole = having(question.keeper, (*ask(text, known, begins=False), *marks), MOST + 1)
    if len(whole) > MOST:
        return whole, False
    if found := having(question.keeper, (*ask(text, known, begins=True), *marks), MOST + 1):
        return found, False
    if len(words(text)) == 1:
        return [], False
    for begins in (False, True):
        if found := having(question.keeper, (*ask_any(text, begins=begins), *marks), MOST + 1):
            return found, True
    return [], True


def _named(question: _Question) -> list[Any]:
    """Whose name begins with the text: the best answers, whether or not they are among the
    thousand."""
    start = folded(question.text).replace("\0", "").strip()[:200]
    which, values = _which(question, "near")
    statement = f"""
        SELECT id, sort_name, facets FROM (
            SELECT id, sort_name, facets, is_closed FROM registry_shownrow
            WHERE organisation_id = %s AND sort_name >= %s AND sort_name < %s
            ORDER BY sort_name, id LIMIT %s
        ) AS near WHERE {which}
    """  # noqa: S608 - made of this module's own words
    return _all(statement, [question.keeper, start, start + LAST_SIGN, MOST, *values])


# By name ----------------------------------------------------------------------------------------


def _by_name(question: _Question, after: _Place) -> Found:
    kept = kept_counts(question.keeper, closed=question.closed, chosen=question.facets)
    everybody = kept.get(ALL, 0)
    if not question.facets:
        rows, onward = _page_by_name(question, after, everybody)
        return Found(tuple(rows), onward, everybody, False, False, as_counts(kept))
    numbers = having(question.keeper, question.marks, FEW + 1)
    rows, onward = _page_by_name(question, after, len(numbers), numbers)
    is_capped = len(numbers) > COUNTED
    slim = _rows(question, numbers[: MOST if is_capped else COUNTED], "facets")
    is_one = len(question.facets) == 1
    return Found(
        tuple(rows),
        onward,
        kept.get(question.facets[0], 0) if is_one else len(slim),
        is_capped and not is_one,
        False,
        counted((row[0] for row in slim), question.facets, is_least=is_capped),
    )


def _page_by_name(
    question: _Question, after: _Place, most: int, numbers: Collection[int] = ()
) -> tuple[list[Row], str]:
    """Few are sorted.  Many are met soon by whoever walks along the names; if they are not,
    because they begin elsewhere, up to fifty thousand are sorted all the same."""
    if most <= FEW and question.marks:
        numbers = numbers or having(question.keeper, question.marks, FEW)
        return _page(question, _in_order(question, after, numbers))
    rows: list[Row] = []
    for _walk in range(WALKS):
        some, last = _walked(question, after)
        rows += some
        if len(rows) > question.limit or last is None:
            return _page(question, rows)
        if len(numbers := having(question.keeper, question.marks, MANY)) < MANY:
            return _page(question, rows + _in_order(question, last, numbers))
        after = last
    return rows, _written(after)


def _page(question: _Question, rows: list[Row]) -> tuple[list[Row], str]:
    page = rows[: question.limit]
    if len(rows) <= question.limit:
        return page, ""
    return page, _written((0, page[-1].sort_name, page[-1].number))


def _in_order(question: _Question, after: _Place, numbers: Iterable[int]) -> list[Row]:
    _nearness, name, number = after
    return _shown(
        question,
        numbers,
        "AND (s.sort_name, s.id) > (%s, %s) ORDER BY s.sort_name, s.id LIMIT %s",
        [name, number, question.limit + 1],
    )


def _walked(question: _Question, after: _Place) -> tuple[list[Row], _Place | None]:
    """The next rows by name among so many that are looked at, and the last that was looked at;
    None where the names end.  Those of a country by themselves: its language puts them together,
    and a hundred thousand of other countries may come before."""
    _nearness, name, number = after
    which, values = _which(question, "near")
    country = [code for facet, code in question.facets if facet == "country"][:1]
    near = f"""(
        SELECT {", ".join(COLUMNS.split())} FROM registry_shownrow
        WHERE organisation_id = %s {"AND country = %s" * len(country)}
            AND (sort_name, id) > (%s, %s) ORDER BY sort_name, id LIMIT %s
    ) AS near"""  # noqa: S608 - made of this module's own words
    start = [question.keeper, *country, name, number, WALKED]
    found = _all(
        f"SELECT * FROM {near} WHERE {which} LIMIT %s",  # noqa: S608
        [*start, *values, question.limit + 1],
    )
    rows = sorted(map(_row, found), key=lambda row: (row.sort_name, row.number))
    if len(rows) > question.limit or (question.closed and not question.facets):
        return rows, None
    last = _all(
        f"SELECT sort_name, id FROM {near} ORDER BY sort_name DESC, id DESC LIMIT 1",  # noqa: S608
        start,
    )
    return rows, (0, *last[0]) if last else None


# Reading rows -----------------------------------------------------------------------------------


def _shown(
    question: _Question, numbers: Iterable[int], tail: str = "", values: Iterable[Any] = ()
) -> list[Row]:
    return [_row(row) for row in _rows(question, numbers, COLUMNS, tail, values)]


def _rows(
    question: _Question,
    numbers: Iterable[int],
    columns: str,
    tail: str = "",
    values: Iterable[Any] = (),
) -> list[Any]:
    """These columns of these numbers, as far as they have what is asked.  The numbers come first
    in the join: whoever walked along the names instead would read the whole register."""
    asked = list(numbers)
    if not asked:
        return []
    is_sqlite = connection.vendor == "sqlite"
    these = "json_each(%s) AS m" if is_sqlite else "unnest(%s::bigint[]) AS m (value)"
    which, filters = _which(question, "s")
    statement = f"""
        SELECT {", ".join(f"s.{one}" for one in columns.split())}
        FROM {these} CROSS JOIN registry_shownrow AS s
        WHERE s.organisation_id = %s AND s.id = m.value AND {which} {tail}
    """  # noqa: S608 - made of this module's own words
    given = json.dumps(asked) if is_sqlite else asked
    return _all(statement, [given, question.keeper, *filters, *values])


def _which(question: _Question, row: str) -> tuple[str, list[str]]:
    """The condition on a row, and its values: marks of the index say no more than letters and
    digits of a code, and this says it exactly."""
    find_in = "instr" if connection.vendor == "sqlite" else "strpos"
    has = f"{find_in}('{BETWEEN}' || {row}.facets || '{BETWEEN}', %s) > 0"
    conditions = ["TRUE" if question.closed else f"NOT {row}.is_closed"]
    conditions += [has] * len(question.facets)
    pairs = [f"{BETWEEN}{facet_as_text(*one)}{BETWEEN}" for one in question.facets]
    return " AND ".join(conditions), pairs


def _all(statement: str, values: Iterable[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def _row(row: Any) -> Row:
    *texts, is_informal, is_closed, sources, conflicts, facets = row
    codes: tuple[Facet, ...] = tuple(facets_in_text(facets))
    rest: tuple[Any, ...] = (bool(is_informal), bool(is_closed), sources, conflicts, codes)
    return Row(*texts, *rest)
