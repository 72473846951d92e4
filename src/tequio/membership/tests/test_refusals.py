"""Membership: every refusal through the door, each beside the lawful call of the same set-up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Act, Refused
from tequio.membership import service
from tequio.membership.tests import groups
from tequio.membership.tests.village import (
    CODE,
    NOBODY,
    OTHER,
    Row,
    Village,
    differs,
    each,
    for_person,
    named,
    tries,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def village() -> Village:
    return Village()


def corrected(village, name, phone):
    """Somebody's own phone, as Asha wrote it down."""
    person = village.people[name]
    village.does(service.correct_person, person=person, name=name.title(), phone=phone)


def with_the_phone_of(name):
    def change(village):
        corrected(village, name, "+233 20 1")
        return {"phone": "+233-201"}

    return change


REGISTER: list[Row] = [
    ("the treasurer writes her down", differs(by="bina"), "office_not_held"),
    ("nobody is signed in", differs(by="nobody"), "office_not_held"),
    ("without a name", differs(name=" "), "name_missing"),
    ("with the phone of Chand", with_the_phone_of("chand"), "contact_in_use"),
]


@each(REGISTER)
def test_a_person_is_not_written_down(village, change, codes):
    tries(village, service.register_person, {"name": "Gita", "phone": "+233 20 2"}, change, codes)


def elsewhere(village, days):
    """Chand belongs to another group too, since so many days."""
    since = village.at.date() - timedelta(days=days)
    service.admit(groups.found("other").id, [village.people["chand"]], since=since)
    return {}


def former(village):
    """Chand belonged here until yesterday."""
    until = village.at.date() - timedelta(days=1)
    service.exclude(village.group.id, person=village.people["chand"], until=until)
    return {}


def erased_on_request(village):
    """Chand was erased because she asked, and is still a member."""
    people = village.people
    village.does(
        service.erase_on_request, person=people["chand"], asked="spoken", witness=people["bina"]
    )
    return {}


CORRECT: list[Row] = [
    ("Chand who left", former, "no_such_person"),
    ("Chand of two groups", lambda village: elsewhere(village, 3), "belongs_elsewhere_too"),
    ("Bina corrects Chand", differs(by="bina"), "office_not_held"),
    ("without a name", differs(name=""), "name_missing"),
    ("a number that is nobody's", differs(person=NOBODY), "no_such_person"),
    ("Zora, who belongs nowhere", for_person("zora"), "no_such_person"),
    ("with the phone of Bina", with_the_phone_of("bina"), "contact_in_use"),
    ("who was erased", erased_on_request, "already_erased"),
]


@each(CORRECT)
def test_a_person_is_not_corrected(village, change, codes):
    lawful = {"person": village.people["chand"], "name": "Chand Rani", "phone": "+233 8"}
    tries(village, service.correct_person, lawful, change, codes)


def test_whoever_belongs_to_two_groups_changes_her_phone_herself(village):
    elsewhere(village, 3)
    chand = village.people["chand"]
    own = {"person": chand, "name": "Chand Rani", "phone": "+233 8"}
    village.does(service.correct_person, by="chand", **own)
    village.does(service.correct_person, **own | {"name": "Chandni Rani"})
    with pytest.raises(Refused):
        village.does(service.correct_person, **own | {"phone": "+233 9"})


LEAVE: list[Row] = [
    ("Zora leaves", differs(by="zora"), "not_a_member"),
    ("the treasurer leaves", differs(by="bina"), "holds_an_office"),
]


@each(LEAVE)
def test_a_member_does_not_leave(village, change, codes):
    tries(village, service.leave, {"by": "chand"}, change, codes)


def erased(village):
    village.does(service.erase_person, **village.lawful)
    return {}


def herself(name):
    return lambda village: {"by": name, "person": village.people[name]}


ERASE: list[Row] = [
    ("Asha erases Chand", differs(by="asha"), "not_herself"),
    ("a number that is nobody's", differs(person=NOBODY), "no_such_person"),
    ("a second time", erased, "already_erased"),
    ("the treasurer", herself("bina"), "holds_an_office"),
]


@each(ERASE)
def test_a_person_is_not_erased(village, change, codes):
    lawful = {"by": "chand", "person": village.people["chand"]}
    tries(village, service.erase_person, lawful, change, codes)


def who_has_a_sign_in(village):
    service.open_account(village.people["chand"])
    return {}


def the_code_of_another(village):
    village.invites("bina")
    return {}


INVITE: list[Row] = [
    ("Chand who left", former, "no_such_person"),
    (
        "Chand, longer in another group",
        lambda village: elsewhere(village, 90),
        "belongs_elsewhere_longer",
    ),
    ("the treasurer invites", differs(by="bina"), "office_not_held"),
    ("Zora, who belongs nowhere", for_person("zora"), "no_such_person"),
    ("who was erased", erased_on_request, "already_erased"),
    ("who has a sign-in", who_has_a_sign_in, "already_linked"),
    ("with the code that Bina got", the_code_of_another, "code_in_use"),
]


@each(INVITE)
def test_a_person_is_not_invited(village, change, codes):
    lawful = {"person": village.people["chand"], "code_hash": CODE}
    tries(village, service.invite, lawful, change, codes)


def test_the_group_to_which_she_belongs_longest_invites_her(village):
    elsewhere(village, 3)
    village.invites("chand")


def used(village):
    village.does(service.accept_invitation, **village.lawful)
    village.people["yaa"] = service.create_person(named("Yaa"))
    service.open_account(village.people["yaa"])
    return {"by": "yaa"}


def fifteen_days_later(village):
    village.at += timedelta(days=15)
    return {}


ACCEPT: list[Row] = [
    ("nobody is signed in", differs(by="nobody"), "not_signed_in"),
    ("another code", differs(code_hash=OTHER), "invitation_not_valid"),
    ("a code that was used", used, "invitation_not_valid"),
    ("after fifteen days", fifteen_days_later, "invitation_not_valid"),
    ("Bina, who belongs here herself", differs(by="bina"), "already_linked"),
    ("Chand has a sign-in since", who_has_a_sign_in, "already_linked"),
]


@each(ACCEPT)
def test_an_invitation_is_not_accepted(village, change, codes):
    village.invites("chand")
    service.open_account(village.people["zora"])
    lawful = {"by": "zora", "code_hash": CODE}
    tries(village, service.accept_invitation, lawful, change, codes)


def issued(village):
    village.does(service.issue_token, by="bina", token_hash=CODE)
    return {}


ISSUE: list[Row] = [
    ("nobody is signed in", differs(by="nobody"), "not_signed_in"),
    ("with the code of another token", issued, "code_in_use"),
]


@each(ISSUE)
def test_a_token_is_not_issued(village, change, codes):
    tries(village, service.issue_token, {"by": "zora", "token_hash": CODE}, change, codes)


def revoked(village):
    village.does(service.revoke_token, **village.lawful)
    return {}


REVOKE: list[Row] = [
    ("a token that is not there", differs(token=NOBODY), "no_such_token"),
    ("the token of another", differs(by="chand"), "no_such_token"),
    ("nobody is signed in", differs(by="nobody"), "no_such_token"),
    ("a second time", revoked, "no_such_token"),
]


@each(REVOKE)
def test_a_token_is_not_revoked(village, change, codes):
    token = village.does(service.issue_token, by="zora", token_hash=CODE)["token"]
    tries(village, service.revoke_token, {"by": "zora", "token": token}, change, codes)


def own_head(village):
    head = chronicle.head_of(village.group.id)
    return {"chain": head.chain, "number": 1, "digest": head.digest}


WITNESS: list[Row] = [
    ("Chand, who holds no office", differs(by="chand"), "office_not_held"),
    ("a chain of three letters", differs(chain="abc"), "head_malformed"),
    ("a digest of three letters", differs(digest="abc"), "head_malformed"),
    ("line nought", differs(number=0), "head_malformed"),
    ("a digest that this line never had", differs(digest="0" * 64), "head_unknown"),
    ("a line that is not written yet", differs(number=2), "head_unknown"),
    ("one's own", own_head, "own_chain"),
]


@each(WITNESS)
def test_a_head_is_not_witnessed(village, change, codes):
    other = groups.found("sangam")
    theirs = Act(other.people["asha"], other.id, village.at, "a first line")
    service.register_person(theirs, name="Gita")
    head = chronicle.head_of(other.id)
    lawful = {"chain": head.chain, "number": head.number, "digest": head.digest}
    tries(village, service.witness_head, lawful, change, codes)


def another_key_of(village):
    village.does(service.register_person, name="Gita", key="used")
    return {"key": "used", "name": "Hema"}


DOOR: list[Row] = [
    ("a key that was used for Gita", another_key_of, "key_used_for_other_content"),
    ("a key of 81 letters", differs(key="k" * 81), "key_not_usable"),
    ("an organisation that is not there", differs(place=NOBODY), "no_such_organisation"),
]


@each(DOOR)
def test_the_door_stays_shut(village, change, codes):
    tries(village, service.register_person, {"name": "Gita"}, change, codes)


@pytest.mark.parametrize(
    ("act", "rows"),
    [
        ("register_person", REGISTER),
        ("correct_person", CORRECT),
        ("leave", LEAVE),
        ("erase_person", ERASE),
        ("invite", INVITE),
        ("accept_invitation", ACCEPT),
        ("issue_token", ISSUE),
        ("revoke_token", REVOKE),
        ("witness_head", WITNESS),
    ],
)
def test_every_refusal_is_tried(act, rows):
    declared = {kind.code for kind in ACTS[f"membership.{act}"].refusals}
    tried = {codes for _says, _change, codes in rows}
    assert tried == declared - {kind.code for kind in OF_THE_DOOR}
