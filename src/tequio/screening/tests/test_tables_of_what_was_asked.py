"""What members asked for and allowed cannot be changed unnoticed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening import queries, service
from tequio.screening.tests import stage
from tequio.screening.tests.burglary import none_gets_through

pytestmark = pytest.mark.django_db

CHANGES = [
    "UPDATE screening_askedrow SET kind = 'consent' WHERE kind = 'pack'",
    "UPDATE screening_askedrow SET subject_id = 1",
    "UPDATE screening_askedrow SET content = content || ' '",
    "UPDATE screening_askedrow SET digest = 'x'",
    "UPDATE screening_askedrow SET asked_at = '2020-01-01 00:00:00+00:00'",
    "DELETE FROM screening_askedrow",
    "UPDATE screening_packrow SET text = text || ' '",
    "UPDATE screening_packrow SET text = 'no pack'",
    "UPDATE screening_packrow SET digest = 'x'",
    "UPDATE screening_packrow SET version = version + 1",
    "UPDATE screening_packrow SET resolution_id = 0",
    "UPDATE screening_packrow SET adopted_on = '2020-01-01'",
    "UPDATE screening_packrow SET id = id + 5000",
    "DELETE FROM screening_packrow",
]
OF_CONSENTS = [
    """UPDATE screening_consentrow SET books = '["loans"]'""",
    """UPDATE screening_consentrow SET packs = '["un-ilo"]'""",
    "UPDATE screening_consentrow SET until = '2030-01-01'",
    "UPDATE screening_consentrow SET since = '2020-01-01'",
    "UPDATE screening_consentrow SET withdrawn_on = NULL",
    "UPDATE screening_consentrow SET resolution_id = 0",
    "DELETE FROM screening_consentrow",
]


def test_what_was_changed_past_the_guards_is_found():
    here = stage.network()
    here.adopts_pack()
    group, _number = here.member()
    asked = {"examiner": "network", "packs": ("un-ilo@1",), "books": ("money",)}
    proposal = here.for_group(group, service.propose_consent, **asked)["proposal"]
    here.votes(proposal, group)
    given = here.for_group(group, service.give_consent, proposal=proposal)["consent"]
    here.for_group(group, service.withdraw_consent, consent=given)
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    assert list(queries.check(here.keeper)) == list(queries.check(group.id)) == []
    for change in [*CHANGES, *OF_CONSENTS]:
        with transaction.atomic():
            without_guards()
            run(change)
            assert list(queries.check(here.keeper)), change
            assert change in CHANGES or list(queries.check(group.id)), change
            transaction.set_rollback(True)


GUARDED = {
    "askedrow": "content = 'x'",
    "packrow": "text = 'x'",
    "consentrow": "books = '[]'",
}


def test_what_was_asked_and_allowed_is_not_changed_deleted_or_replaced():
    here = stage.network()
    here.adopts_pack()
    here.allows(here.member()[0], "money")
    none_gets_through(GUARDED)
