"""What is set aside for late loans, loans that were written off, what came back of them."""

from django.db import migrations, models

TABLES = ("writeoffrow", "recoveryrow", "provisionrow")
SAID = "lending is append-only"


def sqlite():
    for table in TABLES:
        name = f"lending_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE (t.organisation_id = NEW.organisation_id
                AND t.id = NEW.id) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    for table in TABLES:
        name = f"lending_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION lending_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION lending_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("lending", "0003_loans_by_the_fortnight"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProvisionRow",
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
                ("provided_on", models.DateField()),
                ("table_name", models.CharField(max_length=40)),
                ("needed", models.BigIntegerField()),
                ("held", models.BigIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("book", models.CharField(max_length=20)),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("held__gte", 0), ("needed__gte", 0)),
                        name="provision_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecoveryRow",
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
                ("received_on", models.DateField()),
                ("minor", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="recoveries_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="recovery_is_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WriteOffRow",
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
                ("written_off_on", models.DateField()),
                ("minor", models.BigIntegerField()),
                ("from_provision", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="write_offs_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_provision__gte", 0),
                            ("minor__gt", 0),
                            ("from_provision__lte", models.F("minor")),
                        ),
                        name="write_off_is_something",
                    )
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
