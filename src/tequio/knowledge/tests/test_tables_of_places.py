"""What was said of places, and what it came to, cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tequio.knowledge import service
from tequio.knowledge.queries import check
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import assessed, says, township
from tequio.registry.tests.test_tables import run, without_guards

pytestmark = pytest.mark.django_db

EARLY = "'2020-01-01 00:00:00+00:00'"
CHANGES = [
    *(
        f"UPDATE knowledge_contextrow SET {change}"
        for change in (
            "name = 'Langa'",
            "country = 'KE'",
            "listed_id = 7",
            "party_id = organisation_id",
            "is_public = NOT is_public",
            "person_id = person_id + 1",
            f"described_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_contextrow",
    *(
        f"UPDATE knowledge_valuerow SET {change}"
        for change in (
            "context_id = context_id + 1",
            "variable = 'bonding_trust' WHERE variable = 'savings_group_density'",
            "value = '1' WHERE variable = 'savings_group_density'",
            "unit = 'USD' WHERE unit = 'ZAR'",
            "source = 'x'",
            "asked = 'own_eyes'",
            "asked_id = 1",
            "confidence = 'sure'",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"said_at = {EARLY}",
            f"withdrawn_at = {EARLY}",
            "withdrawn_at = NULL",
        )
    ),
    "DELETE FROM knowledge_valuerow",
    *(
        f"UPDATE knowledge_settledrow SET {change}"
        for change in (
            "context_id = context_id + 1",
            "variable = 'x'",
            "value_id = value_id + 1",
            "present = 2",
            "text_id = text_id + 1",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"settled_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_settledrow",
    *(
        f"UPDATE knowledge_assessmentrow SET {change}"
        for change in (
            "context_id = context_id + 1",
            "source_id = organisation_id",
            "innovation_id = 1",
            "version = 1",
            "code = 'nodess'",
            "title = 'x'",
            "design = design || ' '",
            "design = '{}'",
            "profile = '{}'",
            "result = result || ' '",
            "digest = 'x'",
            "verdict = 'conditions_hold'",
            "person_id = person_id + 1",
            "assessed_on = '2020-01-01'",
        )
    ),
    "DELETE FROM knowledge_assessmentrow",
    *(
        f"UPDATE knowledge_outcomerow SET {change}"
        for change in (
            "assessment_id = assessment_id + 1",
            "outcome = 'harm'",
            "text_id = NULL",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"recorded_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_outcomerow",
]


def test_what_was_changed_past_the_guards_is_found():
    here = stage.library()
    kasi = township(here)
    here.does(service.withdraw_value, "chand", value=says(here, kasi, "water_minutes", "9"))
    says(here, kasi, "trust", "3", who="bina")
    agreed = says(here, kasi, "trust", "8", who="asha")
    settled = {"value": agreed, "present": 31, "words": "Bina had meant the other side."}
    here.does(service.settle_value, **settled)
    number = assessed(here, kasi)["assessment"]
    happened = {"assessment": number, "outcome": "alive_adapted", "words": "Nine mothers come."}
    here.does(service.record_outcome, **happened)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert list(check(here.keeper)) == []
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            assert list(check(here.keeper)), change
            transaction.set_rollback(True)
