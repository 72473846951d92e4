"""The tables, keys and postings of the books are the ones that the rules mean."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from tequio.ledger import rules
from tequio.ledger.queries import check_grammar
from tequio.ledger.tests import catalogue
from tests.lanes.copies import Copy


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


def test_a_posting_that_somebody_adds_to_the_grammar_is_named(committed: Copy) -> None:
    bare = committed.connect()
    on = "" if committed.engine == "sqlite" else " ON ledger_postingrulerow"
    bare.execute(f"DROP TRIGGER ledger_rule_not_added{on}")
    bare.execute(
        "INSERT INTO ledger_postingrulerow VALUES"
        " ('ledger.pay', 'indivisible-reserve', 'member-savings')"
    )
    codes = [finding.code for finding in check_grammar()]
    assert codes == ["grammar_changed"]
