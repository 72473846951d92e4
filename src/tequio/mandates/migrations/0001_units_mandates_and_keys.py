"""Units, mandates with their lines, spending and keys: tables by SQL, with composite keys.

The same declarations hold on both engines; SQLite gets tables WITHOUT ROWID, because through a
hidden row number INSERT OR REPLACE could remove a row that no guard compares.
"""

from django.db import migrations, models

TABLES = {
    "mandates_unitrow": """
        organisation_id bigint NOT NULL REFERENCES membership_organisationrow (id),
        code varchar(12) NOT NULL CHECK (code <> ''),
        exponent smallint NOT NULL CHECK (exponent BETWEEN 0 AND 9){int exponent},
        kind varchar(10) NOT NULL CHECK (kind IN ('money', 'time', 'points', 'goods')),
        PRIMARY KEY (organisation_id, code)
    """,
    "mandates_mandaterow": """
        organisation_id bigint NOT NULL REFERENCES membership_organisationrow (id),
        id bigint NOT NULL CHECK (id > 0){int id},
        title varchar(60) NOT NULL,
        offices varchar(200) NOT NULL CHECK (offices <> ''),
        keys smallint NOT NULL CHECK (keys >= 1){int keys},
        valid_from date NOT NULL{date valid_from},
        valid_until date CHECK (valid_until >= valid_from){date valid_until},
        period varchar(8) NOT NULL CHECK (period IN ('', 'month', 'quarter', 'year')),
        source varchar(60) NOT NULL CHECK (source <> ''),
        source_hash varchar(64) NOT NULL,
        decided_on date NOT NULL{date decided_on},
        decision_hash varchar(64) NOT NULL CHECK (length(decision_hash) = 64),
        PRIMARY KEY (organisation_id, id)
    """,
    "mandates_scoperow": """
        organisation_id bigint NOT NULL,
        mandate_id bigint NOT NULL{int mandate_id},
        code varchar(40) NOT NULL CHECK (code <> ''),
        subject varchar(60) NOT NULL,
        PRIMARY KEY (organisation_id, mandate_id, code, subject),
        CONSTRAINT scope_of_a_mandate FOREIGN KEY (organisation_id, mandate_id)
            REFERENCES mandates_mandaterow (organisation_id, id) DEFERRABLE INITIALLY DEFERRED
    """,
    "mandates_ceilingrow": """
        organisation_id bigint NOT NULL,
        mandate_id bigint NOT NULL{int mandate_id},
        unit varchar(12) NOT NULL,
        minor bigint CHECK (minor BETWEEN 0 AND 1000000000000000){int minor},
        PRIMARY KEY (organisation_id, mandate_id, unit),
        CONSTRAINT ceiling_copied_whole UNIQUE (organisation_id, mandate_id, unit, minor),
        CONSTRAINT ceiling_of_a_mandate FOREIGN KEY (organisation_id, mandate_id)
            REFERENCES mandates_mandaterow (organisation_id, id) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT ceiling_in_a_unit FOREIGN KEY (organisation_id, unit)
            REFERENCES mandates_unitrow (organisation_id, code)
    """,
    "mandates_spentrow": """
        organisation_id bigint NOT NULL,
        mandate_id bigint NOT NULL,
        unit varchar(12) NOT NULL,
        period varchar(8) NOT NULL,
        ceiling bigint NOT NULL,
        spent bigint NOT NULL{int spent},
        returned bigint NOT NULL DEFAULT 0 CHECK (returned BETWEEN 0 AND spent){int returned},
        last_transfer_id bigint NOT NULL{int last_transfer_id},
        PRIMARY KEY (organisation_id, mandate_id, unit, period),
        CONSTRAINT spent_within_the_ceiling CHECK (spent - returned <= ceiling),
        CONSTRAINT spent_under_a_ceiling FOREIGN KEY (organisation_id, mandate_id, unit, ceiling)
            REFERENCES mandates_ceilingrow (organisation_id, mandate_id, unit, minor)
    """,
    "mandates_endrow": """
        organisation_id bigint NOT NULL,
        mandate_id bigint NOT NULL,
        ends_on date NOT NULL{date ends_on},
        source varchar(60) NOT NULL CHECK (source <> ''),
        source_hash varchar(64) NOT NULL,
        PRIMARY KEY (organisation_id, mandate_id),
        CONSTRAINT end_of_a_mandate FOREIGN KEY (organisation_id, mandate_id)
            REFERENCES mandates_mandaterow (organisation_id, id)
    """,
    "mandates_keyturnrow": """
        organisation_id bigint NOT NULL,
        id bigint NOT NULL CHECK (id > 0){int id},
        mandate_id bigint NOT NULL,
        payment varchar(64) NOT NULL CHECK (length(payment) = 64),
        person_id bigint NOT NULL REFERENCES membership_personrow (id),
        turned_at {moment} NOT NULL,
        used_by varchar(80) NOT NULL DEFAULT '',
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT key_of_a_mandate FOREIGN KEY (organisation_id, mandate_id)
            REFERENCES mandates_mandaterow (organisation_id, id)
    """,
}
INDEXES = [
    "CREATE INDEX scope_by_purpose ON mandates_scoperow (organisation_id, code, subject)",
    "CREATE INDEX keys_on_a_payment ON mandates_keyturnrow (organisation_id, mandate_id, payment)",
]


def declared(columns, vendor):
    """SQLite stores 0.5 in a bigint column and 'soon' in a date column: CHECKs stand in for types."""
    out, rest = "", columns
    while "{" in rest:
        before, _, tail = rest.partition("{")
        mark, _, rest = tail.partition("}")
        what, _, column = mark.partition(" ")
        sqlite = {
            "int": f" CHECK (typeof({column}) IN ('integer', 'null'))",
            "date": f" CHECK ({column} IS date({column}))",
            "moment": "datetime",
        }
        postgres = {"int": "", "date": "", "moment": "timestamptz"}
        out += before + (sqlite if vendor == "sqlite" else postgres)[what]
    return out + rest


def make_tables(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    tail = "WITHOUT ROWID" if vendor == "sqlite" else ""
    for table, columns in TABLES.items():
        text = f"CREATE TABLE {table} ({declared(columns, vendor)}) {tail}"
        schema_editor.execute(text, params=None)
    for index in INDEXES:
        schema_editor.execute(index, params=None)


def row(name, *fields, key):
    owner = ("organisation_id", models.BigIntegerField())
    composite = models.CompositePrimaryKey(
        "organisation_id", *key, blank=True, editable=False, primary_key=True, serialize=False
    )
    return migrations.CreateModel(name=name, fields=[("pk", composite), owner, *fields])


STATE = [
    row(
        "UnitRow",
        ("code", models.CharField(max_length=12)),
        ("exponent", models.SmallIntegerField()),
        ("kind", models.CharField(max_length=10)),
        key=["code"],
    ),
    row(
        "MandateRow",
        ("id", models.BigIntegerField()),
        ("title", models.CharField(max_length=60)),
        ("offices", models.CharField(max_length=200)),
        ("keys", models.SmallIntegerField()),
        ("valid_from", models.DateField()),
        ("valid_until", models.DateField(null=True)),
        ("period", models.CharField(blank=True, max_length=8)),
        ("source", models.CharField(max_length=60)),
        ("source_hash", models.CharField(max_length=64)),
        ("decided_on", models.DateField()),
        ("decision_hash", models.CharField(max_length=64)),
        key=["id"],
    ),
    row(
        "ScopeRow",
        ("mandate_id", models.BigIntegerField()),
        ("code", models.CharField(max_length=40)),
        ("subject", models.CharField(blank=True, max_length=60)),
        key=["mandate_id", "code", "subject"],
    ),
    row(
        "CeilingRow",
        ("mandate_id", models.BigIntegerField()),
        ("unit", models.CharField(max_length=12)),
        ("minor", models.BigIntegerField(null=True)),
        key=["mandate_id", "unit"],
    ),
    row(
        "SpentRow",
        ("mandate_id", models.BigIntegerField()),
        ("unit", models.CharField(max_length=12)),
        ("period", models.CharField(blank=True, max_length=8)),
        ("ceiling", models.BigIntegerField()),
        ("spent", models.BigIntegerField()),
        ("returned", models.BigIntegerField()),
        ("last_transfer_id", models.BigIntegerField()),
        key=["mandate_id", "unit", "period"],
    ),
    row(
        "EndRow",
        ("mandate_id", models.BigIntegerField()),
        ("ends_on", models.DateField()),
        ("source", models.CharField(max_length=60)),
        ("source_hash", models.CharField(max_length=64)),
        key=["mandate_id"],
    ),
    row(
        "KeyTurnRow",
        ("id", models.BigIntegerField()),
        ("mandate_id", models.BigIntegerField()),
        ("payment", models.CharField(max_length=64)),
        ("person_id", models.BigIntegerField()),
        ("turned_at", models.DateTimeField()),
        ("used_by", models.CharField(blank=True, max_length=80)),
        key=["id"],
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("membership", "0001_persons_organisations_and_offices")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=STATE,
            database_operations=[migrations.RunPython(make_tables, migrations.RunPython.noop)],
        )
    ]
