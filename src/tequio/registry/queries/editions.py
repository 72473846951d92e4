"""For which day a source last said what it says: the edition of its file, or the day of writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

EDITIONS = """
    SELECT r.id, r.source_id, last.edition, CASE WHEN s.is_complete THEN gone.edition END
    FROM registry_recordrow r JOIN registry_sourcerow s
        ON s.organisation_id = r.organisation_id AND s.id = r.source_id
    LEFT JOIN registry_batchrow last
        ON last.organisation_id = r.organisation_id AND last.id = r.last_batch_id
    LEFT JOIN registry_batchrow gone
        ON gone.organisation_id = r.organisation_id AND gone.id = r.vanished_batch_id
    WHERE r.organisation_id = %s AND r.listed_id IN ({places})
"""


class Edition(NamedTuple):
    """Of which source a record is; the day of the last edition in which it stood, None for what was
    written by hand; and the day of the one in which it is missing since, if its source claims to
    list all of its scope."""

    source: int
    last: date | None
    gone: date | None


def editions_of(keeper: int, listed: Iterable[int]) -> dict[int, Edition]:
    """By number of a record about these organisations its editions.  One query."""
    asked = sorted(set(listed))
    if not asked:
        return {}
    places = ", ".join(["%s"] * len(asked))
    with connection.cursor() as cursor:
        cursor.execute(EDITIONS.format(places=places), [keeper, *asked])
        return {
            record: Edition(source, _day(last), _day(gone))
            for record, source, last, gone in cursor.fetchall()
        }


def _day(value: date | str | None) -> date | None:
    """PostgreSQL gives a date, SQLite a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
