"""The meetings of a savings group as assemblies: believed as far as their sheets."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tequio.membership.rules.pins import verifier_of
from tequio.membership.service import set_pin
from tequio.screening.queries.computing import Computed, computed_facts
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Sent, Writer
from tests.circles.groups import WOMEN, ten

pytestmark = pytest.mark.django_db


def assemblies(writer: Writer) -> Computed:
    group = writer.savers.group
    said, _silent = computed_facts(group.organisation, ["meetings"], group.stage.today)
    return next(one for one in said if one.fact == "practice.assemblies")


@pytest.mark.parametrize(("pin", "grade"), [("4711", 2), ("", 0)])
def test_a_meeting_counts_as_an_assembly_as_far_as_its_sheet_is_proved(pin, grade) -> None:
    savers = ten(Stage(timezone.localdate()), **{"circle.weekday": "any", "circle.keys": 1})
    savers.starts()
    salt = "ab" * 32
    savers.group.does("Hawa", set_pin, salt=salt, verifier=verifier_of("4711", salt=salt))
    writer = Writer(savers)
    bought = {writer.hers("sh", name): "1" for name in WOMEN}
    typed = writer.sheet(counted="50", social="5") | bought | {writer.hers("pin", "Hawa"): pin}
    writer.presses("write", Sent(writer.presses("check", typed).content.decode()).fields)
    held = assemblies(writer)
    assert (held.value, held.grade, [row.kind for row in held.rows]) == (1, grade, ["meeting"])
