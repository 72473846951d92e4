"""Guards of divisions in the database itself: what was proposed and what was divided only grows."""

from django.db import migrations

TABLES = {
    "divisionrow": ("id",),
    "divisionsteprow": ("division_id", "number"),
    "divisionpartrow": ("division_id", "person_id"),
    "dividedrow": ("division_id",),
}
SAID = "shares are append-only"


def sqlite():
    for table, key in TABLES.items():
        name = f"shares_{table}"
        same = " AND ".join(f"t.{column} = NEW.{column}" for column in ("organisation_id", *key))
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    for table in TABLES:
        name = f"shares_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION shares_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION shares_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("shares", "0003_how_surpluses_are_divided")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
