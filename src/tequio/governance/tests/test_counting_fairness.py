"""What every method owes the voters: the budget holds, names and order decide nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tequio.governance.rules.counting import methods
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Pile, Project
from tequio.governance.tests import strategies
from tequio.governance.tests.strategies import EQUAL_SHARES, GREEDY, unhurried
from tequio.kernel import Refused

counted = st.one_of(
    st.tuples(strategies.approval_votes(), strategies.methods),
    st.tuples(strategies.pointed_votes(), st.sampled_from(GREEDY)),
)


@unhurried
@given(counted)
def test_a_count_never_spends_more_than_the_budget(case: tuple[BudgetVote, str]) -> None:
    vote, method = case
    costs = {project.id: project.cost for project in vote.projects}
    count = methods.count(vote, method)
    assert sum(costs[project] for project in count.selected) == count.spent <= vote.budget


@unhurried
@given(counted)
def test_a_project_is_chosen_once_and_never_when_it_was_withdrawn(
    case: tuple[BudgetVote, str],
) -> None:
    selected = methods.count(*case).selected
    assert len(set(selected)) == len(selected)
    assert not {project.id for project in case[0].projects if project.withdrawn} & set(selected)


@unhurried
@given(counted)
def test_a_recount_is_equal(case: tuple[BudgetVote, str]) -> None:
    assert methods.count(*case).as_plain() == methods.count(*case).as_plain()


@unhurried
@given(counted, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_decides_nothing(case: tuple[BudgetVote, str], random) -> None:
    vote, method = case
    piles = list(vote.piles)
    random.shuffle(piles)
    shuffled = replace(vote, piles=tuple(piles))
    assert methods.count(shuffled, method).as_plain() == methods.count(vote, method).as_plain()


@unhurried
@given(counted)
def test_piling_up_equal_ballots_decides_nothing(case: tuple[BudgetVote, str]) -> None:
    vote, method = case
    single = tuple(Pile(pile.ballot, 1) for pile in vote.piles for _voter in range(pile.voters))
    apart = replace(vote, piles=single)
    assert methods.count(apart, method).as_plain() == methods.count(vote, method).as_plain()


@unhurried
@given(counted)
def test_renaming_the_projects_renames_the_outcome_and_nothing_more(
    case: tuple[BudgetVote, str],
) -> None:
    vote, method = case
    new = {project.id: f"z{len(vote.projects) - n}" for n, project in enumerate(vote.projects)}
    renamed = replace(
        vote,
        projects=tuple(replace(project, id=new[project.id]) for project in vote.projects),
        lot=tuple(new[project] for project in vote.lot),
    )
    expected = tuple(new[project] for project in methods.count(vote, method).selected)
    assert methods.count(renamed, method).selected == expected


@unhurried
@given(counted, st.randoms(use_true_random=False))
def test_with_a_lot_the_order_of_the_list_decides_nothing(
    case: tuple[BudgetVote, str], random
) -> None:
    vote, method = case
    drawn = replace(vote, lot=vote.lot or tuple(project.id for project in vote.projects))
    order = list(range(len(vote.projects)))
    random.shuffle(order)
    moved = replace(
        drawn,
        projects=tuple(vote.projects[place] for place in order),
        piles=tuple(Pile(_moved(pile.ballot, order), pile.voters) for pile in vote.piles),
    )
    assert methods.count(moved, method).selected == methods.count(drawn, method).selected


def _moved(ballot: Ballot, order: list[int]) -> Ballot:
    return Ballot(tuple(order.index(choice) for choice in ballot.choices), ballot.points)


@unhurried
@given(counted)
def test_each_tie_names_the_projects_and_what_decided(case: tuple[BudgetVote, str]) -> None:
    count = methods.count(*case)
    last = "lot" if case[0].lot else "order of the list"
    assert count.tie_rule == f"more supporters, then lower cost, then {last}"
    for tie in count.ties:
        assert len(set(tie.projects)) == len(tie.projects) > 1
        assert tie.by in {"more supporters", "lower cost", last}
        step = dict(count.stages[tie.stage].fields)
        assert step["project"] == tie.projects[0]


VOTE = BudgetVote(10, (Project("a", 5), Project("b", 6)), (Pile(Ballot((0,)), 1),))


@pytest.mark.parametrize(
    ("vote", "method", "code"),
    [
        (VOTE, "budget.by-acclamation@1", "unknown_method"),
        (replace(VOTE, kind="cumulative"), EQUAL_SHARES, "ballots_do_not_fit"),
        (replace(VOTE, lot=("a",)), GREEDY[0], "lot_incomplete"),
        (replace(VOTE, budget=0), GREEDY[0], "not_countable"),
        (replace(VOTE, projects=(Project("a", 0),)), EQUAL_SHARES, "not_countable"),
    ],
)
def test_what_cannot_be_counted_is_refused(vote: BudgetVote, method: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        methods.count(vote, method)
    assert [reason.code for reason in refused.value.refusals] == [code]
    assert str(refused.value.refusals[0])
    assert methods.count(VOTE, GREEDY[0]).selected == ("a",)


@pytest.mark.parametrize(
    ("rule", "threshold", "code"),
    [
        ("unknown", 0, "rule_not_counted"),
        ("", 0, "rule_not_counted"),
        ("equalshares", 0, "rule_not_counted"),
        ("greedy-threshold", 0, "threshold_missing"),
    ],
)
def test_a_rule_that_says_too_little_is_refused(rule: str, threshold: int, code: str) -> None:
    with pytest.raises(Refused) as refused:
        methods.method_for_rule(rule, threshold=threshold)
    assert [reason.code for reason in refused.value.refusals] == [code]


def test_every_rule_that_is_read_leads_to_a_method() -> None:
    for rule in methods.RULES:
        assert methods.method_for_rule(rule, threshold=1) in methods.METHODS
