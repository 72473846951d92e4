"""Every refusal of what changes a loan to a group or brings one in, through the door."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles.rules.bulk import BulkTerms
from tequio.kernel import Refused
from tests.circles import federated as told
from tests.circles.scenes_of_troubles import (
    AGREE,
    BRING,
    FORGIVE,
    GIVE_UP,
    HOLD,
    OFFER,
    OWE,
    RECOVER,
    TOMORROW,
    BeforeIt,
    Change,
    Scene,
    a_schedule_was_made,
    after,
    another_group,
    at,
    before_an_earlier_one,
    in_a_closed_period,
    in_minutes,
    it_is_written_off,
    more_left_than_was_forgiven,
    more_than_the_federation_is_owed,
    permitted,
    some_was_paid,
    the_federation_takes_it_back,
    the_group_agreed,
    the_group_paid,
    the_group_paid_and_it_came,
    the_group_takes_it_back,
    to_one_that_counts_otherwise,
)

DRAWN: dict[str, Change] = {
    "no_mandate": permitted(),
    "mandate_not_yet_valid": permitted(valid_from=TOMORROW),
    "mandate_over": permitted(days=1, valid_until=told.MONDAY),
    "unit_not_covered": in_minutes,
    "office_not_held": lambda scene: scene.happens(who=list(scene.whose.person)[4]),
    "keys_missing": permitted(keys=2),
    "over_the_ceiling": permitted(minor=999),
}
WITHOUT = set(DRAWN) - {"office_not_held"}
STATE: dict[str, Change] = {
    "bulk_loan_reversed": after(the_federation_takes_it_back),
    "bulk_loan_given_up": after(it_is_written_off),
    "bulk_loan_not_taken": after(the_group_takes_it_back),
}
SCENES: dict[str, dict[str, Change]] = {
    OFFER: DRAWN
    | STATE
    | {
        "no_such_bulk_loan": after(loan=99_999),
        "nothing_left": after(the_group_paid_and_it_came),
        "new_terms_wait": after(the_group_agreed),
        "decision_made_a_schedule": after(a_schedule_was_made),
        "term_not_one": after(count=0),
    },
    AGREE: DRAWN
    | STATE
    | {
        "no_such_offer": after(correlation="0" * 32),
        "offer_already_taken": lambda scene: [scene.happens(), scene.happens()],
        "decision_made_a_schedule": after(a_schedule_was_made),
        "nothing_left": after(the_group_paid),
    },
    HOLD: {
        "office_not_held": DRAWN["office_not_held"],
        "no_such_agreement": after(correlation="0" * 32),
        "offer_already_taken": lambda scene: [scene.happens(), scene.happens()],
        "bulk_loan_reversed": after(the_federation_takes_it_back),
        "earlier_repayment_waits": after(),
        "other_remainder": after(),
    },
    GIVE_UP: DRAWN
    | STATE
    | {
        "no_such_bulk_loan": after(loan=99_999),
        "nothing_left": after(the_group_paid_and_it_came),
        "earlier_repayment_waits": after(some_was_paid),
        "new_terms_wait": after(the_group_agreed),
        "account_closed": at("expense", "given-up"),
        "above_the_limit": at("group-loan", ceiling=-1),
        "below_the_floor": at("expense", "given-up", floor=-1),
    },
    FORGIVE: DRAWN
    | {
        "no_such_bulk_loan": after(loan=99_999),
        "bulk_loan_reversed": after(the_group_takes_it_back),
        "already_forgiven": lambda scene: [scene.happens(), scene.happens()],
        "nothing_forgiven": after(),
        "nothing_left": after(the_group_paid),
        "other_sum": more_left_than_was_forgiven,
        "account_closed": at("income", "given-up"),
        "above_the_limit": at("income", "given-up", ceiling=1),
        "below_the_floor": at("bulk-loan", floor=1),
    },
    RECOVER: DRAWN
    | {
        "not_a_place_for_money": after(account=99_999),
        "date_not_reached": after(value_date=TOMORROW),
        "period_closed": in_a_closed_period,
        "no_such_bulk_repayment": after(correlation="0" * 32),
        "bulk_repayment_reversed": lambda scene: [
            scene.turns_around(scene.group, "circle.pay_back"),
            scene.happens(),
        ],
        "bulk_repayment_already_received": lambda scene: [scene.happens(), scene.happens()],
        "bulk_loan_not_given_up": after(),
        "other_sum": after(minor=999),
        "earlier_repayment_waits": before_an_earlier_one,
        "before_it_was_sent": after(value_date=told.MONDAY - timedelta(days=1)),
        "more_than_owed": more_than_the_federation_is_owed,
        "account_closed": at("income", "given-up"),
        "above_the_limit": at("income", "given-up", ceiling=1),
        "below_the_floor": at("cash", floor=-300_500, ceiling=0),
    },
    BRING: DRAWN
    | {
        "not_a_group_of_ours": lambda scene: scene.happens(to=another_group(scene)),
        "group_counts_otherwise": to_one_that_counts_otherwise,
        "rate_not_a_part": after(terms=BulkTerms(6, rate="3/2")),
        "amount_not_positive": after(minor=0),
        "term_not_one": after(terms=BulkTerms(0)),
        "begins_later": after(begins_on=TOMORROW),
        "account_closed": at("group-loan"),
        "above_the_limit": at("opening", ceiling=1),
        "below_the_floor": at("group-loan", floor=-1, ceiling=0),
    },
    OWE: DRAWN
    | {
        "no_such_bulk_loan": after(correlation="0" * 32),
        "bulk_loan_reversed": after(the_federation_takes_it_back),
        "bulk_loan_already_taken": lambda scene: [scene.happens(), scene.happens()],
        "other_sum": after(minor=999),
        "account_closed": at("bulk-loan"),
        "above_the_limit": at("bulk-loan", floor=0, ceiling=1),
        "below_the_floor": at("opening", floor=50_000),
    },
}


OTHERWISE = {
    (HOLD, "earlier_repayment_waits"),
    (HOLD, "other_remainder"),
    (FORGIVE, "nothing_forgiven"),
    (FORGIVE, "other_sum"),
    (RECOVER, "bulk_loan_not_given_up"),
}


@pytest.fixture
def scene(told_before: Any, act: str, code: str) -> Iterator[Scene]:
    """Told once for all refusals that begin with the same."""
    permit = code not in WITHOUT
    usual = told_before((act, permit), lambda: Scene(act, permit=permit))
    other = told_before((act, code), lambda: BeforeIt(act, code))
    with other if (act, code) in OTHERWISE else usual as scene:
        yield scene


@pytest.mark.parametrize(
    ("act", "code"), [(act, code) for act, scenes in SCENES.items() for code in scenes]
)
def test_the_act_is_refused_with_this_reason(scene: Scene, db: None, act: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        SCENES[act][code](scene)
    assert code in [one.code for one in refused.value.refusals]


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_the_act_declares_has_its_scene(act: str) -> None:
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])
