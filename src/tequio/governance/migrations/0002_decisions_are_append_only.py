"""Guards of governance in the database itself: what was voted and resolved is never changed."""

from django.db import migrations

ATTENDANCE, ROLL, VOTE = "attendancerow", "rollrow", "voterow"
HANDS, RESOLUTION = "handsrow", "resolutionrow"
TABLES = {
    ATTENDANCE: ("organisation_id", "id"),
    ROLL: ("organisation_id", "ballot_id", "person_id"),
    VOTE: ("organisation_id", "id"),
    HANDS: ("organisation_id", "id"),
    RESOLUTION: ("organisation_id", "id"),
}
SAID = "what was decided is append-only"


def sqlite(table, key):
    same = " AND ".join(f"t.{column} = NEW.{column}" for column in key)
    name = f"governance_{table}"
    yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres(table, key):
    name = f"governance_{table}"
    yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
        FOR EACH ROW EXECUTE FUNCTION governance_forbidden('{SAID}')"""
    yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
        EXECUTE FUNCTION governance_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    statements_of = sqlite
    if schema_editor.connection.vendor == "postgresql":
        statements_of = postgres
        schema_editor.execute(
            """CREATE FUNCTION governance_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
            params=None,
        )
    for table, key in TABLES.items():
        for statement in statements_of(table, key):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_bodies_meetings_ballots_and_resolutions")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
