"""Guards in the database itself: what was said, found and done is never rewritten nor deleted."""

from django.db import migrations

SAID = "what was said, found and done is kept as it was"
# table: (key, columns that never change)
TABLES = {
    "assetrow": ("id", "listed_id asset text_id is_own since person_id"),
    "needrow": ("id", "listed_id asset text_id is_own since person_id"),
    "tierow": ("id", "one_id other_id kind from_id since"),
    "tiewordrow": ("id", "tie_id listed_id is_own text_id person_id day"),
    "sightrow": ("id", "listed_id sight person_id day"),
    "alliancerow": ("id", "name territory rule digest party_id founded_on person_id"),
    "partnerrow": ("id", "alliance_id listed_id sector is_own person_id joined_on"),
    "planrow": ("alliance_id number", "text_id actions day person_id"),
    "askedrow": ("proposal_id", "alliance_id content digest asked_at"),
    "alliancesteprow": ("id", "alliance_id kind text_id proposal_id resolution_id day person_id"),
    "frameworkrow": ("id", "code version text digest person_id kept_at"),
    "scorecardrow": ("id", "framework digest title territory groups opened_on until person_id"),
    "answerrow": ("scorecard_id number", "group answers is_paper person_id answered_at"),
    "quarterrow": ("id", "quarter known findings digest taken_on person_id"),
    "actionrow": ("id", "quarter_id finding kind actors contact_id asset text_id day person_id"),
    "actionendrow": ("action_id", "end text_id day person_id"),
    "processrow": ("id", "title framework text_id since person_id"),
    "partrow": ("id", "process_id kind listed_id text_id role day person_id"),
    "recommendationrow": ("id", "process_id number text_id blocks person_id recorded_at"),
    "statusrow": (
        "id",
        "recommendation_id status owner_listed_id owner source text_id day person_id",
    ),
    "programmerow": ("id", "title text_id person_id drafted_at"),
    "affectedrow": (
        "id",
        "programme_id kind listed_id who_id benefits_id harms_id part person_id named_at",
    ),
    "replyrow": ("id", "affected_id answer text_id is_own present day person_id"),
    "effectrow": ("id", "about about_id domain direction kind listed_id text_id day person_id"),
}


def columns(key, fixed):
    return [f'"{one}"' for one in ("organisation_id", *key.split(), *fixed.split())]


def sqlite():
    for table, (key, fixed) in TABLES.items():
        name = f"ecosystem_{table}"
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
    yield """CREATE FUNCTION ecosystem_forbidden() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"""
    for table, (key, fixed) in TABLES.items():
        name = f"ecosystem_{table}"
        yield f"""CREATE TRIGGER {name}_not_changed
            BEFORE UPDATE OF {", ".join(columns(key, fixed))} ON {name}
            FOR EACH ROW EXECUTE FUNCTION ecosystem_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_deleted BEFORE DELETE ON {name}
            FOR EACH ROW EXECUTE FUNCTION ecosystem_forbidden('{SAID}')"""
        yield f"""CREATE TRIGGER {name}_not_truncated BEFORE TRUNCATE ON {name}
            EXECUTE FUNCTION ecosystem_forbidden('{SAID}')"""


def set_guards(apps, schema_editor):
    for statement in {"sqlite": sqlite, "postgresql": postgres}[schema_editor.connection.vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ecosystem", "0001_who_is_there_and_what_is_done")]

    operations = [migrations.RunPython(set_guards, migrations.RunPython.noop)]
