"""For which day a source last said what it says: the edition of its file, or the day of writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import connection

EDITIONS = """
    SELECT r.id, last.edition, gone.edition FROM registry_recordrow r
    LEFT JOIN registry_batchrow last
        ON last.organisation_id = r.organisation_id AND last.id = r.last_batch_id
    LEFT JOIN registry_batchrow gone
        ON gone.organisation_id = r.organisation_id AND gone.id = r.vanished_batch_id
    WHERE r.organisation_id = %s AND r.listed_id IN ({places})
"""


class Edition(NamedTuple):
    """Day of the last edition in which a record stood, None for what was written by hand; and of
    the one in which it was missing since, if it is missing."""

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
        return {record: Edition(_day(last), _day(gone)) for record, last, gone in cursor.fetchall()}


def _day(value: date | str | None) -> date | None:
    """PostgreSQL gives a date, SQLite a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
