"""Guards of lending in the database itself: what was asked, promised, paid and repaid only grows.

A schedule is written before its payout and never lengthened after it.
"""

from django.db import migrations

TABLES = {
    "loanrow": ("id",),
    "namedrow": ("loan_id", "person_id"),
    "guaranteerow": ("loan_id", "person_id"),
    "withdrawalrow": ("loan_id",),
    "payoutrow": ("loan_id",),
    "instalmentrow": ("loan_id", "number"),
    "paymentrow": ("id",),
}
SAID = "lending is append-only"
FIXED = "a schedule is fixed at the payout"
IS_PAID_OUT = """EXISTS (SELECT 1 FROM lending_payoutrow p
    WHERE p.organisation_id = NEW.organisation_id AND p.loan_id = NEW.loan_id)"""


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
    yield f"""CREATE TRIGGER lending_instalmentrow_before_payout BEFORE INSERT
        ON lending_instalmentrow WHEN {IS_PAID_OUT}
        BEGIN SELECT RAISE(ABORT, '{FIXED}'); END"""


def postgres():
    yield """CREATE FUNCTION lending_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table in TABLES:
        name = f"lending_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed BEFORE UPDATE OR DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION lending_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION lending_forbidden('{SAID}')"""
    yield f"""CREATE FUNCTION lending_schedule_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {IS_PAID_OUT} THEN RAISE EXCEPTION '{FIXED}'; END IF;
          RETURN NEW;
        END $$"""
    yield """CREATE TRIGGER lending_instalmentrow_before_payout BEFORE INSERT
        ON lending_instalmentrow FOR EACH ROW EXECUTE FUNCTION lending_schedule_is_fixed()"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("lending", "0001_requests_payouts_and_repayments")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
