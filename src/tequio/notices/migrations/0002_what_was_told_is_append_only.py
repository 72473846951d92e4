"""Guards of notices in the database itself: all tables only grow, the cursor only moves forward."""

from django.db import migrations

TABLES = {
    "choicerow": [("organisation_id", "id")],
    "messagerow": [("organisation_id", "id"), ("organisation_id", "cause", "person_id"), ("uid",)],
    "tryrow": [("organisation_id", "message_id", "number")],
    "markrow": [("organisation_id", "message_id", "number")],
    "replyrow": [("organisation_id", "id"), ("organisation_id", "message_id", "answer")],
    "answerrow": [("organisation_id", "id"), ("organisation_id", "reply_id")],
    "inboundrow": [("mark",)],
}
"""Table → its keys, each of which names a row that may not be replaced."""
SAID = "what was told stays told"
CURSOR = "notices_cursorrow"
MOVED = "a cursor only moves forward"


def sqlite():
    for table, keys in TABLES.items():
        name = f"notices_{table}"
        same = " OR ".join(
            "(" + " AND ".join(f"t.{column} = NEW.{column}" for column in key) + ")" for key in keys
        )
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE {same} OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {CURSOR}_moves_forward BEFORE UPDATE ON {CURSOR}
        WHEN NEW.organisation_id IS NOT OLD.organisation_id OR NEW.line < OLD.line
        BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"""
    yield f"""CREATE TRIGGER {CURSOR}_not_deleted BEFORE DELETE ON {CURSOR}
        BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"""
    yield f"""CREATE TRIGGER {CURSOR}_not_replaced BEFORE INSERT ON {CURSOR}
        WHEN EXISTS (SELECT 1 FROM {CURSOR} t WHERE t.organisation_id = NEW.organisation_id)
        BEGIN SELECT RAISE(ABORT, '{MOVED}'); END"""


def postgres():
    yield """CREATE FUNCTION notices_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table in TABLES:
        name = f"notices_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION notices_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION notices_forbidden('{SAID}')"""
    yield f"""CREATE TRIGGER {CURSOR}_moves_forward BEFORE UPDATE ON {CURSOR} FOR EACH ROW
        WHEN (NEW.organisation_id IS DISTINCT FROM OLD.organisation_id OR NEW.line < OLD.line)
        EXECUTE FUNCTION notices_forbidden('{MOVED}')"""
    yield f"""CREATE TRIGGER {CURSOR}_not_deleted BEFORE DELETE ON {CURSOR}
        FOR EACH ROW EXECUTE FUNCTION notices_forbidden('{MOVED}')"""
    yield f"""CREATE TRIGGER {CURSOR}_not_truncated BEFORE TRUNCATE ON {CURSOR}
        EXECUTE FUNCTION notices_forbidden('{MOVED}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_cursors_messages_and_replies")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
