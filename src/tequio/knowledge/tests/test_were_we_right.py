"""What happened is held beside what was said."""

from __future__ import annotations

import pytest

from tequio.knowledge.rules.transferability import VERDICTS
from tequio.knowledge.rules.were_we_right import (
    NOT_ENOUGH,
    OUTCOMES,
    UNTRIED,
    outcome_of_transfer,
    sentence,
    were_we_right,
)


@pytest.mark.parametrize(
    ("verdict", "answers"),
    [
        ("conditions_hold", ["right", "partly", "wrong", "wrong", "not_judged"]),
        ("adapt", ["partly", "right", "wrong", "wrong", "not_judged"]),
        ("not_enough_known", ["not_judged"] * 5),
        ("do_not_transfer", ["wrong", "partly", "right", "right", "not_judged"]),
    ],
)
def test_each_verdict_is_held_to_each_outcome(verdict, answers):
    assert [were_we_right(verdict, one) for one in OUTCOMES] == answers


def test_every_pair_is_told_in_its_own_sentence():
    told = {(one, other): sentence(one, other) for one in VERDICTS for other in OUTCOMES}
    assert len(set(told.values())) == 14
    assert told["not_enough_known", "ended"] == NOT_ENOUGH
    assert told["adapt", "not_tried"] == UNTRIED


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        (("team", None, False, False), ""),
        (("piloted", True, False, False), "alive_same"),
        (("piloted", True, False, True), "alive_adapted"),
        (("sustained", False, False, True), "ended"),
        (("left", True, False, True), "ended"),
        (("moved_back", None, False, False), "ended"),
        (("piloted", True, True, True), "harm"),
    ],
)
def test_a_transfer_tells_what_became_of_it(told, outcome):
    state, is_alive, is_harm, changed = told
    found = outcome_of_transfer(state=state, is_alive=is_alive, is_harm=is_harm, changed=changed)
    assert found == outcome
