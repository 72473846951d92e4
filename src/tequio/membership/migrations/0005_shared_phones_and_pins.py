"""Phones that a group shares, PINs of its members, codes and guesses.

A phone is enrolled once and struck off once; what the group calls it may be emptied.
"""

import django.db.models.deletion
from django.db import migrations, models

NAME = "membership_devicerow"
SAID = "a shared phone is enrolled once and struck off once"
FIXED = "organisation_id id enrolled_at".split()
LAWFUL = """(OLD.revoked_at IS NULL OR NEW.revoked_at {same} OLD.revoked_at)
    AND (NEW.title = OLD.title OR NEW.title = '')"""


def sqlite():
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in FIXED)
    lawful = LAWFUL.format(same="IS")
    yield f"""CREATE TRIGGER {NAME}_not_changed BEFORE UPDATE ON {NAME}
        WHEN NOT ({same} AND NEW.rowid = OLD.rowid AND ({lawful}))
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {NAME}_not_deleted BEFORE DELETE ON {NAME}
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER {NAME}_not_replaced BEFORE INSERT ON {NAME}
        WHEN EXISTS (SELECT 1 FROM {NAME} t WHERE t.rowid = NEW.rowid
            OR (t.organisation_id = NEW.organisation_id AND t.id = NEW.id))
        BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in FIXED)
    lawful = LAWFUL.format(same="IS NOT DISTINCT FROM")
    yield f"""CREATE TRIGGER {NAME}_not_changed BEFORE UPDATE ON {NAME} FOR EACH ROW
        WHEN (NOT ({same} AND ({lawful})))
        EXECUTE FUNCTION membership_forbidden('{SAID}')"""
    yield f"""CREATE TRIGGER {NAME}_not_deleted BEFORE DELETE ON {NAME} FOR EACH ROW
        EXECUTE FUNCTION membership_forbidden('{SAID}')"""
    yield f"""CREATE TRIGGER {NAME}_not_truncated BEFORE TRUNCATE ON {NAME}
        EXECUTE FUNCTION membership_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for statement in postgres() if is_postgres else sqlite():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0004_who_was_written_down_where"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeviceRow",
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
                ("title", models.CharField(blank=True, max_length=80)),
                ("enrolled_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PinCodeRow",
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
                ("code_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
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
        migrations.CreateModel(
            name="PinGuessRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "device",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("device", models.BigIntegerField()),
                ("wrong", models.IntegerField(default=0)),
                ("blocked_until", models.DateTimeField(null=True)),
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
        migrations.CreateModel(
            name="PinRow",
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
                ("salt", models.CharField(max_length=64)),
                ("verifier", models.CharField(max_length=64)),
                ("rounds", models.IntegerField()),
                ("set_at", models.DateTimeField()),
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
                    models.Index(fields=["organisation_id", "person"], name="pins_of_person")
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
