"""In which batch every record was last, and in which it was missing, against the order of batches
and what each was told to miss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Min

from tequio.chronicle.rules.comparing import told_otherwise
from tequio.kernel import Finding, digest
from tequio.registry.models import BackRow, RecordRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in

FEED = f"{ROOM}.take_feed"


@dataclass(frozen=True)
class Order:
    """What the lines tell of the batches that count, in their order.

    batches  the facts of each by its number
    feeds    those that are readings of a partner's feed, and the sources for which these speak
    whole    of each source the last file that held all that it has
    """

    batches: dict[int, dict[str, Any]]
    feeds: set[int]
    of_feeds: set[int]
    whole: dict[int, int]


def check_seen(keeper: int, lines: Lines) -> Iterator[Finding]:
    """Every record was last in a batch of its source that counts, and is missing in a later one
    if a whole file came after; who vanished in a file are those of whom its line has the digest.
    Three queries."""
    order = _order(lines)
    records = RecordRow.objects.filter(organisation_id=keeper)
    kinds = records.values_list(
        "source_id", "first_batch_id", "last_batch_id", "vanished_batch_id"
    ).annotate(one=Min("id"))
    for source, first, last, vanished, one in kinds.order_by("one"):
        if not _may_be(order, source, first=first, last=last, vanished=vanished):
            yield told_otherwise(ROOM, "record", one)
    yield from _check_missing(keeper, order)


def _order(lines: Lines) -> Order:
    undone = {facts["batch"] for _line, facts in told_in(lines, "undo_batch")}
    order = Order({}, set(), set(), {})
    for line, facts in told_in(lines, "import_batch", "take_feed"):
        number = facts["batch"]
        if number in undone:
            continue
        order.batches[number] = facts
        if line.kind == FEED:
            order.feeds.add(number)
            order.of_feeds.update(facts["sources"])
        elif facts["whole"]:
            order.whole.update(dict.fromkeys(facts["sources"], number))
    return order


def _may_be(
    order: Order, source: int, *, first: int | None, last: int | None, vanished: int | None
) -> bool:
    """Whether a record of this source may have been first, last and missing in these batches."""
    if last is None:
        return vanished is None and first not in order.batches
    if first is None or first > last or not _speaks(order, source, last):
        return False
    if vanished is None:
        return last >= order.whole.get(source, 0)
    if vanished in order.feeds:
        return vanished >= last
    is_whole = order.batches.get(vanished, {}).get("whole", False)
    return bool(is_whole) and vanished > last and _speaks(order, source, vanished)


def _speaks(order: Order, source: int, batch: int) -> bool:
    """A reading of a feed may be silent on a source that spoke in an earlier one."""
    return batch in order.feeds or source in order.batches.get(batch, {}).get("sources", ())


def _check_missing(keeper: int, order: Order) -> Iterator[Finding]:
    """Who is missing since a file, and who came back in a later one that counts, vanished in it.
    What a feed tells is gone may be told twice, so that sources of feeds are left out."""
    gone: dict[int | None, list[int]] = {}
    records = RecordRow.objects.filter(organisation_id=keeper, vanished_batch_id__isnull=False)
    for batch, record in records.values_list("vanished_batch_id", "id"):
        gone.setdefault(batch, []).append(record)
    back = BackRow.objects.filter(organisation_id=keeper)
    for batch, record, vanished in back.values_list("batch_id", "record_id", "vanished_batch_id"):
        if batch in order.batches:
            gone.setdefault(vanished, []).append(record)
    for number, facts in order.batches.items():
        if number in order.feeds or not order.of_feeds.isdisjoint(facts["sources"]):
            continue
        if digest(sorted(gone.get(number, []))) != facts["missing"]:
            yield told_otherwise(ROOM, "batch", number)
