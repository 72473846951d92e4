"""`verify` for the books: everything is computed again from the entries and compared.

Each part is one statement over one organisation; the proof of the journals reads every entry once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from django.db import connection

from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import rules
from tequio.ledger.queries.checking.story import story_of
from tequio.ledger.queries.checking.told import Seen, check_told
from tequio.ledger.queries.facts import day, rows_of
from tequio.mandates import rules as mandate_rules

ROOM = "ledger"
BALANCE_DIFFERS = _("Account {account} says {stored}, but its entries add up to {computed}.")
SUM_NOT_ZERO = _("The accounts of book {book} do not add up to zero in {unit}: {sum}.")
SPENT_DIFFERS = _("Mandate {mandate} says that {stored} are spent, but its entries say {computed}.")
OVER_THE_CEILING = _("Under mandate {mandate} {computed} were spent, more than its {ceiling}.")
OUT_OF_FORCE = _(
    "Entry {transfer} stands under mandate {mandate}, which was not in force that day."
)
LIMIT_PASSED = _("Account {account} stands outside of its limits.")
ENTRY_CHANGED = _("Journal {journal} was changed after it was written.")
NOT_IN_CHRONICLE = _("Journal {journal} is not what the chronicle says was written.")
WITHOUT_ACT = _("Journal {journal} stands in the book without any act in the chronicle.")
GRAMMAR_CHANGED = _("The list of what may be posted was changed: {rule}.")
KEY_BROKEN = _("{count} rows of {table} point to rows that are not there ({key}).")

COMPUTED = """
    SELECT a.id, a.debits, a.credits, coalesce(d.minor, 0), coalesce(c.minor, 0), a.floor,
        a.ceiling, a.book, a.unit
    FROM ledger_accountrow a
    LEFT JOIN (SELECT book, debit_id, sum(minor) AS minor FROM ledger_transferrow
        WHERE organisation_id = %s GROUP BY book, debit_id) d
        ON d.book = a.book AND d.debit_id = a.id
    LEFT JOIN (SELECT book, credit_id, sum(minor) AS minor FROM ledger_transferrow
        WHERE organisation_id = %s GROUP BY book, credit_id) c
        ON c.book = a.book AND c.credit_id = a.id
    WHERE a.organisation_id = %s ORDER BY a.id
"""


def check(organisation: int) -> Iterator[Finding]:
    """Everything of an organisation's books that does not hold."""
    yield from check_keys(organisation)
    yield from _check_accounts(organisation)
    yield from _check_spent(organisation)
    yield from _check_days(organisation)
    yield from _check_proofs(organisation)


def _check_accounts(organisation: int) -> Iterator[Finding]:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows_of(COMPUTED, [organisation] * 3):
        number, debits, credits_, out, into, floor, ceiling, book, unit = row
        stored, computed = credits_ - debits, int(into) - int(out)
        sums[book, unit] += stored
        if (debits, credits_) != (int(out), int(into)):
            yield Finding.of(
                ROOM,
                "balance_differs",
                BALANCE_DIFFERS,
                account=number,
                stored=stored,
                computed=computed,
            )
        if (floor is not None and stored < floor) or (ceiling is not None and stored > ceiling):
            yield Finding.of(ROOM, "limit_passed", LIMIT_PASSED, account=number)
    for (book, unit), total in sums.items():
        if total:
            yield Finding.of(ROOM, "sum_not_zero", SUM_NOT_ZERO, book=book, unit=unit, sum=total)


DRAWN = """
    SELECT t.mandate_id, t.unit, m.period, t.value_date, c.minor, sum(t.minor),
        sum(CASE WHEN EXISTS (SELECT 1 FROM ledger_transferrow r
            WHERE r.organisation_id = t.organisation_id AND r.book = t.book
            AND r.reverses_id = t.id) THEN t.minor ELSE 0 END)
    FROM ledger_transferrow t
    JOIN mandates_mandaterow m ON m.organisation_id = t.organisation_id AND m.id = t.mandate_id
    JOIN mandates_ceilingrow c ON c.organisation_id = t.organisation_id
        AND c.mandate_id = t.mandate_id AND c.unit = t.unit AND c.minor IS NOT NULL
    WHERE t.organisation_id = %s AND t.reverses_id IS NULL
    GROUP BY t.mandate_id, t.unit, m.period, t.value_date, c.minor
"""
STORED = """
    SELECT mandate_id, unit, period, spent, returned FROM mandates_spentrow
    WHERE organisation_id = %s
"""


def _check_spent(organisation: int) -> Iterator[Finding]:
    computed: dict[tuple[int, str, str], tuple[int, int]] = {}
    ceilings: dict[tuple[int, str, str], int] = {}
    for mandate, unit, period, on, ceiling, spent, returned in rows_of(DRAWN, [organisation]):
        label = mandate_rules.period_label(period, cast("Any", day(on)))
        before = computed.get((mandate, unit, label), (0, 0))
        computed[mandate, unit, label] = (before[0] + int(spent), before[1] + int(returned))
        ceilings[mandate, unit, label] = ceiling
    stored = {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows_of(STORED, [organisation])}
    for place in sorted({*computed, *stored}):
        said, sums = stored.get(place, (0, 0)), computed.get(place, (0, 0))
        if said != sums:
            yield Finding.of(
                ROOM,
                "spent_differs",
                SPENT_DIFFERS,
                mandate=place[0],
                stored=said[0] - said[1],
                computed=sums[0] - sums[1],
            )
        if place in ceilings and sums[0] - sums[1] > ceilings[place]:
            yield Finding.of(
                ROOM,
                "over_the_ceiling",
                OVER_THE_CEILING,
                mandate=place[0],
                computed=sums[0] - sums[1],
                ceiling=ceilings[place],
            )


DAYS = """
    SELECT t.id, t.mandate_id, CASE WHEN t.value_date < m.valid_from
        OR t.value_date > m.valid_until OR t.value_date > e.ends_on THEN '' ELSE e.source END
    FROM ledger_transferrow t
    JOIN mandates_mandaterow m ON m.organisation_id = t.organisation_id AND m.id = t.mandate_id
    LEFT JOIN mandates_endrow e ON e.organisation_id = m.organisation_id AND e.mandate_id = m.id
    WHERE t.organisation_id = %s AND (t.value_date < m.valid_from
        OR t.value_date > m.valid_until OR t.value_date >= e.ends_on)
    ORDER BY t.id
"""


def _check_days(organisation: int) -> Iterator[Finding]:
    """On the day of its end a mandate allowed what was written before the decision that ended it;
    entries and resolutions are numbered together, and `governance` proves which resolution."""
    for transfer, mandate, ended_by in rows_of(DAYS, [organisation]):
        if transfer > mandate_rules.resolution_of(ended_by):
            yield Finding.of(ROOM, "out_of_force", OUT_OF_FORCE, transfer=transfer, mandate=mandate)


JOURNALS = "SELECT id, root, key, value_date FROM ledger_journalrow WHERE organisation_id = %s"
PROOFS = "SELECT id, decision_hash FROM mandates_mandaterow WHERE organisation_id = %s"
ENTRIES = """
    SELECT journal_id, book, id, value_date, code, subject, debit_id, credit_id, minor, unit,
        mandate_id, reverses_id
    FROM ledger_transferrow WHERE organisation_id = %s ORDER BY book, id
"""
"""In the order of their key, which is the order of their journals: nothing is sorted or joined."""


def _check_proofs(organisation: int) -> Iterator[Finding]:
    """The root of every journal, computed again, is the stored one and the chronicle's; and what
    stands beside the entries is what the chronicle says."""
    story = story_of(organisation)
    journals = {row[0]: row[1:] for row in rows_of(JOURNALS, [organisation])}
    seen = Seen(story, {number: row[1] for number, row in journals.items()}, organisation)
    roots: dict[int, set[str]] = {journal: set() for journal in journals}
    for journal, root in _computed_roots(organisation, journals, seen):
        roots.setdefault(journal, set()).add(root)
    for journal, computed in sorted(roots.items()):
        root, key, _on = journals.get(journal, ("", "", None))
        if (computed or {rules.root_of(())}) != {root}:
            yield Finding.of(ROOM, "entry_changed", ENTRY_CHANGED, journal=journal)
        elif key not in story.acts:
            yield Finding.of(ROOM, "journal_without_act", WITHOUT_ACT, journal=journal)
        elif story.acts[key].root not in ("", root):
            yield Finding.of(ROOM, "not_in_the_chronicle", NOT_IN_CHRONICLE, journal=journal)
    yield from check_told(seen)


def _computed_roots(
    organisation: int, journals: Mapping[int, tuple[Any, ...]], seen: Seen
) -> Iterator[tuple[int, str]]:
    """(journal, root of the entries that stand together under its number)."""
    hashes = dict(rows_of(PROOFS, [organisation]))
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, [organisation])
        for journal, rows in groupby(_fetched(cursor), key=itemgetter(0)):
            listed = list(rows)
            for row in listed:
                seen.entry(row)
            days = {row[3] for row in listed}
            same_day = journal in journals and days == {journals[journal][2]}
            on = cast("date", day(listed[0][3]))
            root = rules.root_of(_entry(row, on, hashes) for row in listed)
            yield journal, root if same_day else "of another day"


def _fetched(cursor: Any) -> Iterator[tuple[Any, ...]]:
    while rows := cursor.fetchmany(2000):
        yield from rows


def _entry(row: tuple[Any, ...], on: date, hashes: Mapping[int, str]) -> rules.Entry:
    journal, book, number = row[:3]
    transfer = rules.Transfer(*row[4:])
    return rules.Entry(book, number, journal, on, transfer, hashes.get(transfer.mandate, ""))


def check_grammar() -> Iterator[Finding]:
    """What may be posted is what the rules say, for every organisation.  One query."""
    written = rows_of("SELECT code, debit_kind, credit_kind FROM ledger_postingrulerow", [])
    for rule in sorted({rules.PostingRule(*row) for row in written} ^ rules.GRAMMAR):
        text = f"{rule.code}: {rule.credit_kind} → {rule.debit_kind}"
        yield Finding.of(ROOM, "grammar_changed", GRAMMAR_CHANGED, rule=text)


def check_keys(organisation: int) -> Iterator[Finding]:
    """Every row points to rows that are there: a connection can be opened without foreign keys."""
    for key in rules.KEYS:
        count = rows_of(_astray(key), [organisation])[0][0]
        if count:
            yield Finding.of(
                ROOM,
                "key_broken",
                KEY_BROKEN,
                count=count,
                table=key.table,
                key=", ".join(key.columns),
            )


ASTRAY = """
    SELECT count(*) FROM {table} x WHERE x.organisation_id = %s AND {there}
        AND NOT EXISTS (SELECT 1 FROM {target} y WHERE {same})
"""


def _astray(key: rules.Key) -> str:
    pairs = zip(key.columns, key.others, strict=True)
    return ASTRAY.format(
        table=key.table,
        target=key.target,
        there=" AND ".join(f"x.{column} IS NOT NULL" for column in key.columns),
        same=" AND ".join(f"y.{other} = x.{column}" for column, other in pairs),
    )
