"""Those who take turns: places, words and lots, bids, rounds, what was missed and made good."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("circles", "0002_circles_are_append_only"),
        ("membership", "0004_who_was_written_down_where"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "round",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seed", models.CharField(max_length=64)),
                ("order", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="TurnsEndRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("ended_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="PlaceRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("guarantors", models.JSONField()),
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
            name="SealRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "round",
                        "seat",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("seal", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SubstituteRow",
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
                ("wheel_id", models.BigIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("since", models.DateField()),
                ("witnesses", models.JSONField()),
                ("minor", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField(null=True)),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
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
            name="WheelRow",
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
                ("contribution", models.BigIntegerField()),
                ("aside", models.BigIntegerField()),
                ("every", models.CharField(max_length=10)),
                ("way", models.CharField(max_length=15)),
                ("highest_above", models.BigIntegerField()),
                ("highest_below", models.BigIntegerField()),
                ("commission_above", models.BigIntegerField()),
                ("commission_below", models.BigIntegerField()),
                ("discount_to", models.CharField(max_length=10)),
                ("first_day", models.DateField()),
                ("box_id", models.BigIntegerField()),
                ("pot_id", models.BigIntegerField()),
                ("reserve_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("aside__gte", 0), ("contribution__gt", 0)),
                        name="turn_is_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "round",
                        "seat",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("word", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BidRow",
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
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("minor", models.BigIntegerField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "wheel_id"], name="bids_of_turns")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gte", 0)), name="bid_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MadeGoodRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "missed_id",
                        "journal_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("missed_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("minor", models.BigIntegerField()),
                ("paid_on", models.DateField()),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="made_something_good"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MissedRow",
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
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("way", models.CharField(max_length=9)),
                ("minor", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="membership.personrow",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "wheel_id"], name="missed_in_turns")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minor__gt", 0)), name="missed_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("held_on", models.DateField()),
                ("seat", models.PositiveIntegerField()),
                ("leaves", models.BigIntegerField(null=True)),
                ("commission", models.BigIntegerField()),
                ("prize", models.BigIntegerField()),
                ("paid_out", models.BigIntegerField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organisation_id"),
                        models.F("wheel_id"),
                        models.F("seat"),
                        name="each_receives_the_pot_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("commission__gte", 0), ("paid_out__gte", 0), ("prize__gte", 0)
                        ),
                        name="pot_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TurnRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "wheel_id",
                        "round",
                        "seat",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("wheel_id", models.BigIntegerField()),
                ("round", models.PositiveIntegerField()),
                ("seat", models.PositiveIntegerField()),
                ("due", models.BigIntegerField()),
                ("aside", models.BigIntegerField()),
                ("paid", models.BigIntegerField()),
                ("put", models.BigIntegerField()),
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("aside__gte", models.F("put")),
                            ("due__gte", models.F("paid")),
                            ("paid__gte", 0),
                            ("put__gte", 0),
                        ),
                        name="turn_not_overpaid",
                    )
                ],
            },
        ),
    ]
