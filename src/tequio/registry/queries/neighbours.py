"""Who could be one with whom: organisations that share a number, a postcode, a rare word of a
name or a spot with another, found by the indexes of the register; nobody is compared with all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import Q

from tequio.registry.models import CandidateRow, ListedRow, NotSameRow
from tequio.registry.queries.hand import OF_ITS_OWN, OF_THE_KEEPER, heads_of
from tequio.registry.queries.heard import heard_of
from tequio.registry.queries.legal_words import legal_words
from tequio.registry.rules.choosing import Heard
from tequio.registry.rules.matching import Words, keys_of, known, most_uses, party_of_said
from tequio.registry.rules.properties import NAMES
from tequio.registry.rules.seeking import Pair, Side, pair_of

KEEPER = 2**40
AT_ONCE = 500
BY_HAND = frozenset({OF_THE_KEEPER, OF_ITS_OWN})
COMPARED = frozenset(
    {
        *(*NAMES, "identifier", "point", "status"),
        *("address.postcode", "address.locality", "address.country"),
    }
)
"""Properties by which two are compared."""
BESIDE = {
    "number": """
        SELECT a.listed_id, b.listed_id FROM registry_identifierrow a
        JOIN registry_identifierrow b ON b.organisation_id = a.organisation_id
            AND b.scheme = a.scheme AND b.normal = a.normal AND b.listed_id <> a.listed_id
        WHERE a.organisation_id = %s AND a.listed_id IN ({places})""",
    "postcode": """
        SELECT a.id, b.id FROM registry_shownrow a
        JOIN registry_shownrow b ON b.organisation_id = a.organisation_id
            AND b.postcode = a.postcode AND b.id <> a.id
        WHERE a.organisation_id = %s AND a.postcode <> '' AND a.id IN ({places})""",
    "square": """
        SELECT a.id, b.id FROM registry_shownrow a
        JOIN registry_shownrow b ON b.organisation_id = a.organisation_id
            AND b.cx IN (a.cx - 1, a.cx, a.cx + 1) AND b.cy IN (a.cy - 1, a.cy, a.cy + 1)
            AND b.lat BETWEEN a.lat - 1000 AND a.lat + 1000 AND b.id <> a.id
        WHERE a.organisation_id = %s AND a.cx IS NOT NULL AND a.id IN ({places})""",
}
"""Kind of the key → whom it finds for each of some organisations; 1000 millionths of a degree of
latitude are some 110 m."""
HOLDERS = {
    "sqlite": """
        SELECT j.value, (SELECT group_concat(rowid) FROM (
            SELECT rowid FROM registry_search WHERE words MATCH '"' || j.value || '"'
                AND rowid BETWEEN %s AND %s LIMIT %s))
        FROM json_each(%s) j""",
    "postgresql": """
        SELECT w.word, string_agg(s.id::text, ',') FROM unnest(%s::text[]) AS w(word),
            LATERAL (SELECT id FROM registry_search WHERE organisation_id = %s
                AND words @@ quote_literal(w.word)::tsquery LIMIT %s) s
        GROUP BY w.word""",
}


def sides_of(keeper: int, listed: Iterable[int]) -> dict[int, Side]:
    """Organisations as they are compared, by all that is said of them, the newest first.  Two
    queries for every 500."""
    asked, found, words = sorted(set(listed)), dict[int, Side](), legal_words()
    for start in range(0, len(asked), AT_ONCE):
        for number, heard in heard_of(keeper, asked[start : start + AT_ONCE]).items():
            found[number] = _side(number, heard, words)
    return found


def _side(number: int, heard: Iterable[Heard], words: Words) -> Side:
    compared = [one for one in heard if one.said.property in COMPARED]
    compared.sort(key=lambda one: (one.recorded_at, one.statement), reverse=True)
    party = party_of_said(str(number), [one.said for one in compared])
    publishers = {one.source for one in heard if one.kind not in BY_HAND}
    return Side(known(party, words), frozenset(publishers))


def beside(keeper: int, sides: Mapping[int, Side]) -> set[Pair]:
    """The pairs to look at for these organisations.  Four queries."""
    asked = sorted(sides)
    if not asked:
        return set()
    found = _by_words(keeper, sides)
    places = ", ".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        for key, statement in BESIDE.items():
            cursor.execute(statement.format(places=places), [keeper, *asked])
            found |= _of_no_crowd(cursor.fetchall(), most_uses(key))
    return found


def _of_no_crowd(rows: Iterable[Sequence[int]], most: int) -> set[Pair]:
    """Where so many share it, it says nothing."""
    each = defaultdict[int, set[int]](set)
    for one, other in rows:
        each[one].add(other)
    return {
        pair_of(one, other)
        for one, others in each.items()
        if len(others) <= most
        for other in others
    }


def _by_words(keeper: int, sides: Mapping[int, Side]) -> set[Pair]:
    """Those who share a rare word of a name."""
    words = {number: words_of(side) for number, side in sides.items()}
    holders = holders_of(keeper, sorted({word for some in words.values() for word in some}))
    return {
        pair_of(number, other)
        for number, some in words.items()
        for word in some
        for other in holders.get(word, ())
        if other != number
    }


def words_of(side: Side) -> list[str]:
    """The words of its names that are looked up."""
    return [word for key in keys_of(side.known) if (word := key.removeprefix("word:")) != key]


def holders_of(keeper: int, words: Sequence[str]) -> dict[str, list[int]]:
    """By word who has it in the index, for words that few have.  One query."""
    plain = [one for one in words if '"' not in one]
    if not plain:
        return {}
    most = most_uses("word:")
    if connection.vendor == "sqlite":
        first = keeper * KEEPER
        given: list[Any] = [first, first + KEEPER - 1, most + 1, json.dumps(plain)]
    else:
        given = [plain, keeper, most + 1]
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS[connection.vendor], given)
        rows = [
            (word, [int(one) % KEEPER for one in (text or "").split(",") if one])
            for word, text in cursor.fetchall()
        ]
    return {word: numbers for word, numbers in rows if 0 < len(numbers) <= most}


def known_pairs(keeper: int, listed: Iterable[int]) -> tuple[set[Pair], set[Pair]]:
    """Pairs of these that a person answered, and pairs that wait for one.  A handful of
    queries."""
    asked = set(listed)
    of_these = Q(first_id__in=asked) | Q(second_id__in=asked)
    apart = NotSameRow.objects.filter(of_these, organisation_id=keeper)
    answered = {*apart.values_list("first_id", "second_id"), *apart_by_merges(keeper)}
    rows = CandidateRow.objects.filter(of_these, organisation_id=keeper)
    waiting = set[Pair]()
    for first, second, state in rows.values_list("first_id", "second_id", "state"):
        (waiting if state == "open" else answered).add((first, second))
    return answered, waiting


def apart_by_merges(keeper: int) -> set[Pair]:
    """Pairs that are not one because somebody declared it of those who were merged into them.  One
    query, and one for each step of merges."""
    gone = ListedRow.objects.filter(organisation_id=keeper, merged_into_id__isnull=False)
    numbers = gone.values("id")
    rows = NotSameRow.objects.filter(
        Q(first_id__in=numbers) | Q(second_id__in=numbers), organisation_id=keeper
    )
    pairs = list(rows.values_list("first_id", "second_id"))
    heads = heads_of(keeper, {one for pair in pairs for one in pair})
    found = {(heads[first], heads[second]) for first, second in pairs}
    return {pair_of(first, second) for first, second in found if first != second}


def listed_after(keeper: int, number: int, most: int) -> list[int]:
    """The next organisations that stand for themselves, in order of number."""
    rows = ListedRow.objects.filter(
        organisation_id=keeper, merged_into_id__isnull=True, is_withdrawn=False, id__gt=number
    )
    return list(rows.order_by("id").values_list("id", flat=True)[:most])
