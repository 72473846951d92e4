"""Whoever owns the machine changes a column by hand: `verify` names what it was."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tequio.circles.models import core
from tequio.circles.queries import check
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import MONDAY, everything_holds, ten
from tests.circles.whole_cycle import tell

APPEND_ONLY = "circles are append-only"
OF_NUMBERS = {"id", "cycle_id", "sheet_id", "person_id", "proposal_id", "waiver_id"}
"""Columns that say which row it is."""
BESIDES = {
    "brought_differs": {
        "cyclerow": "organisation_id id price",
        "broughtrow": "cycle_id person_id shares entry",
    },
    "entry_differs": {
        "sheetrow": "organisation_id id journal_id",
        "sheetlinerow": "sheet_id person_id saved social fined fine_paid helped"
        " saved_entry social_entry fined_entry fine_paid_entry helped_entry",
    },
    "shares_differ": {"cycleendrow": "organisation_id cycle_id"},
    "leaver_differs": {"leaverrow": "person_id saved set_off paid journal_id"},
    "claim_differs": {
        "claimrow": "sheet_id person_id minor proposal_id is_granted",
    },
    "waived_differs": {
        "waiverrow": "organisation_id id person_id minor",
        "waivedrow": "waiver_id entry",
    },
    "carried_differs": {
        "carriedrow": "cycle_id person_id shares minor into_id",
        "shareoutrow": "organisation_id cycle_id shared_on",
    },
    "share_out_differs": {
        "carriedrow": "organisation_id cycle_id person_id minor",
        "shareoutrow": "cycle_id coin savings income costs pool",
        "partrow": "organisation_id cycle_id shares worth set_off paid left",
    },
}
"""What is computed from a column differs too: finding → table → columns."""


@pytest.fixture(scope="module")
def history(told_once: Any) -> Savers:
    return told_once(tell)


@pytest.fixture
def cycle(history: Savers, db: None) -> Savers:
    return deepcopy(history)


def tables() -> dict[str, type[models.Model]]:
    """The tables of the core by their short names."""
    listed = apps.get_app_config("circles").get_models()
    return {m._meta.model_name or "": m for m in listed if m.__module__ == core.__name__}


def expected(table: str, column: str) -> set[str]:
    """What the check says of one changed column."""
    codes = {code for code, where in BESIDES.items() if column in where.get(table, "").split()}
    if column == "organisation_id":
        return codes | {"not_there"}
    key = {field.attname for field in tables()[table]._meta.pk_fields}
    if column in key & OF_NUMBERS:
        return codes | {"not_there", "not_told"}
    if (column == "entry" and table == "broughtrow") or column.endswith("_entry"):
        return codes
    return codes | {"told_otherwise"}


def changes(stranger: int) -> Iterator[tuple[str, str, str]]:
    """Each column of each table with an expression by which it says something else."""
    for table, model in tables().items():
        for field in model._meta.local_fields:
            if field.column:
                yield table, field.column, other(field, stranger)


def other(field: models.Field[Any, Any], stranger: int) -> str:
    """Another value of the column's type."""
    if isinstance(field, models.ForeignKey):
        return str(stranger)
    if isinstance(field, models.BooleanField):
        return f'NOT "{field.column}"'
    if isinstance(field, models.JSONField):
        return "'[]'"
    if isinstance(field, models.DateTimeField | models.DateField):
        return "'2019-05-05'"
    if isinstance(field, models.CharField):
        return "'other'"
    return f'COALESCE("{field.column}", 0) + 1000'


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def nothing_waits() -> None:
    """Constraints that are checked at the end are checked now."""
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def without_guards() -> None:
    """The owner of the machine drops what forbids it."""
    nothing_waits()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables():
                cursor.execute(f"ALTER TABLE circles_{table} DISABLE TRIGGER USER")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            if name.startswith("circles_"):
                cursor.execute(f"DROP TRIGGER {name}")


def one_row(table: str) -> str:
    """A condition that holds for one row of a table."""
    row = "ctid" if connection.vendor == "postgresql" else "rowid"
    return f"{row} = (SELECT {row} FROM circles_{table} ORDER BY {row} LIMIT 1)"


def found_after(organisation: int, statement: str) -> set[str]:
    """What the check finds once this was done; then it is undone."""
    with transaction.atomic():
        run(statement)
        findings = list(check(organisation))
        transaction.set_rollback(True)
    assert all(str(one) for one in findings)
    return {one.code for one in findings}


def test_every_column_that_is_changed_by_hand_is_found(cycle: Savers) -> None:
    organisation = cycle.group.organisation
    stranger = ten(Stage(MONDAY, acts=5_000), name="Sisters").group.person["Efua"]
    assert everything_holds()
    without_guards()
    assert list(check(organisation)) == []
    tried = list(changes(stranger))
    assert len(tried) > 80
    for table, column, value in tried:
        statement = f'UPDATE circles_{table} SET "{column}" = {value} WHERE {one_row(table)}'
        found = found_after(organisation, statement)
        assert found == expected(table, column), (table, column)


def test_every_row_that_is_taken_away_is_found(cycle: Savers) -> None:
    without_guards()
    for table in tables():
        statement = f"DELETE FROM circles_{table} WHERE {one_row(table)}"
        found = found_after(cycle.group.organisation, statement)
        assert "not_there" in found, table


@pytest.mark.parametrize("table", sorted(tables()))
def test_no_row_is_changed_taken_away_or_replaced(cycle: Savers, table: str) -> None:
    name = f"circles_{table}"
    nothing_waits()
    attempts = [f"UPDATE {name} SET organisation_id = organisation_id", f"DELETE FROM {name}"]
    if connection.vendor == "postgresql":
        attempts.append(f"TRUNCATE {name}")
    else:
        attempts += replacing(name)
    for attempt in attempts:
        with pytest.raises(DatabaseError, match=APPEND_ONLY):
            run(attempt)


def replacing(name: str) -> list[str]:
    """`INSERT OR REPLACE` takes a row away without any DELETE: by its key, by its hidden number."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} LIMIT 1")
        columns = [f'"{column[0]}"' for column in cursor.description]
        moved = [
            f"{column} + 1000" if column.strip('"') in OF_NUMBERS - {"person_id"} else column
            for column in columns
        ]
    into = f"INSERT OR REPLACE INTO {name}"
    return [
        f"{into} SELECT * FROM {name}",
        f"{into} (rowid, {', '.join(columns)}) SELECT rowid, {', '.join(moved)} FROM {name}",
    ]


def test_a_second_sheet_of_a_day_cannot_take_the_place_of_the_first(cycle: Savers) -> None:
    nothing_waits()
    columns = [f'"{field.column}"' for field in core.SheetRow._meta.local_fields if field.column]
    values = ["id + 1000" if column == '"id"' else column for column in columns]
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError, match=f"{APPEND_ONLY}|one_sheet_a_day"):
        run(
            f"{verb} INTO circles_sheetrow ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM circles_sheetrow"
        )


def test_the_lawful_way_stays_open(cycle: Savers) -> None:
    cycle.group.stage.later(1)
    cycle.starts()
    cycle.meets({"Ama": 2})
    assert everything_holds()


def test_a_sheet_that_passes_for_a_called_meeting_is_found(cycle: Savers) -> None:
    """The statutes are changed by hand afterwards: then Monday was never the group's day."""
    organisation = cycle.group.organisation
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, value FROM statutes_provisionrow WHERE code LIKE 'circle.w%'")
        (stated,) = {row[0]: row[1] for row in cursor.fetchall()}.items()
    assert stated[0] == "circle.weekday"
    guards_of_statutes_are_dropped()
    changed = stated[1].replace("monday", "friday")
    found = found_after(
        organisation,
        f"UPDATE statutes_provisionrow SET value = '{changed}' WHERE code = 'circle.weekday'",
    )
    assert found == {"not_the_groups_day"}


def guards_of_statutes_are_dropped() -> None:
    nothing_waits()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE statutes_provisionrow DISABLE TRIGGER USER")
            return
        where = "type = 'trigger' AND tbl_name = 'statutes_provisionrow'"
        cursor.execute(f"SELECT name FROM sqlite_master WHERE {where}")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
