"""Requests with their terms, who stands for them, payouts with their schedules, repayments."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("membership", "0001_persons_organisations_and_offices"),
    ]

    operations = [
        migrations.CreateModel(
            name="PayoutRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "loan_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("paid_out_on", models.DateField()),
                ("mandate_id", models.BigIntegerField()),
                ("book", models.CharField(default="main", max_length=20)),
                ("account_id", models.BigIntegerField()),
                ("loan_account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="WithdrawalRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "loan_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="GuaranteeRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "loan_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
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
            name="InstalmentRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "loan_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("due_on", models.DateField()),
                ("principal", models.BigIntegerField()),
                ("interest", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("interest__gte", 0), ("principal__gte", 0)),
                        name="instalment_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NamedRow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "loan_id",
                        "person",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("organisation_id", models.BigIntegerField()),
                ("loan_id", models.BigIntegerField()),
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
            name="PaymentRow",
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
                ("paid_on", models.DateField()),
                ("fees", models.BigIntegerField(default=0)),
                ("penalties", models.BigIntegerField(default=0)),
                ("interest", models.BigIntegerField()),
                ("principal", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("journal_id", models.BigIntegerField()),
                ("transfer_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "loan_id"], name="payments_of_loan")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fees__gte", 0),
                            ("interest__gte", 0),
                            ("penalties__gte", 0),
                            ("principal__gte", 0),
                        ),
                        name="payment_not_negative",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LoanRow",
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
                ("minor", models.BigIntegerField()),
                ("unit", models.CharField(max_length=12)),
                ("count", models.PositiveIntegerField()),
                ("step", models.CharField(max_length=5)),
                ("rate_above", models.BigIntegerField()),
                ("rate_below", models.BigIntegerField()),
                ("rate_period", models.CharField(max_length=5)),
                ("method", models.CharField(max_length=12)),
                ("payment_order", models.CharField(max_length=20)),
                ("guarantors", models.PositiveSmallIntegerField()),
                ("text_id", models.BigIntegerField()),
                ("proposal_id", models.BigIntegerField()),
                ("asked_at", models.DateTimeField()),
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
                    models.Index(fields=["organisation_id", "person"], name="loans_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("count__gt", 0),
                            ("minor__gt", 0),
                            ("rate_above__gte", 0),
                            ("rate_below__gt", 0),
                        ),
                        name="loan_is_something",
                    )
                ],
            },
        ),
    ]
