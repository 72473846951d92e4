"""A case goes its way, from the asking to the finding and the appeal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.chronicle.queries import facts_of
from tequio.governance import queries as governance
from tequio.governance import service as governing
from tequio.membership import service as membership
from tequio.membership.service import NewPerson
from tequio.screening import service
from tequio.screening.models import AssessmentRow, CaseRow, FindingRow
from tequio.screening.queries.cases_there import case_there, ties_in
from tequio.screening.tests.hearing import PACK, WHY, applied, by_letter

pytestmark = pytest.mark.django_db


def state(case):
    """How a case stands."""
    return CaseRow.objects.get(organisation_id=case.here.keeper, id=case.case).state


def test_an_organisation_asks_answers_and_reads_what_the_panel_found():
    case = applied().proposed()
    here = case.here
    words = governance.proposal(here.keeper, case.proposal)
    assert "Weavers" in words.title
    assert "Not shown: there is not enough evidence" in words.text
    assert case.refused("decide", case=case.case) == "not_yet_decided"
    case.votes("fatou", "gita", "hugo")
    told = case.does("decide", case=case.case)
    assert facts_of(case.group.id, "screening.decide") == [dict(told)]
    row = FindingRow.objects.get(organisation_id=here.keeper, id=told["finding"])
    assert (row.verdict, row.replaces_id) == ("not_enough_evidence", None)
    assert (row.appeal_until - here.at.date()).days == 30
    assert row.holds_until.year == row.decided_on.year + 3
    assert here.troubles() == []


def test_a_panel_that_thinks_otherwise_rejects_and_asks_for_another_assessment():
    case = applied().proposed().votes("fatou", "gita", "hugo", choice="no")
    told = case.does("decide", case=case.case)
    assert (told["outcome"], state(case)) == ("rejected", "taken")
    assert case.refused("send_draft", case=case.case, words="Again.") == "nothing_assessed"
    assert not FindingRow.objects.exists()
    case.does("assess", case=case.case)
    assert case.here.troubles() == []


def test_a_vote_in_which_somebody_with_an_interest_took_part_makes_no_finding():
    case = applied().proposed()
    here, weaver = case.here, case.group.people["chand"]
    here.group.people["weaver"] = weaver
    membership.seat(here.keeper, office="panel", person=weaver, since=here.at.date())
    case.votes("fatou", "gita", "hugo", "weaver")
    assert case.does("decide", case=case.case)["outcome"] == "tied"
    assert (state(case), FindingRow.objects.count()) == ("taken", 0)
    assert here.troubles() == []


def test_an_interest_that_was_declared_after_the_vote_began_undoes_nothing():
    case = applied().proposed().votes("fatou", "gita", "hugo")
    case.here.does(service.declare_interest, "fatou", listed=case.listed)
    assert case.does("decide", case=case.case)["finding"]
    assert case.here.troubles() == []


def test_an_interest_that_was_held_when_the_vote_began_counts_though_it_was_ended():
    case = applied().proposed()
    here = case.here
    told = here.does(service.declare_interest, "fatou", listed=case.listed)
    case.votes("fatou", "gita", "hugo")
    here.does(service.end_interest, "fatou", interest=told["interest"])
    assert case.does("decide", case=case.case)["outcome"] == "tied"


def test_whoever_stood_on_a_roll_that_rejected_it_hears_no_appeal_either():
    case = applied()
    here, today = case.here, case.here.at.date()
    here.group.people["nils"] = nils = membership.create_person(NewPerson("Nils"))
    membership.seat(here.keeper, office="panel", person=nils, since=today, until=today)
    case.proposed().votes("fatou", "gita", "hugo", "nils", choice="no")
    case.does("decide", case=case.case)
    here.later()
    case.does("assess", case=case.case)
    case.does("send_draft", case=case.case, words="Again.")
    case.asks("reply", case=case.case, words="Yes.")
    case.does("propose_finding", case=case.case, reasons="Not shown.")
    case.votes("fatou", "gita", "hugo").does("decide", case=case.case)
    case.asks("appeal", finding=case.finding, words="You never came.")
    ties = ties_in(here.keeper, case_there(here.keeper, case.case), here.at.date())
    assert ties[nils] == "first_instance"


def test_a_proposal_that_is_taken_back_gives_the_case_back_to_its_assessor():
    case = applied().proposed()
    case.here.does(governing.withdraw_proposal, "dalia", proposal=case.proposal)
    assert case.does("decide", case=case.case)["outcome"] == "withdrawn"
    assert case.here.troubles() == []


def test_a_draft_that_would_say_something_else_is_sent_again():
    case = applied().drafted()
    case.does("assess", case=case.case)
    assert state(case) == "draft"
    case.here.later()
    case.does("assess", case=case.case)
    assert state(case) == "taken"
    refused = case.refused("propose_finding", case=case.case, reasons="None.")
    assert refused == "case_stands_otherwise"
    assert AssessmentRow.objects.count() == 3
    assert case.here.troubles() == []


def test_without_an_answer_the_panel_is_asked_once_the_time_is_over():
    case = applied().drafted()
    given = {"case": case.case, "reasons": "Nothing was shown."}
    case.here.later(21)
    assert case.refused("propose_finding", **given) == "may_still_answer"
    case.here.later()
    assert case.refuses("reply", case=case.case, words="Here.") == "answer_too_late"
    case.does("propose_finding", **given)
    assert state(case) == "before_panel"


def test_whoever_is_not_on_the_node_answers_and_appeals_by_letter():
    case = by_letter().drafted()
    here = case.here
    day = here.at.date()
    letter = {"case": case.case, "words": "We are green."}
    here.later(30)
    for wrong in (day - timedelta(days=1), here.at.date() + timedelta(days=1)):
        refused = case.refused("enter_reply", "emil", **letter, received_on=wrong)
        assert refused == "received_on_no_such_day"
    late = day + timedelta(days=22)
    assert case.refused("enter_reply", **letter, received_on=late) == "answer_too_late"
    case.does("enter_reply", "emil", **letter, received_on=day + timedelta(days=21))
    case.does("propose_finding", case=case.case, reasons="Nothing was shown.")
    case.votes("fatou", "gita", "hugo")
    case.does("decide", case=case.case)
    appealed = {"finding": case.finding, "words": "You did not look."}
    case.does("enter_appeal", **appealed, received_on=here.at.date())
    assert here.troubles() == []


def test_an_appeal_is_heard_by_others_and_stands_in_place_of_the_first_finding():
    case = applied().decided()
    here, first = case.here, case.finding
    membership.seat(here.keeper, office="appeal", person=here.group.people["gita"], since=here.at)
    case.asks("appeal", finding=first, words="You never came.")
    ties = ties_in(here.keeper, case_there(here.keeper, case.case), here.at.date())
    assert {ties[here.group.people[one]] for one in ("dalia", "gita")} == {"first_instance"}
    again = {"case": case.case, "has_no_interest": True}
    assert case.refused("take_case", **again) == "in_conflict"
    case.proposed("emil")
    assert facts_of(here.keeper, "screening.propose_finding")[-1]["excused"] == [
        here.group.people["gita"]
    ]
    case.votes("ines", "jaya", "kofi")
    assert case.refused("decide", case=case.case) == "in_conflict"
    told = case.does("decide", "emil", case=case.case)
    assert (told["instead_of"], told["finding"] > first) == (first, True)
    assert case.refuses("appeal", finding=case.finding, words="Again.") == "heard_already"
    assert here.troubles() == []


def test_whoever_assessed_does_not_vote_on_it():
    case = applied()
    person = case.here.group.people["dalia"]
    since = case.here.at.date()
    membership.seat(case.here.keeper, office="panel", person=person, since=since)
    case.proposed()
    told = facts_of(case.here.keeper, "screening.propose_finding")
    assert told[0]["excused"] == [person]


def test_nobody_with_an_interest_decides_and_somebody_has_to_be_left():
    case = applied().drafted()
    here = case.here
    case.asks("reply", case=case.case, words="Yes.")
    given = {"case": case.case, "reasons": "Nothing was shown."}
    for who in ("fatou", "gita", "hugo"):
        here.does(service.declare_interest, who, listed=case.listed)
    assert case.refused("propose_finding", **given) == "panel_is_empty"
    mine = facts_of(here.keeper, "screening.declare_interest")[0]["interest"]
    here.does(service.end_interest, "fatou", interest=mine)
    told = case.does("propose_finding", **given)
    assert told["excused"] == [here.group.people[one] for one in ("gita", "hugo")]
    assert here.troubles() == []


def test_an_assessor_who_comes_to_an_interest_hands_the_case_on():
    case = applied().taken()
    case.here.does(service.declare_interest, "dalia", listed=case.listed)
    assert case.refused("assess", case=case.case) == "in_conflict"
    case.does("take_case", "emil", case=case.case, has_no_interest=True)
    case.does("assess", "emil", case=case.case)
    assert case.here.troubles() == []


def test_what_an_assessor_enters_for_an_organisation_does_not_end_its_time():
    case = by_letter().drafted()
    given = {"case": case.case, "reasons": "Nothing was shown."}
    case.does("enter_reply", case=case.case, words="Yes.", received_on=case.here.at.date())
    assert case.refused("propose_finding", **given) == "may_still_answer"
    case.here.later(22)
    case.does("propose_finding", **given)


def test_nobody_here_takes_back_what_came_by_letter():
    case = by_letter().decided()
    slug = case.here.group.slug
    letter = {"words": "You never came.", "received_on": case.here.at.date()}
    case.does("enter_appeal", finding=case.finding, **letter)
    assert case.refused("withdraw_case", examiner=slug, case=case.case) == "not_who_asked"


def test_once_a_draft_was_sent_nothing_is_taken_back():
    case = applied().drafted()
    assert case.refuses("withdraw_case", case=case.case) == "draft_was_sent"
    case.here.later()
    case.does("assess", case=case.case)
    assert state(case) == "taken"
    assert case.refuses("withdraw_case", case=case.case) == "draft_was_sent"


def test_what_the_network_opened_an_assessor_without_an_interest_takes_back():
    case = by_letter()
    withdrawn = {"examiner": case.here.group.slug, "case": case.case}
    assert case.refused("withdraw_case", "chand", **withdrawn) == "office_not_held"
    case.here.does(service.declare_interest, "dalia", listed=case.listed)
    assert case.refused("withdraw_case", **withdrawn) == "in_conflict"
    case.does("withdraw_case", "emil", **withdrawn)
    assert state(case) == "withdrawn"


def test_whoever_is_tied_neither_enters_an_answer_nor_tells_what_was_decided():
    case = by_letter().drafted()
    letter = {"case": case.case, "words": "Yes.", "received_on": case.here.at.date()}
    case.here.does(service.declare_interest, "emil", listed=case.listed)
    assert case.refused("enter_reply", "emil", **letter) == "in_conflict"
    case.here.later(22)
    case.does("propose_finding", case=case.case, reasons="Nothing was shown.")
    case.votes("fatou", "gita", "hugo")
    assert case.refused("decide", "emil", case=case.case) == "in_conflict"


def test_whoever_asked_takes_it_back_before_a_draft_was_sent():
    case = applied().taken()
    slug = case.here.group.slug
    assert case.refused("withdraw_case", examiner=slug, case=case.case) == "not_who_asked"
    case.asks("withdraw_case", case=case.case)
    assert state(case) == "withdrawn"
    assert case.refuses("withdraw_case", case=case.case) == "case_stands_otherwise"
    case.does("open_case", listed=case.listed, pack=PACK, reason=WHY)
    assert case.refuses("withdraw_case", case=case.case) == "not_who_asked"
    case.does("withdraw_case", examiner=slug, case=case.case)
    assert case.here.troubles() == []
