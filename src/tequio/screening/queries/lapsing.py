"""What happened since a finding, and how it counts on a day.

Only what the examiner may know is looked at: its own register, the evidence that it was given, and
those books that the organisation lets it read for the pack of the finding.  Who takes its consent
back is not looked at any more; what was seen before stays where an assessor noted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tequio.governance.queries.over_time import last_assemblies
from tequio.kernel import add_months
from tequio.registry.queries.ended import merged_or_succeeded
from tequio.registry.queries.hand import heads_of, listed_of
from tequio.registry.queries.of_one import names_of
from tequio.screening.models import FindingRow, LapseRow, PackRow
from tequio.screening.queries.consents import consents_to
from tequio.screening.queries.evidence import items_of_evidence
from tequio.screening.rules.items import Item
from tequio.screening.rules.lapsing import Live, Since, Trigger, live
from tequio.shares.queries import returns_after
from tequio.statutes.queries import changes_after_of_each

ASSEMBLY = "practice.months_since_assembly"
DOCUMENT = 1
"""The least grade of evidence by which an assembly is known to have been held."""
Books = Mapping[int, frozenset[str]]
"""By finding the books that may be read for it."""


@dataclass(frozen=True)
class Ending:
    """A finding that counts no more, or will not soon, and nobody noted it yet.

    listed    number under which the organisation stands in the register now
    is_over   it counts no more
    """

    finding: int
    listed: int
    name: str
    pack: str
    verdict: str
    decided_on: date
    holds_until: date
    trigger: Trigger
    is_over: bool


def live_of(examiner: int, finding: int, on: date) -> Live | None:
    """How one finding counts on a day; None where there is none of this number."""
    rows = FindingRow.objects.filter(organisation_id=examiner, id=finding)
    return live_states(examiner, rows, on).get(finding)


def live_states(examiner: int, findings: Iterable[FindingRow], on: date) -> dict[int, Live]:
    """The same for many, by number.  Some twenty queries and a few for each step of merges, however
    many findings."""
    rows = list(findings)
    if not rows:
        return {}
    noted = _noted(examiner, rows)
    since = since_findings(examiner, [row for row in rows if row.id not in noted], on)
    return {
        row.id: live(
            since.get(row.id, Since({})),
            decided_on=row.decided_on,
            holds_until=row.holds_until,
            noted=noted.get(row.id),
            on=on,
        )
        for row in rows
    }


def lapsing(examiner: int, on: date) -> list[Ending]:
    """For the desk: what counts no more and was not noted yet, and what will end soon; the earliest
    first.  Findings in whose place another stands, and those whose time was over, are left out.
    As many queries as for `live_states`, and three."""
    rows = FindingRow.objects.filter(organisation_id=examiner)
    replaced = rows.filter(replaces_id__isnull=False).values("replaces_id")
    noted = LapseRow.objects.filter(organisation_id=examiner).values("finding_id")
    open_ones = rows.exclude(id__in=replaced).exclude(id__in=noted).filter(holds_until__gte=on)
    standing = list(open_ones.order_by("id"))
    states = live_states(examiner, standing, on)
    heads = heads_of(examiner, {row.listed_id for row in standing})
    names = names_of(examiner, heads.values(), is_inside=True)
    packs = _keys(examiner, standing)
    found = [
        Ending(
            finding=row.id,
            listed=heads[row.listed_id],
            name=names.get(heads[row.listed_id], ""),
            pack=packs[row.pack_id],
            verdict=row.verdict,
            decided_on=row.decided_on,
            holds_until=row.holds_until,
            trigger=trigger,
            is_over=not states[row.id].counts,
        )
        for row in standing
        if (trigger := states[row.id].ended or states[row.id].coming) is not None
    ]
    return sorted(found, key=lambda one: (one.trigger, one.finding))


def since_findings(examiner: int, rows: Iterable[FindingRow], on: date) -> dict[int, Since]:
    """What is known to have happened since each of these findings, by its number; also what is
    known to come."""
    listed = list(rows)
    if not listed:
        return {}
    heads = heads_of(examiner, {row.listed_id for row in listed})
    parties = {
        number: found.party
        for number, found in listed_of(examiner, heads.values()).items()
        if found.party is not None
    }
    whose = {row.id: parties.get(heads[row.listed_id]) for row in listed}
    books = _books(examiner, listed, whose, on)
    earliest = min(row.decided_on for row in listed)
    clauses = changes_after_of_each(_open(whose, books, "statutes"), earliest)
    returns = returns_after(_open(whose, books, "money"), earliest)
    assemblies = last_assemblies(_open(whose, books, "meetings"), on)
    shown = items_of_evidence(examiner, set(heads.values()), on)
    mergers = merged_or_succeeded(examiner, set(heads.values()))
    found = {}
    for row in listed:
        head, party, may = heads[row.listed_id], whose[row.id] or 0, books[row.id]
        held = assemblies.get(party) if "meetings" in may else None
        found[row.id] = Since(
            clauses=clauses.get(party, {}) if "statutes" in may else {},
            dividends=returns.get(party, []) if "money" in may else [],
            last_assembly=_later(held, shown.get(head, ())),
            mergers=sorted(mergers.get(head, ())),
        )
    return found


def _later(held: date | None, shown: Iterable[Item]) -> date | None:
    """The last assembly of which the books or a document tell.  That a document tells of none says
    nothing, so without books nothing is known."""
    if held is None:
        return None
    told = (
        add_months(item.until, -int(str(item.value)))
        for item in shown
        if item.fact == ASSEMBLY
        and item.until
        and item.grade >= DOCUMENT
        and not item.is_withdrawn
        and str(item.value).isdecimal()
    )
    return max([held, *told])


def _books(
    examiner: int, rows: Iterable[FindingRow], whose: Mapping[int, int | None], on: date
) -> dict[int, frozenset[str]]:
    """By finding the books that its organisation lets be read for its pack.  Two queries."""
    listed = list(rows)
    keys = _keys(examiner, listed)
    consents = [one for one in consents_to(examiner) if one.holds(on)]
    found: dict[int, frozenset[str]] = {}
    for row in listed:
        given = (
            one.books
            for one in consents
            if one.organisation == whose[row.id] and one.is_for(keys[row.pack_id])
        )
        found[row.id] = frozenset(book for books in given for book in books)
    return found


def _open(whose: Mapping[int, int | None], books: Books, book: str) -> set[int]:
    return {party for one, party in whose.items() if party is not None and book in books[one]}


def _keys(examiner: int, rows: Iterable[FindingRow]) -> dict[int, str]:
    found = PackRow.objects.filter(organisation_id=examiner, id__in={row.pack_id for row in rows})
    return {
        number: f"{code}@{version}"
        for number, code, version in found.values_list("id", "code", "version")
    }


def _noted(examiner: int, rows: Iterable[FindingRow]) -> dict[int, Trigger]:
    numbers = [row.id for row in rows]
    found = LapseRow.objects.filter(organisation_id=examiner, finding_id__in=numbers)
    return {row.finding_id: Trigger(row.day, row.trigger) for row in found}
