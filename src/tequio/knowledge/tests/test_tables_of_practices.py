"""What was noticed, written and signed cannot be changed, nor changed unnoticed past the guards."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.db import DatabaseError, connection, transaction

from tequio.chronicle.tests.tampering import unnoticed, without_guards
from tequio.knowledge import queries, service
from tequio.knowledge.queries.checking import practices, watched
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.writing import (
    a_design,
    begun,
    observe,
    published,
    show_evidence,
    signed,
)
from tequio.membership.models import TextRow
from tequio.registry.tests.test_tables import run
from tequio.screening.tests.stage import FILE

pytestmark = pytest.mark.django_db
SAID = "what was noticed, written and tried is kept as it was"
TABLES = watched.TABLES | practices.TABLES
FIXED = {
    "antennarow": "name = 'x'",
    "watchrow": "held_on = '2020-01-01'",
    "observationrow": "brought_by_id = NULL",
    "joinedrow": "joined_at = '2020-01-01 00:00:00+00:00'",
    "innovationrow": "source_id = NULL",
    "versionrow": "design = '{}'",
    "contributionrow": "role = 'user'",
    "signoffrow": "version = 9",
    "staterow": "state = 'ended'",
    "notedrow": "is_harm = NOT is_harm",
    "answerrow": "answer = 'holds'",
}


def one_of_everything() -> stage.Library:
    """A library in which each act on watch and practices was done."""
    here = stage.library()
    given = {"name": "Hills", "tier": "region", "region": "The hills"}
    antenna = here.does(service.open_antenna, **given)["antenna"]
    watch = here.does(service.open_watch, title="First Tuesday", antenna=antenna)["watch"]
    brought = {"kind": "need", "words": "No ride home.", "voice": FILE, "guest": "Mrs Okoro"}
    noticed = here.does(observe, watch=watch, antenna=antenna, **brought)["observation"]
    here.does(observe, kind="idea", words="A shared mill.")
    here.does(service.close_watch, watch=watch, present=4)
    here.does(service.close_antenna, antenna=antenna)
    innovation = begun(here, observations=(noticed,), words="They belong together.")
    new = {"innovation": innovation, "based_on": 1, "design": a_design("With lunch")}
    here.does(service.write_version, "chand", words="Lunch was asked for.", **new)
    signed(here, innovation, 2)
    here.does(service.advance, innovation=innovation, state="systematised", reason="Known.")
    note = {"kind": "study", "strength": "compared", "words": "Fewer fell ill.", "file": FILE}
    here.does(show_evidence, "dalia", innovation=innovation, source="A study", **note)
    given = {"question": 2, "answer": "holds", "words": "They vote.", "source": "Minutes"}
    here.does(service.answer_question, "chand", innovation=innovation, **given)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")  # nothing waits
    return here


@pytest.fixture(scope="module")
def history(told_once):
    return told_once(one_of_everything)


@pytest.fixture
def here(history, db):
    return deepcopy(history)


def test_what_was_changed_past_the_guards_is_found(here):
    assert here.troubles() == []
    assert unnoticed(lambda: queries.check(here.keeper), TABLES) == []


def test_no_word_that_was_said_is_exchanged_unnoticed(here):
    """Also the name of a guest; the digest of a text is looked at by its own room."""
    bodies = TextRow.objects.filter(organisation_id=here.keeper).values_list("body", flat=True)
    for body in ("No ride home.", "Mrs Okoro", "Lunch was asked for.", "Fewer fell ill.", "Known."):
        assert body in bodies
        with transaction.atomic():
            without_guards()
            run(f"UPDATE membership_textrow SET digest = salt WHERE body = '{body}'")
            assert here.troubles(), body
            transaction.set_rollback(True)


def test_a_fork_whose_lineage_was_changed_is_found(here):
    innovation, there = published(here), stage.library("elsewhere")
    here.adopts(knowledge__public=True)
    given = {"practice": Practice(innovation, keeper="network"), "role": "user"}
    there.does(service.fork, "chand", **given)
    assert there.troubles() == []
    for change in ("source_id = NULL", "source_id_there = 1", "source_version = 7", "code = 'x'"):
        with transaction.atomic():
            without_guards()
            where = f"WHERE organisation_id = {there.keeper}"
            run(f"UPDATE knowledge_innovationrow SET {change} {where}")
            assert there.troubles(), change
            assert here.troubles() == []
            transaction.set_rollback(True)


def test_the_database_itself_keeps_what_was_said(here):
    for table, change in FIXED.items():
        name = f"knowledge_{table}"
        for statement in (f"UPDATE {name} SET {change}", f"DELETE FROM {name}"):
            with pytest.raises(DatabaseError, match=SAID), transaction.atomic():
                run(statement)
