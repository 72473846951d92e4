"""Budgets: a vote shares what the assembly decided, each refusal beside a lawful call."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tequio.chronicle.queries import lines_about
from tequio.governance import service
from tequio.governance.queries import bodies, facts
from tequio.governance.queries.budgets import (
    budgets_to_share,
    budgets_to_take_back,
    decided_budget,
)
from tequio.governance.queries.checking import check
from tequio.governance.queries.checking.decided import Decision, decided
from tequio.governance.queries.checking.expected import Ground, following
from tequio.governance.queries.checking.tables import tables_of
from tequio.governance.rules.budgets import NewProject
from tequio.governance.rules.effects import AllowBudget, AmendStatutes, EndBudget
from tequio.governance.rules.retold import OF_OTHER_ROOMS, retell
from tequio.governance.tests.scene import (
    MONDAY,
    NAMES,
    NOBODY,
    Row,
    Scene,
    a_budget,
    body_of_nobody,
    decided_on,
    differs,
    each,
    founded,
    lawful_budget,
    not_tried,
    payment,
    try_row,
)
from tequio.kernel import Refused
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.mandates import queries as mandates

pytestmark = pytest.mark.django_db
WEDNESDAY = MONDAY.date() + timedelta(days=2)
THURSDAY = MONDAY.date() + timedelta(days=3)


@pytest.fixture
def scene() -> Scene:
    return founded()


def budget(**changes):
    """The same vote, with another decision or another day."""
    return lambda scene: {"budget": replace(scene.lawful["budget"], **changes)}


def project(**changes):
    given = {"code": "tree", "title": "A tree", "minor": 5} | changes
    return differs(projects=(NewProject("well", "A well", 60), NewProject(**given)))


def of_a_payment(scene):
    return budget(resolution=int(scene.decides(payment())["resolution"]))(scene)


def of_a_rejected_budget(scene):
    meeting = scene.meets()
    effect = AllowBudget("budget", 100, "GHS", "budget.greedy-skip@1", WEDNESDAY)
    ballot = scene.asks(scene.proposes(effect), meeting)
    scene.counts(ballot, yes=1)
    return budget(resolution=int(scene.closes(ballot)["resolution"]))(scene)


def already_open(scene):
    scene.does("Bea", service.open_budget, **scene.lawful)
    return {}


def before_the_board(scene):
    return {"body": next(one.id for one in bodies(scene.organisation) if one.code == "board")}


def taken_back(scene):
    scene.decides(EndBudget("budget_revocation", scene.lawful["budget"].resolution))
    return {}


BUDGET: list[Row] = [
    ("the treasurer opens", differs(by="Caro"), "office_not_held"),
    ("a body that is not there", differs(body=NOBODY), "no_such_body"),
    ("before the board", before_the_board, "assembly_decides"),
    ("nothing was decided", budget(resolution=NOBODY), "no_budget_decided"),
    ("a payment was decided, no budget", of_a_payment, "no_budget_decided"),
    ("the members rejected the budget", of_a_rejected_budget, "no_budget_decided"),
    ("it is already put to the vote", already_open, "budget_already_shared"),
    ("the members took it back", taken_back, "budget_taken_back"),
    ("a project dearer than the budget", project(minor=101), "over_the_budget"),
    (
        "the vote ends on the last day on which the winners may be paid",
        budget(closes_on=THURSDAY),
        "budget_over_by_then",
    ),
    ("a project without a title", project(title=" "), "title_missing"),
    ("a project that costs nothing", project(minor=0), "amount_not_positive"),
    ("more than a book can bear", project(minor=LARGEST_MINOR + 1), "amount_too_large"),
    ("no project", differs(projects=()), "projects_missing"),
    ("one code twice", project(code="well"), "project_twice"),
    ("a code of 61 letters", project(code="c" * 61), "too_long"),
    ("a title of 201 letters", budget(title="t" * 201), "too_long"),
    ("until tomorrow", budget(closes_on=WEDNESDAY - timedelta(days=1)), "notice_too_short"),
    (
        "a body to which nobody belongs",
        lambda scene: {"body": body_of_nobody(scene)},
        "assembly_decides roll_empty",
    ),
]


@each(BUDGET)
def test_a_budget_is_not_opened(scene, change, codes):
    try_row(scene, service.open_budget, lawful_budget(decided_on(scene)), change, codes)


def test_every_refusal_of_budgets_is_tried():
    assert not_tried("governance.open_budget", BUDGET) == set()


def approved(scene, ballot, who):
    row = facts.ballot_row(scene.organisation, ballot)
    projects = tuple(project.id for project in facts.projects_of(row))
    for name in who:
        scene.does(name, service.approve_projects, ballot=ballot, projects=projects)


def test_a_vote_shares_what_was_decided_and_what_it_lets_pay_stays_within(scene):
    resolution = decided_on(scene, 100)
    opened = scene.does("Bea", service.open_budget, **lawful_budget(resolution))
    assert (opened["decided"], opened["minor"], opened["unit"]) == (resolution, 100, "GHS")
    assert opened["method"] == "budget.greedy-skip@1"
    approved(scene, opened["ballot"], NAMES)
    closed = scene.later(days=2).closes(opened["ballot"])
    granted = mandates.mandates_from(scene.organisation, f"resolution:{closed['resolution']}")
    assert [one.grant.ceilings[0].minor for one in granted] == [50], "60 more would be over it"
    assert granted[0].grant.valid_until == THURSDAY


def test_adopting_a_budget_alone_lets_nobody_pay(scene):
    resolution = decided_on(scene)
    assert mandates.mandates_from(scene.organisation, f"resolution:{resolution}") == []
    assert [one.resolution for one in budgets_to_share(scene.organisation, scene.today)] == [
        resolution
    ]
    assert budgets_to_share(scene.organisation, THURSDAY) == [], "no vote could end before it"


def test_a_vote_without_a_quorum_shares_nothing_and_another_may_be_held(scene):
    resolution = decided_on(scene, days=9)
    first = scene.does("Bea", service.open_budget, **lawful_budget(resolution))
    assert budgets_to_share(scene.organisation, scene.today) == []
    approved(scene, first["ballot"], NAMES[:1])
    assert scene.later(days=3).closes(first["ballot"])["outcome"] == "no_quorum"
    again = lawful_budget(resolution)
    again["budget"] = replace(again["budget"], closes_on=scene.today + timedelta(days=2))
    second = scene.does("Bea", service.open_budget, **again)
    approved(scene, second["ballot"], NAMES)
    assert scene.closes(second["ballot"])["outcome"] == "adopted"
    with pytest.raises(Refused) as third:
        scene.does("Bea", service.open_budget, **again)
    assert [one.code for one in third.value.refusals] == ["budget_already_shared"]


@pytest.mark.parametrize(("late", "paid_until"), [(0, THURSDAY), (30, THURSDAY + timedelta(30))])
def test_a_vote_that_ended_in_time_is_not_undone_by_closing_it_late(scene, late, paid_until):
    """The lawful close is on the day after the last day of the vote, the last day for paying."""
    ballot = a_budget(scene, 200)["ballot"]
    approved(scene, ballot, NAMES[:4])
    closed = scene.later(days=3 + late).closes(ballot)
    granted = mandates.mandates_from(scene.organisation, f"resolution:{closed['resolution']}")
    assert closed["outcome"] == "adopted"
    assert {one.grant.valid_until for one in granted} == {paid_until}
    assert len(granted) == 2
    assert list(check(scene.organisation)) == []


def test_winners_are_paid_by_whom_the_statutes_name_when_the_vote_is_closed(scene):
    ballot = a_budget(scene)["ballot"]
    approved(scene, ballot, NAMES)
    now = {"offices.pay": ["chair"], "offices.keys": ["chair", "secretary"], "keys.pay": 2}
    assert scene.decides(AmendStatutes("amendment", now, scene.today))["outcome"] == "adopted"
    closed = scene.closes(ballot)
    (won,) = mandates.mandates_from(scene.organisation, f"resolution:{closed['resolution']}")
    assert (won.grant.offices, won.grant.keys) == (("chair", "secretary"), 2)
    assert list(check(scene.organisation)) == []


def test_the_members_take_a_budget_back_while_it_is_voted_on_and_nobody_is_paid(scene):
    resolution = decided_on(scene)
    opened = scene.does("Bea", service.open_budget, **lawful_budget(resolution))
    approved(scene, opened["ballot"], NAMES)
    ended = scene.decides(EndBudget("budget_revocation", resolution))
    assert ended["outcome"] == "adopted"
    closed = scene.closes(opened["ballot"])
    assert closed["outcome"] == "impossible"
    assert mandates.mandates_from(scene.organisation, f"resolution:{closed['resolution']}") == []
    assert list(check(scene.organisation)) == []
    found = decided_budget(scene.organisation, resolution)
    assert (found.ballot, found.taken_back_by) == (None, int(ended["resolution"]))
    assert budgets_to_share(scene.organisation, scene.today) == []
    assert budgets_to_take_back(scene.organisation, scene.today) == []


def test_of_two_decisions_to_take_a_budget_back_the_second_finds_nothing(scene):
    resolution = decided_on(scene)
    assert len(budgets_to_take_back(scene.organisation, scene.today)) == 1
    back = EndBudget("budget_revocation", resolution)
    second = scene.proposes(back)
    assert scene.decides(back)["outcome"] == "adopted"
    meeting = scene.meets()
    ballot = scene.asks(second, meeting)
    scene.counts(ballot)
    assert scene.closes(ballot)["outcome"] == "impossible"
    assert list(check(scene.organisation)) == []


def test_verify_expects_no_winners_of_a_budget_that_was_taken_back(scene):
    resolution = decided_on(scene)
    ballot = scene.does("Bea", service.open_budget, **lawful_budget(resolution))["ballot"]
    approved(scene, ballot, NAMES)
    number = int(scene.closes(ballot)["resolution"])
    organisation = scene.organisation
    tables = tables_of(organisation)
    lines = lines_about(organisation, room="governance", facts=OF_OTHER_ROOMS)
    known = decided(organisation, retell(lines), tables)
    kept = mandates.mandates_of(organisation)
    ground = Ground(known, tables, kept, frozenset({"GHS"}), {})
    assert len(following(ground).from_[number]) == 1
    back = EndBudget("budget_revocation", resolution)
    known.known.insert(0, Decision(number - 1, "", scene.today, back, {}, 0))
    assert following(ground).from_[number] == []
