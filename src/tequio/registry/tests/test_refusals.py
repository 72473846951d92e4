"""Every refusal that an act of the register declares, raised through the door."""

from __future__ import annotations

from copy import copy

import pytest
from django.db import transaction

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel import Refused
from tequio.registry.tests import office
from tequio.registry.tests.scenes import OF_THE_OFFICE
from tequio.registry.tests.scenes_of_others import OF_OTHERS, shows_what_is_hidden

pytestmark = pytest.mark.django_db
SCENES = OF_THE_OFFICE | OF_OTHERS
SCENES["registry.guard_place"]["hidden_by_itself"] = shows_what_is_hidden
HERE = {
    f"tequio.registry.service.{module}"
    for module in "listing matching merging recognising relating sources suggesting".split()
}
"""Modules whose acts are refused here; those of files and feeds have tests of their own."""


@pytest.mark.parametrize("act", SCENES)
def test_the_act_is_refused_with_this_reason_first(act):
    network = office.opened(is_public=True)
    for code, scene in SCENES[act].items():
        with pytest.raises(Refused) as refused, transaction.atomic():
            scene(copy(network))
        assert refused.value.refusals[0].code == code


@pytest.mark.parametrize("act", SCENES)
def test_every_refusal_that_an_act_declares_has_its_scene(act):
    of_the_door = {kind.code for kind in OF_THE_DOOR}
    declared = {kind.code for kind in ACTS[act].refusals} - of_the_door
    assert declared == set(SCENES[act])


def test_every_act_of_persons_has_its_scenes():
    acts = {name for name, spec in ACTS.items() if spec.function.__module__ in HERE}
    assert acts == set(SCENES)
