"""Organisations that apply, persons on paper who are forgotten or corrected, days that end as they
begin: every refusal through the door beside the lawful call, and what holds afterwards."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tequio.chronicle import queries as chronicle
from tequio.chronicle.models import LineRow
from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Refused
from tequio.membership import queries, service
from tequio.membership.models import MembershipRow, PersonRow, TermRow
from tequio.membership.queries import federating
from tequio.membership.tests import groups
from tequio.membership.tests.village import (
    NOBODY,
    Row,
    Village,
    differs,
    each,
    for_person,
    named,
    tries,
)

pytestmark = pytest.mark.django_db
READS_A_HEAD = r'SELECT .* FROM "chronicle_headrow" WHERE .*"organisation_id" = (\d+)'


@pytest.fixture
def village() -> Village:
    return Village()


# Organisations ------------------------------------------------------------------------------


@pytest.fixture
def union(village) -> groups.Group:
    return groups.found("union")


def applied(village):
    village.does(service.apply, **village.lawful)
    return {}


def admitted(village):
    applied(village)
    federation = village.lawful["federation"]
    service.admit_organisation(federation, village.group.id, since=village.at.date())
    return {}


APPLY: list[Row] = [
    ("the treasurer applies", differs(by="bina"), "office_not_held"),
    (
        "to the group itself",
        lambda village: {"federation": village.group.id},
        "no_such_federation",
    ),
    ("a second time", applied, "already_applied"),
    ("where it belongs", admitted, "already_belongs"),
]


@each(APPLY)
def test_a_group_does_not_apply(village, union, change, codes):
    tries(village, service.apply, {"federation": union.id}, change, codes)


def test_a_group_that_is_not_there_is_not_applied_to(village):
    with pytest.raises(Refused) as caught:
        village.does(service.apply, federation=NOBODY)
    assert [refusal.code for refusal in caught.value.refusals] == ["no_such_organisation"]


def withdrawn(village):
    village.does(service.withdraw_application, **village.lawful)
    return {}


WITHDRAW: list[Row] = [
    ("the treasurer takes it back", differs(by="bina"), "office_not_held"),
    ("a number that is nobody's", differs(application=NOBODY), "no_application"),
    ("a second time", withdrawn, "no_application"),
]


@each(WITHDRAW)
def test_an_application_is_not_taken_back(village, union, change, codes):
    application = village.does(service.apply, federation=union.id)["application"]
    tries(village, service.withdraw_application, {"application": application}, change, codes)


def test_both_chronicles_tell_of_an_application_and_of_its_end(village, union):
    told = village.does(service.apply, federation=union.id)
    assert chronicle.facts_of(union.id, "membership.apply") == [told]
    assert [one.federation for one in federating.applications_of(village.group.id)] == [union.id]
    assert [one.organisation for one in federating.applicants(union.id)] == [village.group.id]
    village.does(service.withdraw_application, application=told["application"])
    assert chronicle.facts_of(union.id, "membership.withdraw_application") == [told]
    assert not federating.applicants(union.id)
    village.does(service.apply, federation=union.id)


def heads_read(act):
    """Whose chains an act locks, in the order in which it does."""
    with CaptureQueriesContext(connection) as seen:
        act()
    asked = (re.match(READS_A_HEAD, one["sql"]) for one in seen)
    return [int(found[1]) for found in asked if found]


def test_taking_an_application_back_locks_no_chain_of_a_group_whose_numbers_are_the_same(
    village, union
):
    sister, other = groups.found("sangam"), groups.found("sakhi-two")
    mine = village.does(service.apply, federation=union.id)["application"]
    theirs = service.apply(sister.act("asha", "theirs"), federation=other.id).facts["application"]
    assert mine == theirs, "each group counts for itself"
    locked = heads_read(lambda: village.does(service.withdraw_application, application=mine))
    assert locked == sorted([village.group.id, union.id])
    assert [one.federation for one in federating.applications_of(sister.id)] == [other.id]


def test_who_was_admitted_no_longer_waits(village, union):
    village.lawful = {"federation": union.id}
    admitted(village)
    assert not federating.applicants(union.id)
    assert list(federating.federations_of(village.group.id)) == [union.id]


# Persons on paper ---------------------------------------------------------------------------


def with_a_sign_in(village):
    service.open_account(village.people["chand"])
    return {}


def longer_elsewhere(village):
    since = village.at.date() - timedelta(days=90)
    service.admit(groups.found("other").id, [village.people["chand"]], since=since)
    return {}


def erased(village):
    village.does(service.erase_on_request, **village.lawful)
    return {}


def witnessed_by(name):
    return lambda village: {"witness": village.people[name]}


def by_an_erased_witness(village):
    devi = village.group.join("Devi")
    village.does(
        service.erase_on_request, person=devi, asked="spoken", witness=village.people["bina"]
    )
    return {"witness": devi}


ON_REQUEST: list[Row] = [
    ("Chand asks for it herself", differs(by="chand"), "office_not_held"),
    ("a number that is nobody's", differs(person=NOBODY), "no_such_person"),
    ("Zora, who belongs nowhere", for_person("zora"), "no_such_person"),
    ("Chand, longer in another group", longer_elsewhere, "belongs_elsewhere_longer"),
    ("a second time", erased, "already_erased"),
    ("Chand has a sign-in since", with_a_sign_in, "has_her_own_sign_in"),
    ("the treasurer", for_person("bina"), "holds_an_office"),
    ("the secretary is her own witness", witnessed_by("asha"), "witness_needed"),
    ("Chand is the witness herself", witnessed_by("chand"), "witness_needed"),
    ("Zora, who belongs nowhere, is the witness", witnessed_by("zora"), "witness_needed"),
    ("a number that is nobody's is the witness", differs(witness=NOBODY), "witness_needed"),
    ("an erased member is the witness", by_an_erased_witness, "witness_needed"),
]


@each(ON_REQUEST)
def test_a_person_on_paper_is_not_erased(village, change, codes):
    people = village.people
    lawful = {"person": people["chand"], "asked": "spoken", "witness": people["bina"]}
    tries(village, service.erase_on_request, lawful, change, codes)


def contents(organisation):
    rows = LineRow.objects.filter(organisation_id=organisation).order_by("number")
    return list(rows.values_list("content", flat=True))


def assert_forgotten(village, person):
    row = PersonRow.objects.get(pk=person)
    assert (row.name, row.phone, row.email) == ("", "", "")
    assert row.erased_at is not None
    assert set(contents(village.group.id)[:-1]) == {""}
    assert list(chronicle.check(village.group.id)) == []
    assert list(queries.check(village.group.id)) == []


def test_a_member_on_paper_is_forgotten_because_she_asked_and_the_proof_stays(village):
    chand = village.people["chand"]
    village.does(service.correct_person, person=chand, name="Chand Rani", phone="+233 8")
    service.write_text(village.group.id, body="She asked for a loan", about=chand)
    bina, later = village.people["bina"], village.at.date() + timedelta(days=900)
    roll = queries.member_ids(village.group.id, later)
    told = village.does(service.erase_on_request, person=chand, asked="written", witness=bina)
    on = village.at.date().isoformat()
    assert told == {"person": chand, "asked": "written", "witnesses": [bina], "on": on}
    assert_forgotten(village, chand)
    assert chand in roll
    assert queries.member_ids(village.group.id, later) == roll, "no officer ends a membership"


def test_a_member_who_was_erased_leaves_the_roll_when_it_is_decided(village):
    chand, today = village.people["chand"], village.at.date()
    bina = village.people["bina"]
    village.does(service.erase_on_request, person=chand, asked="written", witness=bina)
    service.exclude(village.group.id, person=chand, until=today - timedelta(days=1))
    assert chand not in queries.member_ids(village.group.id, today)


def test_whoever_was_only_written_down_is_forgotten_too(village):
    gita = village.does(service.register_person, name="Gita", phone="+233 20 7")["person"]
    chand = village.people["chand"]
    village.does(service.erase_on_request, person=gita, asked="spoken", witness=chand)
    assert_forgotten(village, gita)
    assert gita not in queries.awaiting_admission(village.group.id)


def test_who_erases_herself_is_forgotten_where_she_was_only_written_down(village):
    gita = village.does(service.register_person, name="Gita", phone="+233 20 7")["person"]
    village.people["gita"] = gita
    service.open_account(gita)
    village.does(service.erase_person, by="gita", person=gita)
    assert_forgotten(village, gita)
    assert chronicle.facts_of(village.group.id, "membership.erase_person") == [
        {"person": gita, "on": village.at.date().isoformat()}
    ]


def test_whoever_was_written_down_is_corrected_before_she_is_admitted(village):
    gita = village.does(service.register_person, name="Gtia", phone="+233 20 7")["person"]
    village.does(service.correct_person, person=gita, name="Gita", phone="+233 20 8")
    found = queries.person(gita)
    assert found is not None
    assert (found.name, found.phone) == ("Gita", "+233208")


def test_another_group_does_not_correct_whom_it_did_not_write_down(village):
    gita = village.does(service.register_person, name="Gita")["person"]
    other = groups.found("other")
    with pytest.raises(Refused) as caught:
        service.correct_person(other.act("asha", "theirs"), person=gita, name="Hema")
    assert [refusal.code for refusal in caught.value.refusals] == ["no_such_person"]


# Days ---------------------------------------------------------------------------------------


def test_who_is_excluded_on_the_day_of_admission_belonged_on_no_day(village):
    today = village.at.date()
    gita = service.create_person(named("Gita"))
    service.admit(village.group.id, [gita], since=today)
    service.exclude(village.group.id, person=gita, until=today - timedelta(days=1))
    row = MembershipRow.objects.get(person_id=gita)
    assert (row.since, row.until, row.is_void) == (today, today, True)
    assert not queries.standing(gita, village.group.id, today).is_member
    assert gita not in queries.member_ids(village.group.id, today)
    service.admit(village.group.id, [gita], since=today)
    assert queries.standing(gita, village.group.id, today).is_member


def test_an_office_that_is_handed_on_twice_in_a_day_is_held_by_the_last_one_only(village):
    today, chand = village.at.date(), village.people["chand"]
    term = service.seat(village.group.id, office="chair", person=chand, since=today)
    service.unseat(village.group.id, term=term, until=today - timedelta(days=1))
    row = TermRow.objects.get(id=term, organisation_id=village.group.id)
    assert (row.until, row.is_void) == (today, True)
    assert not queries.standing(chand, village.group.id, today).offices
    service.seat(village.group.id, office="chair", person=village.people["bina"], since=today)
    terms = queries.terms(village.group.id, today)
    assert {t.person for t in terms if t.office == "chair"} == {village.people["bina"]}


def test_the_last_day_still_counts(village):
    today, chand = village.at.date(), village.people["chand"]
    village.does(service.leave, by="chand")
    assert queries.standing(chand, village.group.id, today).is_member
    assert not queries.standing(chand, village.group.id, today + timedelta(days=1)).is_member


@pytest.mark.parametrize(
    ("act", "rows"),
    [("apply", APPLY), ("withdraw_application", WITHDRAW), ("erase_on_request", ON_REQUEST)],
)
def test_every_refusal_is_tried(act, rows):
    declared = {kind.code for kind in ACTS[f"membership.{act}"].refusals}
    tried = {codes for _says, _change, codes in rows}
    assert tried == declared - {kind.code for kind in OF_THE_DOOR}
