"""What was said of places, and what it came to, cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tequio.chronicle.tests.tampering import unnoticed, without_guards
from tequio.knowledge import queries, service
from tequio.knowledge.queries.checking.places import TABLES
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import assessed, says, township
from tequio.registry.tests.test_tables import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    """With one of everything."""
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
    return here


def test_what_was_changed_past_the_guards_is_found(here):
    assert here.troubles() == []
    assert unnoticed(lambda: queries.check(here.keeper), TABLES) == []


def test_neither_what_was_taken_back_nor_a_space_in_an_assessment_is_changed_unnoticed(here):
    for change in (
        "knowledge_valuerow SET withdrawn_at = NULL",
        "knowledge_assessmentrow SET design = design || ' '",
        "knowledge_assessmentrow SET design = '{}'",
        "knowledge_assessmentrow SET profile = '{}'",
        "knowledge_assessmentrow SET result = result || ' '",
    ):
        with transaction.atomic():
            without_guards()
            run(f"UPDATE {change}")
            assert here.troubles(), change
            transaction.set_rollback(True)
