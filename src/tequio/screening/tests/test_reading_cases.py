"""Who reads what of a case, and what everybody reads of a finding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.screening.models import LapseRow
from tequio.screening.queries import cases, findings
from tequio.screening.tests.hearing import PACK, WHY, applied, by_letter

pytestmark = pytest.mark.django_db


def seen_by(case, who, of=None):
    """What somebody of the network, or of another group, reads of the case."""
    here = case.here
    person = (of or here.group).people.get(who)
    return cases.case_view(here.keeper, case.case, person, here.at.date())


def test_drafts_and_answers_are_closed_to_others():
    case = applied().drafted()
    for who, reader in (("dalia", "assessor"), ("emil", "assessor")):
        assert seen_by(case, who).reader == reader
    assert seen_by(case, "asha", case.group).reader == "party"
    for who in ("chand", "fatou", "nobody"):
        assert seen_by(case, who) is None
    case.asks("reply", case=case.case, words="We meet under the tree.")
    case.does("propose_finding", case=case.case, reasons="Not shown.")
    view = seen_by(case, "fatou")
    assert view.reader == "panel"
    assert [one.kind for one in view.said] == ["claim", "draft", "reply"]
    assert view.said[2].words == "We meet under the tree."
    assert [one.verdict for one in view.assessed] == ["not_enough_evidence"]
    assert seen_by(case, "ines") is None
    judged, items = cases.judged_in(case.here.keeper, view.assessment)
    assert (judged.verdict, items) == ("not_enough_evidence", ())


def test_what_came_by_letter_says_on_which_day():
    case = by_letter()
    came = case.here.at.date()
    view = seen_by(case.proposed(), "emil")
    assert [one.received_on for one in view.said] == [None, None, came]
    assert cases.case_view(case.here.keeper, 99_999, 1, case.here.at.date()) is None


def test_a_finding_is_read_by_everybody_with_what_stands_in_its_place():
    case = applied().decided()
    here, first, today = case.here, case.finding, case.here.at.date()
    case.asks("appeal", finding=first, words="You never came.")
    case.decided("emil", "ines jaya kofi")
    seen = findings.findings_of(here.keeper, case.listed, today, is_inside=False)
    assert [(one.id, one.kind, one.replaced_by) for one in seen] == [
        (case.finding, "appeal", None),
        (first, "application", case.finding),
    ]
    assert seen[0].reasons == "No meeting was shown."
    assert set(seen[0].gates) <= {"C1", "C2", "C3", "C4", "C5", "C6"}
    current = findings.current_findings(here.keeper, case.listed, today, is_inside=False)
    assert {code: one.id for code, one in current.items()} == {"un-ilo": case.finding}


def test_a_finding_lapses_with_its_time_or_before_and_does_not_fail():
    case = applied().decided()
    here, today = case.here, case.here.at.date()

    def state(day):
        return findings.finding(here.keeper, case.finding, day, is_inside=False).state

    last = findings.finding(here.keeper, case.finding, today, is_inside=True).holds_until
    assert state(last) == "not_enough_evidence"
    assert state(last + timedelta(days=1)) == "lapsed"
    LapseRow.objects.create(
        organisation_id=here.keeper,
        finding_id=case.finding,
        trigger="dividend",
        day=today,
        noted_at=here.at,
    )
    assert state(today) == "lapsed"


def test_lists_go_on_from_a_number_and_ask_the_same_however_long():
    case = applied().decided()
    here, today = case.here, case.here.at.date()

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            findings.findings(here.keeper, today, is_inside=False)
            cases.cases(here.keeper)
        return len(queries)

    before = asked()
    case.does("open_case", listed=case.listed, pack=PACK, reason=WHY)
    case.decided("emil")
    assert asked() == before
    page = findings.findings(here.keeper, today, is_inside=False, limit=1)
    assert [one.id for one in page.findings] == [case.finding] == [page.before]
    rest = findings.findings(here.keeper, today, is_inside=False, before=page.before)
    assert (len(rest.findings), rest.before) == (1, None)
    listed = cases.cases(here.keeper, states=["decided"], limit=1)
    assert len(listed.cases) == 1
    assert cases.cases(here.keeper, before=listed.before).before is None
    assert len(cases.cases_about(here.keeper, case.listed)) == 2
    assert cases.cases(here.keeper, states=["open"]).cases == ()
