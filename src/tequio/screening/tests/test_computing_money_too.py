"""Facts that rest on two books: what was done of what was decided, and what leavers were paid."""

from __future__ import annotations

import pytest

from tequio.governance import service as governance
from tequio.governance.rules.effects import EndBudget
from tequio.governance.tests.hall import NAMES, budget, found
from tequio.membership import service as membership
from tequio.screening.queries.computing import Silent, computed_facts
from tequio.screening.tests.own_books import by_phone, written_down
from tequio.shares import service as shares
from tequio.shares.tests import stage
from tequio.shares.tests.test_dividing import YEAR, earns

pytestmark = pytest.mark.django_db


def answer(group, fact, on=None, books=("members", "meetings", "money")):
    """What is said of one fact, or the reason why nothing is."""
    said, silent = computed_facts(group.organisation, books, on or group.today)
    values = {one.fact: one for one in said} | {one.fact: one.reason for one in silent}
    return values[fact]


def test_a_fact_of_two_books_needs_both_to_be_open() -> None:
    hall = found()
    _said, silent = computed_facts(hall.organisation, ("members", "meetings"), hall.today)
    for fact in ("practice.exits_paid", "practice.decisions_executed"):
        assert Silent(fact, "other_book_closed") in silent


def test_who_left_is_paid_once_nothing_of_hers_is_left_in_the_books() -> None:
    group = stage.found()
    for who in ("Amina", "Ewa"):
        group.subscribes(who, 3)
        group.does(who, membership.leave)
    assert answer(group, "practice.exits_paid") == "nothing_happened"
    notice = group.later(1).asks_back("Ewa", None, by="Bodil")
    assert answer(group, "practice.exits_paid") == "nothing_happened"
    group.allow("shares.withdraw")
    paid = group.later(30).gives_back(notice)
    half = answer(group, "practice.exits_paid")
    assert (half.value, half.grade, half.until) == ("1/2", 0, group.today)
    assert ("entry", paid["transfer"]) in [(row.kind, row.number) for row in half.rows]


def test_accounts_are_before_the_members_when_they_decide_on_a_surplus() -> None:
    group = stage.found()
    earns(group.later(400), 10_000)
    made = group.does("Amina", shares.propose_division, **YEAR)
    assert answer(group, "practice.accounts_presented") == "not_attributable"
    decided = group.resolves(made["proposal"])
    shown = answer(group, "practice.accounts_presented")
    assert (shown.value, [row.number for row in shown.rows]) == (True, [decided["resolution"]])


def test_a_budget_is_open_while_it_runs_and_left_undone_when_its_days_are_over() -> None:
    hall = found(days_ago=200)
    last = hall.at.date().replace(day=28)
    ended = by_phone(hall, budget(until=last.replace(year=last.year + 1)))
    assert answer(hall, "practice.decisions_executed") == "nothing_happened"
    by_phone(hall, EndBudget("budget_revocation", ended["resolution"]))
    assert answer(hall, "practice.decisions_executed").value == "1"


def test_what_had_become_impossible_was_not_carried_out() -> None:
    hall = found(days_ago=20)
    twice = written_down(hall, "Mira")
    later = hall.proposes(twice)
    by_phone(hall, twice)
    ballot = hall.votes(later, way="phone")
    for name in NAMES:
        governance.cast(hall.act(name), ballot=ballot, choice="yes")
    assert hall.later(days=1).closes(ballot)["outcome"] == "impossible"
    executed = answer(hall, "practice.decisions_executed")
    assert (executed.value, executed.grade, len(executed.rows)) == ("1/2", 2, 2)
