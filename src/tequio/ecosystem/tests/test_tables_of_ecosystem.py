"""What was said of actors, answered, found and done cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import transaction

from tequio.chronicle.tests.tampering import unnoticed
from tequio.ecosystem import queries, service
from tequio.ecosystem.queries.checking import actors, quarters, scorecards
from tequio.ecosystem.queries.files import ready_framework_text
from tequio.ecosystem.tests.test_answering import on_paper, opened
from tequio.ecosystem.tests.test_quarters import constructed, seen
from tequio.registry.tests.test_tables import run, without_guards

pytestmark = pytest.mark.django_db


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
    tables = {**actors.TABLES, **scorecards.TABLES, **quarters.TABLES}
    assert unnoticed(lambda: queries.check(here.keeper), tables) == []
    with transaction.atomic():
        without_guards()
        run("UPDATE membership_textrow SET digest = salt WHERE body = 'A well.'")
        assert len(here.ecosystem_troubles()) == 1
        transaction.set_rollback(True)
