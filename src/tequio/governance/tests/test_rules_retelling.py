"""The log of a count, told again from its certificate: the same figures, projects by title."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules.counting import methods
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Project, pile_up
from tequio.governance.rules.counting.retelling import AMOUNTS, KINDS, retold
from tequio.kernel import Amount, Unit

INR = Unit("INR", 2)
PROJECTS = (Project("1", 40_000), Project("2", 70_000), Project("3", 990_000))
TITLES = {"1": "A well", "2": "A lamp", "3": "A bridge"}


def count(ballots: list[tuple[int, ...]], method: str) -> dict[str, object]:
    piles = pile_up(Ballot(places, ()) for places in ballots)
    vote = BudgetVote(budget=100_000, projects=PROJECTS, piles=piles, exponent=2, currency="INR")
    return json.loads(json.dumps(methods.count(vote, method).as_plain()))


ballots = st.lists(st.sets(st.integers(0, 2)).map(lambda one: tuple(sorted(one))), max_size=12)


@pytest.mark.parametrize("method", sorted(methods.METHODS))
@given(cast=ballots)
def test_every_step_is_told_with_its_figures(method: str, cast: list[tuple[int, ...]]) -> None:
    kept = count(cast, method)
    told = retold(kept, INR, TITLES)
    assert len(told) == len(kept["stages"])
    for step in told:
        fields = dict(step.fields)
        assert step.sentence in {kind.sentence for kind in KINDS[method]}
        assert str(step)
        assert all(isinstance(fields[name], Amount) for name in AMOUNTS & fields.keys())
        if "project" in fields:
            assert fields["label"] == TITLES[str(fields["project"])]


def test_a_step_that_a_later_version_took_is_shown_as_it_stands() -> None:
    later = {"method": "budget.new@9", "stages": [{"kind": "drawn", "sentence": "A lot fell."}]}
    assert [str(step) for step in retold(later, INR, {})] == ["A lot fell."]


def test_a_founding_has_no_log() -> None:
    assert retold({}, INR, {}) == []
