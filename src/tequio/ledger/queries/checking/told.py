"""What stands beside the entries, held against the chronicle: whose an account is and between which
limits, who booked what when and for whom, claims, counts, closed periods, lines of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tequio.chronicle.rules.comparing import compared, not_there, not_told, told_otherwise
from tequio.kernel import Finding, digest
from tequio.ledger import rules
from tequio.ledger.models import (
    AccountChangeRow,
    AccountRow,
    ClaimRow,
    CountRow,
    JournalRow,
    LineRow,
    MatchRow,
    PeriodCloseRow,
    PreparedRow,
)
from tequio.ledger.queries.checking.story import Facts, Story
from tequio.ledger.queries.facts import rows_of

ROOM = "ledger"

NOTES = """
    SELECT j.id, x.digest FROM ledger_journalrow j
    LEFT JOIN membership_textrow x ON x.organisation_id = j.organisation_id AND x.id = j.text_id
    WHERE j.organisation_id = %s AND j.text_id IS NOT NULL
"""


@dataclass
class Seen:
    """What is gathered while the entries are read once for their proof.

    keys     journal → key of its act
    claimed  entry that recorded a claim → its two accounts
    settles  journal that settles a claim → the claim's number
    astray   accounts that an entry calls otherwise than they are called
    """

    story: Story
    keys: Mapping[int, str]
    organisation: int
    accounts: dict[int, AccountRow] = field(init=False)
    claimed: dict[int, tuple[int, int]] = field(default_factory=dict)
    settles: dict[int, int] = field(default_factory=dict)
    astray: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = AccountRow.objects.filter(organisation_id=self.organisation)
        self.accounts = {row.id: row for row in rows}

    def entry(self, row: tuple[Any, ...]) -> None:
        """Look at an entry: journal, book, number, day, code, subject, debit, credit, …"""
        journal, number, code, subject, sides = row[0], row[2], row[4], row[5], row[6:8]
        if code in ("ledger.claim", "ledger.cash_difference"):
            self.claimed[number] = sides
        if code in ("ledger.ratify", "ledger.recover"):
            self.settles[journal] = int(subject)
        said = self.story.acts.get(self.keys.get(journal, ""))
        found = rules.name_by_entry(code, subject, sides, said.person if said else None)
        if found is None or said is None:
            return
        account, name = found
        if account in self.accounts and self.accounts[account].ref != name:
            self.astray.add(account)


def check_told(seen: Seen) -> Iterator[Finding]:
    """Everything beside the entries is as the chronicle tells it.  Ten queries."""
    yield from _check_journals(seen)
    yield from _check_accounts(seen)
    story = seen.story
    yield from compared(ROOM, "change", told=story.rows["change"], here=_changes(seen))
    for thing, here in _here(seen):
        yield from compared(ROOM, thing, told=_told(thing, seen), here=here)
    yield from _check_lines(seen)


# Journals: who wrote what down when, for whom, with which note ----------------------------------


def _check_journals(seen: Seen) -> Iterator[Finding]:
    """A journal is never booked earlier than the one before, whatever clock its act had."""
    notes = dict(rows_of(NOTES, [seen.organisation]))
    rows = JournalRow.objects.filter(organisation_id=seen.organisation).order_by("id")
    names = ("id", "key", "by_id", "booked_at", "payee_id", "document")
    last = None
    for number, key, *here in rows.values_list(*names).iterator(chunk_size=2000):
        said = seen.story.acts.get(key)
        if said is None:
            continue  # `journal_without_act` says so
        last = max(last or said.at, said.at)
        payee = said.payee
        if number in seen.settles:
            payee = seen.story.rows["claim"].get(seen.settles[number], {}).get("person")
        if [*here, notes.get(number, "")] != [said.by, last, payee, "", said.text]:
            yield told_otherwise(ROOM, "journal", number)


# Accounts: whose, and between which limits ------------------------------------------------------


def _check_accounts(seen: Seen) -> Iterator[Finding]:
    """Money lies under the name that the acts gave it, between limits that were decided."""
    story, opened_by_count = seen.story, _of_counts(seen)
    for number, row in sorted(seen.accounts.items()):
        told = story.rows["account"].get(number)
        here = {"book": row.book, "unit": row.unit, "kind": row.kind, "ref": row.ref}
        limits = {
            "floor": row.floor,
            "ceiling": row.ceiling,
            "closed_on": row.closed_on.isoformat() if row.closed_on else None,
        }
        usual = rules.KINDS[row.kind]
        first = {"floor": usual.floor, "ceiling": usual.ceiling, "closed_on": None}
        kept = first | opened_by_count.get(number, {}) | story.kept.get(number, {})
        is_astray = number in seen.astray or (told is not None and told != here)
        named = rules.name_by_number(row.kind, number)
        if is_astray or limits != kept or named not in (None, row.ref):
            yield told_otherwise(ROOM, "account", number)
    for number in sorted(story.rows["account"].keys() - seen.accounts.keys()):
        yield not_there(ROOM, "account", number)


def _of_counts(seen: Seen) -> dict[int, Facts]:
    """Accounts that a count opened: what is missing is owed, what is too much waits."""
    found: dict[int, Facts] = {}
    for count in seen.story.rows["count"].values():
        sides = seen.claimed.get(count["transfer"])
        if sides is not None:
            is_missing = count["booked_minor"] > count["counted_minor"]
            limits = {"ceiling": 0} if is_missing else {"floor": 0}
            found[sides[0 if is_missing else 1]] = limits
    return found


def _changes(seen: Seen) -> dict[tuple[int, int], Facts]:
    """Changes of limits and closings, numbered for each account in their order.

    A closing leaves the limits as they were, so it is asked about them only after a change.
    """
    rows = AccountChangeRow.objects.filter(organisation_id=seen.organisation).order_by("id")
    places: dict[int, int] = defaultdict(int)
    found: dict[tuple[int, int], Facts] = {}
    for row in rows:
        key = row.account_id, places[row.account_id]
        places[row.account_id] += 1
        here = {
            "floor": row.floor,
            "ceiling": row.ceiling,
            "closed_on": row.closed_on.isoformat() if row.closed_on else None,
            "mandate": row.mandate_id,
            "by": row.by_id,
        }
        told = seen.story.rows["change"].get(key, here)
        found[key] = {name: value for name, value in here.items() if name in told}
    return found


# Claims, counts, periods, matches, what waits for keys ------------------------------------------


def _told(thing: str, seen: Seen) -> dict[Any, Facts]:
    told = seen.story.rows[thing]
    if thing != "claim":
        return told
    found = {}
    for number, facts in told.items():
        sides = seen.claimed.get(number, (None, None))
        rest = {name: value for name, value in facts.items() if name != "side"}
        found[number] = rest | {"account": sides[facts["side"]]}
    return found


def _here(seen: Seen) -> Iterator[tuple[str, dict[Any, Facts]]]:
    """Thing → number → what the table holds, in the words of the lines.  Five queries."""
    own = {"organisation_id": seen.organisation}
    yield (
        "close",
        {
            row.closed_through.isoformat(): {
                "mandate": row.mandate_id,
                "by": row.by_id,
                "at": row.closed_at,
            }
            for row in PeriodCloseRow.objects.filter(**own)
        },
    )
    yield (
        "claim",
        {
            row.id: {
                "person": row.person_id,
                "office": row.office,
                "subject": row.subject,
                "account": row.account_id,
            }
            for row in ClaimRow.objects.filter(**own)
        },
    )
    yield "count", {row.id: _count(row) for row in CountRow.objects.filter(**own)}
    yield (
        "match",
        {
            row.line_id: {"transfer": row.transfer_id, "account": row.account_id}
            for row in MatchRow.objects.filter(**own)
        },
    )
    yield "prepared", {row.id: _prepared(row) for row in PreparedRow.objects.filter(**own)}


def _count(row: CountRow) -> Facts:
    return {
        "account": row.account_id,
        "counted_minor": row.counted_minor,
        "booked_minor": row.booked_minor,
        "counted_on": row.counted_on.isoformat(),
        "answerable": row.answerable_id,
        "transfer": row.transfer_id,
    }


def _prepared(row: PreparedRow) -> Facts:
    return {
        "mandate": row.mandate_id,
        "payment": row.payment,
        "purpose": row.purpose,
        "subject": row.subject,
        "account": row.account_id,
        "unit": row.unit,
        "minor": row.minor,
        "payee": row.payee_id,
        "by": row.prepared_by_id,
        "at": row.prepared_at,
    }


# Lines of statements ----------------------------------------------------------------------------


def _check_lines(seen: Seen) -> Iterator[Finding]:
    """Every line was imported, is in its account, and says what its fingerprint covers."""
    rows = LineRow.objects.filter(organisation_id=seen.organisation).order_by("id")
    left = {row.id: row for row in rows}
    for told in seen.story.imports:
        numbers = range(told["first"], told["first"] + told["lines"])
        here = [left.pop(number) for number in numbers if number in left]
        if len(here) < told["lines"]:
            yield not_there(ROOM, "import", told["first"])
        elif digest([row.fingerprint for row in here]) != told["proof"]:
            yield told_otherwise(ROOM, "import", told["first"])
        alike = told["lines"] + told["left_out"]
        for row in here:
            if row.account_id != told["account"] or not _agrees(row, alike):
                yield told_otherwise(ROOM, "line", row.id)
    for number in sorted(left):
        yield not_told(ROOM, "line", number)


def _agrees(row: LineRow, alike: int) -> bool:
    """Whether its fingerprint is one of such a line; so many may have been alike."""
    return any(
        row.fingerprint == rules.fingerprint(row.day, row.minor, row.reference, place)
        for place in range(alike)
    )
