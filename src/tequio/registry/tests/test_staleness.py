"""Figures carried on from year to year are found, chance and gaps are not taken for it."""

from __future__ import annotations

from datetime import date

from tequio.registry.rules.facts import Said
from tequio.registry.rules.staleness import stale_runs


def figures(members: int, employees: int | None = 2, end: int = 2010) -> list[Said]:
    until = date(end, 12, 31)
    said = [Said("members", members, None, until)]
    return said if employees is None else [*said, Said("employees", employees, None, until)]


def test_three_years_with_all_figures_the_same_are_a_run():
    years = {2011: figures(5), 2012: figures(5, end=2011), 2013: figures(5), 2014: figures(6)}
    assert [(run.first, run.last, run.years) for run in stale_runs(years)] == [(2011, 2013, 3)]


def test_a_run_ends_where_a_figure_changes_and_another_may_begin():
    years = {2000 + n: figures(5 if n < 4 else 6) for n in range(8)}
    assert stale_runs(years) == ((2000, 2003), (2004, 2007))


def test_two_years_one_figure_or_a_gap_are_no_run():
    assert stale_runs({2011: figures(5), 2012: figures(5)}) == ()
    assert stale_runs({year: figures(5, None) for year in range(2011, 2016)}) == ()
    assert stale_runs({2011: figures(5), 2012: figures(5), 2014: figures(5)}) == ()
    assert stale_runs({2011: figures(5), 2012: figures(5), 2013: [], 2014: figures(5)}) == ()


def test_figures_that_are_needed_must_be_there():
    years = {year: figures(5) for year in range(2011, 2016)}
    assert stale_runs(years, needed=("members", "turnover")) == ()
    assert len(stale_runs(years, needed=("members",))) == 1
