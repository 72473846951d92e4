"""The index of words: FTS5 on SQLite, a tsvector made of ready words on PostgreSQL.

Words come folded and divided by spaces, so that neither engine divides them by a rule of its own:
both would break Hindi words at their vowel signs.
"""

from django.db import migrations

SQLITE = (
    # rowid: keeper * 2^40 + number of the listed organisation
    """CREATE VIRTUAL TABLE registry_search USING fts5(
        words, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'",
        prefix = '2 3')""",
)
POSTGRESQL = (
    """CREATE TABLE registry_search (
        organisation_id bigint NOT NULL, id bigint NOT NULL, words tsvector NOT NULL,
        PRIMARY KEY (organisation_id, id))""",
    "CREATE INDEX registry_search_words ON registry_search USING gin (words)",
)


def make(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE registry_search", params=None)


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_what_was_said_is_kept")]

    operations = [migrations.RunPython(make, drop)]
