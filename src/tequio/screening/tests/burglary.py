"""Trying to change in the database what is kept as it was."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from django.db import DatabaseError, connection

from tequio.registry.tests.test_tables import run

SAID = "what a screening was shown and found is kept as it was"


def none_gets_through(guarded: Mapping[str, str]) -> None:
    """Every change, deletion and replacement of a row of these tables is refused.

    guarded  table → a change of it
    """
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for table, change in guarded.items():
        name = f"screening_{table}"
        last = (
            f"TRUNCATE {name}"
            if connection.vendor == "postgresql"
            else f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"
        )
        for statement in (f"UPDATE {name} SET {change}", f"DELETE FROM {name}", last):
            with pytest.raises(DatabaseError, match=SAID):
                run(statement)
