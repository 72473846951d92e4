"""A newer version of the rules changes nothing by itself: it says what it would change, and why."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.membership.tests.groups import browser_of, stranger
from tequio.screening.models import FindingRow
from tequio.screening.queries.renewing import proposals, renewal
from tequio.screening.rules.comparing import RuleChange
from tequio.screening.tests.hearing import Hearing, by_letter

pytestmark = pytest.mark.django_db
TITLES = "{en: Small, fr: Petit, es: Chico, pt: Pequeno, hi: छोटा}"
CITED = """{document: Our rules, article: "1", url: https://red.example, quote: Many,
        verified: false, checked_on: 2026-01-01}"""
SMALL = f"""
pack: small
version: 1
title: {TITLES}
about: {TITLES}
authority: network
jurisdiction: ""
since: 2026-01-01
papers: helpful
months: 36
criteria:
  - id: C3
    gate: true
    practice:
      expression: {{fact: practice.members, gte: 3}}
      citation: {CITED}
      accepts: [register, platform, passbook]
      least_grade: 1
"""
STRICTER = SMALL.replace("version: 1", "version: 2").replace("gte: 3", "gte: 9")


@pytest.fixture
def case() -> Hearing:
    """A network found that five are enough."""
    found = by_letter()
    here = found.here
    here.adopts_pack(SMALL)
    found.listed = here.lists("Five Ltd", members=5)
    found.does("open_case", listed=found.listed, pack="small@1", reason="A member asked.")
    return found.decided()


def test_a_newer_version_proposes_to_look_again_and_says_why(case):
    here, today = case.here, case.here.at.date()
    assert FindingRow.objects.get().verdict == "meets"
    assert proposals(here.keeper, today) == []
    assert renewal(here.keeper, case.finding, today) is None
    here.adopts_pack(STRICTER)
    (found,) = proposals(here.keeper, today)
    assert (found.name, found.old.key, found.new.key) == ("Five Ltd", "small@1", "small@2")
    assert (found.stored.old.verdict, found.stored.new.verdict) == ("meets", "does_not_meet")
    (change,) = found.stored.changes
    assert change.rules == (RuleChange("C3", "expression", "practice"),)
    assert found.case is None
    assert FindingRow.objects.get().verdict == "meets", "nothing changes silently"


def test_what_is_known_today_is_held_against_both_versions(case):
    here = case.here
    here.adopts_pack(STRICTER)
    here.says(case.listed, "members", 12)
    found = renewal(here.keeper, case.finding, here.at.date())
    assert found.is_other_verdict, "by what was known then"
    assert (found.today.old.verdict, found.today.new.verdict) == ("meets", "meets")
    assert found.whole.changes == ()
    assert found.proposed.stored.is_other_verdict
    place = f"/o/network/screening/findings/{case.finding}/newer"
    page = browser_of(here.group.people["dalia"]).get(place).content.decode()
    assert "By a newer version of the rules it would be found otherwise." in page
    assert stranger().get(place).status_code == 404
    here.says(case.listed, "members", 7)
    page = browser_of(here.group.people["dalia"]).get(place).content.decode()
    assert "The rules changed:" in page
    assert "What is known changed:" in page
    assert "5 → 7" in page


def test_who_is_examined_anew_is_named_and_what_lapsed_is_not(case):
    here, today = case.here, case.here.at.date()
    here.adopts_pack(STRICTER)
    told = case.does("open_case", listed=case.listed, pack="small@2", reason="It is newer.")
    assert [one.case for one in proposals(here.keeper, today)] == [told["case"]]
    row = FindingRow.objects.get()
    assert proposals(here.keeper, row.holds_until) != []
    assert proposals(here.keeper, row.holds_until.replace(year=row.holds_until.year + 1)) == []


def test_the_proposals_of_many_take_as_few_questions_as_of_one(case):
    here, today = case.here, case.here.at.date()
    here.adopts_pack(STRICTER)
    asked = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as queries:
            proposals(here.keeper, today)
        asked.append(len(queries))
        case.listed = here.lists("Six Ltd", members=6)
        case.does("open_case", listed=case.listed, pack="small@1", reason="A member asked.")
        case.decided()
    assert asked[0] == asked[1]
