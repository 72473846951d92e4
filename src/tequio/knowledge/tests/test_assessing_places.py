"""A practice beside a place: stored with what went in, and later held to what happened."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.models import InnovationRow, VersionRow
from tequio.knowledge.queries import check
from tequio.knowledge.queries.assessed import assessment, assessments, track_record
from tequio.knowledge.queries.places import place
from tequio.knowledge.queries.similar_places import similar_places
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import a_place, assessed, says, township
from tequio.knowledge.tests.writing import begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_the_creche_in_five_places_to_the_word(here):
    known = {
        "conditions_hold": township(
            here,
            income="28000",
            groups="1",
            trust="5",
            registration="yes",
            credit="yes",
            separate="yes",
            customary="no",
        ),
        "adapt": township(here),
        "do_not_transfer": township(here, groups="1"),
    }
    assert {code: assessed(here, one)["verdict"] for code, one in known.items()} == {
        code: code for code in known
    }
    unasked, nothing = township(here, "groups"), a_place(here)
    for one, leads in (
        (unasked, {4: "do_not_transfer", 5: "adapt"}),
        (nothing, {3: "do_not_transfer"}),
    ):
        number = assessed(here, one)["assessment"]
        found = assessment(here.keeper, number, is_inside=True).found
        (question,) = found.decisive
        assert {one.answer.value: one.verdict for one in question.changes} == leads
    assert list(check(here.keeper)) == []


def test_what_would_decide_stands_first_on_the_page_of_a_place(here):
    kasi = township(here, "groups")
    assert place(here.keeper, kasi, is_inside=True).first == ()
    assessed(here, kasi)
    seen = place(here.keeper, kasi, is_inside=True)
    assert [one.variable.code for one in seen.first] == ["savings_group_density"]
    assert seen.groups[seen.first[0].variable.group][0] == seen.first[0]
    says(here, kasi, "groups", "14")
    assert place(here.keeper, kasi, is_inside=True).first == ()


def test_an_assessment_stays_as_it_was_when_more_is_known(here):
    kasi = township(here, "groups")
    number = assessed(here, kasi)["assessment"]
    says(here, kasi, "groups", "14")
    assert assessment(here.keeper, number, is_inside=True).found.verdict == "not_enough_known"
    assert assessed(here, kasi)["verdict"] == "adapt"
    assert assessment(here.keeper, number, is_inside=True).asked == ("assembly",)


def test_what_cannot_be_assessed_is_refused(here):
    kasi = township(here)
    with refused("no_such_place"):
        assessed(here, kasi + 999)
    for practice in (
        Practice(),
        Practice(innovation=999),
        Practice(case="unheard-of"),
        Practice(innovation=1, keeper="nobody"),
    ):
        with refused("no_practice_to_read"):
            assessed(here, kasi, practice)
    with refused("not_taking_part"):
        here.does(service.assess, "stranger", context=kasi, practice=Practice(case="creche"))
    with refused("practice_not_assessable"):
        assessed(here, kasi, Practice(innovation=no_longer_read(here)))


def no_longer_read(here) -> int:
    """A practice whose text was kept when other rules held; its number."""
    innovation = begun(here)
    row = VersionRow.objects.get(organisation_id=here.keeper, innovation_id=innovation)
    VersionRow.objects.create(
        organisation_id=here.keeper,
        innovation_id=innovation,
        number=2,
        title=row.title,
        design='{"design":"","kind":"of another time"}',
        digest=row.digest,
        role=row.role,
        person_id=row.person_id,
        written_at=row.written_at,
    )
    InnovationRow.objects.filter(organisation_id=here.keeper, id=innovation).update(version=2)
    return innovation


def test_were_we_right(here):
    kasi = township(here, groups="1")
    number = assessed(here, kasi)["assessment"]
    given = {"assessment": number, "outcome": "alive_same", "words": "It runs as in the suburb."}
    with refused("outcome_before_assessment"):
        day = here.at.date() - timedelta(days=1)
        here.does(service.record_outcome, **given, day=day)
    with refused("outcome_to_come"):
        here.does(service.record_outcome, **given, day=here.at.date() + timedelta(days=1))
    with refused("no_such_assessment_of_place"):
        here.does(service.record_outcome, **given | {"assessment": number + 999})
    with refused("not_taking_part"):
        here.does(service.record_outcome, "stranger", **given)
    assert len(track_record(here.keeper, is_inside=True).waiting) == 1
    here.does(service.record_outcome, **given)
    unknown = assessed(here, township(here, "groups"))["assessment"]
    here.does(service.record_outcome, assessment=unknown, outcome="ended")
    record = track_record(here.keeper, is_inside=True)
    assert [one.line.id for one in record.of("wrong")] == [number]
    assert [one.line.id for one in record.of("not_judged")] == [unknown]
    assert record.of("right") == []
    (happened,) = assessment(here.keeper, number, is_inside=True).outcomes
    assert (happened.answer, happened.words) == ("wrong", given["words"])


def test_assessments_of_unpublished_places_are_seen_by_who_takes_part(here):
    hidden = assessed(here, township(here))["assessment"]
    shown = assessed(here, a_place(here, "Langa", is_public=True))["assessment"]
    found = assessments(here.keeper, is_inside=False)
    assert [one.id for one in found] == [shown]
    assert [one.id for one in assessments(here.keeper, is_inside=True)] == [shown, hidden]
    assert assessment(here.keeper, hidden, is_inside=False) is None


def test_places_are_alike_only_where_enough_is_known_of_both(here):
    kasi, alike = township(here), township(here, trust="7")
    a_place(here, "Langa")
    found = similar_places(here.keeper, kasi, is_inside=True)
    assert [one.id for one in found.near] == [alike]
    assert (len(found.near[0].common), found.too_little) == (7, 1)
    assert similar_places(here.keeper, kasi, is_inside=False).near == ()
