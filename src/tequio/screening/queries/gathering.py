"""All that is known of an organisation on a day: the snapshot that a pack judges.

Own books with its consent, registers, clauses that the law gives to its legal form, evidence.  What
was once computed and may not be read any more stays as withdrawn: it supports nothing, and yet what
it contradicted is no longer settled (`rules.settling`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max

from tequio.registry.queries.hand import family_of, listed_of
from tequio.screening.models import AssessmentRow, PackRow
from tequio.screening.queries.computing import READS, Computed, Silent, computed_facts
from tequio.screening.queries.consents import consented
from tequio.screening.queries.evidence import items_of_evidence
from tequio.screening.queries.of_registers import register_items
from tequio.screening.rules.catalogue import BOOKS
from tequio.screening.rules.items import Item, read_items
from tequio.screening.rules.values import exact

PLATFORM = "platform"
NEVER = frozenset({"never"})
"""What nobody reckons here any more may not be read by any consent."""


@dataclass(frozen=True)
class Gathered:
    """What is known of one subject on one day.

    computed  facts of its own books, with their rows; silent: facts that the books do not answer
    books     which of them may be read; party: the organisation of this node, if it is one
    """

    on: date
    items: tuple[Item, ...]
    computed: tuple[Computed, ...] = ()
    silent: tuple[Silent, ...] = ()
    books: frozenset[str] = frozenset()
    party: int | None = None


def items_of(examiner: int, listed: int, on: date, pack: str) -> Gathered:
    """All that an examiner knows of a listed organisation, to judge it by this pack.

    pack  `code@version`: a consent names the packs for which books may be read

    The number of queries does not grow with members, entries or evidence.
    """
    found = listed_of(examiner, [listed]).get(listed)
    party = found.party if found else None
    books = consented(party, examiner, pack, on) if party is not None else frozenset()
    computed, silent = _of_books(party, books, on)
    shown = _of_others(examiner, [listed], on).get(listed, ())
    gone = _read_before(examiner, listed, books, pack)
    items = (*(item_of(one) for one in computed), *shown, *gone)
    return Gathered(on, items, tuple(computed), tuple(silent), books, party)


def items_of_own(party: int, on: date) -> Gathered:
    """What an organisation's own books say to itself: no consent is needed to look in a mirror."""
    computed, silent = _of_books(party, BOOKS, on)
    items = tuple(item_of(one) for one in computed)
    return Gathered(on, items, tuple(computed), tuple(silent), frozenset(BOOKS), party)


def items_of_many(examiner: int, numbers: Collection[int], on: date) -> dict[int, tuple[Item, ...]]:
    """What registers, law and evidence say of many; own books are read one by one (`items_of`).
    A bounded number of queries."""
    return _of_others(examiner, numbers, on)


def item_of(computed: Computed) -> Item:
    """A computed fact as an item of a snapshot."""
    return Item(
        fact=computed.fact,
        value=exact(computed.fact, computed.value),
        grade=computed.grade,
        since=computed.since,
        until=computed.until,
        origin=f"{PLATFORM}:{computed.query}",
        digest=computed.digest,
    )


def _of_books(
    party: int | None, books: Collection[str], on: date
) -> tuple[list[Computed], list[Silent]]:
    return computed_facts(party, books, on) if party is not None and books else ([], [])


def _of_others(examiner: int, numbers: Collection[int], on: date) -> dict[int, tuple[Item, ...]]:
    registers = register_items(examiner, numbers, on)
    shown = items_of_evidence(examiner, numbers, on)
    return {number: (*registers.get(number, ()), *shown.get(number, ())) for number in numbers}


def _read_before(examiner: int, listed: int, books: Collection[str], pack: str) -> Iterable[Item]:
    """What earlier assessments by this pack, in any version, computed from books that may not all
    be read now, of it and of what was merged into it.  A query, and one for each step of merges."""
    code = pack.partition("@")[0]
    packs = PackRow.objects.filter(organisation_id=examiner, code=code)
    rows = AssessmentRow.objects.filter(
        organisation_id=examiner,
        listed_id__in=family_of(examiner, listed),
        pack_id__in=packs.values("id"),
    )
    newest = rows.order_by().values("listed_id").annotate(newest=Max("id")).values("newest")
    snapshots = rows.filter(id__in=newest).order_by("id").values_list("snapshot", flat=True)
    before = (item for snapshot in snapshots for item in _items_in(snapshot))
    closed = (
        replace(item, is_withdrawn=True)
        for item in before
        if item.kind == PLATFORM and not READS.get(item.fact, NEVER) <= set(books)
    )
    return dict.fromkeys(closed)


def _items_in(snapshot: str) -> tuple[Item, ...]:
    """None of what cannot be read: `verify` finds that."""
    try:
        return read_items(json.loads(snapshot))
    except (ValueError, TypeError, AttributeError):
        return ()
