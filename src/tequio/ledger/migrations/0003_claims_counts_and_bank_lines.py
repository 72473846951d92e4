"""Who answers for what nobody decided, counts of the cash box, lines of bank statements and what
they match, payments that wait for keys."""

from django.db import migrations, models

OF_ACCOUNT = """FOREIGN KEY (organisation_id, book, account_id)
            REFERENCES ledger_accountrow (organisation_id, book, id)"""
TABLES = {
    "ledger_claimrow": f"""
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        id bigint NOT NULL,
        account_id bigint NOT NULL,
        person_id bigint NOT NULL REFERENCES membership_personrow (id),
        office varchar(30) NOT NULL,
        subject varchar(60) NOT NULL,
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT claim_of_a_transfer FOREIGN KEY (organisation_id, book, id)
            REFERENCES ledger_transferrow (organisation_id, book, id),
        CONSTRAINT claim_on_an_account_of_its_own UNIQUE (organisation_id, book, account_id),
        CONSTRAINT claim_on_an_account {OF_ACCOUNT}
    """,
    "ledger_countrow": f"""
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        id bigint NOT NULL CHECK (id > 0){{int id}},
        account_id bigint NOT NULL,
        counted_minor bigint NOT NULL CHECK (counted_minor >= 0){{int counted_minor}},
        booked_minor bigint NOT NULL{{int booked_minor}},
        counted_on date NOT NULL{{date counted_on}},
        answerable_id bigint NOT NULL REFERENCES membership_personrow (id),
        transfer_id bigint,
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT count_explains_itself
            CHECK ((counted_minor = booked_minor) = (transfer_id IS NULL)),
        CONSTRAINT count_posts_its_difference FOREIGN KEY (organisation_id, book, transfer_id)
            REFERENCES ledger_transferrow (organisation_id, book, id),
        CONSTRAINT count_of_an_account {OF_ACCOUNT}
    """,
    "ledger_linerow": f"""
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        id bigint NOT NULL CHECK (id > 0){{int id}},
        account_id bigint NOT NULL,
        day date NOT NULL{{date day}},
        minor bigint NOT NULL CHECK (minor <> 0){{int minor}},
        reference varchar(80) NOT NULL,
        text_id bigint,
        fingerprint varchar(64) NOT NULL CHECK (length(fingerprint) = 64),
        PRIMARY KEY (organisation_id, book, id),
        CONSTRAINT line_imported_once UNIQUE (organisation_id, book, account_id, fingerprint),
        CONSTRAINT line_matches_in_its_account UNIQUE (organisation_id, book, id, account_id),
        CONSTRAINT line_with_a_text FOREIGN KEY (organisation_id, text_id)
            REFERENCES membership_textrow (organisation_id, id),
        CONSTRAINT line_of_an_account {OF_ACCOUNT}
    """,
    "ledger_matchrow": """
        organisation_id bigint NOT NULL,
        book varchar(20) NOT NULL,
        line_id bigint NOT NULL,
        account_id bigint NOT NULL,
        transfer_id bigint NOT NULL,
        PRIMARY KEY (organisation_id, book, line_id),
        CONSTRAINT match_of_a_transfer_once UNIQUE (organisation_id, book, account_id, transfer_id),
        CONSTRAINT match_of_a_line FOREIGN KEY (organisation_id, book, line_id, account_id)
            REFERENCES ledger_linerow (organisation_id, book, id, account_id),
        CONSTRAINT match_of_a_transfer FOREIGN KEY (organisation_id, book, transfer_id)
            REFERENCES ledger_transferrow (organisation_id, book, id)
    """,
    "ledger_preparedrow": """
        organisation_id bigint NOT NULL,
        id bigint NOT NULL CHECK (id > 0){int id},
        mandate_id bigint NOT NULL,
        purpose varchar(40) NOT NULL,
        subject varchar(60) NOT NULL,
        account_id bigint NOT NULL,
        unit varchar(12) NOT NULL,
        minor bigint NOT NULL CHECK (minor > 0){int minor},
        payee_id bigint REFERENCES membership_personrow (id),
        text_id bigint,
        payment varchar(64) NOT NULL CHECK (length(payment) = 64),
        prepared_by_id bigint NOT NULL REFERENCES membership_personrow (id),
        prepared_at {moment} NOT NULL,
        used_by varchar(80) NOT NULL DEFAULT '',
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT prepared_under_a_mandate FOREIGN KEY (organisation_id, mandate_id)
            REFERENCES mandates_mandaterow (organisation_id, id),
        CONSTRAINT prepared_with_a_text FOREIGN KEY (organisation_id, text_id)
            REFERENCES membership_textrow (organisation_id, id)
    """,
}
INDEXES = [
    "CREATE INDEX count_by_account ON ledger_countrow (organisation_id, book, account_id, id)",
    "CREATE INDEX line_by_day ON ledger_linerow (organisation_id, book, account_id, day, id)",
    "CREATE INDEX prepared_by_payment ON ledger_preparedrow (organisation_id, payment)",
]
KEPT = {  # name: (table, sentence, what makes two rows the same)
    "claim": (
        "ledger_claimrow",
        "a claim stays",
        [
            "x.book = NEW.book AND x.id = NEW.id",
            "x.book = NEW.book AND x.account_id = NEW.account_id",
        ],
    ),
    "count": ("ledger_countrow", "a count stays", ["x.book = NEW.book AND x.id = NEW.id"]),
    "line": (
        "ledger_linerow",
        "a line of a statement stays",
        [
            "x.book = NEW.book AND x.id = NEW.id",
            "x.book = NEW.book AND x.account_id = NEW.account_id"
            " AND x.fingerprint = NEW.fingerprint",
        ],
    ),
    "match": (
        "ledger_matchrow",
        "a match is undone and made anew, not changed",
        [
            "x.book = NEW.book AND x.line_id = NEW.line_id",
            "x.book = NEW.book AND x.account_id = NEW.account_id"
            " AND x.transfer_id = NEW.transfer_id",
        ],
    ),
}
MATCHES_EXACTLY = """EXISTS (SELECT 1 FROM ledger_linerow l JOIN ledger_transferrow t
        ON t.organisation_id = l.organisation_id AND t.book = l.book AND t.id = NEW.transfer_id
    WHERE l.organisation_id = NEW.organisation_id AND l.book = NEW.book AND l.id = NEW.line_id
    AND ((l.minor = t.minor AND t.debit_id = l.account_id)
        OR (l.minor = -t.minor AND t.credit_id = l.account_id)))"""
MATCH_DIFFERS = "a line matches an entry of the same amount in the same account"


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


def sqlite():
    for name, (table, sentence, sames) in KEPT.items():
        tests = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} x"
            f" WHERE x.organisation_id = NEW.organisation_id AND {same})"
            for same in sames
        )
        refusing = f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        yield f"CREATE TRIGGER ledger_{name}_not_replaced BEFORE INSERT ON {table} WHEN {tests} {refusing}"
        yield f"CREATE TRIGGER ledger_{name}_not_changed BEFORE UPDATE ON {table} {refusing}"
        if name != "match":
            yield f"CREATE TRIGGER ledger_{name}_not_deleted BEFORE DELETE ON {table} {refusing}"
    yield f"""CREATE TRIGGER ledger_match_is_exact BEFORE INSERT ON ledger_matchrow
        WHEN NOT {MATCHES_EXACTLY} BEGIN SELECT RAISE(ABORT, '{MATCH_DIFFERS}'); END"""


def postgres():
    for name, (table, sentence, _) in KEPT.items():
        events = {"UPDATE": "changed", "DELETE": "deleted", "TRUNCATE": "truncated"}
        if name == "match":
            del events["DELETE"]
        for event, word in events.items():
            each = "" if event == "TRUNCATE" else "FOR EACH ROW"
            yield f"""CREATE TRIGGER ledger_{name}_not_{word} BEFORE {event} ON {table} {each}
                EXECUTE FUNCTION ledger_forbidden('{sentence}')"""
    yield f"""CREATE FUNCTION ledger_match_is_exact() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT {MATCHES_EXACTLY} THEN RAISE EXCEPTION '{MATCH_DIFFERS}'; END IF;
          RETURN NEW;
        END $$"""
    yield """CREATE TRIGGER ledger_match_is_exact BEFORE INSERT ON ledger_matchrow
        FOR EACH ROW EXECUTE FUNCTION ledger_match_is_exact()"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


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
ACCOUNT = ("account_id", big())
STATE = [
    row(
        "ClaimRow",
        OWNER,
        BOOK,
        ID,
        ACCOUNT,
        ("person_id", big()),
        ("office", text(30, blank=True)),
        ("subject", text(60, blank=True)),
        key=["organisation_id", "book", "id"],
    ),
    row(
        "CountRow",
        OWNER,
        BOOK,
        ID,
        ACCOUNT,
        ("counted_minor", big()),
        ("booked_minor", big()),
        ("counted_on", models.DateField()),
        ("answerable_id", big()),
        ("transfer_id", big(null=True)),
        key=["organisation_id", "book", "id"],
    ),
    row(
        "LineRow",
        OWNER,
        BOOK,
        ID,
        ACCOUNT,
        ("day", models.DateField()),
        ("minor", big()),
        ("reference", text(80, blank=True)),
        ("text_id", big(null=True)),
        ("fingerprint", text(64)),
        key=["organisation_id", "book", "id"],
    ),
    row(
        "MatchRow",
        OWNER,
        BOOK,
        ("line_id", big()),
        ACCOUNT,
        ("transfer_id", big()),
        key=["organisation_id", "book", "line_id"],
    ),
    row(
        "PreparedRow",
        OWNER,
        ID,
        ("mandate_id", big()),
        ("purpose", text(40)),
        ("subject", text(60, blank=True)),
        ACCOUNT,
        ("unit", text(12)),
        ("minor", big()),
        ("payee_id", big(null=True)),
        ("text_id", big(null=True)),
        ("payment", text(64)),
        ("prepared_by_id", big()),
        ("prepared_at", models.DateTimeField()),
        ("used_by", text(80, blank=True)),
        key=["organisation_id", "id"],
    ),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_the_book_is_append_only")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=STATE,
            database_operations=[migrations.RunPython(make_tables, migrations.RunPython.noop)],
        ),
        migrations.RunPython(set_guards, migrations.RunPython.noop),
    ]
