"""What somebody may have meant whose words find nothing: one word of them written otherwise.

Looked at are the words of the thesaurus, the regions that the register counts, and the names that
begin alike: a bounded number, however many are listed.  Offered is only what finds somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from tequio.registry.models import ShownRow
from tequio.registry.queries.facets import Facet, kept_counts
from tequio.registry.queries.thesaurus import thesaurus
from tequio.registry.queries.word_index import having
from tequio.registry.rules.searching import ask, asked_of_facets
from tequio.registry.rules.words import folded, words

SHORTEST, MOST_WORDS, NAMES, TRIED = 4, 6, 300, 6
ALIKE = 3
"""So many signs names begin with that are looked at."""
LAST_SIGN = "\U0010ffff"


def meant_instead(
    keeper: int, text: str, *, facets: Collection[Facet] = (), closed: bool = False
) -> str:
    """The text with one word put right, by one sign or two neighbours, so that it finds somebody;
    empty where there is none.  Fourteen queries at most, each over few rows.

    closed  look also at who is shown to the keeper's members alone
    """
    marks = asked_of_facets(facets, also_closed=closed)
    for tried, instead in enumerate(_otherwise(keeper, words(text)[:MOST_WORDS], closed=closed)):
        if tried >= TRIED:
            break
        if having(keeper, (*ask(instead, thesaurus(), begins=False), *marks), 1):
            return instead
    return ""


def _otherwise(keeper: int, typed: list[str], *, closed: bool) -> Iterator[str]:
    """The texts with one word written otherwise, the nearest first."""
    regions = {
        word
        for facet, code in kept_counts(keeper, closed=closed)
        if facet == "region"
        for word in words(code)
    }
    for place, word in enumerate(typed):
        if len(word) < SHORTEST or (word,) in thesaurus():
            continue
        known = _concept_words() | regions | _named_alike(keeper, word, closed=closed)
        near = extract(word, sorted(known - {word}), scorer=OSA.distance, score_cutoff=1, limit=2)
        for other, _distance, _place in near:
            yield " ".join([*typed[:place], other, *typed[place + 1 :]])


@lru_cache(maxsize=1)
def _concept_words() -> frozenset[str]:
    return frozenset(word for phrase in thesaurus() for word in phrase if len(word) >= SHORTEST)


def _named_alike(keeper: int, word: str, *, closed: bool) -> set[str]:
    """Words of names that begin with the same signs."""
    start = folded(word)[:ALIKE]
    rows = ShownRow.objects.filter(
        organisation_id=keeper, sort_name__gte=start, sort_name__lt=start + LAST_SIGN
    ).order_by("sort_name", "id")
    found = rows.values_list("sort_name", "is_closed")[:NAMES]
    return {
        one
        for name, is_closed in found
        if closed or not is_closed
        for one in words(name)
        if one.startswith(start)
    }
