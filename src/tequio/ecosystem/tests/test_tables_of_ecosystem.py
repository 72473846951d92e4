"""What was said of actors, answered, found and done cannot be changed unnoticed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction

from tequio.ecosystem import service
from tequio.ecosystem.models import QuarterRow
from tequio.ecosystem.queries.checking import TABLES, actors, quarters, scorecards
from tequio.ecosystem.queries.files import ready_framework_text
from tequio.ecosystem.rules.quartering import (
    ENGINE,
    Known,
    found_in,
    proof_of_quarter,
    told_findings,
    without_words,
)
from tequio.ecosystem.tests.networks import of_the_reference
from tequio.ecosystem.tests.tampered import unnoticed_in
from tequio.ecosystem.tests.test_answering import on_paper, opened
from tequio.ecosystem.tests.test_quarters import constructed, seen
from tequio.kernel import canonical, digest
from tequio.registry.tests.test_tables import run, without_guards

pytestmark = pytest.mark.django_db


def test_every_table_of_the_room_is_held_against_the_chronicle():
    of_the_room = set(apps.get_app_config("ecosystem").get_models())
    assert {table for table, _key in TABLES.values()} == of_the_room


def test_every_change_of_what_was_said_answered_found_and_done_is_noticed():
    here, ids = constructed()
    told = here.does(service.say_asset, listed=ids["NGO"], asset="water", words="A well.")
    here.does(service.end_asset, holding=told["holding"])
    here.does(service.set_sight, listed=ids["NGO"], sight="organisers")
    text = ready_framework_text("seed-blocks").replace(
        "framework: seed-blocks", "framework: our-blocks"
    )
    here.does(service.keep_framework, text=text)
    card = opened(here)
    on_paper(here, card, "women", 2)
    here.does(service.close_scorecard, scorecard=card)
    here.does(service.take_quarter)
    alone = next(one for one in seen(here).findings if one.code == "isolate")
    done = here.does(service.act_on, finding=alone.key, kind="introduce", words="At the fair.")
    here.does(service.end_action, action=done["action"], end="retried", words="Nobody came.")
    assert here.ecosystem_troubles() == []
    assert unnoticed_in(here, actors) == []
    assert unnoticed_in(here, scorecards, scorecards.check_sheets) == []
    assert unnoticed_in(here, quarters, quarters.check_quarters) == []
    with transaction.atomic():
        without_guards()
        run("UPDATE membership_textrow SET digest = salt WHERE body = 'A well.'")
        assert len(here.ecosystem_troubles()) == 1
        transaction.set_rollback(True)


def test_a_book_stays_honest_when_findings_are_worded_anew_or_found_by_an_earlier_engine():
    here, _ids = constructed()
    here.does(service.take_quarter)
    row = QuarterRow.objects.get()

    def troubles(known: str, findings: str) -> int:
        with transaction.atomic():
            without_guards()
            proof = proof_of_quarter(known, findings)
            QuarterRow.objects.update(known=known, findings=findings, digest=proof)
            found = len(list(quarters.check_quarters(here.keeper)))
            transaction.set_rollback(True)
        return found

    reworded = row.findings.replace("has no tie to anybody", "knows nobody")
    less = canonical(json.loads(row.findings)[1:])
    earlier = canonical(json.loads(row.known) | {"engine": 0})
    untold = {name: one for name, one in json.loads(row.known).items() if name != "engine"}
    assert reworded != row.findings
    assert troubles(row.known, row.findings) == 0
    assert troubles(row.known, reworded) == 0
    assert troubles(row.known, less) == 1
    assert troubles(earlier, less) == 0
    assert troubles(canonical(untold), less) == 0


def test_what_is_found_in_the_reference_stays_the_same_as_long_as_the_engine_does():
    told = told_findings(found_in(Known(date(2026, 11, 23), of_the_reference())))
    assert (ENGINE, digest(json.loads(without_words(told)))) == (
        3,
        "267910e81f14ffc216226497f8623939790403fc60f579625d8b3c54509f0bad",
    )
