"""Founding: every refusal through the door, each beside a founding that succeeds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tequio.governance import service
from tequio.governance.rules.founding import Founder, Opening
from tequio.governance.tests.scene import (
    FOUNDERS,
    GROUP,
    MONDAY,
    NOBODY,
    VALUES,
    Row,
    Scene,
    differs,
    each,
    not_tried,
    try_row,
)
from tequio.membership.service import NewPerson, create_person
from tequio.statutes.tests.test_adopting import LAW

pytestmark = pytest.mark.django_db
LAWFUL = {
    "by": "the node itself",
    "group": GROUP,
    "members": FOUNDERS,
    "values": VALUES,
    "opening": (Opening("cash", 1), Opening("bank", 1)),
}


@pytest.fixture(autouse=True)
def law(settings, tmp_path):
    """In Testland (TL) the reserve's share is verified, the number of members hearsay."""
    (tmp_path / "tl.yaml").write_text(LAW)
    settings.RULEBOOK_DIRECTORIES = (tmp_path,)


def group(**changes):
    return differs(group=replace(GROUP, **changes))


def values(**changes):
    return differs(values=VALUES | {code.replace("__", "."): it for code, it in changes.items()})


def also(*founders):
    return differs(members=(*FOUNDERS, *founders))


def founded_before(scene):
    scene.does("", service.found, **{key: it for key, it in LAWFUL.items() if key != "by"})
    return {}


def one_person_twice(scene):
    person = create_person(NewPerson("Gifty"))
    return {"members": (*FOUNDERS, Founder(person=person), Founder(person=person))}


def standing(*purposes):
    return values(standing__purposes=list(purposes))


FOUND: list[Row] = [
    ("a group without a name", group(name=" "), "name_missing"),
    ("a founder without a name", also(Founder(" ")), "name_missing"),
    (
        "a kind that is none",
        group(kind="club", template="self-help-group"),
        "kind_unknown",
    ),
    ("a unit of one letter", group(unit="G"), "unit_not_usable"),
    ("ten decimals", group(exponent=10), "unit_not_usable"),
    ("two founders of three", differs(members=FOUNDERS[1:3]), "too_few_founders"),
    ("nobody is treasurer", differs(members=FOUNDERS[3:] + FOUNDERS[:2]), "office_without_holder"),
    ("neither chair nor secretary", differs(members=FOUNDERS[2:]), "nobody_keeps_the_roll"),
    ("a template that is not there", group(template="none"), "no_such_template"),
    ("a name that is taken", founded_before, "name_taken"),
    ("gold in the box", differs(opening=(Opening("gold", 1),)), "opening_not_usable"),
    ("less than nothing in the box", differs(opening=(Opening("cash", -1),)), "opening_not_usable"),
    ("a name of 161 letters", group(name="n" * 161), "too_long"),
    ("a country in words", group(country="Testland"), "too_long"),
    ("a language in words", group(language="Nsoroma-Twi"), "too_long"),
    ("an office in capitals", also(Founder("Gifty", offices=("CASH BOX",))), "office_unreadable"),
    ("one person twice", one_person_twice, "named_twice"),
    (
        "two founders with one phone",
        also(Founder("Gifty", phone="+233 1"), Founder("Hawa", phone="+2331")),
        "contact_in_use",
    ),
    ("a number that is nobody's", also(Founder(person=NOBODY)), "no_such_person"),
    ("a provision that is none", values(tea="yes"), "no_such_provision"),
    ("many keys", values(keys__pay="many"), "value_unreadable"),
    ("no key", values(keys__pay=0), "value_out_of_range"),
    ("books for nobody", values(privacy__books="nobody"), "no_such_choice"),
    ("loans without a vote", standing("ledger.claim", "lending.loan"), "no_such_purpose"),
    ("payments without a vote stay hidden", standing("ledger.opening"), "claim_missing"),
    (
        "more than everybody's votes",
        values(decision__money__majority="1", decision__money__strict=True),
        "majority_unreachable",
    ),
    ("five founders of four at most", values(members__most=4), "too_many_members"),
    ("at least 9 and at most 8", values(members__least=9, members__most=8), "fewest_above_most"),
    ("a reserve below the law", values(surplus__reserve="1/5"), "against_the_law"),
    ("more members than is said to be lawful", values(members__most=30), "reason_missing"),
    ("opening balances that nothing allows", standing("ledger.claim"), "no_mandate"),
]


@each(FOUND)
def test_a_group_is_not_founded(change, codes):
    try_row(Scene(None, {}, MONDAY), service.found, LAWFUL, change, codes)


def test_with_a_reason_the_founders_go_on():
    reasons = {"members.most": "Two villages."}
    lawful = {**LAWFUL, "values": VALUES | {"members.most": 30}, "reasons": reasons}
    try_row(Scene(None, {}, MONDAY), service.found, lawful, differs(reasons={}), "reason_missing")


def test_whoever_founds_names_only_herself():
    ama, bea = (create_person(NewPerson(name)) for name in ("Ama", "Bea"))
    lawful = {**LAWFUL, "by": "Ama", "members": (*FOUNDERS[1:], Founder(person=ama))}
    change = differs(members=(*FOUNDERS[1:], Founder(person=bea)))
    try_row(Scene(None, {"Ama": ama}, MONDAY), service.found, lawful, change, "no_such_person")


def test_every_refusal_of_a_founding_is_tried():
    assert not_tried("governance.found", FOUND) == set()
