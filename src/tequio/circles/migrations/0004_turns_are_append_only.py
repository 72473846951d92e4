"""Guards of turns in the database itself: what was laid down, drawn, paid and missed only grows."""

from django.db import migrations

TABLES = {  # table: every set of columns that makes two rows the same
    "wheelrow": [("id",)],
    "placerow": [("wheel_id", "number")],
    "sealrow": [("wheel_id", "round", "seat")],
    "wordrow": [("wheel_id", "round", "seat")],
    "drawrow": [("wheel_id", "round")],
    "bidrow": [("id",)],
    "roundrow": [("wheel_id", "number"), ("wheel_id", "seat")],
    "turnrow": [("wheel_id", "round", "seat")],
    "missedrow": [("id",)],
    "madegoodrow": [("missed_id", "journal_id")],
    "substituterow": [("id",)],
    "turnsendrow": [("wheel_id",)],
}
SAID = "circles are append-only"


def sqlite():
    for table, keys in TABLES.items():
        name = f"circles_{table}"
        same = " OR ".join(
            "(" + " AND ".join(f"t.{c} = NEW.{c}" for c in ("organisation_id", *key)) + ")"
            for key in keys
        )
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE {same} OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    yield """CREATE OR REPLACE FUNCTION circles_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table in TABLES:
        name = f"circles_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION circles_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION circles_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("circles", "0003_turns_lots_and_rounds")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
