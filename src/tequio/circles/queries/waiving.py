"""Fines that are due, and those that the members waived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import compared
from tequio.circles.models import WaivedRow, WaiverRow
from tequio.governance.queries.proposals import proposals
from tequio.kernel import Finding, plain
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger

WAIVED_DIFFERS = _("Fine {waiver} was not waived as the book says in entry {entry}.")
CODE = "circle.fine_waived"


@dataclass(frozen=True)
class Waiver:
    """A fine that is proposed to be waived, or was; in minor units.

    state      of the proposal: open, decided or withdrawn
    waived_on  None as long as it is not waived
    """

    id: int
    person: int
    minor: int
    proposal: int
    reason: str
    state: str
    waived_on: date | None


def fines_due(organisation: int, book: str, unit: str) -> dict[int, int]:
    """Member → fines that she has not paid, in minor units.  One query."""
    found = ledger.accounts_where(
        "a.book = %s AND a.unit = %s AND a.kind = 'fine-due'", [organisation, book, unit]
    )
    due = {int(one.ref.partition(":")[2]): one.normal.minor for one in found}
    return {person: minor for person, minor in due.items() if minor}


def waivers(organisation: int, book: str) -> list[Waiver]:
    """Every fine of a book that was proposed to be waived, the newest first.  Five queries."""
    rows = list(WaiverRow.objects.filter(organisation_id=organisation, book=book).order_by("-id"))
    gone = dict(
        WaivedRow.objects.filter(organisation_id=organisation).values_list("waiver_id", "waived_on")
    )
    views = {one.id: one for one in proposals(organisation, ids=[one.proposal_id for one in rows])}
    return [
        Waiver(
            row.id,
            row.person_id,
            row.minor,
            row.proposal_id,
            views[row.proposal_id].text,
            views[row.proposal_id].state,
            gone.get(row.id),
        )
        for row in rows
        if row.proposal_id in views
    ]


def check_waivers(organisation: int) -> Iterator[Finding]:
    """Every row as its line tells it, both ways; each waived one is its entry in the book."""
    own = {"organisation_id": organisation}
    asked = {row.id: row for row in WaiverRow.objects.filter(**own)}
    gone = list(WaivedRow.objects.filter(**own))
    yield from compared(
        "circles",
        "fine to waive",
        told={
            one["waiver"]: [one[name] for name in "book unit person minor proposal".split()]
            for one in facts_of(organisation, "circles.propose_waiver")
        },
        here={
            row.id: [row.book, row.unit, row.person_id, row.minor, row.proposal_id]
            for row in asked.values()
        },
    )
    yield from compared(
        "circles",
        "fine waived",
        told={
            one["waiver"]: [one["waived_on"], one["mandate"], one["entry"]]
            for one in facts_of(organisation, "circles.waive_fine")
        },
        here={row.waiver_id: [plain(row.waived_on), row.mandate_id, row.entry] for row in gone},
    )
    book = ledger.entries_for(organisation, [CODE]) if gone else {}
    for row in gone:
        said, entry = asked.get(row.waiver_id), book.get(row.entry)
        own_account = ("fine-due", f"person:{said.person_id}") if said else None
        if (
            said is None
            or entry is None
            or (entry.minor, entry.credit) != (said.minor, own_account)
        ):
            fields = {"waiver": row.waiver_id, "entry": row.entry}
            yield Finding.of("circles", "waived_differs", WAIVED_DIFFERS, **fields)
