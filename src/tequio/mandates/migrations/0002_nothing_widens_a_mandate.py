"""Guards: what a decision allows is written once, lines first, and never changed, widened or
removed.  (`mandates_spentrow` is guarded by the ledger, whose transfers alone may write it.)"""

from django.db import migrations

KEPT = {
    "unit": ("mandates_unitrow", "a unit is never changed", "x.code = NEW.code"),
    "mandate": ("mandates_mandaterow", "a mandate is never changed", "x.id = NEW.id"),
    "scope": (
        "mandates_scoperow",
        "a mandate is never changed",
        "x.mandate_id = NEW.mandate_id AND x.code = NEW.code AND x.subject = NEW.subject",
    ),
    "ceiling": (
        "mandates_ceilingrow",
        "a mandate is never changed",
        "x.mandate_id = NEW.mandate_id AND x.unit = NEW.unit",
    ),
    "end": ("mandates_endrow", "a mandate ends once", "x.mandate_id = NEW.mandate_id"),
    "key": ("mandates_keyturnrow", "a key is turned once", "x.id = NEW.id"),
}
UNTOUCHED_KEY = " AND ".join(
    f"NEW.{c} {{same}} OLD.{c}"
    for c in ["organisation_id", "id", "mandate_id", "payment", "person_id", "turned_at"]
)
KEY_USED_ONCE = f"NOT ({UNTOUCHED_KEY} AND OLD.used_by = '' AND NEW.used_by <> '')"
WIDENED = "a mandate is never widened: its lines come before it"


def sqlite():
    for name, (table, sentence, same) in KEPT.items():
        yield f"""CREATE TRIGGER mandates_{name}_not_replaced BEFORE INSERT ON {table}
            WHEN EXISTS (SELECT 1 FROM {table} x
                WHERE x.organisation_id = NEW.organisation_id AND {same})
            BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""
        when = f"WHEN {KEY_USED_ONCE.format(same='IS')}" if name == "key" else ""
        yield f"""CREATE TRIGGER mandates_{name}_not_changed BEFORE UPDATE ON {table} {when}
            BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""
        yield f"""CREATE TRIGGER mandates_{name}_not_deleted BEFORE DELETE ON {table}
            BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""
    for name in ("scope", "ceiling"):
        yield f"""CREATE TRIGGER mandates_{name}_before_its_mandate BEFORE INSERT ON {KEPT[name][0]}
            WHEN EXISTS (SELECT 1 FROM mandates_mandaterow m
                WHERE m.organisation_id = NEW.organisation_id AND m.id = NEW.mandate_id)
            BEGIN SELECT RAISE(ABORT, '{WIDENED}'); END"""


def postgres():
    yield """CREATE FUNCTION mandates_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for name, (table, sentence, _) in KEPT.items():
        distinct = KEY_USED_ONCE.format(same="IS NOT DISTINCT FROM")
        when = f"WHEN ({distinct})" if name == "key" else ""
        yield f"""CREATE TRIGGER mandates_{name}_not_changed BEFORE UPDATE ON {table} FOR EACH ROW {when}
            EXECUTE FUNCTION mandates_forbidden('{sentence}')"""
        yield f"""CREATE TRIGGER mandates_{name}_not_deleted BEFORE DELETE ON {table} FOR EACH ROW
            EXECUTE FUNCTION mandates_forbidden('{sentence}')"""
        yield f"""CREATE TRIGGER mandates_{name}_not_truncated BEFORE TRUNCATE ON {table}
            EXECUTE FUNCTION mandates_forbidden('{sentence}')"""
    yield f"""CREATE FUNCTION mandates_line_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM mandates_mandaterow m
              WHERE m.organisation_id = NEW.organisation_id AND m.id = NEW.mandate_id) THEN
            RAISE EXCEPTION '{WIDENED}';
          END IF;
          RETURN NEW;
        END $$"""
    for name in ("scope", "ceiling"):
        yield f"""CREATE TRIGGER mandates_{name}_before_its_mandate BEFORE INSERT ON {KEPT[name][0]}
            FOR EACH ROW EXECUTE FUNCTION mandates_line_comes_first()"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_units_mandates_and_keys")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
