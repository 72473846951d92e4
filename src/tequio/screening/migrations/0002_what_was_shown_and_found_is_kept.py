"""Guards in the database itself: what was shown, judged and found is never rewritten nor deleted."""

from django.db import migrations

SAID = "what a screening was shown and found is kept as it was"
# table: (key, columns that never change)
TABLES = {
    "askedrow": ("proposal_id", "kind subject_id content digest asked_at"),
    "packrow": ("id", "code version text digest resolution_id adopted_on"),
    "consentrow": ("id", "examiner_id packs books resolution_id since until"),
    "evidencerow": (
        "id",
        "listed_id kind grade since until file redacted pointer language is_public text_id"
        " case_id person_id party_id recorded_at",
    ),
    "evidencefactrow": ("evidence_id fact", "value"),
    "partnerverdictrow": (
        "id",
        "listed_id issuer issuer_key pack verdict decided_on holds_until credential digest"
        " taken_at",
    ),
    "caserow": ("id", "listed_id pack_id kind finding_id person_id party_id opened_at"),
    "assessmentrow": (
        "id",
        "listed_id case_id pack_id judged_on snapshot snapshot_digest judgement"
        " judgement_digest verdict person_id made_at",
    ),
    "messagerow": ("id", "case_id kind text_id assessment_id person_id written_at"),
    "interestrow": ("id", "person_id listed_id text_id declared_at"),
    "findingrow": (
        "id",
        "listed_id pack_id case_id assessment_id verdict text_id body_id proposal_id"
        " resolution_id decided_on appeal_until holds_until replaces_id",
    ),
    "lapserow": ("finding_id", "trigger day noted_at"),
}


def columns(key, fixed):
    return [f'"{one}"' for one in ("organisation_id", *key.split(), *fixed.split())]


def sqlite():
    for table, (key, fixed) in TABLES.items():
        name = f"screening_{table}"
        same = " AND ".join(f"t.{one} = NEW.{one}" for one in columns(key, ""))
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
        yield f"""CREATE TRIGGER {name}_not_replaced BEFORE INSERT ON {name}
            WHEN EXISTS (SELECT 1 FROM {name} t WHERE ({same}) OR t.rowid = NEW.rowid)
            BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def postgres():
    yield """CREATE FUNCTION screening_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table, (key, fixed) in TABLES.items():
        name = f"screening_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            FOR EACH ROW EXECUTE FUNCTION screening_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION screening_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION screening_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("screening", "0001_what_is_asked_shown_and_found")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
