"""No act of the books happens without a decision that covers it: each reason, for each act."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.chronicle.service import ACTS
from tequio.kernel import Act
from tequio.ledger import service as ledger
from tequio.ledger.queries.doing import PAYABLE
from tequio.ledger.tests.founding import NOON, found, refused
from tequio.ledger.tests.lawful import LAWFUL, TOMORROW, Fields, Lawful
from tequio.mandates.rules import PURPOSES

pytestmark = pytest.mark.django_db

FALLS_SHORT: dict[str, Fields | None] = {
    "no_mandate": None,
    "mandate_not_yet_valid": {"valid_from": TOMORROW},
    "mandate_over": {"valid_until": date(2026, 1, 10)},
    "unit_not_covered": {"unit": "MIN"},
    "office_not_held": {"offices": ("chair",)},
    "keys_missing": {"offices": ("treasurer", "keyholder"), "keys": 2},
    "over_the_ceiling": {"minor": 499},
}
"""In what the only decision there is falls short of a payment of 500 by the treasurer."""


def declared(name: str) -> set[str]:
    return {kind.code for kind in ACTS[f"ledger.{name}"].refusals}


@pytest.mark.parametrize(
    ("lawful", "code"),
    [
        pytest.param(lawful, code, id=f"{name}-{code}")
        for name, lawful in LAWFUL.items()
        for code in FALLS_SHORT
        if lawful.purpose and code in declared(name)
    ],
)
def test_what_falls_short_is_refused_and_what_suffices_is_not(lawful: Lawful, code: str) -> None:
    group = lawful.book()
    fields = lawful.fields(group)
    short = FALLS_SHORT[code]
    if short is not None:
        group.allow(lawful.purpose, **{"minor": None} | short)
    assert refused(lawful.call, group, fields) == [code]
    group.allow(lawful.purpose, None)
    lawful.call(group, fields)


def test_a_payment_is_laid_before_the_others_while_keys_are_missing() -> None:
    prepare, pay = LAWFUL["prepare_payment"], LAWFUL["pay"]
    group = prepare.book()
    group.allow("ledger.pay", 500, **FALLS_SHORT["keys_missing"] or {})
    fields = prepare.fields(group)
    assert refused(pay.call, group, fields) == ["keys_missing"]
    prepare.call(group, fields)


LEAVES = {"pay": {*PAYABLE}, "prepare_payment": {*PAYABLE, "member.withdraw"}}
"""Purposes for which money may leave; one that is carried names where to in its subject."""


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
@pytest.mark.parametrize("name", LEAVES)
def test_money_leaves_for_no_purpose_that_has_an_act_of_its_own(name: str, purpose: str) -> None:
    """Else money could leave as a claim that stands on no list."""
    lawful = LAWFUL[name]
    group = found()
    group.fill(100_000)
    group.allow(purpose, None)
    fields = lawful.fields(group)
    if purpose not in LEAVES[name]:
        assert refused(lawful.call, group, fields | {"purpose": purpose}) == ["posting_not_allowed"]
        purpose = "ledger.fee"
    lawful.call(group, fields | {"purpose": purpose})


@pytest.mark.parametrize("purpose", sorted(PURPOSES))
def test_only_income_and_budgets_are_received_as_such(purpose: str) -> None:
    lawful = LAWFUL["receive"]
    group = found()
    group.allow(purpose, None)
    fields = lawful.fields(group)
    if purpose not in {"ledger.receive", "budget.receive"}:
        assert refused(lawful.call, group, fields | {"purpose": purpose}) == ["posting_not_allowed"]
        purpose = "ledger.receive"
    lawful.call(group, fields | {"purpose": purpose})


def test_the_door_asks_for_a_key_and_an_organisation_and_takes_a_key_once() -> None:
    group = found()
    asha, here = group.people["Asha"], group.organisation
    fields = LAWFUL["receive"].fields(group)

    def by(key: str, organisation: int = here, minor: int = 500) -> list[str]:
        act = Act(asha, organisation, NOON, key)
        return refused(ledger.receive, act, **fields | {"minor": minor})

    assert by("") == ["key_not_usable"]
    assert by("k" * 81) == ["key_not_usable"]
    assert by("pressed", organisation=here + 1) == ["no_such_organisation"]
    ledger.receive(Act(asha, here, NOON, "pressed"), **fields)
    assert by("pressed", minor=501) == ["key_used_for_other_content"]
