"""Evidence says what it shows, when that was so and where it can be seen; it is never deleted."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection, transaction

from tequio.kernel import Refused
from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening import queries, service
from tequio.screening.models import CaseRow
from tequio.screening.queries.evidence import items_of_evidence
from tequio.screening.queries.looking import look_at_all
from tequio.screening.queries.packs import ready_pack
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db
FILE, NOT_KEPT = stage.FILE, "a" * 64


@pytest.fixture
def here():
    here = stage.network()
    here.theirs, here.number = here.member()
    return here


def piece(here, kind="minutes", facts=(("practice.assemblies", 2),), **more):
    """A file that shows these facts of last year."""
    day = here.at.date() - timedelta(days=30)
    given = {"since": day - timedelta(days=365), "until": day, "file": FILE} | more
    return NewEvidence(kind, tuple(Shown(*one) for one in facts), **given)


def items(here, number=None):
    number = number or here.number
    return items_of_evidence(here.keeper, [number], here.at.date())[number]


def refused(here, what, who="dalia", **given):
    with pytest.raises(Refused) as answer:
        here.does(what, who, **given)
    return [one.code for one in answer.value.refusals]


def refused_to(here, what, who="asha", **given):
    with pytest.raises(Refused) as answer:
        here.for_group(here.theirs, what, who, **given)
    return [one.code for one in answer.value.refusals]


def submits(here, evidence, who="bina", **more):
    given = {"examiner": "network", "evidence": evidence} | more
    return here.for_group(here.theirs, service.submit_evidence, who, **given)


def test_an_organisation_shows_what_it_did_and_both_chronicles_tell(here):
    told = submits(here, piece(here, facts=(("practice.turnout", "4/6"), ("rules.quorum", True))))
    assert (told["party"], told["grade"]) == (here.theirs.id, 1)
    turnout, quorum = items(here)
    assert (turnout.fact, turnout.value) == ("practice.turnout", Fraction(2, 3))
    assert (turnout.origin, turnout.digest) == (f"minutes:{told['evidence']}", FILE)
    assert (turnout.until - turnout.since).days == 365
    assert quorum.value is True
    assert here.troubles() == [str(one) for one in queries.check(here.theirs.id)] == []


def test_its_own_word_weighs_nothing_and_an_assessors_visit_the_most(here):
    fact = (("practice.pay_ratio", "7/2"),)
    submits(here, piece(here, "self_declaration", fact, file=""))
    visit = piece(here, "visit", fact, file="", words="Emil and I saw the pay lists.")
    here.does(service.submit_evidence, "dalia", listed=here.number, evidence=visit)
    assert [one.grade for one in items(here)] == [0, 4]
    assert here.troubles() == []


def test_a_paper_that_an_organisation_does_not_show_is_its_own_word(here):
    unseen = {"file": "", "pointer": "article 4", "words": "In our drawer."}
    for kind in ("clause", "minutes", "register_extract"):
        submits(here, piece(here, kind, **unseen))
    saw = {"listed": here.number, "evidence": piece(here, **unseen)}
    here.does(service.submit_evidence, "dalia", **saw)
    assert [one.grade for one in items(here)] == [0, 0, 0, 1]
    assert here.troubles() == []


def test_what_is_withdrawn_stays_and_says_so(here):
    give, take_back = service.submit_evidence, service.withdraw_evidence
    theirs = submits(here, piece(here))["evidence"]
    hers = here.does(give, "dalia", listed=here.number, evidence=piece(here))["evidence"]
    why = {"reason": "Another group's minutes."}
    assert refused(here, take_back, "emil", evidence=hers, **why) == ["no_such_evidence"]
    assert refused(here, take_back, evidence=hers, reason=" ") == ["why_missing"]
    assert refused(here, take_back, evidence=hers, **why, examiner="x") == ["no_such_register"]
    here.does(take_back, "dalia", evidence=hers, **why)
    assert refused(here, take_back, evidence=hers, **why) == ["evidence_already_withdrawn"]
    why["examiner"] = "network"
    assert refused_to(here, take_back, evidence=hers, **why) == ["no_such_evidence"]
    assert refused_to(here, take_back, "chand", evidence=theirs, **why) == ["office_not_held"]
    assert [one.is_withdrawn for one in items(here)] == [False, True]
    here.for_group(here.theirs, take_back, evidence=theirs, **why)
    assert all(one.is_withdrawn for one in items(here))
    assert here.troubles() == []


def test_evidence_of_what_was_merged_counts_and_nothing_known_later(here):
    other = here.lists("Weavers, Lomé")
    here.does(service.submit_evidence, "dalia", listed=other, evidence=piece(here))
    here.merges(here.number, other)
    assert len(items(here)) == 1
    before = here.at.date() - timedelta(days=1)
    assert items_of_evidence(here.keeper, [here.number], before) == {here.number: []}
    merged = {"listed": other, "evidence": piece(here)}
    assert refused(here, service.submit_evidence, **merged) == ["merged_away"]


def test_evidence_of_a_challenge_counts_once_somebody_took_it_up(here):
    case = CaseRow.objects.create(
        organisation_id=here.keeper,
        id=9001,
        listed_id=here.number,
        pack_id=1,
        kind="challenge",
        state="open",
        person_id=here.group.people["chand"],
        opened_at=here.at,
    )
    told = submits(here, piece(here), case=case.id)
    assert told["case"] == case.id
    assert len(items(here)) == 1
    for state in ("quarantine", "refused", "withdrawn"):
        CaseRow.objects.filter(id=case.id).update(state=state)
        assert items(here) == []
    nowhere = {"examiner": "network", "evidence": piece(here), "case": case.id}
    assert refused_to(here, service.submit_evidence, **nowhere) == ["no_case_of_it"]


def test_many_organisations_are_read_with_few_queries(here, django_assert_max_num_queries):
    numbers = [here.number, *(here.lists(f"Group {one}") for one in range(4))]
    for number in numbers:
        here.does(service.submit_evidence, "dalia", listed=number, evidence=piece(here))
    with django_assert_max_num_queries(4):
        found = items_of_evidence(here.keeper, numbers, here.at.date())
    assert [len(found[number]) for number in numbers] == [1] * 5


def test_only_what_can_be_true_and_looked_at_is_taken(here):
    tomorrow, today = here.at.date() + timedelta(days=1), here.at.date()
    word = ("practice.turnout", "1/2")
    wrong = {
        "no_such_evidence_kind": {"kind": "platform"},
        "nothing_shown": {"facts": ()},
        "no_such_fact": {"facts": (("practice.luck", True),)},
        "fact_twice": {"facts": (word, word)},
        "not_a_value_of_the_fact": {"facts": (("practice.turnout", "0.5"),)},
        "fact_out_of_range": {"facts": (("practice.turnout", "3/2"),)},
        "shown_in_the_future": {"until": tomorrow},
        "shown_ends_first": {"since": today},
        "nowhere_to_be_seen": {"file": "", "pointer": "article 4"},
        "twin_without_file": {"file": "", "redacted": FILE, "pointer": "1", "words": "At ours"},
        "file_not_kept": {"file": NOT_KEPT},
        "assessors_only": {"kind": "visit"},
    }
    for code, change in wrong.items():
        given = {"examiner": "network", "evidence": piece(here, **change)}
        assert refused_to(here, service.submit_evidence, **given) == [code], code
    alone = {"listed": here.number, "evidence": piece(here, "self_declaration")}
    assert refused(here, service.submit_evidence, **alone) == ["only_itself"]
    blank = {"listed": here.number, "evidence": piece(here, "visit", file="")}
    assert refused(here, service.submit_evidence, **blank) == ["nowhere_to_be_seen"]


def test_a_file_is_kept_in_the_name_of_whoever_hands_it_in(here):
    ours = stage.keeps(here.keeper, b"Minutes that came by letter.")
    for named in ({"file": ours}, {"redacted": ours}):
        given = {"examiner": "network", "evidence": piece(here, **named)}
        assert refused_to(here, service.submit_evidence, **given) == ["file_not_kept"]
    theirs = stage.keeps(here.theirs.id, b"Minutes of ours.")
    wrong = {"listed": here.number, "evidence": piece(here, file=theirs)}
    assert refused(here, service.submit_evidence, **wrong) == ["file_not_kept"]
    here.does(service.submit_evidence, "dalia", **wrong | {"evidence": piece(here, file=ours)})
    submits(here, piece(here, file=theirs))


def test_only_its_officers_and_those_who_examine_hand_it_in(here):
    give, given = service.submit_evidence, {"evidence": piece(here)}
    there = {"examiner": "network", **given}
    assert refused_to(here, give, "chand", **there) == ["office_not_held"]
    assert refused_to(here, give, **given | {"examiner": "nowhere"}) == ["no_such_register"]
    assert refused(here, give, "chand", listed=here.number, **given) == ["office_not_held"]
    assert refused(here, give, **given) == ["no_such_listed"]
    here.does(service.declare_interest, "dalia", listed=here.number)
    visit = {"listed": here.number, "evidence": piece(here, "visit", words="Saw it.")}
    assert refused(here, give, **visit) == ["in_conflict"]
    stranger, _other = here.member("potters")
    here.theirs = stranger
    assert refused_to(here, give, **given | {"examiner": "weavers"}) == ["not_recognised"]


def test_numbers_are_no_part_of_a_whole_where_they_are_none(here):
    facts = (("practice.volunteers_to_workers", "5/2"), ("practice.pay_gap", "-1/20"))
    submits(here, piece(here, "accounts", (*facts, ("practice.pay_ratio", 7))))
    assert {one.value for one in items(here)} == {Fraction(5, 2), Fraction(-1, 20), Fraction(7)}


def test_a_number_too_long_is_not_taken_and_one_that_is_kept_stops_nobody_else(here):
    long = 10**18
    given = (("practice.members", long), ("practice.pay_ratio", long))
    for fact in given:
        wrong = {"examiner": "network", "evidence": piece(here, facts=(fact,))}
        assert refused_to(here, service.submit_evidence, **wrong) == ["fact_out_of_range"]
    submits(here, piece(here, facts=(("practice.members", long - 1), ("practice.pay_ratio", 1))))
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    for value in (str(long), "two", '"1/0"'):
        with transaction.atomic():
            without_guards()
            run(f"UPDATE screening_evidencefactrow SET value = '{value}' WHERE fact LIKE '%ratio'")
            assert [one.fact for one in items(here)] == ["practice.members"]
            assert list(look_at_all(here.keeper, ready_pack("un-ilo"), here.at.date()))
            assert here.troubles()
            transaction.set_rollback(True)
