"""Guards in the database itself: what was said and decided is never rewritten nor deleted."""

from django.db import migrations

SAID = "what the register was told is kept as it was"
# table: (key, columns that never change)
TABLES = {
    "sourcerow": ("id", "code opened_on"),
    "mappingrow": ("id", "code title text digest made_at"),
    "batchrow": (
        "id",
        "source_id mapping_id file_name file_digest format edition recorded_at rows new changed"
        " same vanished refused report root",
    ),
    "recordrow": ("id", "source_id key first_listed_id first_batch_id"),
    "backrow": ("batch_id record_id", "vanished_batch_id"),
    "statementrow": (
        "id",
        "record_id batch_id number raw said meaning by_id recorded_at",
    ),
    "listedrow": ("id", "uid"),
    "relationrow": ("id", "listed_id type other_id since"),
    "mergerow": ("id", "kept_id gone_id text_id by_id merged_at"),
    "movedrow": ("merge_id record_id", ""),
    "notsamerow": ("first_id second_id", "declared_at"),
    "candidaterow": ("id", "first_id second_id"),
    "suggestionrow": ("id", "listed_id person_id said text_id made_at"),
}


def columns(key, fixed):
    return [f'"{one}"' for one in ("organisation_id", *key.split(), *fixed.split())]


def sqlite():
    for table, (key, fixed) in TABLES.items():
        name = f"registry_{table}"
        same = " AND ".join(f"t.{one} = NEW.{one}" for one in columns(key, ""))
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    yield """CREATE FUNCTION registry_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table, (key, fixed) in TABLES.items():
        name = f"registry_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            FOR EACH ROW EXECUTE FUNCTION registry_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION registry_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION registry_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_what_sources_say_and_who_is_listed")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
