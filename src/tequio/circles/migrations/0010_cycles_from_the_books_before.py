"""Cycles that were over before a group's book was kept here, in tables that only grow."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = {  # table: every set of columns that makes two rows the same
    "pastcyclerow": [("id",)],
    "pastpartrow": [("past_id", "person_id")],
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
        ("circles", "0009_claims_on_the_social_fund"),
        ("membership", "0006_guesses_over_all_phones"),
    ]

    operations = [
        migrations.CreateModel(
            name="PastCycleRow",
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
                ("first_day", models.DateField()),
                ("ended_on", models.DateField()),
                ("price", models.BigIntegerField()),
                ("coin", models.BigIntegerField()),
                ("savings", models.BigIntegerField()),
                ("income", models.BigIntegerField()),
                ("costs", models.BigIntegerField()),
                ("pool", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PastPartRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "past_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("past_id", models.BigIntegerField()),
                ("shares", models.PositiveIntegerField()),
                ("worth", models.BigIntegerField()),
                ("set_off", models.BigIntegerField()),
                ("carried", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
                ("left", models.BigIntegerField()),
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
