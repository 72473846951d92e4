"""Loans between federations and groups, each side in its own tables, which only grow."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = {  # table: every set of columns that makes two rows the same
    "grouploanrow": [("id",), ("correlation",)],
    "bulkloanrow": [("id",)],
    "paidbackrow": [("id",), ("correlation",)],
    "bulkrepaidrow": [("id",)],
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
        ("circles", "0004_turns_are_append_only"),
        ("membership", "0005_shared_phones_and_pins"),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkRepaidRow",
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
                ("paid_on", models.DateField()),
                ("came_on", models.DateField()),
                ("interest", models.BigIntegerField()),
                ("principal", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "correlation"], name="repaid_by_correlation"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interest__gte", 0), ("principal__gte", 0)),
                        name="bulk_repaid_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaidBackRow",
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
                ("paid_on", models.DateField()),
                ("interest", models.BigIntegerField()),
                ("principal", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("correlation"),
                        name="one_paid_back_each_correlation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("interest__gte", 0), ("principal__gte", 0)),
                        name="paid_back_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BulkLoanRow",
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
                ("correlation", models.CharField(max_length=32)),
                ("minor", models.BigIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=9)),
                ("rate_above", models.BigIntegerField()),
                ("rate_below", models.BigIntegerField()),
                ("rate_period", models.CharField(max_length=5)),
                ("method", models.CharField(max_length=12)),
                ("lent_on", models.DateField()),
                ("taken_on", models.DateField()),
                ("book", models.CharField(max_length=20)),
                ("account_id", models.BigIntegerField()),
                ("debt_id", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
                (
                    "federation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.organisationrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "correlation"], name="bulk_by_correlation"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("count__gt", 0),
                            ("minor__gt", 0),
                            ("rate_above__gte", 0),
                            ("rate_below__gt", 0),
                        ),
                        name="bulk_loan_is_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupLoanRow",
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
                ("correlation", models.CharField(max_length=32)),
                ("minor", models.BigIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=9)),
                ("rate_above", models.BigIntegerField()),
                ("rate_below", models.BigIntegerField()),
                ("rate_period", models.CharField(max_length=5)),
                ("method", models.CharField(max_length=12)),
                ("lent_on", models.DateField()),
                ("book", models.CharField(max_length=20)),
                ("account_id", models.BigIntegerField()),
                ("debt_id", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.organisationrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("correlation"),
                        name="one_group_loan_each_correlation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("count__gt", 0),
                            ("minor__gt", 0),
                            ("rate_above__gte", 0),
                            ("rate_below__gt", 0),
                        ),
                        name="group_loan_is_something",
                    ),
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
