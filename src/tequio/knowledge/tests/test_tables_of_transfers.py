"""What was offered, asked, taken up and seen cannot be changed unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from tequio.chronicle.tests.tampering import unnoticed
from tequio.knowledge import service
from tequio.knowledge.models import FollowUpRow, TransferRow
from tequio.knowledge.queries import check
from tequio.knowledge.queries.checking.transfers import TABLES
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import CHANGED, moves, sees, taken_up
from tequio.knowledge.tests.writing import published
from tequio.registry.tests.test_tables import run

pytestmark = pytest.mark.django_db


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
    of_offers = {"offer": TABLES["offer"]}
    assert unnoticed(lambda: check(here.keeper), of_offers) == []
    of_receiver = {name: table for name, table in TABLES.items() if name not in of_offers}
    assert unnoticed(lambda: check(group.id), of_receiver) == []


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
