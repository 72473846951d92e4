"""What was told, sent and answered cannot be changed, and `verify` finds what was."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.notices import queries
from tequio.notices import service as notices
from tequio.notices.tests import stage

pytestmark = pytest.mark.django_db
SAID = "what was told stays told"
MOVED = "a cursor only moves forward"


@pytest.fixture
def group():
    """Asma got receipts; she called one wrong, which was settled, and confirmed the other."""
    group = stage.found()
    stage.wants(group)
    group.saves("Asma", 5_000)
    stage.reads(group)
    stage.sends(group, stage.Box())
    phone = f"+9198765{group.person['Asma']:05d}"
    notices.take_text(phone=phone, text="NO", uid="1", at=stage.noon(group))
    (dispute,) = queries.disputes(group.organisation)
    notices.answer_dispute(group.act("Deepa"), dispute=dispute.id, how="explained", note="Seen.")
    group.saves("Asma", 600)
    stage.reads(group)
    stage.sends(group, stage.Box())
    notices.take_text(phone=phone, text="yes", uid="2", at=stage.noon(group))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # nothing waits
    return group


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TABLES = {
    "choicerow": "channel = 'none'",
    "messagerow": "line = line + 1",
    "tryrow": "channel = 'email'",
    "markrow": "outcome = 'later'",
    "replyrow": "answer = 'yes'",
    "answerrow": "how = 'reversed'",
    "inboundrow": "result = 'unknown'",
}


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed(group, table):
    with pytest.raises(DatabaseError, match=SAID):
        run(f"UPDATE notices_{table} SET {TABLES[table]}")


@pytest.mark.parametrize("table", [*TABLES, "cursorrow"])
def test_no_row_is_deleted(group, table):
    with pytest.raises(DatabaseError, match=f"{SAID}|{MOVED}"):
        run(f"DELETE FROM notices_{table}")


@pytest.mark.parametrize("table", [*TABLES, "cursorrow"])
def test_no_table_is_emptied_or_replaced(group, table):
    name, said = f"notices_{table}", f"{SAID}|{MOVED}"
    if connection.vendor == "postgresql":
        with pytest.raises(DatabaseError, match=said):
            run(f"TRUNCATE {name}")
        return
    with pytest.raises(DatabaseError, match=said):
        run(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
    if table == "cursorrow":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name} LIMIT 1")
        columns = [column[0] for column in cursor.description]
    other = {"id": "id + 1000", "number": "number + 1000", "mark": "'another'"}
    other |= {"message_id": "message_id + 1000", "reply_id": "reply_id + 1000"}
    other |= {"cause": "cause || 'x'", "uid": "'another'"}
    changed = ", ".join(other.get(column, column) for column in columns)
    with pytest.raises(DatabaseError, match=said):
        run(
            f"INSERT OR REPLACE INTO {name} (rowid, {', '.join(columns)})"
            f" SELECT rowid, {changed} FROM {name} LIMIT 1"
        )


def test_a_cursor_does_not_go_back(group):
    with pytest.raises(DatabaseError, match=MOVED):
        run("UPDATE notices_cursorrow SET line = line - 1")


def test_the_lawful_way_stays_open(group):
    group.saves("Asma", 100)
    stage.reads(group)
    stage.sends(group, stage.Box())
    assert list(queries.check(group.organisation)) == []


def without_guards(statement: str) -> None:
    """Change rows as somebody does who owns the machine: the guards are dropped first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in (*TABLES, "cursorrow"):
                cursor.execute(f"ALTER TABLE notices_{table} DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE membership_textrow DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                if name.startswith(("notices_", "membership_", "text_")):
                    cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement)


MINE = "SELECT text_id FROM notices_messagerow WHERE kind = 'ledger.save'"
CHANGES = {
    "UPDATE notices_choicerow SET channel = 'email'": "told_otherwise",
    "UPDATE notices_choicerow SET line = line - 1": "told_otherwise",
    "DELETE FROM notices_choicerow": "not_there",
    "UPDATE notices_replyrow SET answer = 'no' WHERE answer = 'yes'": "told_otherwise",
    "DELETE FROM notices_replyrow": "not_there",
    "UPDATE notices_answerrow SET how = 'taken_back'": "told_otherwise",
    "UPDATE notices_answerrow SET id = id + 1000": "not_told",
    "DELETE FROM notices_answerrow": "not_there",
    "UPDATE notices_cursorrow SET line = line + 1000": "cursor_ahead",
    "DELETE FROM notices_messagerow WHERE kind = 'ledger.save'": "not_told_to",
    "UPDATE notices_messagerow SET person_id = person_id + 1": "told_without_line",
    "UPDATE notices_messagerow SET kind = 'ledger.withdraw' WHERE kind = 'ledger.save'": (
        "told_without_line"
    ),
    "UPDATE notices_messagerow SET line = line + 1000": "told_without_line",
    f"UPDATE membership_textrow SET body = 'You saved nothing' WHERE id IN ({MINE})": (
        "proof_differs"
    ),
    "DELETE FROM notices_tryrow": "mark_without_try",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_past_the_guards_is_found(group, change):
    assert list(queries.check(group.organisation)) == []
    without_guards(change)
    found = list(queries.check(group.organisation))
    assert CHANGES[change] in {finding.code for finding in found}
    assert all(str(finding) for finding in found)


def test_a_message_to_who_had_not_asked_is_found(group):
    """Esha never chose: a row for her, made by hand with everything in its place."""
    esha = group.person["Esha"]
    group.saves("Esha", 100)
    assert stage.reads(group).messages == 0
    without_guards(
        "UPDATE notices_messagerow SET person_id = "
        f"{esha}, line = (SELECT max(number) FROM chronicle_linerow),"
        " cause = 'line:' || (SELECT max(number) FROM chronicle_linerow) || ':0'"
        " WHERE id = (SELECT max(id) FROM notices_messagerow WHERE kind = 'ledger.save')"
    )
    assert "never_wanted" in {one.code for one in queries.check(group.organisation)}
