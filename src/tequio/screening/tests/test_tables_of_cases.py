"""What was judged, said and found in cases cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening import queries
from tequio.screening.tests.hearing import applied

pytestmark = pytest.mark.django_db
LONG_AGO = "'2020-01-01 00:00:00+00:00'"
CHANGES = [
    *(
        f"UPDATE screening_caserow SET {change}"
        for change in (
            "state = 'taken'",
            "kind = 'review'",
            "listed_id = listed_id + 1",
            "pack_id = pack_id + 1",
            "person_id = assessor_id",
            "party_id = NULL",
            "assessor_id = person_id",
            "assessment_id = NULL",
            "finding_id = 1 WHERE finding_id IS NULL",
            "reply_until = '2020-01-01'",
            "proposal_id = NULL",
            f"opened_at = {LONG_AGO}",
            f"closed_at = {LONG_AGO}",
        )
    ),
    "DELETE FROM screening_caserow",
    *(
        f"UPDATE screening_messagerow SET {change}"
        for change in (
            "case_id = case_id + 1",
            "kind = 'claim'",
            "text_id = text_id + 1",
            "assessment_id = NULL",
            "person_id = person_id + 1",
            f"written_at = {LONG_AGO}",
        )
    ),
    "DELETE FROM screening_messagerow",
    "UPDATE membership_textrow SET digest = salt WHERE body = 'We meet under the tree.'",
    "UPDATE membership_textrow SET digest = salt WHERE body = 'No meeting was shown.'",
    *(
        f"UPDATE screening_assessmentrow SET {change}"
        for change in (
            "case_id = NULL",
            "listed_id = listed_id + 1",
            "pack_id = pack_id + 1",
            "judged_on = '2020-01-01'",
            "snapshot = '{}'",
            "snapshot = 'x'",
            """snapshot = '{"digests":[],"from":[], "said":[]}'""",
            "snapshot_digest = 'x'",
            "judgement = judgement || ' '",
            "judgement_digest = 'x'",
            "verdict = 'meets'",
            "person_id = person_id + 1",
            f"made_at = {LONG_AGO}",
        )
    ),
    "DELETE FROM screening_assessmentrow",
    *(
        f"UPDATE screening_askedrow SET {change} WHERE kind IN ('finding', 'appeal')"
        for change in (
            "kind = 'pack'",
            "subject_id = 0",
            "content = '{}'",
            "digest = 'x'",
            f"asked_at = {LONG_AGO}",
        )
    ),
    "DELETE FROM screening_askedrow WHERE kind = 'finding'",
    *(
        f"UPDATE screening_findingrow SET {change}"
        for change in (
            "listed_id = listed_id + 1",
            "pack_id = pack_id + 1",
            "assessment_id = assessment_id + 1",
            "verdict = 'meets'",
            "text_id = text_id + 1",
            "body_id = body_id + 1",
            "proposal_id = proposal_id + 1",
            "resolution_id = resolution_id + 1",
            "decided_on = '2020-01-01'",
            "appeal_until = '2050-01-01'",
            "holds_until = '2050-01-01'",
            "replaces_id = NULL",
        )
    ),
    "DELETE FROM screening_findingrow",
]


@pytest.fixture
def here():
    """A case was decided and heard on appeal."""
    case = applied().decided()
    case.asks("appeal", finding=case.finding, words="You never came.")
    case.decided("emil", "ines jaya kofi")
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    return case.here


def test_what_was_changed_past_the_guards_is_found(here):
    assert here.troubles() == []
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            assert list(queries.check(here.keeper)), change
            transaction.set_rollback(True)


def test_a_verdict_that_was_changed_wherever_it_stands_is_found_three_times(here):
    with transaction.atomic():
        without_guards()
        for table in ("assessmentrow", "findingrow"):
            run(f"UPDATE screening_{table} SET verdict = 'meets'")
        codes = {finding.code for finding in queries.check(here.keeper)}
        assert codes == {"judged_otherwise", "not_as_asked", "told_otherwise"}
        transaction.set_rollback(True)
