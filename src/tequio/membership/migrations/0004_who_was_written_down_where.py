"""Persons whom an organisation wrote down: a table of its own, written once."""

import django.db.models.deletion
from django.db import migrations, models

NAME = "membership_registrationrow"
SAID = "who was written down stays written down"


def set_guards(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event, word in (("UPDATE", "changed"), ("DELETE", "deleted")):
            schema_editor.execute(
                f"""CREATE TRIGGER {NAME}_not_{word} BEFORE {event} ON {NAME}
                BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
            )
        schema_editor.execute(
            f"""CREATE TRIGGER {NAME}_not_replaced BEFORE INSERT ON {NAME}
            WHEN EXISTS (SELECT 1 FROM {NAME} t WHERE t.rowid = NEW.rowid
                OR (t.organisation_id = NEW.organisation_id AND t.person_id = NEW.person_id))
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        )
        return
    schema_editor.execute(
        f"""CREATE TRIGGER {NAME}_not_changed BEFORE UPDATE OR DELETE ON {NAME} FOR EACH ROW
        EXECUTE FUNCTION membership_forbidden('{SAID}')"""
    )
    schema_editor.execute(
        f"""CREATE TRIGGER {NAME}_not_truncated BEFORE TRUNCATE ON {NAME}
        EXECUTE FUNCTION membership_forbidden('{SAID}')"""
    )


class Migration(migrations.Migration):
    dependencies = [("membership", "0003_who_belonged_is_not_rewritten")]

    operations = [
        migrations.CreateModel(
            name="RegistrationRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
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
