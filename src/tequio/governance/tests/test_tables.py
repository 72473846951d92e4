"""What was voted and resolved is never changed: the database itself refuses, on both engines."""

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.governance import queries, service
from tequio.governance.tests.scene import founded

TABLES = {
    "attendancerow": "is_present = NOT is_present",
    "excusedrow": "person_id = person_id + 1",
    "rollrow": "person_id = person_id + 1",
    "voterow": "choice = 'no'",
    "handsrow": "yes = yes + 1",
    "resolutionrow": "outcome = 'adopted'",
}


@pytest.fixture
def scene(db):
    """A group that voted once by hands and once by phone: every table has rows."""
    group = founded()
    meeting = group.meets()
    by_hands = group.asks(group.proposes(), meeting)
    group.counts(by_hands)
    group.closes(by_hands)
    group.ends(meeting)
    proposal = group.proposes()
    group.does("Efua", service.declare_interest, proposal=proposal)
    by_phone = group.asks(proposal)
    group.does("Dede", service.cast, ballot=by_phone, choice="yes")
    return group


def attacks(table):
    """Statements that would change what stands in a table of governance."""
    name = f"governance_{table}"
    yield f"UPDATE {name} SET {TABLES[table]}"
    yield f"DELETE FROM {name}"
    if connection.vendor == "postgresql":
        yield f"TRUNCATE {name}"
        return
    yield f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM pragma_table_info('{name}')")
        columns = [column for (column,) in cursor.fetchall()]
    fresh = ", ".join("organisation_id + 77" if c == "organisation_id" else c for c in columns)
    yield (
        f"INSERT OR REPLACE INTO {name} (rowid, {', '.join(columns)})"
        f" SELECT rowid, {fresh} FROM {name}"
    )


@pytest.mark.parametrize("table", TABLES)
def test_what_was_decided_cannot_be_rewritten(table, scene):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM governance_{table}")
        rows = cursor.fetchone()[0]
        assert rows, "an attack on an empty table proves nothing"
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE waits for them
        for attack in attacks(table):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(attack)
        cursor.execute(f"SELECT count(*) FROM governance_{table}")
        assert cursor.fetchone()[0] == rows
    scene.meets()
    assert list(queries.check(scene.organisation)) == [], "a lawful act still follows"
