"""The books: tables by SQL, with the keys that make most rules declarative on both engines.

A transfer is one row with one debit, one credit and one positive amount, so that "the sum is
zero" is a shape and not a check.  Its mandate, purpose, unit, day, accounts with their kinds and
units, and the entry that it reverses are all composite keys.
"""

from django.db import migrations, models

LARGEST = 1_000_000_000_000_000  # minor units in one amount
FARTHEST = 9_000_000_000_000_000_000  # a counter beyond this would soon pass 2**63

TABLES = {
    "ledger_postingrulerow": """
        code varchar(40) NOT NULL,
        debit_kind varchar(30) NOT NULL,
        credit_kind varchar(30) NOT NULL,
        PRIMARY KEY (code, debit_kind, credit_kind)
    """,
    "ledger_accountrow": f"""
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL CHECK (book <> ''),
        id bigint NOT NULL CHECK (id > 0){{int id}},
        unit varchar(12) NOT NULL,
        kind varchar(30) NOT NULL CHECK (kind <> ''),
        ref varchar(60) NOT NULL,
        text_id bigint,
        debits bigint NOT NULL DEFAULT 0 CHECK (debits BETWEEN 0 AND {FARTHEST}){{int debits}},
        credits bigint NOT NULL DEFAULT 0 CHECK (credits BETWEEN 0 AND {FARTHEST}){{int credits}},
        held_debits bigint NOT NULL DEFAULT 0 CHECK (held_debits >= 0){{int held_debits}},
        held_credits bigint NOT NULL DEFAULT 0 CHECK (held_credits >= 0){{int held_credits}},
        floor bigint{{int floor}},
        ceiling bigint{{int ceiling}},
        closed_on date{{date closed_on}},
        last_value_date date{{date last_value_date}},
        last_transfer_id bigint NOT NULL DEFAULT 0{{int last_transfer_id}},
        last_change_id bigint NOT NULL DEFAULT 0{{int last_change_id}},
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT account_true_to_its_kind UNIQUE (organisation_id, book, id, unit, kind),
        CONSTRAINT account_of_its_name UNIQUE (organisation_id, book, unit, kind, ref),
        CONSTRAINT account_above_its_floor CHECK (credits - debits - held_debits >= floor),
        CONSTRAINT account_below_its_ceiling CHECK (credits - debits + held_credits <= ceiling),
        CONSTRAINT account_still_open CHECK (last_value_date < closed_on),
        CONSTRAINT account_with_a_name FOREIGN KEY (organisation_id, text_id)
            REFERENCES membership_textrow (organisation_id, id),
        CONSTRAINT account_in_a_unit FOREIGN KEY (organisation_id, unit)
            REFERENCES mandates_unitrow (organisation_id, code)
    """,
    "ledger_journalrow": """
        organisation_id bigint NOT NULL REFERENCES membership_organisationrow (id),
        id bigint NOT NULL CHECK (id > 0){int id},
        key varchar(80) NOT NULL CHECK (key <> ''),
        value_date date NOT NULL{date value_date},
        booked_at {moment} NOT NULL,
        by_id bigint REFERENCES membership_personrow (id),
        document varchar(80) NOT NULL,
        payee_id bigint REFERENCES membership_personrow (id),
        text_id bigint,
        root varchar(64) NOT NULL CHECK (length(root) = 64),
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT journal_once_per_key UNIQUE (organisation_id, key),
        CONSTRAINT journal_of_its_day UNIQUE (organisation_id, id, value_date),
        CONSTRAINT journal_with_a_text FOREIGN KEY (organisation_id, text_id)
            REFERENCES membership_textrow (organisation_id, id)
    """,
    "ledger_transferrow": f"""
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        id bigint NOT NULL CHECK (id > 0){{int id}},
        journal_id bigint NOT NULL,
        mandate_id bigint NOT NULL,
        code varchar(40) NOT NULL,
        subject varchar(60) NOT NULL,
        scope varchar(60) NOT NULL,
        value_date date NOT NULL{{date value_date}},
        unit varchar(12) NOT NULL,
        debit_id bigint NOT NULL,
        debit_kind varchar(30) NOT NULL,
        credit_id bigint NOT NULL,
        credit_kind varchar(30) NOT NULL,
        minor bigint NOT NULL{{int minor}},
        reverses_id bigint,
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT transfer_of_something CHECK (minor > 0 AND minor <= {LARGEST}),
        CONSTRAINT transfer_between_two CHECK (debit_id <> credit_id),
        CONSTRAINT transfer_for_its_subject CHECK (scope = '' OR scope = subject),
        CONSTRAINT transfer_reverses_by_name
            CHECK ((code = 'ledger.reverse') = (reverses_id IS NOT NULL)),
        CONSTRAINT transfer_can_be_reversed
            UNIQUE (organisation_id, book, id, debit_id, credit_id, unit, minor),
        CONSTRAINT transfer_on_its_journals_day FOREIGN KEY (organisation_id, journal_id, value_date)
            REFERENCES ledger_journalrow (organisation_id, id, value_date),
        CONSTRAINT transfer_for_a_covered_purpose
            FOREIGN KEY (organisation_id, mandate_id, code, scope)
            REFERENCES mandates_scoperow (organisation_id, mandate_id, code, subject),
        CONSTRAINT transfer_in_a_covered_unit FOREIGN KEY (organisation_id, mandate_id, unit)
            REFERENCES mandates_ceilingrow (organisation_id, mandate_id, unit),
        CONSTRAINT transfer_to_a_true_account
            FOREIGN KEY (organisation_id, book, debit_id, unit, debit_kind)
            REFERENCES ledger_accountrow (organisation_id, book, id, unit, kind),
        CONSTRAINT transfer_from_a_true_account
            FOREIGN KEY (organisation_id, book, credit_id, unit, credit_kind)
            REFERENCES ledger_accountrow (organisation_id, book, id, unit, kind),
        CONSTRAINT transfer_by_the_grammar FOREIGN KEY (code, debit_kind, credit_kind)
            REFERENCES ledger_postingrulerow (code, debit_kind, credit_kind),
        CONSTRAINT reversal_is_an_exact_mirror
            FOREIGN KEY (organisation_id, book, reverses_id, credit_id, debit_id, unit, minor)
            REFERENCES ledger_transferrow
                (organisation_id, book, id, debit_id, credit_id, unit, minor)
    """,
    "ledger_accountchangerow": """
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        id bigint NOT NULL CHECK (id > 0){int id},
        account_id bigint NOT NULL,
        floor bigint{int floor},
        ceiling bigint{int ceiling},
        closed_on date{date closed_on},
        changed_on date NOT NULL{date changed_on},
        mandate_id bigint NOT NULL,
        code varchar(40) NOT NULL CHECK (code = 'ledger.limits'),
        scope varchar(60) NOT NULL,
        by_id bigint REFERENCES membership_personrow (id),
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT change_of_an_account FOREIGN KEY (organisation_id, book, account_id)
            REFERENCES ledger_accountrow (organisation_id, book, id),
        CONSTRAINT change_by_a_decision FOREIGN KEY (organisation_id, mandate_id, code, scope)
            REFERENCES mandates_scoperow (organisation_id, mandate_id, code, subject)
    """,
    "ledger_periodcloserow": """
        organisation_id bigint NOT NULL,
        id bigint NOT NULL CHECK (id > 0){int id},
        closed_through date NOT NULL{date closed_through},
        closed_at {moment} NOT NULL,
        mandate_id bigint NOT NULL,
        code varchar(40) NOT NULL CHECK (code = 'ledger.close'),
        scope varchar(60) NOT NULL,
        by_id bigint REFERENCES membership_personrow (id),
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT close_each_day_once UNIQUE (organisation_id, closed_through),
        CONSTRAINT close_by_a_decision FOREIGN KEY (organisation_id, mandate_id, code, scope)
            REFERENCES mandates_scoperow (organisation_id, mandate_id, code, subject)
    """,
}
INDEXES = [
    """CREATE UNIQUE INDEX transfer_reversed_once ON ledger_transferrow
        (organisation_id, book, reverses_id) WHERE reverses_id IS NOT NULL""",
    """CREATE INDEX transfer_by_debit ON ledger_transferrow
        (organisation_id, book, debit_id, value_date, id)""",
    """CREATE INDEX transfer_by_credit ON ledger_transferrow
        (organisation_id, book, credit_id, value_date, id)""",
    "CREATE INDEX transfer_by_mandate ON ledger_transferrow (organisation_id, mandate_id)",
    "CREATE INDEX transfer_by_journal ON ledger_transferrow (organisation_id, journal_id)",
    "CREATE INDEX journal_by_day ON ledger_journalrow (organisation_id, value_date, id)",
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


def big(**more):
    return models.BigIntegerField(**more)


def text(length, **more):
    return models.CharField(max_length=length, **more)


def row(name, *fields, key):
    composite = models.CompositePrimaryKey(
        *key, blank=True, editable=False, primary_key=True, serialize=False
    )
    return migrations.CreateModel(name=name, fields=[("pk", composite), *fields])


OWNER = ("organisation_id", big())
BOOK = ("book", text(20, default="main"))
ID = ("id", big())
BY = ("by_id", big(null=True))
DECIDED = (("mandate_id", big()), ("code", text(40)), ("scope", text(60, blank=True)))
STATE = [
    row(
        "PostingRuleRow",
        ("code", text(40)),
        ("debit_kind", text(30)),
        ("credit_kind", text(30)),
        key=["code", "debit_kind", "credit_kind"],
    ),
    row(
        "AccountRow",
        OWNER,
        BOOK,
        ID,
        ("unit", text(12)),
        ("kind", text(30)),
        ("ref", text(60, blank=True)),
        ("text_id", big(null=True)),
        ("debits", big(default=0)),
        ("credits", big(default=0)),
        ("held_debits", big(default=0)),
        ("held_credits", big(default=0)),
        ("floor", big(null=True)),
        ("ceiling", big(null=True)),
        ("closed_on", models.DateField(null=True)),
        ("last_value_date", models.DateField(null=True)),
        ("last_transfer_id", big(default=0)),
        ("last_change_id", big(default=0)),
        key=["organisation_id", "book", "id"],
    ),
    row(
        "JournalRow",
        OWNER,
        ID,
        ("key", text(80)),
        ("value_date", models.DateField()),
        ("booked_at", models.DateTimeField()),
        BY,
        ("document", text(80, blank=True)),
        ("payee_id", big(null=True)),
        ("text_id", big(null=True)),
        ("root", text(64)),
        key=["organisation_id", "id"],
    ),
    row(
        "TransferRow",
        OWNER,
        BOOK,
        ID,
        ("journal_id", big()),
        ("mandate_id", big()),
        ("code", text(40)),
        ("subject", text(60, blank=True)),
        ("scope", text(60, blank=True)),
        ("value_date", models.DateField()),
        ("unit", text(12)),
        ("debit_id", big()),
        ("debit_kind", text(30)),
        ("credit_id", big()),
        ("credit_kind", text(30)),
        ("minor", big()),
        ("reverses_id", big(null=True)),
        key=["organisation_id", "book", "id"],
    ),
    row(
        "AccountChangeRow",
        OWNER,
        BOOK,
        ID,
        ("account_id", big()),
        ("floor", big(null=True)),
        ("ceiling", big(null=True)),
        ("closed_on", models.DateField(null=True)),
        ("changed_on", models.DateField()),
        *DECIDED,
        BY,
        key=["organisation_id", "book", "id"],
    ),
    row(
        "PeriodCloseRow",
        OWNER,
        ID,
        ("closed_through", models.DateField()),
        ("closed_at", models.DateTimeField()),
        *DECIDED,
        BY,
        key=["organisation_id", "id"],
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [("mandates", "0002_nothing_widens_a_mandate")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=STATE,
            database_operations=[migrations.RunPython(make_tables, migrations.RunPython.noop)],
        )
    ]
