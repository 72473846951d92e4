"""Who belonged is not rewritten: the database itself refuses, on both engines.

Beside each attack stands a lawful change of the same row, which goes through.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from tequio.membership import service
from tequio.membership.models import MembershipRow, RegistrationRow, TermRow
from tequio.membership.tests import groups

OPEN = "until IS NULL"
ATTACKS = {
    "membershiprow": [
        "SET since = since_before WHERE until IS NULL",
        "SET person_id = other",
        "SET member_class = 'guest'",
        "SET until = NULL WHERE until IS NOT NULL",
        "SET until = since WHERE until IS NOT NULL",
        "SET is_void = void WHERE until IS NULL",
    ],
    "termrow": [
        "SET office = 'chair'",
        "SET person_id = other",
        "SET until = NULL WHERE until IS NOT NULL",
        "SET until = later WHERE until IS NOT NULL",
    ],
    "applicationrow": [
        "SET federation_id = applicant_id, applicant_id = federation_id",
        "SET ended_on = NULL WHERE ended_on IS NOT NULL",
    ],
    "personrow": [
        "SET id = id + 9000",
        "SET uid = other_uid",
        "SET name = 'Somebody' WHERE erased_at IS NOT NULL",
        "SET erased_at = NULL WHERE erased_at IS NOT NULL",
        "SET erased_at = now WHERE name <> ''",
    ],
    "organisationrow": [
        "SET name = 'Another group'",
        "SET slug = 'another'",
        "SET founded_on = later",
        "SET is_invented = NOT is_invented",
    ],
    "textrow": [
        "SET body = 'something else'",
        "SET digest = 'a'",
        "SET body = ''",
    ],
    "devicerow": [
        "SET enrolled_at = now",
        "SET title = 'another phone'",
        "SET revoked_at = NULL WHERE revoked_at IS NOT NULL",
        "SET id = id + 9000",
    ],
}
LAWFUL = {
    "membershiprow": f"SET until = later WHERE {OPEN}",
    "termrow": f"SET until = later WHERE {OPEN}",
    "applicationrow": "SET ended_on = later WHERE ended_on IS NULL",
    "personrow": "SET name = 'Ashadevi' WHERE erased_at IS NULL",
    "organisationrow": "SET language = 'hi'",
    "textrow": "SET body = '', title = '', salt = ''",
    "devicerow": "SET title = '' WHERE title <> ''",
}


@pytest.fixture
def village(db):
    """A group with a former member, a former treasurer, an erased person, a text, applications."""
    group = groups.found()
    sister, union = groups.found("sangam"), groups.found("union")
    today = timezone.localdate()
    service.exclude(group.id, person=group.people["bina"], until=today - timedelta(days=1))
    service.write_text(group.id, body="A new roof")
    shared = service.enrol_device(group.act("asha", "phone"), title="the phone in the box")
    service.revoke_device(group.act("asha", "lost"), device=shared.facts["device"])
    chand = group.people["chand"]
    service.register_person(group.act("asha", "written"), name="Elina")
    erased = group.join("Devi")
    for name, person in (("erase", erased), ("again", chand)):
        act = group.act("asha", name)
        if name == "erase":
            service.erase_on_request(act, person=person, asked="spoken", witness=chand)
    for federation in (sister, union):
        service.apply(group.act("asha", f"to {federation.id}"), federation=federation.id)
    service.admit_organisation(union.id, group.id, since=today)
    return group


def filled(change, village):
    today = timezone.localdate()
    void = "1" if connection.vendor == "sqlite" else "true"
    values = {
        "since_before": f"'{today - timedelta(days=900)}'",
        "later": f"'{today + timedelta(days=1)}'",
        "other_uid": f"'{'f' * 32}'",
        "other": str(village.people["asha"] + 1),
        "void": void,
        "now": f"'{timezone.now():%Y-%m-%d %H:%M:%S}'",
    }
    if connection.vendor == "postgresql":
        values["now"] += "::timestamptz"
    for word, value in values.items():
        change = change.replace(f"= {word}", f"= {value}")
    return change


@pytest.mark.parametrize(
    ("table", "change"), [(table, one) for table, listed in ATTACKS.items() for one in listed]
)
def test_who_belonged_cannot_be_rewritten(village, table, change):
    statement = f"UPDATE membership_{table} {filled(change, village)}"
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match=SAID[table]), transaction.atomic():
            cursor.execute(statement)
        cursor.execute(f"UPDATE membership_{table} {filled(LAWFUL[table], village)}")
        assert cursor.rowcount > 0, "the lawful twin touches rows"


SAID = {
    "membershiprow": "closed once",
    "termrow": "closed once",
    "applicationrow": "closed once",
    "personrow": "stays erased",
    "organisationrow": "stays who it is",
    "textrow": "only be emptied",
    "registrationrow": "stays written down",
    "devicerow": "struck off once",
}


def removals(table):
    """Statements that would take rows away or put others in their place."""
    name = f"membership_{table}"
    yield f"DELETE FROM {name}"
    if connection.vendor == "postgresql":
        yield f"TRUNCATE {name} CASCADE"
        return
    yield f"INSERT OR REPLACE INTO {name} SELECT * FROM {name}"


@pytest.mark.parametrize("table", SAID)
def test_who_belonged_cannot_be_taken_away(village, table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE waits for them
        cursor.execute(f"SELECT count(*) FROM membership_{table}")
        rows = cursor.fetchone()[0]
        assert rows, "an attack on an empty table proves nothing"
        for attack in removals(table):
            with pytest.raises(DatabaseError, match=SAID[table]), transaction.atomic():
                cursor.execute(attack)
        cursor.execute(f"SELECT count(*) FROM membership_{table}")
        assert cursor.fetchone()[0] == rows


def test_who_was_written_down_is_not_somebody_else(village):
    rows = RegistrationRow.objects.filter(organisation_id=village.id)
    with pytest.raises(DatabaseError, match="stays written down"), transaction.atomic():
        rows.update(person_id=village.people["asha"])
    RegistrationRow.objects.create(organisation_id=village.id, person_id=village.people["asha"])


@pytest.mark.parametrize("table", [MembershipRow, TermRow])
def test_nothing_ends_before_it_begins(village, table):
    row = table.objects.filter(until=None).first()
    same = table.objects.filter(organisation_id=row.organisation_id, id=row.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        same.update(until=row.since - timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        same.update(until=row.since + timedelta(days=1), is_void=True)
    same.update(until=row.since, is_void=True)


def test_an_organisation_is_an_open_member_once(village):
    union = MembershipRow.objects.get(member_organisation__isnull=False)
    again = MembershipRow(
        organisation_id=union.organisation_id,
        id=9_000,
        member_organisation_id=village.id,
        since=union.since,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    ended = MembershipRow.objects.filter(organisation_id=union.organisation_id, id=union.id)
    ended.update(until=union.since)
    again.save()
