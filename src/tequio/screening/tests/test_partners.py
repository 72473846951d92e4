"""What another network found is shown as theirs, once its signature was found to hold."""

from __future__ import annotations

from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from tequio.kernel import Refused
from tequio.registry.queries.feeding import subscriptions_of
from tequio.registry.service import node_key, subscribe
from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening import service
from tequio.screening.queries.partners import partner_verdicts, partner_verdicts_of
from tequio.screening.tests import stage
from tequio.screening.tests.burglary import none_gets_through
from tequio.screening.tests.partners import KEY, credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    here = stage.network()
    here.listed_here = here.lists("Weavers of Lomé")
    return here


def takes(here, text, who="dalia", **more):
    given = {"listed": here.listed_here, "credential": text} | more
    return here.does(service.take_verdict, who, **given)


def refused(here, what, who="dalia", **given):
    with pytest.raises(Refused) as answer:
        here.does(what, who, **given)
    return [one.code for one in answer.value.refusals]


def not_taken(here, text, who="dalia", **more):
    given = {"listed": here.listed_here, "credential": text} | more
    return refused(here, service.take_verdict, who, **given)


def test_it_is_kept_as_theirs_with_its_day_until_it_is_dropped(here):
    told = takes(here, credential())
    assert not told["is_followed"]
    (found,) = partner_verdicts(here.keeper, here.listed_here)
    assert (found.issuer, found.issuer_key) == ("Red de Economía Solidaria", KEY)
    assert (found.pack, found.verdict, found.decided_on) == ("un-ilo@1", "meets", date(2026, 3, 1))
    assert found.address == "https://red.example/o/red/screening/findings/7"
    assert not found.is_over(date(2029, 3, 1))
    assert found.is_over(date(2029, 3, 2))
    here.does(service.drop_verdict, "dalia", verdict=found.id)
    assert partner_verdicts(here.keeper, here.listed_here) == ()
    again = {"verdict": found.id}
    assert refused(here, service.drop_verdict, **again) == ["no_such_partner_verdict"]
    assert refused(here, service.drop_verdict, "chand", **again) == ["office_not_held"]
    assert takes(here, credential())["partner_verdict"] == found.id
    assert len(partner_verdicts(here.keeper, here.listed_here)) == 1
    assert here.troubles() == []


def test_only_what_somebody_else_signed_is_taken(here):
    assert not_taken(here, credential().replace("meets", "meats")) == ["credential_not_signed"]
    assert not_taken(here, "We meet everything.") == ["credential_not_readable"]
    assert not_taken(here, credential(issuer="a\0b")) == ["credential_not_readable"]
    deep = credential()[:-1] + ', "x": ' + "[" * 900 + "]" * 900 + "}"
    assert not_taken(here, deep)[0].startswith("credential_not_")
    ours = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex(node_key.key_file().read_text("ascii"))
    )
    assert not_taken(here, credential(ours)) == ["verdict_of_this_node"]
    assert not_taken(here, credential(), "chand") == ["office_not_held"]
    assert not_taken(here, credential(), listed=here.listed_here + 900) == ["no_such_listed"]
    gone = here.lists("Weavers of Lome")
    here.merges(here.listed_here, gone)
    assert not_taken(here, credential(), listed=gone) == ["merged_away"]


def test_the_newest_of_a_network_by_the_same_rules_is_kept_once(here):
    takes(here, credential())
    assert not_taken(here, credential()) == ["verdict_already_taken"]
    assert not_taken(here, " " + credential()) == ["verdict_already_taken"]
    older = credential(decided_on=date(2025, 3, 1))
    assert not_taken(here, older) == ["newer_verdict_kept"]
    takes(here, credential(decided_on=date(2025, 3, 1), pack="es@2"))
    takes(here, credential(Ed25519PrivateKey.generate(), decided_on=date(2025, 3, 1)))
    takes(here, credential(decided_on=date(2026, 4, 1), verdict="does_not_meet", pack="un-ilo@2"))
    found = partner_verdicts(here.keeper, here.listed_here)
    assert [(one.pack, one.verdict) for one in found] == [
        ("un-ilo@2", "does_not_meet"),
        ("un-ilo@1", "meets"),
        ("es@2", "meets"),
    ]
    assert here.troubles() == []


def test_whether_its_feed_is_followed_is_told_and_not_needed(here):
    here.does(
        subscribe,
        code="red",
        title="Red",
        address="https://red.example/o/red/register/feed",
    )
    (feed,) = subscriptions_of(here.keeper)
    run(f"UPDATE registry_subscriptionrow SET public_key = '{KEY}' WHERE id = {feed.number}")
    assert takes(here, credential())["is_followed"]
    assert partner_verdicts(here.keeper, here.listed_here)[0].followed_as == "Red"


def test_many_are_read_with_as_few_questions_as_one(here, django_assert_num_queries):
    numbers = [here.listed_here, here.lists("Potters"), here.lists("Smiths")]
    for number in numbers:
        takes(here, credential(), listed=number)
    with django_assert_num_queries(3):
        assert set(partner_verdicts_of(here.keeper, numbers)) == set(numbers)


CHANGES = [
    f"UPDATE screening_partnerverdictrow SET {change}"
    for change in (
        "listed_id = listed_id + 1",
        "issuer = 'Somebody'",
        "issuer_key = 'x'",
        "pack = 'un-ilo@2'",
        "verdict = 'contested'",
        "decided_on = '2020-01-01'",
        "holds_until = NULL",
        "credential = credential || ' x'",
        "digest = 'x'",
        "taken_at = '2020-01-01 00:00:00+00:00'",
        "withdrawn_at = NULL",
        "id = id + 5000",
    )
] + ["DELETE FROM screening_partnerverdictrow"]


def test_what_was_changed_past_the_guards_is_found(here):
    verdict = takes(here, credential())["partner_verdict"]
    here.later(1).does(service.drop_verdict, "dalia", verdict=verdict)
    none_gets_through({"partnerverdictrow": "verdict = 'contested'"})
    assert here.troubles() == []
    for change in CHANGES:
        with transaction.atomic():
            without_guards()
            run(change)
            assert here.troubles(), change
            transaction.set_rollback(True)
