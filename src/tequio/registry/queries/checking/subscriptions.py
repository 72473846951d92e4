"""Partners' feeds: who is followed, by which key, and how far they were read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding, digest
from tequio.registry.models import SubscriptionRow
from tequio.registry.queries.checking.lines import ROOM, Lines, told_in


def check_subscriptions(organisation: int, lines: Lines) -> Iterator[Finding]:
    """Every subscription is as it began, was read last, and ended."""
    told: dict[int, dict[str, Any]] = {}
    read: dict[int, int] = {}
    acts = ("subscribe", "take_feed", "end_subscription", "undo_batch")
    for line, facts in told_in(lines, *acts):
        if line.kind == f"{ROOM}.undo_batch":
            _begin_anew(told, read.get(facts["batch"]))
            continue
        number = facts["subscription"]
        if line.kind == f"{ROOM}.subscribe":
            begun = {"source": facts["source"], "address": facts["address"]}
            told[number] = begun | {"key": "", "chain": "", "token": "", "is_ended": False}
        elif line.kind == f"{ROOM}.take_feed":
            told[number] |= {name: facts[name] for name in ("key", "chain", "token")}
            read[facts["batch"]] = told[number]["source"]
        else:
            told[number] |= {"is_ended": True}
    rows = SubscriptionRow.objects.filter(organisation_id=organisation)
    yield from compared(ROOM, "subscription", told=told, here={row.id: _here(row) for row in rows})


def _begin_anew(told: dict[int, dict[str, Any]], source: int | None) -> None:
    """After a reading was taken back its source is read from the beginning."""
    for one in told.values():
        if one["source"] == source:
            one["token"] = ""


def _here(row: SubscriptionRow) -> dict[str, Any]:
    return {
        "source": row.source_id,
        "address": digest(row.address),
        "key": row.public_key,
        "chain": row.chain,
        "token": row.token,
        "is_ended": row.ended_at is not None,
    }
