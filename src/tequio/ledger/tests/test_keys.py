"""A box with several keys, through the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.ledger import queries as ledger_queries
from tequio.ledger import service as ledger
from tequio.ledger.tests.founding import DAY, Group, found, refused
from tequio.mandates import queries
from tequio.mandates import service as mandates

pytestmark = pytest.mark.django_db
KEEPERS = ("treasurer", "chair", "keyholder")


@pytest.fixture
def group() -> Group:
    group = found()
    group.fill(100_000)
    group.allow("ledger.pay", 50_000, subject="roof", offices=KEEPERS, keys=3)
    return group


def laid(group: Group, **fields: object) -> dict[str, object]:
    given = {"purpose": "ledger.pay", "account": group.cash, "unit": "INR", "subject": "roof"}
    prepared = ledger.prepare_payment(
        group.act(), minor=900, payee_text="the roofer", **given, **fields
    )
    return dict(prepared.facts)


def turn(group: Group, facts: dict[str, object], *by: str, **when: timedelta) -> None:
    for name in by:
        act = group.act(name, **when)
        mandates.turn_key(act, mandate=facts["mandate"], payment_hash=facts["payment"])


def test_three_persons_turn_their_keys_and_the_box_opens_once(group: Group) -> None:
    assert refused(group.pay, 900, subject="roof") == ["keys_missing"]
    facts = laid(group)
    turn(group, facts, "Bela")
    assert refused(group.pay, 900, subject="roof") == ["keys_missing"]
    turn(group, facts, "Chitra")
    (waiting,) = ledger_queries.prepared_payments(group.organisation, group.at)
    assert (waiting.needed, waiting.turned) == (
        3,
        (group.people["Bela"], group.people["Chitra"]),
    )
    group.pay(900, subject="roof")
    assert ledger_queries.prepared_payments(group.organisation, group.at) == []
    assert refused(group.pay, 900, subject="roof") == ["keys_missing"]


def test_a_key_opens_for_this_exact_payment_only(group: Group) -> None:
    facts = laid(group)
    turn(group, facts, "Bela", "Chitra")
    assert refused(group.pay, 901, subject="roof") == ["keys_missing"]
    devi = group.people["Devi"]
    assert refused(group.pay, 900, subject="roof", payee=devi) == ["keys_missing"]
    group.pay(900, subject="roof")


def test_a_key_lapses_after_a_day(group: Group) -> None:
    facts = laid(group)
    turn(group, facts, "Bela", "Chitra")
    fields = {"purpose": "ledger.pay", "account": group.cash, "unit": "INR", "subject": "roof"}
    fields["payee_text"] = "the roofer"
    late = group.act(later=timedelta(hours=24, minutes=1))
    assert refused(ledger.pay, late, minor=900, **fields) == ["keys_missing"]
    turn(group, facts, "Bela", "Chitra", later=timedelta(hours=24, seconds=1))
    ledger.pay(group.act(later=timedelta(hours=24, minutes=2)), minor=900, **fields)


def test_nobody_turns_a_key_on_a_payment_to_herself(group: Group) -> None:
    chitra = group.people["Chitra"]
    facts = laid(group, payee=chitra)
    turn(group, facts, "Bela", "Chitra")
    assert refused(group.pay, 900, subject="roof", payee=chitra) == ["keys_missing"]


def test_who_may_turn_which_key(group: Group) -> None:
    facts = laid(group)
    single = group.allow("ledger.pay", 900, subject="rent", valid_until=DAY)

    def turned(by: str, *, later: timedelta | None = None, **change: object) -> list[str]:
        given = {"mandate": facts["mandate"], "payment_hash": facts["payment"]} | change
        return refused(mandates.turn_key, group.act(by, later=later), **given)

    assert turned("Devi") == ["office_not_held"]
    assert turned("Bela", mandate=99_999) == ["no_mandate"]
    assert turned("Bela", payment_hash="x") == ["payment_malformed"]
    assert turned("Asha", mandate=single) == ["key_not_needed"]
    assert turned("Asha", mandate=single, later=timedelta(days=1)) == [
        "mandate_over",
        "key_not_needed",
    ]
    coming = group.allow("ledger.pay", 900, subject="new", valid_from=DAY + timedelta(1), keys=2)
    assert turned("Asha", mandate=coming) == ["mandate_not_yet_valid"]
    turn(group, facts, "Bela")
    assert turned("Bela") == ["key_already_turned"]


def test_a_payment_is_laid_before_others_only_if_all_but_the_keys_is_in_order(
    group: Group,
) -> None:
    given = {"purpose": "ledger.pay", "account": group.cash, "unit": "INR"}
    given["payee_text"] = "the roofer"
    prepare = ledger.prepare_payment
    assert refused(prepare, group.act(), minor=50_001, subject="roof", **given) == [
        "over_the_ceiling"
    ]
    assert refused(prepare, group.act("Devi"), minor=1, subject="roof", **given) == [
        "office_not_held"
    ]
    assert refused(prepare, group.act(), minor=0, subject="roof", **given) == [
        "amount_not_positive"
    ]
    assert refused(prepare, group.act(), minor=1, subject="tea", **given) == ["no_mandate"]
    prepare(group.act(), minor=50_000, subject="roof", **given)


def test_what_is_in_force_and_what_ever_was(group: Group) -> None:
    ended = group.allow("ledger.pay", 5, subject="tea")
    group.revoke(ended)
    in_force = {mandate.id for mandate in queries.mandates_of(group.organisation, DAY)}
    ever = {mandate.id: mandate for mandate in queries.mandates_of(group.organisation)}
    assert ever.keys() - in_force == {ended}
    assert (ever[ended].ended_on, ever[ended].end_source) == (DAY, "resolution:9")
    assert queries.mandate(group.organisation, ended) == ever[ended]
    assert queries.mandate(group.organisation, 99_999) is None
    assert refused(group.revoke, ended) == ["mandate_over"]
    assert refused(group.revoke, 99_999) == ["no_mandate"]
    assert list(queries.check(group.organisation)) == []


def test_a_standing_mandate_is_found_by_its_purpose(group: Group) -> None:
    assert mandates.standing_mandate(group.organisation, "ledger.claim", DAY) == group.standing
    assert refused(mandates.standing_mandate, group.organisation, "ledger.pay", DAY) == [
        "no_mandate"
    ]
