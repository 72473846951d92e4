"""Proposals that end what was decided: a budget, the membership of a group; refused and lawful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tequio.governance import service
from tequio.governance.queries.checking import check
from tequio.governance.rules import effects
from tequio.governance.tests.scene import (
    NAMES,
    NOBODY,
    Row,
    Scene,
    decided_on,
    each,
    founded,
    lawful_budget,
    payment,
    try_row,
)
from tequio.membership import service as membership
from tequio.membership.queries import federating

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return founded()


def tries(scene, effect, change, codes):
    lawful = {"by": "Dede", "title": "It ends", "effect": effect}
    try_row(scene, service.propose, lawful, change, codes)


def but(**fields):
    """The lawful effect with other fields."""
    return lambda scene: {"effect": replace(scene.lawful["effect"], **fields)}


def taken_back(scene):
    scene.decides(scene.lawful["effect"])
    return {}


def shared(scene):
    budget = scene.lawful["effect"].resolution
    opened = scene.does("Bea", service.open_budget, **lawful_budget(budget))
    for name in NAMES:
        scene.does(name, service.approve_projects, ballot=opened["ballot"], projects=())
    scene.closes(opened["ballot"])
    return {}


def of_a_payment(scene):
    return but(resolution=int(scene.decides(payment())["resolution"]))(scene)


TAKING_BACK: list[Row] = [
    ("a resolution that is not there", but(resolution=NOBODY), "no_budget_decided"),
    ("the resolution of a payment", of_a_payment, "no_budget_decided"),
    ("one that was taken back", taken_back, "budget_taken_back"),
    ("one that was shared", shared, "budget_already_shared"),
]


@each(TAKING_BACK)
def test_taking_a_budget_back_is_not_proposed(scene, change, codes):
    tries(scene, effects.EndBudget("budget_revocation", decided_on(scene)), change, codes)


def belongs(scene, name="Village below"):
    """The number of a group that the members admitted."""
    below = founded(name)
    below.does("Bea", membership.apply, federation=scene.organisation)
    scene.decides(effects.AdmitOrganisation("admission_of_organisation", below.organisation))
    return below.organisation


def one_that_never_asked(scene):
    return but(organisation=founded("Stranger").organisation)(scene)


PARTING: list[Row] = [
    ("a group that is not there", but(organisation=NOBODY), "no_such_member_organisation"),
    ("a group that never belonged", one_that_never_asked, "does_not_belong"),
    ("a group that was excluded", taken_back, "does_not_belong"),
]


@each(PARTING)
def test_an_exclusion_of_a_group_is_not_proposed(scene, change, codes):
    effect = effects.ExcludeOrganisation("exclusion_of_organisation", belongs(scene))
    tries(scene, effect, change, codes)


@pytest.mark.parametrize("days", [0, 5])
def test_the_members_part_from_a_group_and_no_other_and_verify_agrees(scene, days):
    village, sister = belongs(scene), belongs(scene, "Sister")
    parting = effects.ExcludeOrganisation("exclusion_of_organisation", village)
    assert scene.later(days=days).decides(parting)["outcome"] == "adopted"
    assert federating.groups_of(scene.organisation) == {sister: "Sister"}
    assert federating.federations_of(village) == {}
    assert list(check(scene.organisation)) == []
