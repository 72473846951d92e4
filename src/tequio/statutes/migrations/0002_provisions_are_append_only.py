"""Guards of the statutes in the database itself, on SQLite and PostgreSQL."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER provision_not_replaced BEFORE INSERT ON statutes_provisionrow
    WHEN EXISTS (SELECT 1 FROM statutes_provisionrow p
        WHERE (p.organisation_id = NEW.organisation_id AND p.id = NEW.id) OR p.rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'a provision is written once'); END""",
    """CREATE TRIGGER provision_not_changed BEFORE UPDATE ON statutes_provisionrow
    BEGIN SELECT RAISE(ABORT, 'statutes are amended, never rewritten'); END""",
    """CREATE TRIGGER provision_not_deleted BEFORE DELETE ON statutes_provisionrow
    BEGIN SELECT RAISE(ABORT, 'statutes are amended, never rewritten'); END""",
]

POSTGRES = [
    """CREATE FUNCTION statutes_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
    """CREATE TRIGGER provision_not_changed BEFORE UPDATE OR DELETE ON statutes_provisionrow
    FOR EACH ROW EXECUTE FUNCTION statutes_forbidden('statutes are amended, never rewritten')""",
    """CREATE TRIGGER provision_not_truncated BEFORE TRUNCATE ON statutes_provisionrow
    EXECUTE FUNCTION statutes_forbidden('statutes are amended, never rewritten')""",
]


def set_guards(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("statutes", "0001_dated_typed_provisions")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
