"""What the database keeps is what is meant, and no migration loses a guard silently."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import OperationalError, connection, models

from tequio.ledger import rules
from tequio.ledger.models import AccountRow, CountRow
from tequio.ledger.queries.checking import check_guards, guards_in_place
from tequio.ledger.tests import catalogue
from tests.lanes.copies import Copy


@pytest.mark.django_db
def test_the_database_keeps_exactly_the_guards_that_are_meant() -> None:
    """After a change by migration, copy what stands in the message into rules/guards.py."""
    found = guards_in_place()
    written = "\n".join(f'        "{name}": "{found[name]}",' for name in sorted(found))
    assert found == rules.GUARDS[connection.vendor], f'"{connection.vendor}": {{\n{written}\n}}'
    assert list(check_guards()) == []


@pytest.mark.django_db
def test_the_database_keeps_exactly_the_keys_that_are_meant() -> None:
    found = catalogue.keys()
    assert found == sorted(rules.KEYS)


@pytest.mark.django_db
def test_every_table_of_the_two_rooms_is_one_of_their_models() -> None:
    own = [
        model for room in ("mandates", "ledger") for model in apps.get_app_config(room).get_models()
    ]
    assert catalogue.tables() == sorted(model._meta.db_table for model in own)
    for model in own:
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, model._meta.db_table)
        columns = {column.name for column in described}
        assert columns == {field.column for field in model._meta.local_fields if field.column}


@pytest.mark.django_db
def test_no_row_can_be_removed_through_a_hidden_number() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("says something about SQLite only")
    for table in catalogue.tables():
        (sql,) = catalogue.asked(f"SELECT sql FROM sqlite_master WHERE name = '{table}'")
        assert sql[0].endswith("WITHOUT ROWID"), table


@pytest.mark.parametrize("name", ["ledger_transfer_not_changed", "ledger_account_not_deleted"])
def test_a_guard_that_somebody_drops_is_named(committed: Copy, name: str) -> None:
    table = "ledger_transferrow" if "transfer" in name else "ledger_accountrow"
    on = "" if committed.engine == "sqlite" else f" ON {table}"
    committed.connect().execute(f"DROP TRIGGER {name}{on}")
    assert [str(finding) for finding in check_guards()] == [
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
    assert [dict(finding.fields) for finding in check_guards()] == [
        {"guard": "ledger_transferrow.ledger_transfer_not_changed"}
    ]


def test_a_posting_that_somebody_adds_to_the_grammar_is_named(committed: Copy) -> None:
    bare = committed.connect()
    on = "" if committed.engine == "sqlite" else " ON ledger_postingrulerow"
    bare.execute(f"DROP TRIGGER ledger_rule_not_added{on}")
    bare.execute(
        "INSERT INTO ledger_postingrulerow VALUES"
        " ('ledger.pay', 'indivisible-reserve', 'member-savings')"
    )
    codes = [finding.code for finding in check_guards()]
    assert codes == ["guard_missing", "grammar_changed"]


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
    assert list(check_guards()) == []
    rebuild(CountRow)
    lost = {dict(finding.fields)["guard"] for finding in check_guards()}
    assert "ledger_countrow.ledger_count_not_changed" in lost


def test_the_tables_of_the_book_cannot_even_be_rebuilt(committed: Copy) -> None:
    """Guards of other tables name them, so that such a migration fails instead of forgetting."""
    if committed.engine != "sqlite":
        pytest.skip("PostgreSQL alters tables in place")
    with pytest.raises(OperationalError, match="no such table"):
        rebuild(AccountRow)
