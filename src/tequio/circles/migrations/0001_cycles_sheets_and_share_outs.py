"""Cycles, meeting sheets with their lines and keys, who left, and what was shared out."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0004_who_was_written_down_where"),
    ]

    operations = [
        migrations.CreateModel(
            name="CycleEndRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "cycle_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("cycle_id", models.BigIntegerField()),
                ("ended_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ShareOutRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "cycle_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("cycle_id", models.BigIntegerField()),
                ("shared_on", models.DateField()),
                ("coin", models.BigIntegerField()),
                ("savings", models.BigIntegerField()),
                ("income", models.BigIntegerField()),
                ("costs", models.BigIntegerField()),
                ("pool", models.BigIntegerField()),
                ("mandate_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="BroughtRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "cycle_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("cycle_id", models.BigIntegerField()),
                ("shares", models.PositiveIntegerField()),
                ("entry", models.BigIntegerField()),
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
            name="CycleRow",
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
                ("price", models.BigIntegerField()),
                ("first_day", models.DateField()),
                ("ends_on", models.DateField()),
                ("box_id", models.BigIntegerField()),
                ("social_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price__gt", 0)), name="share_costs_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaverRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "cycle_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("cycle_id", models.BigIntegerField()),
                ("left_on", models.DateField()),
                ("shares", models.PositiveIntegerField()),
                ("saved", models.BigIntegerField()),
                ("set_off", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
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
        ),
        migrations.CreateModel(
            name="PartRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "cycle_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("cycle_id", models.BigIntegerField()),
                ("shares", models.PositiveIntegerField()),
                ("worth", models.BigIntegerField()),
                ("set_off", models.BigIntegerField()),
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
        migrations.CreateModel(
            name="SheetKeyRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "sheet_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("sheet_id", models.BigIntegerField()),
                ("is_proved", models.BooleanField()),
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
            name="SheetLineRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "sheet_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("sheet_id", models.BigIntegerField()),
                ("attendance", models.CharField(max_length=8)),
                ("shares", models.PositiveIntegerField()),
                ("saved", models.BigIntegerField()),
                ("social", models.BigIntegerField()),
                ("fine", models.CharField(blank=True, max_length=6)),
                ("fined", models.BigIntegerField()),
                ("fine_paid", models.BigIntegerField()),
                ("helped", models.BigIntegerField()),
                ("saved_entry", models.BigIntegerField(null=True)),
                ("social_entry", models.BigIntegerField(null=True)),
                ("fined_entry", models.BigIntegerField(null=True)),
                ("fine_paid_entry", models.BigIntegerField(null=True)),
                ("helped_entry", models.BigIntegerField(null=True)),
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
                    models.Index(fields=["organisation_id", "person"], name="lines_of_member")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fine_paid__gte", 0),
                            ("fined__gte", 0),
                            ("helped__gte", 0),
                            ("saved__gte", 0),
                            ("social__gte", 0),
                        ),
                        name="line_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetRow",
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
                ("cycle_id", models.BigIntegerField()),
                ("held_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("meeting_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField(null=True)),
                ("opening_counted", models.BigIntegerField(null=True)),
                ("opening_booked", models.BigIntegerField()),
                ("counted", models.BigIntegerField()),
                ("booked", models.BigIntegerField()),
                ("social_counted", models.BigIntegerField()),
                ("social_booked", models.BigIntegerField()),
                ("heard", models.CharField(blank=True, max_length=9)),
                ("witnesses", models.JSONField()),
                ("photo", models.CharField(blank=True, max_length=64)),
                (
                    "bookkeeper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("cycle_id"),
                        models.F("held_on"),
                        name="one_sheet_a_day",
                    )
                ],
            },
        ),
    ]
