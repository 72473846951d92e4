"""The page of leaving, for a member who owes more than she saved."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tequio.site.demonstration.meeting import Asks, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, codes, words
from tests.circles.groups import WOMEN, holds, ten

OFFERED = "Her shares repay what they can, and she goes on owing the rest"


def test_her_shares_repay_what_they_can_once_that_is_said(db: None) -> None:
    savers = ten(Stage(timezone.localdate() - timedelta(days=14)), **{"circle.weekday": "any"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    asks = (Asks("Fati", 1_500, (9, 0, 0), weeks=4, purpose="Seeds"),)
    savers.meets(Told({}, asks=asks))
    savers.group.stage.on(timezone.localdate())
    writer, person = Writer(savers), savers.group.person
    place = writer.address("leave")
    pay = {"person": person["Fati"], "do": "pay", "witness_1": person["Ama"]}
    pay |= {"witness_2": person["Bea"]}
    see = writer.client.post(place, pay | {"do": "see", "key": "see"})
    assert OFFERED in words(see)
    assert "She is paid GH₵0.00" in words(see)
    assert codes(writer.client.post(place, pay | {"key": "pay"})) == ["debt_over_the_share"]
    done = writer.client.post(place, pay | {"key": "pay 2", "in_part": "on"})
    assert done.status_code == 302, codes(done)
    assert 0 < holds(savers, "member-loan") < 1_500
