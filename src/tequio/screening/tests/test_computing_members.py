"""The roll as numbers: who belonged, came and was refused."""

from __future__ import annotations

import pytest

from tequio.governance.rules.effects import Nothing
from tequio.governance.tests.hall import NAMES, Hall, found
from tequio.membership.tests import groups
from tequio.screening.tests.own_books import answers, by_phone, written_down

pytestmark = pytest.mark.django_db


def test_members_are_counted_and_the_weakest_admission_tells_how_far_they_are_believed() -> None:
    hall = found(days_ago=400)
    hall.proposes(Nothing(), by="Devi")
    hall.later(days=300)
    ended = by_phone(hall, written_down(hall, "Mira"))
    said = answers(hall, "members")
    assert (said["practice.members"].value, said["practice.members"].grade) == (13, 2)
    admitted = said["practice.admissions"]
    assert (admitted.value, admitted.grade) == (1, 2)
    assert [(row.kind, row.number) for row in admitted.rows] == [("membership", ended["result"])]
    hall.decides(written_down(hall, "Nila"))
    assert answers(hall, "members")["practice.members"].grade == 0


def test_who_was_refused_counts_among_those_on_whom_the_members_decided() -> None:
    hall = found(days_ago=60)
    assert answers(hall, "members")["practice.refused_admissions"] == "nothing_happened"
    by_phone(hall, written_down(hall, "Mira"))
    refused = written_down(hall, "Nila")
    by_phone(hall, refused, yes=NAMES[:2], no=NAMES[2:])
    assert answers(hall, "members")["practice.refused_admissions"].value == "1/2"
    by_phone(hall, refused)
    assert answers(hall, "members")["practice.refused_admissions"].value == "0"


def test_a_young_group_says_nothing_of_a_year_without_admissions() -> None:
    hall = found(days_ago=500)
    assert answers(hall, "members")["practice.admissions"] == "too_young"
    later = answers(hall.later(days=400), "members")["practice.admissions"]
    assert (later.value, later.grade, [row.kind for row in later.rows]) == (0, 0, ["resolution"])


def test_years_are_counted_to_the_last_thing_that_was_done() -> None:
    hall = found(days_ago=800)
    founded = hall.today
    hall.later(days=740).proposes(Nothing(), by="Devi")
    years = answers(hall.later(days=60), "members")["practice.years_active"]
    assert (years.value, years.since, years.grade) == (2, founded, 2)
    assert {row.kind for row in years.rows} == {"resolution", "line"}


def test_a_group_that_was_not_founded_here_keeps_no_such_book() -> None:
    group = groups.found()
    said = answers(Hall(group.id, group.slug, group.people), "members")
    assert said["practice.admissions"] == said["practice.years_active"] == "not_kept_here"
    assert said["practice.members"] == "nobody_belongs"
