"""Who has these words: the index of words of either engine, asked for so many at most.

Nothing here sorts all that is found, because of a million organisations three hundred thousand
have the same word: FTS5 streams in the order of its rows and stops; PostgreSQL's GIN gathers all
before the first, so that for common words the table is walked a bounded way instead.
"""

from __future__ import annotations

from django.db import connection, transaction

from tequio.registry.rules.searching import Asked, as_fts5, as_tsquery

KEEPER = 2**40
"""The index on SQLite has one number for each row: keeper * 2^40 + number of the listed."""
WALKS = (5_000, 25_000)
RARE = 20
"""On PostgreSQL: rows that are walked, and one in so many makes it worth to walk on."""

STREAMED = """
    SELECT rowid - %s FROM registry_search
    WHERE registry_search MATCH %s AND rowid BETWEEN %s AND %s LIMIT %s
"""
WALKED = """
    SELECT id FROM (
        SELECT id, words FROM registry_search WHERE organisation_id = %s ORDER BY id LIMIT %s
    ) AS near WHERE words @@ %s::tsquery LIMIT %s
"""
GATHERED = """
    SELECT id FROM registry_search
    WHERE organisation_id = %s AND words @@ %s::tsquery LIMIT %s
"""
BY_THE_INDEX = (
    "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"
)


def having(keeper: int, asked: Asked, most: int) -> list[int]:
    """Numbers of the listed organisations of a register that have all that is asked, `most` at
    most; which of more is settled by the order in which they came."""
    if not asked:
        return []
    return (_streamed if connection.vendor == "sqlite" else _from_postgres)(keeper, asked, most)


def _streamed(keeper: int, asked: Asked, most: int) -> list[int]:
    first = keeper * KEEPER
    values: list[int | str] = [first, as_fts5(asked), first, first + KEEPER - 1, most]
    return _numbers(STREAMED, values)


def _from_postgres(keeper: int, asked: Asked, most: int) -> list[int]:
    query = as_tsquery(asked)
    for rows in WALKS:
        found = _numbers(WALKED, [keeper, rows, query, most])
        if len(found) >= most:
            return found
        if len(found) * RARE < rows:
            break
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_THE_INDEX, ["off", "off"])
        found = _numbers(GATHERED, [keeper, query, most])
        cursor.execute(BY_THE_INDEX, ["on", "on"])
    return found


def _numbers(statement: str, values: list[int | str]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]
