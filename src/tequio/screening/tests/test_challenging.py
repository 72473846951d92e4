"""Somebody doubts an organisation: with evidence, unpublished until somebody looked at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tequio.chronicle.queries import facts_of
from tequio.membership import service as membership
from tequio.membership.service import NewPerson
from tequio.screening.queries import cases
from tequio.screening.queries.evidence import items_of_evidence
from tequio.screening.rules.cases import LONGEST
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests.hearing import PACK, WHY, hearing
from tequio.screening.tests.stage import COPY, FILE

pytestmark = pytest.mark.django_db
NONE = 99_999


@pytest.fixture
def case():
    """Stina belongs nowhere; she found minutes in which nobody came."""
    case = hearing()
    case.here.group.people["stina"] = membership.create_person(NewPerson("Stina"))
    case.asked = {
        "listed": case.listed,
        "pack": PACK,
        "words": "Nobody ever met there.",
        "evidence": (minutes(case),),
    }
    return case


def minutes(case):
    """What shows that no assembly was held."""
    until = case.here.at.date()
    shown = (Shown("practice.assemblies", 0),)
    return NewEvidence("minutes", shown, until, until - timedelta(days=365), file=FILE)


def read_by_itself(case):
    """What the secretary of the weavers reads of the doubt."""
    here, party = case.here, case.group.people["asha"]
    return cases.case_view(here.keeper, case.case, party, here.at.date())


def counted(case):
    """What evidence says of the weavers."""
    here = case.here
    return len(items_of_evidence(here.keeper, [case.listed], here.at.date())[case.listed])


def test_a_doubt_counts_once_it_was_taken_up_and_its_organisation_learns_of_it(case):
    told = case.does("challenge", "stina", **case.asked)
    assert (told["state"], counted(case)) == ("quarantine", 0)
    today = case.here.at.date()
    assert read_by_itself(case) is None
    assert cases.cases_about(case.here.keeper, case.listed) == ()
    case.does("examine_challenge", case=case.case, is_taken=True, reason="We look into it.")
    assert counted(case) == 1
    assert len(facts_of(case.group.id, "screening.examine_challenge")) == 1
    seen = read_by_itself(case)
    listed = cases.cases_about(case.here.keeper, case.listed)
    assert (seen.line.person, [one.person for one in listed]) == (None, [None])
    assert [(one.kind, one.by_name) for one in seen.said] == [
        ("claim", ""),
        ("examined", "Dalia Ruiz"),
    ]
    case.decided()
    stina = case.here.group.people["stina"]
    hers = cases.case_view(case.here.keeper, case.case, stina, today)
    assert [one.kind for one in hers.said] == ["claim", "examined"]
    assert (hers.assessed, hers.reader) == ((), "asker")
    assert case.here.troubles() == []


def test_a_doubt_without_ground_counts_nowhere_and_nobody_is_told(case):
    case.does("challenge", "stina", **case.asked)
    given = {"case": case.case, "is_taken": False, "reason": "These are other weavers."}
    case.does("examine_challenge", **given)
    assert counted(case) == 0
    assert read_by_itself(case) is None
    assert facts_of(case.group.id, "screening.examine_challenge") == []
    assert case.refused("examine_challenge", **given) == "case_stands_otherwise"
    assert case.here.troubles() == []


def test_whoever_doubts_takes_it_back_until_it_was_taken_up(case):
    slug = case.here.group.slug
    case.does("challenge", "stina", **case.asked)
    assert case.does("withdraw_case", "stina", examiner=slug, case=case.case)["is_doubt"]
    assert read_by_itself(case) is None
    assert cases.cases_about(case.here.keeper, case.listed) == ()
    case.does("challenge", "stina", **case.asked)
    case.does("examine_challenge", case=case.case, is_taken=True, reason="We look into it.")
    refused = case.refused("withdraw_case", "stina", examiner=slug, case=case.case)
    assert refused == "case_stands_otherwise"
    assert counted(case) == 1
    assert case.here.troubles() == []


def test_evidence_of_a_doubt_that_is_taken_back_is_told_as_that_of_a_doubt(case):
    given = {"evidence": case.does("challenge", "stina", **case.asked)["brought"][0]["evidence"]}
    told = case.does("withdraw_evidence", "stina", **given, reason="These are other weavers.")
    assert told["is_doubt"]


def test_who_may_not_doubt_and_what_is_no_doubt(case):
    def refused(who="stina", **other):
        return case.refused("challenge", who, **case.asked | other)

    assert refused("nobody") == "not_signed_in"
    assert refused(listed=NONE) == "no_such_listed"
    assert refused(pack="fr@1") == "pack_not_adopted"
    assert refused(words=" ") == "nothing_said"
    assert refused(words="x" * (LONGEST + 1)) == "said_at_length"
    assert refused(evidence=()) == "evidence_needed"
    assert refused(evidence=(minutes(case),) * 11) == "too_much_evidence"
    other = case.here.lists("Green Ltd")
    case.here.merges(case.listed, other)
    assert refused(listed=other) == "merged_away"
    for _time in range(3):
        case.does("challenge", "stina", **case.asked)
    assert refused() == "too_many_challenges"
    case.here.adopts(register__public=False)
    assert refused() == "not_a_member"


WRONG = {
    "no_such_evidence_kind": {"kind": "platform"},
    "nothing_shown": {"facts": ()},
    "no_such_fact": {"facts": (Shown("practice.magic", 0),)},
    "fact_twice": {"facts": (Shown("practice.assemblies", 0),) * 2},
    "not_a_value_of_the_fact": {"facts": (Shown("practice.assemblies", "much"),)},
    "fact_out_of_range": {"facts": (Shown("practice.turnout", "3/2"),)},
    "nowhere_to_be_seen": {"file": ""},
    "twin_without_file": {"file": "", "redacted": COPY, "pointer": "4", "words": "There."},
    "file_not_kept": {"file": "a" * 64},
    "assessors_only": {"kind": "visit"},
    "only_itself": {"kind": "self_declaration"},
}


def test_evidence_of_a_doubt_is_held_to_the_same_as_any(case):
    day = case.here.at.date() + timedelta(days=1)
    wrong = WRONG | {
        "shown_in_the_future": {"until": day},
        "shown_ends_first": {"since": day},
    }
    for code, change in wrong.items():
        given = case.asked | {"evidence": (replace(minutes(case), **change),)}
        assert case.refused("challenge", "stina", **given) == code


def test_only_an_assessor_without_an_interest_looks_at_a_doubt(case):
    case.does("challenge", "emil", **case.asked)
    given = {"case": case.case, "is_taken": True, "reason": "We look into it."}
    assert case.refused("examine_challenge", "chand", **given) == "office_not_held"
    assert case.refused("examine_challenge", "emil", **given) == "in_conflict"
    assert case.refused("examine_challenge", **given | {"case": NONE}) == "no_such_case"
    assert case.refused("examine_challenge", **given | {"reason": " "}) == "nothing_said"
    long = "x" * (LONGEST + 1)
    assert case.refused("examine_challenge", **given | {"reason": long}) == "said_at_length"
    waiting = case.case
    case.does("open_case", listed=case.listed, pack=PACK, reason=WHY)
    assert case.refused("examine_challenge", **given | {"case": waiting}) == "case_at_work"
