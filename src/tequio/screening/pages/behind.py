"""The rows behind what was computed, each as a way to its page; which pages somebody may open the
rooms below say, and a name is shown nowhere here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from tequio.kernel import gettext_noop as _
from tequio.ledger.rules.seeing import sees
from tequio.membership.visits import Visit
from tequio.screening.queries.computing import Row
from tequio.statutes.queries import statutes_on

MOST = 12
EACH: dict[str, tuple[str, str]] = {
    "meeting": (_("Meeting {number}"), "governance:meeting"),
    "resolution": (_("Decision {number}"), "governance:resolution"),
    "entry": (_("Entry {number}"), "ledger:entry"),
    "loan": (_("Loan {number}"), "lending:loan"),
    "sheet": (_("Sheet {number}"), "circles:held"),
    "cycle": (_("Cycle {number}"), "circles:ended"),
    "division": (_("Division {number}"), "shares:division"),
    "line": (_("Line {number} of the chronicle"), "chronicle:line"),
}
"""Kind of row → its words, and the page of one of them."""
TOGETHER: dict[str, tuple[str, str]] = {
    "membership": (_("The roll of members: {count}"), "membership:members"),
    "term": (_("Offices held: {count}"), "membership:members"),
    "provision": (_("Provisions of the statutes: {count}"), "statutes:statutes"),
}
"""Kinds of which no row has a page of its own: how many, and where they stand."""
HELD_BACK = {"entry": "privacy.books", "loan": "privacy.loans", "sheet": "privacy.books"}
"""Kinds of which the statutes say who sees them."""


@dataclass(frozen=True)
class Behind:
    """A row, or several of one kind; `href` is empty where the reader may not open it."""

    words: str
    href: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Opens:
    """Of which kinds somebody may open the rows."""

    slug: str
    closed: frozenset[str]


def opens_for(visit: Visit) -> Opens:
    """What the statutes let this visitor open.  One query."""
    statutes = statutes_on(visit.organisation.id, visit.today)
    closed = {
        kind
        for kind, rule in HELD_BACK.items()
        if not sees(visit.standing, rule=statutes.choice(rule))
    }
    return Opens(visit.organisation.slug, frozenset(closed))


def behind(rows: Iterable[Row], opens: Opens) -> list[Behind]:
    """The rows as ways, the newest first; of many the newest, and how many more there are."""
    listed = list(rows)
    found = [one for kind in TOGETHER for one in _together(kind, listed, opens)]
    each = sorted((row for row in listed if row.kind in EACH), key=_newest, reverse=True)
    found += [_one(row, opens) for row in each[:MOST]]
    if len(each) > MOST:
        more = gettext("and {count} more").format(count=len(each) - MOST)
        found.append(Behind(more))
    return found


def _newest(row: Row) -> tuple[date, int]:
    return row.day, row.number


def _together(kind: str, rows: list[Row], opens: Opens) -> list[Behind]:
    count = sum(row.kind == kind for row in rows)
    if not count:
        return []
    words, page = TOGETHER[kind]
    return [Behind(gettext(words).format(count=count), reverse(page, args=[opens.slug]))]


def _one(row: Row, opens: Opens) -> Behind:
    words, page = EACH[row.kind]
    href = "" if row.kind in opens.closed else reverse(page, args=[opens.slug, row.number])
    return Behind(gettext(words).format(number=row.number), href, row.day)
