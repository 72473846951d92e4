"""Who has an interest in a proposal stands aside; that it was declared is never changed."""

import django.db.models.deletion
from django.db import migrations, models

TABLE = "governance_excusedrow"
SAID = "what was decided is append-only"


def sqlite():
    yield f"""CREATE TRIGGER {TABLE}_not_changed BEFORE UPDATE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {TABLE}_not_deleted BEFORE DELETE ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    same = """t.organisation_id = NEW.organisation_id
        AND (t.id = NEW.id OR (t.proposal_id = NEW.proposal_id AND t.person_id = NEW.person_id))"""
    yield f"""CREATE TRIGGER {TABLE}_not_replaced BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} t WHERE ({same}) OR t.rowid = NEW.rowid)
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    yield f"""CREATE TRIGGER {TABLE}_not_changed BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION governance_forbidden('{SAID}')"""
    yield f"""CREATE TRIGGER {TABLE}_not_truncated BEFORE TRUNCATE ON {TABLE}
        EXECUTE FUNCTION governance_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in postgres() if is_postgres else sqlite():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_decisions_are_append_only"),
        ("membership", "0006_guesses_over_all_phones"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExcusedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("id", models.BigIntegerField()),
                ("proposal_id", models.BigIntegerField()),
                ("declared_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="excusedrow",
            constraint=models.UniqueConstraint(
                models.F("organisation_id"),
                models.F("proposal_id"),
                models.F("person"),
                name="stood_aside_once",
            ),
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
