"""What shares add to `verify`: what was asked back and given back, as the chronicle tells it and
as the books hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger.queries import entries_for
from tequio.shares.models import NoticeRow, WithdrawalRow
from tequio.shares.queries.capital import WITHDRAW
from tequio.shares.queries.checking_divisions import check_divisions

ROOM = "shares"
ENTRY_DIFFERS = _("Entry {transfer} is not what the shares know of it.")
NOTICE = "person book unit minor asked_on ready_on".split()
Told = dict[int, dict[str, Any]]


def check(organisation: int) -> Iterator[Finding]:
    """Every notice, every withdrawal and every division agrees with its line and the books."""
    rows = list(NoticeRow.objects.filter(organisation_id=organisation).order_by("id"))
    told = _told(organisation, "shares.give_notice", "notice", NOTICE)
    yield from compared(ROOM, "notice", told=told, here={row.id: _notice(row) for row in rows})
    given = WithdrawalRow.objects.filter(organisation_id=organisation)
    told = _told(organisation, "shares.withdraw", "transfer", ["notice", "value_date"])
    here = {
        row.id: {"notice": row.notice_id, "value_date": row.given_on.isoformat()} for row in given
    }
    yield from compared(ROOM, "withdrawal", told=told, here=here)
    yield from _check_entries(organisation, rows, {row.id: row.notice_id for row in given})
    yield from check_divisions(organisation)


def _told(organisation: int, act: str, name: str, fields: list[str]) -> Told:
    return {
        facts[name]: {field: facts[field] for field in fields}
        for facts in facts_of(organisation, act)
    }


def _notice(row: NoticeRow) -> dict[str, Any]:
    return {
        "person": row.person_id,
        "book": row.book,
        "unit": row.unit,
        "minor": row.minor,
        "asked_on": row.asked_on.isoformat(),
        "ready_on": row.ready_on.isoformat(),
    }


def _check_entries(
    organisation: int, rows: list[NoticeRow], given: dict[int, int]
) -> Iterator[Finding]:
    """Each gave what its line tells and at most what was asked, out of that member's capital;
    nothing else left it."""
    asked = {row.id: (f"person:{row.person_id}", row.minor) for row in rows}
    told = {one["transfer"]: one["minor"] for one in facts_of(organisation, WITHDRAW)}
    found = entries_for(organisation, [WITHDRAW])
    for transfer in sorted(given.keys() | found.keys()):
        whose, most = asked.get(given.get(transfer, 0), ("", 0))
        entry = found.get(transfer)
        if (
            entry is None
            or (entry.debit[1], entry.minor) != (whose, told.get(transfer))
            or entry.minor > most
        ):
            yield Finding.of(ROOM, "entry_differs", ENTRY_DIFFERS, transfer=transfer)
