"""Fines that members propose to waive and that were waived, in tables that only grow."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = {  # table: every set of columns that makes two rows the same
    "waiverrow": [("id",)],
    "waivedrow": [("waiver_id",)],
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
    dependencies = [
        ("circles", "0010_cycles_from_the_books_before"),
        ("membership", "0006_guesses_over_all_phones"),
    ]

    operations = [
        migrations.CreateModel(
            name="WaivedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "waiver_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("waiver_id", models.BigIntegerField()),
                ("waived_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
                ("entry", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="WaiverRow",
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
                ("book", models.CharField(max_length=20)),
                ("unit", models.CharField(max_length=12)),
                ("minor", models.BigIntegerField()),
                ("proposal_id", models.BigIntegerField()),
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
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
