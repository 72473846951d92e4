"""Writing a journal: one unit of atomicity, few statements whatever its length.

Promises: whoever posts holds the organisation's head (taking ids locks it), so that nobody closes
a period or ends a mandate meanwhile; balances and what is spent are moved by the database alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from tequio.chronicle.service import take_ids
from tequio.kernel import Act, refuse
from tequio.ledger import rules
from tequio.ledger.queries.facts import facts_for


@dataclass(frozen=True)
class Note:
    """Who was paid (a person's number) and what was noted (a text of membership), if any."""

    payee: int | None = None
    text: int | None = None


@dataclass(frozen=True)
class Posted:
    """What was written.  Acts put `journal` and `root` into their event: `check` compares them."""

    journal: int
    transfers: tuple[int, ...]
    root: str


NOTHING_NOTED = Note()

JOURNAL = """
    INSERT INTO ledger_journalrow (organisation_id, id, key, value_date, booked_at, by_id,
        document, payee_id, text_id, root)
    VALUES (%(organisation)s, %(journal)s, %(key)s, %(value_date)s, coalesce(
        (SELECT last.booked_at FROM (SELECT booked_at FROM ledger_journalrow
            WHERE organisation_id = %(organisation)s ORDER BY id DESC LIMIT 1) last
            WHERE last.booked_at > %(at)s), %(at)s),
        %(by)s, %(document)s, %(payee)s, %(text)s, %(root)s)
"""
TRANSFERS = """
    INSERT INTO ledger_transferrow (organisation_id, book, journal_id, value_date, id, mandate_id,
        code, subject, scope, unit, debit_id, debit_kind, credit_id, credit_kind, minor,
        reverses_id)
"""
VALUES = "VALUES (" + ", ".join(["%s"] * 16) + ")"
UNNESTED = """
    SELECT %(organisation)s, %(book)s, %(journal)s, %(value_date)s, %(journal)s + t.place,
        s.mandate, s.code, s.subject, s.scope, s.unit, t.debit, s.debit_kind, t.credit,
        s.credit_kind, t.minor, t.reverses
    FROM unnest(%(shape)s::bigint[], %(debit)s::bigint[], %(credit)s::bigint[],
        %(minor)s::bigint[], %(reverses)s::bigint[])
        WITH ORDINALITY AS t (shape, debit, credit, minor, reverses, place)
    JOIN unnest(%(mandates)s::bigint[], %(codes)s::text[], %(subjects)s::text[],
        %(scopes)s::text[], %(units)s::text[], %(debit_kinds)s::text[], %(credit_kinds)s::text[])
        WITH ORDINALITY AS s (mandate, code, subject, scope, unit, debit_kind, credit_kind, number)
        ON s.number = t.shape
"""
ONE_BY_ONE = TRANSFERS + VALUES
AT_ONCE = f"WITH journal AS ({JOURNAL}) {TRANSFERS} {UNNESTED}"


def post(
    act: Act,
    *,
    value_date: date,
    transfers: Sequence[rules.Transfer],
    book: str = "main",
    document: str = "",
    note: Note = NOTHING_NOTED,
) -> Posted:
    """Write transfers into the book, all or none.  Part of an act, at most once in it.

    value_date  the day on which value moved; not after `act.today`
    transfers   in the order in which they happened: no account may pass its limits in between
    document    what it rests on: a meeting, a sheet's hash; no free text (see `note`)

    The mandates were drawn on before (`mandates.service.draw`).  Refused with every reason of
    `rules.ORDER` that can be found here, in that order.
    """
    organisation = act.of_organisation
    journal = take_ids(organisation, len(transfers) + 1)
    facts = facts_for(organisation, transfers, book=book, today=act.today)
    refuse(rules.objections_to_post(transfers, value_date=value_date, facts=facts))
    numbers = range(journal + 1, journal + 1 + len(transfers))
    proofs = [facts.coverage[transfer.mandate].decision_hash for transfer in transfers]
    entries = [
        rules.Entry(book, number, journal, value_date, transfer, proof)
        for number, transfer, proof in zip(numbers, transfers, proofs, strict=True)
    ]
    root = rules.root_of(entries)
    _write(
        {
            "organisation": organisation,
            "book": book,
            "journal": journal,
            "key": act.key,
            "value_date": value_date.isoformat(),
            "at": connection.ops.adapt_datetimefield_value(act.at),
            "by": act.by,
            "document": document,
            "payee": note.payee,
            "text": note.text,
            "root": root,
        },
        [(entry.id, entry.transfer, _shape(entry.transfer, facts)) for entry in entries],
    )
    return Posted(journal, tuple(numbers), root)


Shape = tuple[int, str, str, str | None, str, str, str]
"""What many transfers of a journal have in common: mandate, code, subject, scope, unit, kinds."""


def _shape(transfer: rules.Transfer, facts: rules.Facts) -> Shape:
    return (
        transfer.mandate,
        transfer.code,
        transfer.subject,
        facts.coverage[transfer.mandate].scope_for(transfer.code, transfer.subject),
        transfer.unit,
        facts.accounts[transfer.debit].kind,
        facts.accounts[transfer.credit].kind,
    )


Rows = list[tuple[int, rules.Transfer, Shape]]


def _write(journal: dict[str, Any], rows: Rows) -> None:
    """PostgreSQL: journal and transfers in one statement.  SQLite: one and then many."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(AT_ONCE, journal | _arrays(rows))
            return
        cursor.execute(JOURNAL, journal)
        own = [journal[name] for name in ("organisation", "book", "journal", "value_date")]
        cursor.executemany(ONE_BY_ONE, [[*own, *_row(*row)] for row in rows])


def _row(number: int, t: rules.Transfer, shape: Shape) -> tuple[Any, ...]:
    debit_kind, credit_kind = shape[5:]
    return (number, *shape[:5], t.debit, debit_kind, t.credit, credit_kind, t.minor, t.reverses)


def _arrays(rows: Rows) -> dict[str, Any]:
    """The transfers by columns.  Whole numbers go as one text `{1,2,3}` and what many have in
    common goes once: adapting a value costs more than PostgreSQL's reading it."""
    shapes: dict[Shape, int] = {}
    places = [shapes.setdefault(shape, len(shapes) + 1) for _number, _t, shape in rows]
    columns = dict(
        zip(
            ("mandates", "codes", "subjects", "scopes", "units", "debit_kinds", "credit_kinds"),
            map(list, zip(*shapes, strict=True)),
            strict=True,
        )
    )
    return columns | {
        "shape": _numbers(places),
        "debit": _numbers([t.debit for _number, t, _shape in rows]),
        "credit": _numbers([t.credit for _number, t, _shape in rows]),
        "minor": _numbers([t.minor for _number, t, _shape in rows]),
        "reverses": _numbers([t.reverses for _number, t, _shape in rows]),
    }


def _numbers(values: Sequence[int | None]) -> str:
    return "{" + ",".join(["NULL" if value is None else str(value) for value in values]) + "}"
