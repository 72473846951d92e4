"""Guards of membership in the database itself, on SQLite and PostgreSQL.

Who belonged and who held which office is written once and closed once; a person can be corrected
and, once, erased; an organisation stays who it is; a text can only be emptied.

A later migration that makes SQLite build one of these tables anew must set its guards again.
"""

from django.db import migrations

BELONGING = "who belonged is written once and closed once"
PERSON = "an erased person stays erased, and her number is hers"
ORGANISATION = "an organisation stays who it is"
TEXT = "a text can only be emptied"

MEMBERSHIP = "organisation_id id person_id member_organisation_id member_class since".split()
TERM = "organisation_id id office person_id since".split()
APPLICATION = "organisation_id id applicant_id federation_id applied_on".split()
IDENTITY = "id uid slug name kind unit country founded_on is_invented".split()
WORDS = "organisation_id id about_id digest".split()

# Table → key, what never changes, which change is lawful, and what the guard says.
TABLES = {
    "membershiprow": (
        ("organisation_id", "id"),
        MEMBERSHIP,
        "OLD.until IS NULL AND NEW.until IS NOT NULL",
        BELONGING,
    ),
    "termrow": (
        ("organisation_id", "id"),
        TERM,
        "NOT OLD.is_void AND NEW.until IS NOT NULL"
        " AND (OLD.until IS NULL OR NEW.until < OLD.until OR (NEW.is_void AND NEW.until = OLD.until))",
        BELONGING,
    ),
    "applicationrow": (
        ("organisation_id", "id"),
        APPLICATION,
        "OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL",
        BELONGING,
    ),
    "personrow": (
        ("id",),
        ["id", "uid"],
        "OLD.erased_at IS NULL AND (NEW.erased_at IS NULL OR"
        " (NEW.name = '' AND NEW.phone = '' AND NEW.email = '' AND NEW.language = ''))",
        PERSON,
    ),
    "organisationrow": (("id",), IDENTITY, "1 = 1", ORGANISATION),
    "textrow": (
        ("organisation_id", "id"),
        WORDS,
        "NEW.title = '' AND NEW.body = '' AND NEW.salt = ''",
        TEXT,
    ),
}


def sqlite(table, key, fixed, lawful, said):
    name = f"membership_{table}"
    same = " AND ".join(f"NEW.{column} IS OLD.{column}" for column in fixed)
    taken = " AND ".join(f"t.{column} = NEW.{column}" for column in key)
    yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name}
        WHEN NOT ({same} AND NEW.rowid = OLD.rowid AND ({lawful}))
        BEGIN SELECT RAISE(ABORT, '{said}'); END"""
    yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
        BEGIN SELECT RAISE(ABORT, '{said}'); END"""
    rowid = "" if key == ("id",) else " OR t.rowid = NEW.rowid"
    yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
        WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({taken}){rowid})
        BEGIN SELECT RAISE(ABORT, '{said}'); END"""


def postgres(table, key, fixed, lawful, said):
    name = f"membership_{table}"
    same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in fixed)
    yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE ON {name} FOR EACH ROW
        WHEN (NOT ({same} AND ({lawful})))
        EXECUTE FUNCTION membership_forbidden('{said}')"""
    yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name} FOR EACH ROW
        EXECUTE FUNCTION membership_forbidden('{said}')"""
    yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
        EXECUTE FUNCTION membership_forbidden('{said}')"""


def set_guards(apps, schema_editor):
    statements_of = sqlite
    if schema_editor.connection.vendor == "postgresql":
        statements_of = postgres
        schema_editor.execute(
            """CREATE FUNCTION membership_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$""",
            params=None,
        )
    for table, parts in TABLES.items():
        for statement in statements_of(table, *parts):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("membership", "0002_applications_and_days_in_order")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
