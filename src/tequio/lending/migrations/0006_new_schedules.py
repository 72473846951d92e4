"""New schedules for what is left of a loan: asked for, and fixed when they begin."""

from django.db import migrations, models

TABLES = {
    "newschedulerow": ("id",),
    "reschedulingrow": ("id",),
    "newinstalmentrow": ("rescheduling_id", "number"),
}
SAID = "lending is append-only"
FIXED = "a schedule is fixed when it begins"
HOLDS = """EXISTS (SELECT 1 FROM lending_reschedulingrow p
    WHERE p.organisation_id = NEW.organisation_id AND p.id = NEW.rescheduling_id)"""


def sqlite():
    for table, key in TABLES.items():
        name = f"lending_{table}"
        same = " AND ".join(f"t.{column} = NEW.{column}" for column in ("organisation_id", *key))
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    yield f"""CREATE TRIGGER lending_newinstalmentrow_before_it_holds BEFORE INSERT
        ON lending_newinstalmentrow WHEN {HOLDS}
        BEGIN SELECT RAISE(ABORT, '{FIXED}'); END"""


def postgres():
    for table in TABLES:
        name = f"lending_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION lending_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION lending_forbidden('{SAID}')"""
    yield f"""CREATE FUNCTION lending_new_schedule_is_fixed() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
          IF {HOLDS} THEN RAISE EXCEPTION '{FIXED}'; END IF;
          RETURN NEW;
        END $$"""
    yield """CREATE TRIGGER lending_newinstalmentrow_before_it_holds BEFORE INSERT
        ON lending_newinstalmentrow FOR EACH ROW
        EXECUTE FUNCTION lending_new_schedule_is_fixed()"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("lending", "0005_who_stands_for_a_loan_is_called"),
    ]

    operations = [
        migrations.CreateModel(
            name="NewInstalmentRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "rescheduling_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("rescheduling_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("due_on", models.DateField()),
                ("principal", models.BigIntegerField()),
                ("interest", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="new_lines_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interest__gte", 0), ("principal__gte", 0)),
                        name="new_instalment_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NewScheduleRow",
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
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=9)),
                ("proposal_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="schedules_of_loan")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReschedulingRow",
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
                ("schedule_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("from_day", models.DateField()),
                ("principal", models.BigIntegerField()),
                ("carried", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation_id", "loan_id"], name="reschedulings_of_loan"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("carried__gte", 0), ("principal__gt", 0)),
                        name="rescheduled_is_something",
                    ),
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("schedule_id"),
                        name="schedule_begins_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
