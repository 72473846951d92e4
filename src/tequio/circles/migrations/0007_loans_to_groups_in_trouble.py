"""New schedules, write-offs and forgiveness of loans to groups, and the loans that stood in paper
books.  All of it only grows."""

from django.db import migrations, models

TABLES = {  # table: every set of columns that makes two rows the same
    "bulkofferrow": [("id",), ("correlation",)],
    "bulkplanrow": [("id",), ("correlation",)],
    "bulklossrow": [("id",), ("loan_id",)],
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
        ("circles", "0006_shares_carried_into_the_next_cycle"),
    ]

    operations = [
        migrations.AddField(
            model_name="bulkloanrow",
            name="since",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="grouploanrow",
            name="since",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="BulkLossRow",
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
                ("loan_id", models.BigIntegerField()),
                ("minor", models.BigIntegerField()),
                ("is_forgiven", models.BooleanField()),
                ("lost_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("loan_id"),
                        name="one_loss_each_bulk_loan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="bulk_loss_is_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkOfferRow",
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
                ("loan_id", models.BigIntegerField()),
                ("correlation", models.CharField(max_length=32)),
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=9)),
                ("offered_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("correlation"),
                        name="one_bulk_offer_each_correlation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)), name="bulk_offer_is_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkPlanRow",
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
                ("loan_id", models.BigIntegerField()),
                ("correlation", models.CharField(max_length=32)),
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=9)),
                ("from_day", models.DateField()),
                ("principal", models.BigIntegerField()),
                ("carried", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("correlation"),
                        name="one_bulk_plan_each_correlation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("carried__gte", 0), ("count__gt", 0), ("principal__gt", 0)
                        ),
                        name="bulk_plan_is_something",
                    ),
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
