"""What was handed in as evidence cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening import service
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage
from tequio.screening.tests.burglary import none_gets_through

pytestmark = pytest.mark.django_db

CHANGES = [
    "UPDATE screening_evidencerow SET listed_id = listed_id + 1",
    "UPDATE screening_evidencerow SET kind = 'accounts'",
    "UPDATE screening_evidencerow SET grade = 4",
    "UPDATE screening_evidencerow SET since = '2020-01-01'",
    "UPDATE screening_evidencerow SET until = '2030-01-01'",
    "UPDATE screening_evidencerow SET file = 'x'",
    "UPDATE screening_evidencerow SET redacted = 'x'",
    "UPDATE screening_evidencerow SET pointer = 'page 5'",
    "UPDATE screening_evidencerow SET language = 'hi'",
    "UPDATE screening_evidencerow SET is_public = NOT is_public",
    "UPDATE screening_evidencerow SET text_id = NULL",
    "UPDATE screening_evidencerow SET case_id = 1",
    "UPDATE screening_evidencerow SET person_id = person_id + 1",
    "UPDATE screening_evidencerow SET party_id = NULL",
    "UPDATE screening_evidencerow SET recorded_at = '2020-01-01 00:00:00+00:00'",
    "UPDATE screening_evidencerow SET withdrawn_at = NULL",
    "UPDATE screening_evidencerow SET id = id + 5000",
    "DELETE FROM screening_evidencerow",
    "UPDATE screening_evidencefactrow SET value = '3'",
    "UPDATE screening_evidencefactrow SET value = 'two'",
    "UPDATE screening_evidencefactrow SET value = 'NaN'",
    "UPDATE screening_evidencefactrow SET value = ' 2'",
    "UPDATE screening_evidencefactrow SET fact = 'practice.admissions'",
    "UPDATE screening_evidencefactrow SET evidence_id = evidence_id + 5000",
    "DELETE FROM screening_evidencefactrow",
    "UPDATE membership_textrow SET digest = salt WHERE body = 'In the box.'",
]


GUARDED = {"evidencerow": "grade = 4", "evidencefactrow": "value = '3'"}


@pytest.fixture
def here():
    """With a piece of evidence that was withdrawn."""
    here = stage.network()
    group, _number = here.member()
    given = NewEvidence(
        "minutes",
        (Shown("practice.assemblies", 2),),
        here.at.date(),
        file=stage.FILE,
        pointer="page 4",
        words="In the box.",
    )
    told = here.for_group(group, service.submit_evidence, examiner="network", evidence=given)
    why = {"examiner": "network", "evidence": told["evidence"], "reason": "It was wrong."}
    here.for_group(group, service.withdraw_evidence, **why)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return here


def test_evidence_is_not_changed_deleted_or_replaced(here):
    none_gets_through(GUARDED)


def test_what_was_changed_past_the_guards_is_found(here):
    assert here.troubles() == []
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            assert here.troubles(), change
            transaction.set_rollback(True)
