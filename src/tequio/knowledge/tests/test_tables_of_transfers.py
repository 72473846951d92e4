"""What was offered, asked, taken up and seen cannot be changed unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from tequio.knowledge import service
from tequio.knowledge.models import FollowUpRow, TransferRow
from tequio.knowledge.queries import check
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import CHANGED, moves, sees, taken_up
from tequio.knowledge.tests.writing import published
from tequio.registry.tests.test_tables import run, without_guards

pytestmark = pytest.mark.django_db

EARLY = "'2020-01-01 00:00:00+00:00'"
OF_OFFERS = [
    *(
        f"UPDATE knowledge_offerrow SET {change}"
        for change in (
            "innovation_id = innovation_id + 1",
            "version = version + 1",
            "receiver_id = organisation_id",
            "text_id = NULL",
            "person_id = person_id + 1",
            f"offered_at = {EARLY}",
            "answer = 'declined'",
            "answer_id = NULL",
            f"answered_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_offerrow",
]
OF_TRANSFERS = [
    *(
        f"UPDATE knowledge_askedrow SET {change}"
        for change in ("content = content || ' '", "digest = 'x'", f"asked_at = {EARLY}")
    ),
    "DELETE FROM knowledge_askedrow",
    *(
        f"UPDATE knowledge_transferrow SET {change}"
        for change in (
            "source_id = organisation_id",
            "innovation_id = innovation_id + 1",
            "version = version + 1",
            "code = 'creche'",
            "title = 'x'",
            "design = design || ' '",
            "digest = 'x'",
            "assessor_id = organisation_id",
            "assessment_id = 1",
            "offer_id = NULL",
            "resolution_id = resolution_id + 1",
            "proposal_id = proposal_id + 1",
            "decided_on = '2020-01-01'",
            "state = 'sustained'",
            f"begun_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_transferrow",
    *(
        f"UPDATE knowledge_steprow SET {change}"
        for change in (
            "transfer_id = transfer_id + 1",
            "state = 'left'",
            "text_id = NULL",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"moved_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_steprow",
    *(
        f"UPDATE knowledge_adaptationrow SET {change}"
        for change in (
            "transfer_id = transfer_id + 1",
            "component = 'loan'",
            "moment = 'running'",
            "is_planned = NOT is_planned",
            "decided_by = 'funder'",
            "what = 'training'",
            "level = 'person'",
            "nature = 'removed'",
            "is_true = 'fails'",
            "reasons = '[]'",
            "text_id = text_id + 1",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"logged_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_adaptationrow",
    *(
        f"UPDATE knowledge_followuprow SET {change}"
        for change in (
            "transfer_id = transfer_id + 1",
            "months = 12",
            "is_alive = NOT is_alive",
            "is_harm = NOT is_harm",
            "reach = '[]'",
            "text_id = text_id + 1",
            "day = '2020-01-01'",
            "person_id = person_id + 1",
            f"recorded_at = {EARLY}",
        )
    ),
    "DELETE FROM knowledge_followuprow",
]


def test_what_was_changed_past_the_guards_is_found():
    here = stage.library()
    group, _number = here.member()
    practice = published(here)
    given = {"innovation": practice, "receiver": "weavers", "words": "For your children."}
    made = here.does(service.offer, **given)["offer"]
    answer = {"keeper": "network", "offer": made, "answer": "taken_up", "words": "Gladly."}
    here.for_group(group, service.answer_offer, **answer)
    number = taken_up(here, group, Practice(practice, keeper="network"))
    moves(here, group, number, "fit", "planned", "piloted")
    log = {"transfer": number, "adaptation": replace(CHANGED, component="rota")}
    here.for_group(group, service.log_adaptation, "chand", **log)
    sees(here.later(200), group, number, 6, reach=("out",))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for model in (TransferRow, FollowUpRow):
        a_second_one_is_refused(model)
    assert list(check(here.keeper)) == list(check(group.id)) == []
    for book, changes in ((here.keeper, OF_OFFERS), (group.id, OF_TRANSFERS)):
        for change in changes:
            with transaction.atomic():
                without_guards()
                run(change)
                assert list(check(book)), change
                transaction.set_rollback(True)


def a_second_one_is_refused(model):
    """Of one proposal, of one look back: not even where the second would replace the first."""
    replacing = "OR REPLACE " if connection.vendor == "sqlite" else ""
    columns = [one.column for one in model._meta.local_concrete_fields if one.column]
    values = ["id + 999" if one == "id" else one for one in columns]
    name = model._meta.db_table
    with pytest.raises(IntegrityError), transaction.atomic():
        run(
            f"INSERT {replacing}INTO {name} ({', '.join(columns)})"
            f" SELECT {', '.join(values)} FROM {name}"
        )
