"""The feed of a register, and what it follows of others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tequio.chronicle.queries import head_of
from tequio.registry.models import BatchRow, ListedRow, RecordRow, SourceRow, SubscriptionRow
from tequio.registry.queries.exchange import records_of
from tequio.registry.rules.exchange.feeds import AT_ONCE, FORMAT
from tequio.registry.rules.exchange.record import Record
from tequio.registry.rules.exchange.telling import Gone, gone_told, told_of

BETWEEN = "/"
"""In the key of a forwarded record: the partner's uid of it, then the one that it has with whom
the partner had it from."""


def feed_page(
    keeper: int, *, since: str, title: str, register: str, order: str, key: str
) -> dict[str, Any]:
    """What changed since this token, in the order in which it changed.  A dozen queries.

    since     the token of the page before; empty for all
    register  the register's address; title: its keeper's name
    key       public key that signs it, in hexadecimal
    """
    after = int(since or 0)
    rows = list(
        ListedRow.objects.filter(organisation_id=keeper, changed__gt=after).order_by("changed")[
            : AT_ONCE + 1
        ]
    )
    page, has_more = rows[:AT_ONCE], len(rows) > AT_ONCE
    records = records_of(keeper, [row.id for row in page], register=register, order=order)
    onward, origins = _onward(keeper, page), _origins(keeper, records.values())
    entries = []
    for row in page:
        if row.id in records:
            entries.append(told_of(records[row.id], origins))
        elif since:
            entries.append(gone_told(Gone(str(row.uid), onward.get(row.id, ""))))
    head = head_of(keeper)
    return {
        "format": FORMAT,
        "register": {"title": title, "address": register},
        "head": {"chain": head.chain, "number": head.number, "digest": head.digest},
        "key": key,
        "since": since,
        "next": str(page[-1].changed if page else after),
        "has_more": has_more,
        "records": entries,
    }


def _onward(keeper: int, rows: Iterable[ListedRow]) -> dict[int, str]:
    """The uid of whom those turned out to be that were merged."""
    into = {row.id: row.merged_into_id for row in rows if row.merged_into_id is not None}
    uids: dict[int, str] = {}
    asked = set(into.values())
    found: dict[int, int] = {}
    while asked:
        some = ListedRow.objects.filter(organisation_id=keeper, id__in=asked)
        for row in some:
            uids[row.id] = str(row.uid)
            if row.merged_into_id is not None:
                found[row.id] = row.merged_into_id
        asked = set(found.values()) - uids.keys()
    told = {}
    for number, kept in into.items():
        last = kept
        while last in found:
            last = found[last]
        told[number] = uids[last]
    return told


def _origins(keeper: int, records: Iterable[Record]) -> dict[int, str]:
    """By source record that came by a partner's feed the identity that it has there; a partner's
    file has keys of its own."""
    spoken = {one.record for record in records for one in record.heard}
    read = BatchRow.objects.filter(organisation_id=keeper, format="feed")
    rows = RecordRow.objects.filter(
        organisation_id=keeper, id__in=spoken, first_batch_id__in=read.values("id")
    )
    return {row: key.rpartition(BETWEEN)[2] for row, key in rows.values_list("id", "key")}


@dataclass(frozen=True)
class Subscription:
    """A feed that this register follows.

    code, title  of its source; key: seen first, in hexadecimal; empty before the first reading
    trouble      why the last reading took nothing, if it did not
    """

    number: int
    source: int
    code: str
    title: str
    may_publish: bool
    address: str
    key: str
    token: str
    taken_at: datetime | None
    tried_at: datetime | None
    trouble: str
    ended_at: datetime | None


def subscriptions_of(keeper: int) -> list[Subscription]:
    """All subscriptions of a register, those that go on first.  Two queries."""
    rows = list(SubscriptionRow.objects.filter(organisation_id=keeper).order_by("id"))
    asked = [row.source_id for row in rows]
    sources = {
        row.id: row for row in SourceRow.objects.filter(organisation_id=keeper, id__in=asked)
    }
    found = []
    for row in rows:
        source = sources[row.source_id]
        one = Subscription(
            row.id, row.source_id, source.code, source.title, source.may_publish, row.address,
            row.public_key, row.token, row.taken_at, row.tried_at, row.trouble, row.ended_at,
        )  # fmt: skip
        found.append(one)
    return sorted(found, key=lambda one: one.ended_at is not None)


def subscription_of(keeper: int, number: int) -> SubscriptionRow | None:
    """One subscription."""
    return SubscriptionRow.objects.filter(organisation_id=keeper, id=number).first()


def going_on_at(keeper: int, address: str) -> Subscription | None:
    """The subscription to this address that goes on."""
    asked = (one for one in subscriptions_of(keeper) if one.ended_at is None)
    return next((one for one in asked if one.address == address), None)


def was_followed(keeper: int, source: int) -> bool:
    """Whether this source is a partner's whose feed was followed, and is not now."""
    rows = SubscriptionRow.objects.filter(organisation_id=keeper, source_id=source)
    return rows.exists() and not rows.filter(ended_at__isnull=True).exists()
