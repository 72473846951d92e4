"""What persons decided cannot be changed, and `verify` finds what was changed past the guards."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle.tests.tampering import without_guards
from tequio.registry import queries, service
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import HERE, opened, with_member
from tequio.registry.tests.stage import register

pytestmark = pytest.mark.django_db
SAID = "what the register was told is kept as it was"
GUARDED = {
    "sourcerow": "code = 'other'",
    "recordrow": "first_listed_id = 1",
    "statementrow": "said = '[]'",
    "listedrow": "uid = '00000000000000000000000000000000'",
    "relationrow": "type = 'hosts'",
    "mergerow": "gone_id = 1",
    "movedrow": "record_id = 1",
    "notsamerow": "declared_at = '2020-01-01'",
    "candidaterow": "second_id = 1",
    "suggestionrow": "said = '[]'",
}


@pytest.fixture
def office():
    """With one of everything that a person can decide."""
    office = opened(is_public=True)
    one, other = (office.lists("Ama", address__postcode="BP 1", point=HERE) for _ in range(2))
    third, fourth = (office.lists(name) for name in ("Kofi", "Esi"))
    office.does(service.declare_not_same, one=third, other=fourth, reason="Two brothers.")
    office.merges(one, other)
    office.does(service.undo_merge, merge=office.merges(third, fourth))
    group = with_member(office)
    office.does(service.recognise, listed=third, organisation=group.id)
    office.of(group, service.describe, values=(Value("name.legal", "Kofi"),))
    office.does(service.relate, listed=third, type="member_of", other=one)
    office.does(service.guard_place, listed=one, exposure="coarse")
    asked = office.does(service.suggest, "chand", listed=one, words="Closed.")
    office.does(service.answer_suggestion, suggestion=asked["suggestion"], is_taken=True)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return office


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_no_decision_is_changed_deleted_or_replaced(office):
    for table, change in GUARDED.items():
        name = f"registry_{table}"
        tries = [f"UPDATE {name} SET {change}", f"DELETE FROM {name}"]
        if connection.vendor == "postgresql":
            tries.append(f"TRUNCATE {name}")
        else:
            tries.append(f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}")
        for statement in tries:
            with pytest.raises(DatabaseError, match=SAID):
                run(statement)


CHANGES = [
    "UPDATE registry_sourcerow SET may_publish = NOT may_publish",
    "UPDATE registry_sourcerow SET kind = 'official' WHERE kind = 'own'",
    "UPDATE registry_statementrow SET said = '[]'",
    "UPDATE registry_statementrow SET raw = '{}x'",
    "UPDATE registry_statementrow SET meaning = 'x'",
    "UPDATE registry_statementrow SET is_current = NOT is_current",
    "UPDATE registry_statementrow SET by_id = by_id + 1",
    "UPDATE registry_recordrow SET listed_id = first_listed_id",
    "UPDATE registry_recordrow SET listed_id = listed_id + 1, first_listed_id = listed_id + 1",
    "UPDATE registry_listedrow SET merged_into_id = NULL",
    "UPDATE registry_listedrow SET party_id = NULL",
    "UPDATE registry_listedrow SET id = id + 5000",
    "UPDATE registry_guardrow SET exposure = 'hidden'",
    "DELETE FROM registry_guardrow",
    "UPDATE registry_relationrow SET is_ended = NOT is_ended",
    "UPDATE registry_relationrow SET other_id = other_id + 1",
    "DELETE FROM registry_relationrow",
    "UPDATE registry_mergerow SET undone_at = merged_at",
    "UPDATE registry_mergerow SET by_id = by_id + 1",
    "DELETE FROM registry_movedrow",
    "DELETE FROM registry_notsamerow",
    "UPDATE registry_candidaterow SET state = 'branch'",
    "UPDATE registry_candidaterow SET state = 'open'",
    "UPDATE registry_candidaterow SET score = score + 1",
    "DELETE FROM registry_candidaterow",
    "UPDATE registry_suggestionrow SET state = 'declined'",
    "UPDATE registry_suggestionrow SET said = '[ ]'",
    "UPDATE registry_suggestionrow SET person_id = person_id - 1",
    "UPDATE membership_textrow SET digest = salt WHERE body = 'Closed.'",
]


def test_what_was_changed_past_the_guards_is_found(office):
    assert list(queries.check(office.keeper)) == []
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            found = list(queries.check(office.keeper))
            assert found, change
            assert all(str(finding) for finding in found)
            transaction.set_rollback(True)


ROWS = ("1,Ana,00123,High Street,Leeds,LS1,GB,Live,-1.5,53.8,4,1990", "2,Bea,00456,,,,GB,Live,,,,")
OF_IMPORTS = [
    "UPDATE registry_statementrow SET meaning = 'x' WHERE is_current",
    "UPDATE registry_statementrow SET recorded_at = '2020-01-01 00:00:00+00:00' WHERE is_current",
    "UPDATE registry_statementrow SET number = number + 1 WHERE is_current",
    "UPDATE registry_recordrow SET linked_by = 'number' WHERE key = '1'",
    "UPDATE registry_recordrow SET vanished_batch_id = NULL",
    "UPDATE registry_recordrow SET vanished_batch_id = first_batch_id WHERE key = '2'",
    "UPDATE registry_recordrow SET vanished_batch_id = last_batch_id + 1 WHERE key = '1'",
    "UPDATE registry_recordrow SET vanished_batch_id = (SELECT MAX(id) FROM registry_batchrow),"
    " last_batch_id = first_batch_id WHERE key = '1'",
    "UPDATE registry_recordrow SET last_batch_id = first_batch_id WHERE key = '1'",
    "UPDATE registry_recordrow SET last_batch_id = NULL WHERE key = '1'",
    "UPDATE registry_recordrow SET last_batch_id = last_batch_id + 1 WHERE key = '2'",
    "UPDATE registry_listedrow SET uid = '00000000000000000000000000000001' WHERE id ="
    " (SELECT MAX(listed_id) FROM registry_recordrow)",
    "UPDATE registry_batchrow SET file_name = 'other.csv'",
    "UPDATE registry_batchrow SET report = '[]'",
    "UPDATE registry_batchrow SET recorded_at = '2020-01-01 00:00:00+00:00'",
    "UPDATE registry_mappingrow SET title = 'Another list'",
    "UPDATE registry_mappingrow SET text = '{'",
    "UPDATE registry_mappingrow SET digest = 'x'",
    "UPDATE registry_mappingrow SET made_at = '2020-01-01 00:00:00+00:00'",
]


def test_what_was_changed_of_an_import_past_the_guards_is_found():
    held = register().ready()
    held.takes_in(*ROWS)
    held.later().takes_in(*ROWS, ROWS[0].replace("1,Ana", "3,Cal"))
    held.later().takes_in(ROWS[0], ROWS[0].replace("1,Ana", "3,Cal"))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert held.findings() == []
    for change in OF_IMPORTS:
        with transaction.atomic():
            without_guards()
            run(change)
            assert held.findings(), change
            transaction.set_rollback(True)
    assert held.findings() == []
