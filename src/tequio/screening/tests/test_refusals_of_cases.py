"""Every other refusal of an act of a case, raised through the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.screening.rules.cases import LONGEST
from tequio.screening.service import declare_interest
from tequio.screening.tests.hearing import PACK, WHY, applied, by_letter, hearing

pytestmark = pytest.mark.django_db
NONE = 99_999
WRONG_WORDS = ((" ", "nothing_said"), ("x" * (LONGEST + 1), "said_at_length"))


def test_who_may_not_ask_or_asks_for_what_is_not_there():
    case = hearing()
    assert case.refuses("apply", "chand", pack=PACK) == "office_not_held"
    assert case.refuses("apply", examiner="nobody", pack=PACK) == "no_such_register"
    assert case.refuses("apply", examiner=case.group.slug, pack=PACK) == "not_recognised"
    for unknown in ("un-ilo@2", "un-ilo"):
        assert case.refuses("apply", pack=unknown) == "pack_not_adopted"
    long = "x" * (LONGEST + 1)
    assert case.refuses("apply", pack=PACK, words=long) == "said_at_length"
    asked = {"listed": case.listed, "pack": PACK, "reason": WHY}
    assert case.refused("open_case", "chand", **asked) == "office_not_held"
    assert case.refused("open_case", **asked | {"listed": NONE}) == "no_such_listed"
    other = case.here.lists("Green Ltd")
    case.here.merges(case.listed, other)
    assert case.refused("open_case", **asked | {"listed": other}) == "merged_away"
    assert case.refused("open_case", **asked | {"pack": "fr@1"}) == "pack_not_adopted"
    assert case.refused("open_case", **asked | {"reason": " "}) == "nothing_said"
    assert case.refused("open_case", **asked | {"reason": long}) == "said_at_length"
    case.does("open_case", **asked)
    assert case.refused("open_case", **asked) == "case_at_work"
    assert case.refuses("apply", pack=PACK) == "case_at_work"


HERS = {
    "assess": {},
    "send_draft": {"words": "Not shown."},
    "propose_finding": {"reasons": "Not shown."},
}


@pytest.mark.parametrize("verb", HERS)
def test_only_the_assessor_of_a_case_works_on_it(verb):
    case = applied()
    given = HERS[verb] | {"case": case.case}
    assert case.refused(verb, "chand", **given) == "office_not_held"
    assert case.refused(verb, **given | {"case": NONE}) == "no_such_case"
    assert case.refused(verb, **given) == "not_the_assessor"
    case.taken()
    assert case.refused(verb, "emil", **given) == "not_the_assessor"
    if verb == "propose_finding":
        assert case.refused(verb, **given) == "case_stands_otherwise"
        case.does("send_draft", case=case.case, words="Not shown.")
    case.here.does(declare_interest, "dalia", listed=case.listed)
    assert case.refused(verb, **given) == "in_conflict"
    if verb != "propose_finding":
        case.asks("withdraw_case", case=case.case)
        assert case.refused(verb, **given) == "case_stands_otherwise"


def test_reasons_are_written_and_decided_is_what_a_panel_was_asked():
    case = applied().drafted()
    assert case.refused("decide", "chand", case=case.case) == "office_not_held"
    assert case.refused("decide", case=NONE) == "no_such_case"
    assert case.refused("decide", case=case.case) == "case_stands_otherwise"
    case.asks("reply", case=case.case, words="Yes.")
    for words, code in WRONG_WORDS:
        assert case.refused("propose_finding", case=case.case, reasons=words) == code


def test_who_takes_a_case_says_that_she_has_no_interest():
    case = applied()
    given = {"case": case.case, "has_no_interest": True}
    assert case.refused("take_case", "chand", **given) == "office_not_held"
    assert case.refused("take_case", **given | {"case": NONE}) == "no_such_case"
    assert case.refused("take_case", **given | {"has_no_interest": False}) == "declaration_missing"
    case.does("take_case", **given)
    assert case.refused("take_case", **given) == "case_already_hers"
    case.asks("withdraw_case", case=case.case)
    assert case.refused("take_case", "emil", **given) == "case_stands_otherwise"


def test_a_draft_and_its_answer_need_words_and_their_moment():
    case = applied()
    case.does("take_case", case=case.case, has_no_interest=True)
    draft, answer = {"case": case.case, "words": "Not shown."}, {"case": case.case, "words": "Yes."}
    letter = answer | {"received_on": case.here.at.date()}
    assert case.refused("send_draft", **draft) == "nothing_assessed"
    assert case.refuses("reply", **answer) == "case_stands_otherwise"
    assert case.refused("enter_reply", **letter) == "case_stands_otherwise"
    case.does("assess", case=case.case)
    for words, code in WRONG_WORDS:
        assert case.refused("send_draft", case=case.case, words=words) == code
    case.does("send_draft", **draft)
    for words, code in WRONG_WORDS:
        assert case.refuses("reply", case=case.case, words=words) == code
    assert case.refuses("reply", "chand", **answer) == "office_not_held"
    assert case.refuses("reply", **answer, examiner="nobody") == "no_such_register"
    assert case.refuses("reply", **answer, examiner=case.group.slug) == "not_recognised"
    assert case.refuses("reply", **answer | {"case": NONE}) == "no_such_case"
    assert case.refused("enter_reply", "chand", **letter) == "office_not_held"
    assert case.refused("enter_reply", **letter | {"case": NONE}) == "no_such_case"
    assert case.refused("enter_reply", **letter) == "speaks_for_itself"


def test_only_the_organisation_itself_answers_and_appeals():
    case = applied().decided()
    case.group, own = case.here.member("potters")[0], case.group
    about = {"finding": case.finding, "words": "No."}
    assert case.refuses("reply", case=case.case, words="No.") == "no_such_case"
    assert case.refuses("appeal", **about) == "no_such_finding"
    assert case.refuses("withdraw_case", case=case.case) == "not_who_asked"
    case.group = own
    assert case.refuses("withdraw_case", case=case.case) == "case_stands_otherwise"
    assert case.refuses("withdraw_case", "chand", case=case.case) == "office_not_held"
    assert case.refuses("withdraw_case", case=NONE) == "no_such_case"
    assert case.refuses("withdraw_case", case=case.case, examiner="x") == "no_such_register"
    elsewhere = {"case": case.case, "examiner": case.group.slug}
    case.group = case.here.member("dyers")[0]
    assert case.refuses("withdraw_case", **elsewhere) == "not_recognised"


def test_an_appeal_has_its_time_and_comes_once():
    case = applied().decided()
    about = {"finding": case.finding, "words": "You never came."}
    letter = about | {"received_on": case.here.at.date()}
    assert case.refuses("appeal", "chand", **about) == "office_not_held"
    assert case.refuses("appeal", **about, examiner="nobody") == "no_such_register"
    assert case.refuses("appeal", **about, examiner=case.group.slug) == "not_recognised"
    assert case.refuses("appeal", **about | {"finding": NONE}) == "no_such_finding"
    assert case.refuses("appeal", **about | {"words": " "}) == "nothing_said"
    assert case.refuses("appeal", **about | {"words": "x" * 10_001}) == "said_at_length"
    assert case.refused("enter_appeal", "chand", **letter) == "office_not_held"
    assert case.refused("enter_appeal", **letter | {"finding": NONE}) == "no_such_finding"
    assert case.refused("enter_appeal", **letter) == "speaks_for_itself"
    case.asks("appeal", **about)
    assert case.refuses("appeal", **about) == "appeal_at_work"
    case.asks("withdraw_case", case=case.case)
    case.here.later(31)
    assert case.refuses("appeal", **about) == "appeal_too_late"
    first = case.finding
    case.asks("apply", pack=PACK)
    case.decided()
    assert case.refuses("appeal", **about | {"finding": first}) == "finding_replaced"


def test_an_answer_or_an_appeal_by_letter_is_held_to_the_same():
    case = by_letter().drafted()
    today = case.here.at.date()
    for words, code in WRONG_WORDS:
        given = {"words": words, "received_on": today}
        assert case.refused("enter_reply", case=case.case, **given) == code
    case.does("enter_reply", case=case.case, words="Yes.", received_on=today)
    case.here.later(22)
    today = case.here.at.date()
    case.does("propose_finding", case=case.case, reasons="Not shown.")
    case.votes("fatou", "gita", "hugo")
    first = case.does("decide", case=case.case)["finding"]
    letter = {"finding": first, "words": "You never came.", "received_on": today}
    for words, code in WRONG_WORDS:
        assert case.refused("enter_appeal", **letter | {"words": words}) == code
    tomorrow = today + timedelta(days=1)
    refused = case.refused("enter_appeal", **letter | {"received_on": tomorrow})
    assert refused == "received_on_no_such_day"
    case.does("enter_appeal", **letter)
    assert case.refused("enter_appeal", **letter) == "appeal_at_work"
    case.decided("emil", "ines jaya kofi")
    case.here.later(40)
    assert case.refused("enter_appeal", **letter) == "finding_replaced"
    late = letter | {"finding": case.finding, "received_on": case.here.at.date()}
    assert case.refused("enter_appeal", **late) == "heard_already"
    case.does("open_case", listed=case.listed, pack=PACK, reason=WHY)
    case.decided()
    case.here.later(40)
    late = letter | {"finding": case.finding, "received_on": case.here.at.date()}
    assert case.refused("enter_appeal", **late) == "appeal_too_late"
