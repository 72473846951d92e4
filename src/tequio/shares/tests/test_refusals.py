"""Every refusal that an act of shares declares, raised through the door."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest
from django.db import transaction

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Refused
from tequio.shares.tests import scenes_of_capital as capital
from tequio.shares.tests import scenes_of_divisions as divisions
from tequio.shares.tests import stage

pytestmark = pytest.mark.django_db
SCENES = {
    "shares.subscribe": capital.SUBSCRIBE,
    "shares.give_notice": capital.NOTICE,
    "shares.withdraw": capital.WITHDRAW,
    "shares.pay_due": capital.PAY_DUE,
    "shares.propose_division": divisions.PROPOSE,
    "shares.divide": divisions.DIVIDE,
}
ALONE = {"standing.purposes": ["ledger.claim", "ledger.opening", "ledger.close", "ledger.reverse"]}
STATUTES: dict[tuple[str, str], dict[str, Any]] = {
    ("shares.subscribe", "no_shares"): {"shares.price": 0},
    ("shares.subscribe", "under_the_least"): {"shares.least": 2},
    ("shares.subscribe", "amount_too_large"): {"shares.most": 0},
    ("shares.give_notice", "no_shares"): {"shares.price": 0},
    ("shares.withdraw", "over_the_year"): {"shares.withdrawn_most": "1/4"},
}
"""Where the scene needs statutes of its own."""


@pytest.mark.parametrize("act", SCENES)
def test_the_act_is_refused_with_this_reason_first(act):
    group = stage.found(**ALONE)
    for code, scene in SCENES[act].items():
        own = STATUTES.get((act, code))
        with pytest.raises(Refused) as refused, transaction.atomic():
            scene(stage.found(slug="of-its-own", **ALONE, **own) if own else copy(group))
        assert refused.value.refusals[0].code == code


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_an_act_declares_has_its_scene(act):
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])


def test_every_act_of_shares_has_its_scenes():
    assert {name for name in ACTS if name.startswith("shares.")} == set(SCENES)
