"""What the database keeps is what is meant, and no migration loses a guard silently."""

from __future__ import annotations

import os

import pytest
from django.db import OperationalError, connection, models
from django.test.utils import CaptureQueriesContext

from tequio.governance.models import ResolutionRow
from tequio.ledger.models import AccountRow, CountRow
from tequio.ledger.tests.founding import found
from tequio.site import guards
from tequio.site.verification import findings
from tests.lanes.copies import Copy


@pytest.mark.django_db
def test_the_database_keeps_exactly_the_guards_that_are_meant() -> None:
    """After a migration write the lists anew (see `tequio.site.guards`) and read what changed."""
    found = guards.guards_in_place()
    if os.environ.get("TEQUIO_WRITE_GUARDS"):
        guards.list_of_guards().write_text(guards.written(found), encoding="utf-8")
    assert guards.written(found) == guards.list_of_guards().read_text(encoding="utf-8")
    assert list(guards.check()) == []


@pytest.mark.django_db
def test_every_table_of_every_room_is_looked_at() -> None:
    tables = {name for name in connection.introspection.table_names() if guards.is_ours(name + ".")}
    assert tables == {name.partition(".")[0] for name in guards.guards_meant()}
    rooms = {name.partition("_")[0] for name in tables}
    assert rooms == {
        "circles",
        "chronicle",
        "ecosystem",
        "governance",
        "knowledge",
        "ledger",
        "lending",
        "mandates",
        "membership",
        "notices",
        "registry",
        "screening",
        "shares",
        "statutes",
    }


DROPPED = [
    ("ledger_transferrow", "ledger_transfer_not_changed"),
    ("ledger_accountrow", "ledger_account_not_deleted"),
    ("governance_resolutionrow", "governance_resolutionrow_not_changed"),
    ("chronicle_linerow", "chronicle_line_not_changed"),
    ("statutes_provisionrow", "provision_not_changed"),
]


@pytest.mark.parametrize(("table", "name"), DROPPED)
def test_a_guard_that_somebody_drops_is_named(committed: Copy, table: str, name: str) -> None:
    on = "" if committed.engine == "sqlite" else f" ON {table}"
    committed.connect().execute(f"DROP TRIGGER {name}{on}")
    assert [str(finding) for finding in guards.check()] == [
        f"The database no longer keeps the guard {table}.{name} as it was made."
    ]


def test_a_guard_that_somebody_empties_is_named(committed: Copy) -> None:
    bare = committed.connect()
    if committed.engine == "sqlite":
        bare.execute("DROP TRIGGER ledger_transfer_not_changed")
        bare.execute(
            "CREATE TRIGGER ledger_transfer_not_changed BEFORE UPDATE ON ledger_transferrow"
            " BEGIN SELECT 1; END"
        )
    else:
        bare.execute("ALTER TABLE ledger_transferrow DISABLE TRIGGER ledger_transfer_not_changed")
    assert [dict(finding.fields) for finding in guards.check()] == [
        {"guard": "ledger_transferrow.ledger_transfer_not_changed"}
    ]


def rebuild(model: type[models.Model]) -> None:
    """What a migration with AddField does on SQLite: make the table anew and copy its rows."""
    field = models.BooleanField(default=False)
    field.set_attributes_from_name("seen")
    connection.disable_constraint_checking()
    with connection.schema_editor(atomic=True) as editor:
        editor._remake_table(model, create_field=field)


def test_a_migration_that_rebuilds_a_table_is_caught(committed: Copy) -> None:
    """Django's way to add a column on SQLite loses the table's triggers without a word."""
    if committed.engine != "sqlite":
        pytest.skip("PostgreSQL alters tables in place")
    assert list(guards.check()) == []
    rebuild(CountRow)
    rebuild(ResolutionRow)
    lost = {dict(finding.fields)["guard"] for finding in guards.check()}
    assert "ledger_countrow.ledger_count_not_changed" in lost
    assert "governance_resolutionrow.governance_resolutionrow_not_changed" in lost


def test_the_tables_of_the_book_cannot_even_be_rebuilt(committed: Copy) -> None:
    """Guards of other tables name them, so that such a migration fails instead of forgetting."""
    if committed.engine != "sqlite":
        pytest.skip("PostgreSQL alters tables in place")
    with pytest.raises(OperationalError, match="no such table"):
        rebuild(AccountRow)


def test_a_trigger_that_somebody_adds_is_named(committed: Copy) -> None:
    bare = committed.connect()
    if committed.engine == "sqlite":
        bare.execute(
            "CREATE TRIGGER quietly AFTER INSERT ON governance_voterow BEGIN SELECT 1; END"
        )
    else:
        bare.execute("CREATE RULE quietly AS ON INSERT TO governance_voterow DO ALSO SELECT 1")
    assert [str(finding) for finding in guards.check()] == [
        "Somebody added governance_voterow.quietly to the database."
    ]


@pytest.mark.django_db
def test_the_guards_are_looked_at_once_however_many_organisations_there_are() -> None:
    groups = [found().organisation, found("sister").organisation]
    asked = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
    with CaptureQueriesContext(connection) as captured:
        list(findings(groups))
    assert sum(asked in query["sql"] for query in captured) == 1
