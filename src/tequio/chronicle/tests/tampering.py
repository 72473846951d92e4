"""Changing every column of every table of a room, and seeing that `verify` notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, models, transaction

Tables = Mapping[str, tuple[type[models.Model], tuple[str, ...]]]
FAR = 1_009
"""Added to a number: less than a small whole number holds."""
_LONG_AGO = {"DateField": date(2020, 1, 1), "DateTimeField": datetime(2020, 1, 1, tzinfo=UTC)}


def without_guards():
    """As the owner of the machine can work: without triggers, until the transaction is undone."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")


def unnoticed(check: Callable[[], Iterable[Any]], tables: Tables) -> list[str]:
    """Which columns of which tables could be changed, and which rows deleted, without `check`
    finding anything; and which tables hold no row to try it on.

    A column that makes the key is changed too.  Every change is taken back.  The triggers are
    dropped once: dropping the hundreds of them for each column took most of the time.
    """
    missed = []
    with transaction.atomic():
        without_guards()
        for name, (table, key) in tables.items():
            row = table._default_manager.order_by("organisation_id", *key).first()
            if row is None:
                missed.append(f"{name}: no row")
                continue
            where = {part: getattr(row, part) for part in ("organisation_id", *key)}
            rows = table._default_manager.filter(**where)
            for what, change in _changes(table, row):
                if not _is_noticed(check, rows, change):
                    missed.append(f"{name}.{what}")
        transaction.set_rollback(True)
    return missed


def _changes(table: type[models.Model], row: models.Model) -> Iterator[tuple[str, Any]]:
    for field in table._meta.local_concrete_fields:
        if field.name in ("pk", "organisation_id"):
            continue
        yield field.column, {field.column: _otherwise(field, getattr(row, field.attname))}
    yield "DELETE", None


def _is_noticed(
    check: Callable[[], Iterable[Any]], rows: models.QuerySet[Any], change: Any
) -> bool:
    try:
        with transaction.atomic():
            if change is None:
                rows._raw_delete(rows.db)
            else:
                rows.update(**change)
            found = any(True for _one in check())
            transaction.set_rollback(True)
    except IntegrityError:
        return True  # the database itself does not take it
    return found


def _otherwise(field: models.Field[Any, Any], value: Any) -> Any:
    """Another value that fits into the column."""
    if value is None:
        value = _LONG_AGO.get(field.get_internal_type(), "" if _is_text(field) else 0)
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + FAR
    if isinstance(value, datetime | date):
        return value - timedelta(days=400)
    if isinstance(value, list | dict):
        return ["x"]
    return "x" if value != "x" else "y"


def _is_text(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.CharField | models.TextField)
