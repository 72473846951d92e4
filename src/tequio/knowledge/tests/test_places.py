"""A place is known by what its own people said; what disagrees stays until they settle it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.queries.places import place, places, profile_of
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import a_place, says
from tequio.membership.tests import groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.library()


def refused(code: str):
    return pytest.raises(Refused, match=code)


def test_two_who_disagree_both_stay_and_nobody_knows_until_it_is_settled(here):
    kasi = a_place(here)
    eight = says(here, kasi, "trust", "8", words="Those who came on Sunday")
    three = says(here, kasi, "trust", "3", who="bina")
    seen = place(here.keeper, kasi, is_inside=True)
    trust = next(one for one in seen.variables if one.variable.code == "bonding_trust")
    assert trust.is_disputed
    assert [(one.value, one.name) for one in trust.values] == [
        (8, "Chand Rani"),
        (3, "Bina Kumari"),
    ]
    assert trust.values[0].words == "Those who came on Sunday"
    given = {"value": eight, "present": 31, "words": "Bina had meant the other side of the road."}
    with refused("settled_by_who_said_it"):
        here.does(service.settle_value, "chand", **given)
    here.does(service.settle_value, **given)
    assert profile_of(here.keeper, kasi)["bonding_trust"].value == 8
    seen = place(here.keeper, kasi, is_inside=True)
    trust = next(one for one in seen.variables if one.variable.code == "bonding_trust")
    assert (trust.settled.present, trust.settled.words) == (31, given["words"])
    assert [one.is_settled for one in trust.values] == [True, False]
    says(here.later(), kasi, "trust", "5", who="asha")
    assert profile_of(here.keeper, kasi)["bonding_trust"].state == "disputed"
    assert three != eight


def test_a_question_that_does_not_fit_is_known_not_to_fit(here):
    kasi = a_place(here)
    says(here, kasi, "school_hours", "", does_not_fit=True)
    assert profile_of(here.keeper, kasi)["school_hours"].state == "not_applicable"


@pytest.mark.parametrize(
    ("variable", "value", "more"),
    [
        ("trust", "eight", {}),
        ("trust", "11", {}),
        ("trust", "8", {"does_not_fit": True}),
        ("registration", "perhaps", {}),
        ("income", "3400", {"unit": ""}),
        ("network", "fast", {}),
        ("main_hazard", "dragons", {}),
    ],
)
def test_what_is_no_answer_is_refused(here, variable, value, more):
    kasi = a_place(here)
    with refused("no_value_of_variable"):
        says(here, kasi, variable, value, **more)


def test_answers_of_each_kind_are_kept_exactly(here):
    kasi = a_place(here)
    says(here, kasi, "income", "3400.50")
    says(here, kasi, "credit", "Yes")
    says(here, kasi, "network", "data")
    says(here, kasi, "working_languages", "zu, en")
    known = profile_of(here.keeper, kasi)
    assert str(known["median_household_income"].value) == "6801/2"
    assert known["bank_credit_access"].value is True
    assert (known["network"].value, known["working_languages"].value) == ("data", ("en", "zu"))


def test_what_cannot_be_said_of_a_place_is_refused(here):
    with refused("place_name_missing"):
        a_place(here, " ")
    with refused("no_such_country_code"):
        a_place(here, country="za")
    with refused("no_such_party_of_place"):
        a_place(here, party="nobody")
    with refused("no_such_listed"):
        a_place(here, listed=99_999)
    kept, gone = here.lists("Kasi of today"), here.lists("Kasi of old")
    here.merges(kept, gone)
    with refused("merged_away"):
        a_place(here, listed=gone)
    with refused("not_taking_part"):
        here.does(service.describe_context, "stranger", name="Kasi")
    kasi = a_place(here)
    with refused("no_such_place"):
        says(here, kasi + 999, "trust", "8")
    with refused("no_such_variable"):
        says(here, kasi, "mood", "8")
    with refused("day_of_value_to_come"):
        says(here, kasi, "trust", "8", day=here.at.date() + timedelta(days=2))
    with refused("not_taking_part"):
        says(here, kasi, "trust", "8", who="stranger")


def test_who_said_it_takes_it_back_and_whoever_keeps_the_library_does_not(here):
    kasi = a_place(here)
    first = says(here, kasi, "trust", "8", who="bina")
    for other in ("chand", "asha"):
        with refused("value_said_by_another"):
            here.does(service.withdraw_value, other, value=first)
    with refused("not_taking_part"):
        here.does(service.withdraw_value, "stranger", value=first)
    here.does(service.withdraw_value, "bina", value=first)
    assert not profile_of(here.keeper, kasi)
    with refused("no_such_value_of_place"):
        here.does(service.withdraw_value, "bina", value=first)


def test_officers_of_whom_a_place_is_described_for_take_back_what_nobody_disputes(here):
    group, _listed = here.member()
    far = groups.found("far")
    here.group.people |= {"hers": group.people["asha"], "theirs": far.people["asha"]}
    here.group.people |= {"member": group.people["chand"]}
    kasi, langa = a_place(here, party=group.slug), a_place(here, "Langa", party=far.slug)
    eight = says(here, kasi, "trust", "8", who="bina")
    three = says(here, kasi, "trust", "3")
    with refused("others_said_otherwise"):
        here.does(service.withdraw_value, "hers", value=eight)
    here.does(service.withdraw_value, "chand", value=three)
    with refused("value_said_by_another"):
        here.does(service.withdraw_value, "member", value=eight)
    with refused("not_taking_part"):
        here.does(service.withdraw_value, "theirs", value=eight)
    here.does(service.withdraw_value, "hers", value=eight)
    of_langa = says(here, langa, "trust", "8", who="bina")
    here.does(service.withdraw_value, "theirs", value=of_langa)
    assert not profile_of(here.keeper, kasi)
    assert not profile_of(here.keeper, langa)


def test_only_what_is_disputed_is_settled(here):
    kasi = a_place(here)
    eight = says(here, kasi, "trust", "8")
    given = {"value": eight, "present": 9, "words": "All agreed."}
    with refused("nothing_disputed"):
        here.does(service.settle_value, **given)
    says(here, kasi, "trust", "3")
    with refused("settled_without_words"):
        here.does(service.settle_value, **given | {"words": " "})
    with refused("day_of_value_to_come"):
        here.does(service.settle_value, **given, day=here.at.date() + timedelta(days=2))
    with refused("no_such_value_of_place"):
        here.does(service.settle_value, **given | {"value": eight + 999})
    with refused("not_taking_part"):
        here.does(service.settle_value, "stranger", **given)


def test_who_does_not_take_part_sees_published_places_only(here):
    a_place(here)
    shown = a_place(here, "Langa", is_public=True)
    assert [one.name for one in places(here.keeper, is_inside=False)] == ["Langa"]
    assert len(places(here.keeper, is_inside=True)) == 2
    hidden = places(here.keeper, is_inside=True)[0].id
    assert place(here.keeper, hidden, is_inside=False) is None
    eight = says(here, shown, "trust", "8")
    says(here, shown, "trust", "3")
    here.does(service.settle_value, value=eight, present=9, words="We agreed.")
    for inside, name in ((True, "Chand Rani"), (False, "")):
        seen = place(here.keeper, shown, is_inside=inside)
        trust = next(one for one in seen.variables if one.variable.code == "bonding_trust")
        assert {one.name for one in trust.values} == {name}
        assert bool(trust.settled.name) == bool(trust.settled.by) == inside


def test_a_place_of_a_group_is_published_by_its_own_officers(here):
    group, _listed = here.member()
    here.group.people |= {"mira": group.join("Mira Sen"), "secretary": group.people["asha"]}
    given = {"name": "Kasi", "party": group.slug}
    with refused("place_of_others"):
        here.does(service.describe_context, "mira", **given, is_public=True)
    here.does(service.describe_context, "mira", **given)
    assert places(here.keeper, is_inside=False) == []
    here.does(service.describe_context, "secretary", **given, is_public=True)
    assert len(places(here.keeper, is_inside=False)) == 1
