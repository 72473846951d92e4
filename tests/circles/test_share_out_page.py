"""The share-out page shows everybody's part also while one member owes more than her shares."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tequio.site.demonstration.meeting import Asks, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, words
from tests.circles.groups import WOMEN, spends, ten


def test_the_table_stands_and_says_what_she_still_brings(db: None) -> None:
    savers = ten(Stage(timezone.localdate() - timedelta(days=14)), **{"circle.weekday": "any"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 2))
    savers.group.stage.later(7)
    savers.meets(Told({}, asks=[Asks("Fati", 2_500, (9, 0, 1), months=3)]))
    said = words(Writer(savers).opens("share_out"))
    assert "brings GH₵" in said
    assert said.count("What each gets") == 1
    assert "Joy" in said


def test_a_cycle_that_lost_everything_is_ended_on_the_page(db: None) -> None:
    savers = ten(Stage(timezone.localdate() - timedelta(days=7)), **{"circle.weekday": "any"})
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 1))
    spends(savers, 5_000, "flood")
    writer = Writer(savers)
    assert "End the cycle without a share-out" in words(writer.opens("share_out"))
    answer = writer.client.post(writer.address("share_out"), {"do": "end", "key": "a"}, follow=True)
    assert answer.redirect_chain
    assert words(answer.content.decode()).count("-GH₵5.00") == 10
