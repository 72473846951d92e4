"""The cases of `cases/budgets.yaml`: what a method chooses, and what its log says about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tequio.governance.rules.counting import methods
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Pile, Project

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "budgets.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_budget(case: dict[str, Any]) -> None:
    count = methods.count(_vote(case), case["method"])
    assert list(count.selected) == case["selected"]
    log = iter([str(stage) for stage in count.stages])
    assert all(sentence in log for sentence in case.get("log", [])), list(map(str, count.stages))
    if "ties" in case:
        ties = [{"projects": list(tie.projects), "by": tie.by} for tie in count.ties]
        assert ties == case["ties"]


def _vote(case: dict[str, Any]) -> BudgetVote:
    ids = list(case["projects"])
    withdrawn = case.get("withdrawn", [])
    return BudgetVote(
        budget=case["budget"],
        projects=tuple(
            Project(name, cost, withdrawn=name in withdrawn)
            for name, cost in case["projects"].items()
        ),
        piles=tuple(Pile(_ballot(ids, named), voters) for voters, named in case["ballots"]),
        kind=case.get("kind", "approval"),
        exponent=case.get("exponent", 0),
        threshold=case.get("threshold", 0),
        places=case.get("places", 0),
    )


def _ballot(ids: list[str], named: list[str] | dict[str, int]) -> Ballot:
    """A list of projects, or projects with points."""
    points = tuple(named.values()) if isinstance(named, dict) else ()
    return Ballot(tuple(ids.index(name) for name in named), points)
