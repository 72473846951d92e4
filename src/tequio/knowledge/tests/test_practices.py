"""A practice is written together, signed by those who live it and those who study it, and
nobody overwrites anybody."""

from __future__ import annotations

import json

import pytest

from tequio.kernel import Refused, canonical, digest
from tequio.knowledge import service
from tequio.knowledge.models import InnovationRow, JoinedRow, NotedRow, VersionRow
from tequio.knowledge.queries.cases import ready_case
from tequio.knowledge.rules.designs import plain_design
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.writing import (
    a_design,
    begun,
    observe,
    published,
    show_evidence,
    signed,
)
from tequio.screening.rules.showing import NewEvidence as ScreeningEvidence
from tequio.screening.rules.showing import Shown
from tequio.screening.service import submit_evidence
from tequio.screening.tests.stage import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


def refused(here, what, who="asha", **given):
    with pytest.raises(Refused) as answer:
        here.does(what, who, **given)
    return [one.code for one in answer.value.refusals]


def noticed(here, words="They share a van."):
    told = here.does(observe, "chand", kind="practice", words=words)
    return told["observation"]


def test_observations_are_joined_into_a_practice_with_its_first_version(here):
    first, second, third = (noticed(here, words) for words in ("One", "Two", "Three"))
    innovation = begun(here, observations=(first, second, first), words="Both share.")
    here.does(service.join_more, "bina", innovation=innovation, observations=(third,))
    rows = JoinedRow.objects.filter(organisation_id=here.keeper, innovation_id=innovation)
    assert {row.observation_id for row in rows} == {first, second, third}
    row = VersionRow.objects.get(organisation_id=here.keeper, innovation_id=innovation)
    assert (row.number, row.title, row.role) == (1, "A rota of mothers", "practitioner")
    assert json.loads(row.design)["version"] == 1
    again = {"innovation": innovation, "observations": (third,)}
    assert refused(here, service.join_more, **again) == ["observation_joined_already"]
    again["observations"] = ()
    assert refused(here, service.join_more, **again) == ["nothing_to_join"]
    assert here.troubles() == []


def test_only_what_stands_is_joined_and_only_what_can_be_read_is_written(here):
    gone, innovation = noticed(here), begun(here)
    here.does(service.withdraw_observation, "chand", observation=gone)
    given = {"design": a_design(), "role": "user"}
    wrong = {
        "no_such_observation": {"observations": (9_999,)},
        "observation_withdrawn": {"observations": (gone,)},
        "no_such_role": {"role": "queen"},
        "design_not_readable": {"design": "{}"},
        "no_such_listed": {"listed": 9_999},
    }
    for code, change in wrong.items():
        assert refused(here, service.join, **given | change) == [code], code
        if "observations" in change:
            more = {"innovation": innovation, **change}
            assert refused(here, service.join_more, **more) == [code]
    kept, merged = here.lists("Green"), here.lists("Green Ltd")
    here.merges(kept, merged)
    assert refused(here, service.join, listed=merged, **given) == ["merged_away"]
    more = {"innovation": 9_999, "observations": (gone,)}
    assert refused(here, service.join_more, **more) == ["no_such_practice"]


def test_a_version_begins_with_the_newest_and_what_was_said_stays(here):
    innovation = begun(here)
    here.does(service.contribute, "bina", innovation=innovation, role="user", words="I cook.")
    write, given = service.write_version, {"innovation": innovation, "based_on": 1}
    told = here.does(write, "bina", design=a_design("With lunch"), words="We cook.", **given)
    assert (told["version"], told["role"]) == (2, "user")
    assert refused(here, write, "chand", design=a_design("X"), **given) == ["written_in_between"]
    given["based_on"] = 2
    same = a_design("With lunch")
    assert refused(here, write, "chand", design=same, **given) == ["version_without_change"]
    assert refused(here, write, "chand", design="no", **given) == ["design_not_readable"]
    assert refused(here, write, "dalia", design=same, **given) == ["not_contributing"]
    given["innovation"] = 9_999
    assert refused(here, write, "chand", design=same, **given) == ["no_such_practice"]
    rows = VersionRow.objects.filter(organisation_id=here.keeper, innovation_id=innovation)
    titles = rows.order_by("number").values_list("title", flat=True)
    assert list(titles) == ["A rota of mothers", "With lunch"]
    assert here.troubles() == []


def test_everybody_has_one_role_in_a_practice(here):
    innovation, group = begun(here), here.member()[0]
    work, given = service.contribute, {"innovation": innovation, "role": "researcher"}
    assert refused(here, work, "chand", **given) == ["already_contributes"]
    assert refused(here, work, **given | {"role": "boss"}) == ["no_such_role"]
    assert refused(here, work, **given | {"innovation": 9_999}) == ["no_such_practice"]
    assert refused(here, work, party=group.id, **given) == ["not_of_that_organisation"]
    here.group.people["weaver"] = group.people["chand"]
    told = here.does(work, "weaver", party=group.id, **given)
    assert told["party"] == group.id
    assert here.troubles() == []


def test_nothing_is_systematised_without_practitioner_and_researcher(here):
    innovation = begun(here)
    step = {"innovation": innovation, "state": "systematised", "reason": "We know it now."}
    both = ["practitioner_sign_off_missing", "researcher_sign_off_missing"]
    assert refused(here, service.advance, **step) == both
    signed(here, innovation)
    assert refused(here, service.advance, **step | {"reason": " "}) == ["why_missing"]
    assert refused(here, service.advance, "chand", **step) == ["office_not_held"]
    here.does(service.advance, **step)
    new = {"innovation": innovation, "based_on": 1, "design": a_design("With lunch")}
    here.does(service.write_version, "chand", **new)
    piloted = step | {"state": "piloted"}
    here.does(service.sign_off, "dalia", innovation=innovation, version=2)
    assert refused(here, service.advance, **piloted) == ["practitioner_sign_off_missing"]
    here.does(service.sign_off, "chand", innovation=innovation, version=2)
    here.does(service.advance, **piloted)
    assert here.troubles() == []


def test_only_who_contributes_signs_and_only_the_newest_version(here):
    innovation, sign = begun(here), service.sign_off
    given = {"innovation": innovation, "version": 1}
    assert refused(here, sign, "dalia", **given) == ["not_contributing"]
    assert refused(here, sign, "chand", **given | {"version": 2}) == ["not_the_newest_version"]
    assert refused(here, sign, "chand", **given | {"innovation": 9}) == ["no_such_practice"]
    here.does(sign, "chand", **given)
    assert refused(here, sign, "chand", **given) == ["version_signed_already"]


def test_a_practice_goes_step_by_step_and_can_end_at_any(here):
    innovation = begun(here)
    signed(here, innovation)
    step = {"innovation": innovation, "reason": "So it was."}
    for state in ("piloted", "spotted", "queen"):
        assert refused(here, service.advance, state=state, **step) == ["not_the_next_state"]
    for state in ("systematised", "piloted", "adopted"):
        here.does(service.advance, state=state, **step)
    last = step | {"state": "institutionalised"}
    assert refused(here, service.advance, **last) == ["institution_without_source"]
    here.does(service.advance, source="By-law 4 of 2026", **last)
    noted = NotedRow.objects.get(organisation_id=here.keeper, innovation_id=innovation)
    assert noted.source == "By-law 4 of 2026"
    here.does(service.advance, state="ended", **step)
    assert refused(here, service.advance, state="ended", **step) == ["not_the_next_state"]
    step["innovation"] = 9_999
    assert refused(here, service.advance, state="ended", **step) == ["no_such_practice"]
    assert here.troubles() == []


def test_who_keeps_the_library_publishes_and_says_who_carries_it(here):
    innovation, listed = begun(here), here.lists("Green Ltd")
    change, name = service.publish, service.name_carrier
    assert refused(here, change, "chand", innovation=innovation) == ["office_not_held"]
    assert refused(here, change, innovation=9_999) == ["no_such_practice"]
    here.does(change, innovation=innovation)
    assert refused(here, change, innovation=innovation) == ["already_published_so"]
    here.does(change, innovation=innovation, is_public=False)
    here.does(name, innovation=innovation, listed=listed)
    row = InnovationRow.objects.get(organisation_id=here.keeper, id=innovation)
    assert (row.is_public, row.listed_id) == (False, listed)
    assert refused(here, name, "chand", innovation=innovation) == ["office_not_held"]
    assert refused(here, name, innovation=9_999) == ["no_such_practice"]
    assert refused(here, name, innovation=innovation, listed=9_999) == ["no_such_listed"]
    gone = here.lists("Green Limited")
    here.merges(listed, gone)
    assert refused(here, name, innovation=innovation, listed=gone) == ["merged_away"]
    assert here.troubles() == []


def test_a_published_practice_is_taken_elsewhere_and_both_chronicles_tell(here):
    innovation, there = published(here), stage.library("elsewhere")
    here.adopts(knowledge__public=True)
    given = {"practice": Practice(innovation, keeper="network"), "role": "user"}
    told = there.does(service.fork, "chand", words="We need that.", **given)
    row = InnovationRow.objects.get(organisation_id=there.keeper, id=told["innovation"])
    origin = (row.source_id, row.source_id_there, row.source_version)
    assert origin == (here.keeper, innovation, 1)
    assert there.troubles() == here.troubles() == []
    wrong = [
        ("practice_not_published", Practice(begun(here), keeper="network")),
        ("practice_not_published", Practice(innovation, keeper="nowhere")),
        ("practice_of_ones_own", Practice(innovation, keeper="elsewhere")),
        ("no_such_version", Practice(innovation, 2, keeper="network")),
        ("one_origin", Practice(innovation, keeper="network", case="creche")),
        ("one_origin", Practice(innovation, case="creche")),
        ("one_origin", Practice(innovation)),
        ("one_origin", Practice(keeper="network")),
        ("one_origin", Practice()),
    ]
    for code, practice in wrong:
        assert refused(there, service.fork, practice=practice, role="user") == [code], practice
    assert refused(there, service.fork, **given | {"role": "queen"}) == ["no_such_role"]
    assert refused(there, service.fork, listed=9_999, **given) == ["no_such_listed"]
    kept, merged = there.lists("Green"), there.lists("Green Ltd")
    there.merges(kept, merged)
    assert refused(there, service.fork, listed=merged, **given) == ["merged_away"]


def test_a_ready_case_is_taken_in_one_language(here):
    taken = {"practice": Practice(case="creche"), "role": "user"}
    told = here.does(service.fork, "chand", language="es", **taken)
    row = VersionRow.objects.get(organisation_id=here.keeper, innovation_id=told["innovation"])
    assert row.title == "Guardería como empresa social"
    assert set(json.loads(row.design)["title"]) == {"es"}
    row = InnovationRow.objects.get(organisation_id=here.keeper, id=told["innovation"])
    assert row.code == "creche"
    whole = canonical(plain_design(ready_case("creche")))
    brought = begun(here, design=whole)
    row = VersionRow.objects.get(organisation_id=here.keeper, innovation_id=brought)
    assert (row.title, json.loads(row.design)["design"]) == (
        "Crèche run as a social enterprise",
        "",
    )
    other = here.does(service.fork, "chand", language="xx", **taken)
    assert other["title"] == digest(row.title)
    taken["practice"] = Practice(case="no-such-case")
    assert refused(here, service.fork, **taken) == ["no_such_ready_case"]
    assert here.troubles() == []


def test_evidence_says_what_it_shows_and_where_that_stands(here):
    innovation = begun(here)
    given = {"innovation": innovation, "kind": "study", "strength": "compared", "words": "Lower."}
    here.does(show_evidence, "dalia", source="Study of 2025", is_harm=True, **given)
    here.does(show_evidence, "chand", file=FILE, **given)
    told = given | {"strength": "told", "kind": "story"}
    here.does(show_evidence, "bina", **told)
    wrong = {
        "no_such_kind_of_proof": {"kind": "rumour"},
        "no_such_strength": {"strength": "certain"},
        "proof_without_words": {"words": " "},
        "proof_without_source": {"strength": "documented"},
        "proof_of_the_future": {"day": here.at.date().replace(year=2100)},
        "proof_not_kept": {"file": "a" * 64},
        "no_such_practice": {"innovation": 9_999},
    }
    for code, change in wrong.items():
        assert refused(here, show_evidence, **told | change) == [code], code
    assert here.troubles() == []


def test_a_file_that_another_handed_in_for_a_screening_is_not_shown_by_naming_it(here):
    _group, weavers = here.member()
    given = ScreeningEvidence(
        "minutes", (Shown("practice.assemblies", 2),), here.at.date(), file=FILE
    )
    here.does(submit_evidence, "dalia", listed=weavers, evidence=given)
    shown = {"innovation": begun(here), "kind": "report", "strength": "documented", "words": "So."}
    assert refused(here, show_evidence, "chand", file=FILE, **shown) == ["proof_not_kept"]
    spoken = {"kind": "idea", "voice": FILE}
    assert refused(here, observe, "chand", **spoken) == ["voice_not_kept"]
    here.does(show_evidence, "dalia", file=FILE, **shown)


def test_six_questions_are_answered_with_reasons_and_the_fifth_by_the_screening(here):
    given = {"innovation": begun(here), "question": 2, "answer": "holds", "words": "They vote."}
    here.does(service.answer_question, "chand", **given)
    here.does(service.answer_question, "chand", **given | {"answer": "unknown", "words": ""})
    wrong = {
        "screening_answers_this": {"question": 5},
        "no_such_question": {"question": 8},
        "no_such_answer": {"answer": "perhaps"},
        "answer_without_reason": {"words": " "},
        "no_such_practice": {"innovation": 9_999},
    }
    for code, change in wrong.items():
        assert refused(here, service.answer_question, **given | change) == [code], code
    assert here.troubles() == []
