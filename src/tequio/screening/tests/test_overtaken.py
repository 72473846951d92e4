"""What came since the draft: an appeal, another finding, other facts, too many days."""

from __future__ import annotations

import pytest

from tequio.screening import service
from tequio.screening.models import AssessmentRow, CaseRow, FindingRow
from tequio.screening.queries.packs import ready_text
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage
from tequio.screening.tests.hearing import PACK, Hearing, applied, by_letter, hearing

pytestmark = pytest.mark.django_db
PANEL = ("fatou", "gita", "hugo")


def asked_again(case: Hearing) -> int:
    """The weavers ask once more after a finding, and answer the draft; the number of that case."""
    case.asks("apply", pack=PACK)
    case.drafted()
    case.asks("reply", case=case.case, words="We meet under the tree.")
    return case.case


def test_while_an_appeal_is_at_work_nothing_else_of_it_goes_to_a_panel():
    case = applied().decided()
    first = case.finding
    other = asked_again(case)
    given = {"case": other, "reasons": "Not shown."}
    case.asks("appeal", finding=first, words="You never came.")
    appeal = case.case
    assert case.refused("propose_finding", **given) == "appeal_at_work"
    case.case = appeal
    case.decided("emil", "ines jaya kofi")
    told = FindingRow.objects.get(organisation_id=case.here.keeper, id=case.finding)
    assert told.replaces_id == first
    assert case.refused("propose_finding", **given) == "assessment_outdated"
    case.does("assess", case=other)
    assert CaseRow.objects.get(organisation_id=case.here.keeper, id=other).state == "taken"
    assert case.here.troubles() == []


def test_what_lies_before_the_panel_waits_for_an_appeal_and_is_assessed_anew_after_it():
    case = applied().decided()
    first = case.finding
    other = asked_again(case)
    case.does("propose_finding", case=other, reasons="Not shown.")
    case.votes(*PANEL)
    case.asks("appeal", finding=first, words="You never came.")
    assert case.refused("decide", case=other) == "appeal_at_work"
    case.decided("emil", "ines jaya kofi")
    assert case.does("decide", case=other)["outcome"] == "outdated"
    assert case.here.troubles() == []


def test_a_panel_is_not_asked_for_what_would_come_out_otherwise_now():
    case = applied().drafted()
    case.asks("reply", case=case.case, words="Yes.")
    today = case.here.at.date()
    veto = NewEvidence("minutes", (Shown("practice.veto_used", True),), today, file=stage.FILE)
    case.here.does(service.submit_evidence, "dalia", listed=case.listed, evidence=veto)
    given = {"case": case.case, "reasons": "Not shown."}
    assert case.refused("propose_finding", **given) == "assessment_outdated"


def test_a_panel_decides_on_what_was_assessed_in_the_last_ninety_days():
    case = applied().drafted()
    given = {"case": case.case, "reasons": "Not shown."}
    case.here.later(91)
    assert case.refused("propose_finding", **given) == "assessment_outdated"
    case.here.later(-1)
    case.does("propose_finding", **given)
    case.here.later()
    case.votes(*PANEL)
    assert case.does("decide", case=case.case)["outcome"] == "outdated"


def test_a_finding_holds_from_the_day_for_which_it_was_judged():
    case = applied().drafted()
    judged_on = case.here.at.date()
    case.here.later(40)
    case.does("propose_finding", case=case.case, reasons="Not shown.")
    case.votes(*PANEL)
    case.does("decide", case=case.case)
    row = FindingRow.objects.get(organisation_id=case.here.keeper, id=case.finding)
    assert row.holds_until == judged_on.replace(year=judged_on.year + 3)
    assert AssessmentRow.objects.count() == 1


def test_an_appeal_against_what_stands_no_more_ends_without_a_finding():
    case = by_letter().decided()
    first, kept = case.finding, case.listed
    letter = {"words": "You never came.", "received_on": case.here.at.date()}
    case.does("enter_appeal", finding=first, **letter)
    appeal = case.drafted("emil").case
    case.listed = case.here.lists("Blue Ltd")
    case.does("open_case", listed=case.listed, pack=PACK, reason="A review.")
    case.decided()
    case.here.merges(kept, case.listed)
    given = {"case": appeal, "reasons": "Not shown."}
    case.here.later(22)
    assert case.refused("propose_finding", "emil", **given) == "finding_replaced"
    assert case.does("decide", "emil", case=appeal)["outcome"] == "replaced"
    assert FindingRow.objects.count() == 2
    assert case.here.troubles() == []


def test_rules_that_do_not_apply_go_to_no_panel_and_their_case_is_closed():
    case = hearing()
    only = ready_text("un-ilo").replace("gate: true", "gate: false")
    rule = "applies_if: {fact: rules.veto, eq: true}\n      expression:"
    only = only.replace("gate: false", "gate: true", 1).replace("expression:", rule, 2)
    case.here.adopts_pack(only.replace("version: 1", "version: 2", 1))
    today = case.here.at.date()
    shown = NewEvidence("register_extract", (Shown("rules.veto", False),), today, file=stage.FILE)
    case.here.does(service.submit_evidence, "dalia", listed=case.listed, evidence=shown)
    case.asks("apply", pack="un-ilo@2")
    case.taken()
    draft = {"case": case.case, "words": "It does not apply."}
    assert case.refused("send_draft", **draft) == "rules_do_not_apply"
    assert case.does("decide", case=case.case)["outcome"] == "not_applicable"
    assert case.here.troubles() == []
