"""Who stands for a loan says up to how much, is called on, and gets back what she paid."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = ("callrow", "paybackrow")
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
        ("lending", "0004_lost_loans_and_provisions"),
        ("membership", "0004_who_was_written_down_where"),
    ]

    operations = [
        migrations.AddField(
            model_name="guaranteerow",
            name="most",
            field=models.BigIntegerField(null=True),
        ),
        migrations.CreateModel(
            name="PayBackRow",
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
                ("call_id", models.BigIntegerField()),
                ("minor", models.BigIntegerField()),
                ("paid_on", models.DateField()),
                ("account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="paid_back_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="paid_back_is_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CallRow",
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
                ("payment_id", models.BigIntegerField()),
                ("called_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="calls_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="call_is_something"
                    ),
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("payment_id"),
                        name="payment_is_called_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
