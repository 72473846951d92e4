"""Taking an import back: nothing is deleted, it only counts as never said."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery

from tequio.registry.models import BackRow, BatchRow, RecordRow, StatementRow, SubscriptionRow
from tequio.registry.queries.batches import sources_of_batch, speaking_for

CURRENT_AGAIN = """
    UPDATE registry_statementrow SET is_current = {true}
    WHERE organisation_id = %s AND id IN (
        SELECT MAX(s.id) FROM registry_statementrow s
        LEFT JOIN registry_batchrow b ON b.organisation_id = s.organisation_id
            AND b.id = s.batch_id
        WHERE s.organisation_id = %s AND s.record_id IN (
            SELECT t.record_id FROM registry_statementrow t
            WHERE t.organisation_id = %s AND t.batch_id = %s)
        AND (s.batch_id IS NULL OR (b.undone_at IS NULL AND s.batch_id < %s))
        GROUP BY s.record_id)
"""
BACK = """
    UPDATE registry_recordrow SET vanished_batch_id = (
        SELECT b.vanished_batch_id FROM registry_backrow b
        WHERE b.organisation_id = registry_recordrow.organisation_id AND b.batch_id = %s
            AND b.record_id = registry_recordrow.id)
    WHERE organisation_id = %s AND id IN (
        SELECT record_id FROM registry_backrow WHERE organisation_id = %s AND batch_id = %s)
"""


def take_back(keeper: int, batch: int, at: datetime) -> tuple[set[int], int]:
    """Undo an import; whom it spoke of, and how many statements it had made.

    What was said before by the same records is current again; who vanished in it did not vanish.
    """
    row = BatchRow.objects.get(organisation_id=keeper, id=batch)
    BatchRow.objects.filter(organisation_id=keeper, id=batch).update(undone_at=at)
    mine = StatementRow.objects.filter(organisation_id=keeper, batch_id=batch)
    records = mine.values("record_id")
    touched = set(
        RecordRow.objects.filter(organisation_id=keeper, id__in=records).values_list(
            "listed_id", flat=True
        )
    )
    count = mine.count()
    mine.update(is_current=False)
    with connection.cursor() as cursor:
        true = "1" if connection.vendor == "sqlite" else "true"
        again = CURRENT_AGAIN.format(true=true)
        cursor.execute(again, [keeper, keeper, keeper, batch, batch])
    _restore_records(row)
    return touched, count


def begin_anew(keeper: int, batch: int) -> None:
    """What a reading of a feed told that was taken back is told again by the next one only if that
    begins at the beginning."""
    row = BatchRow.objects.get(organisation_id=keeper, id=batch)
    if row.format == "feed":
        rows = SubscriptionRow.objects.filter(organisation_id=keeper, source_id=row.source_id)
        rows.update(token="")


def _restore_records(row: BatchRow) -> None:
    """Who was last seen in it was last seen in the one before, if anything is said by it still;
    who vanished did not."""
    keeper, batch = row.organisation_id, row.id
    records = RecordRow.objects.filter(organisation_id=keeper)
    records.filter(vanished_batch_id=batch).update(vanished_batch_id=None)
    if BackRow.objects.filter(organisation_id=keeper, batch_id=batch).exists():
        with connection.cursor() as cursor:
            cursor.execute(BACK, [batch, keeper, keeper, batch])
    seen = records.filter(last_batch_id=batch)
    said = StatementRow.objects.filter(organisation_id=keeper, is_current=True)
    of_it = said.filter(record_id=OuterRef("id"))
    seen.filter(~Exists(of_it)).update(last_batch_id=None)
    exactly = seen.filter(vanished_batch_id__isnull=False) if row.mapping_id else seen
    exactly.update(last_batch_id=Subquery(of_it.values("batch_id")[:1]))
    earlier = BatchRow.objects.filter(
        organisation_id=keeper, undone_at__isnull=True, id__lt=batch
    ).order_by("-id")
    for source in sources_of_batch(row) if row.mapping_id else ():
        before = next(iter(speaking_for(keeper, earlier, [source])), None)
        seen.filter(source_id=source).update(last_batch_id=before.id if before else None)
