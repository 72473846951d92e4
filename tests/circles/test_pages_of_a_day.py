"""The day of a sheet on the pages: a wrong one is refused by itself, the paper is of the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.circles.filling import Sent, Writer, codes, in_the_box, met_twice
from tests.circles.groups import WOMEN


@pytest.fixture
def writer(db: None) -> Writer:
    return Writer(met_twice())


@pytest.mark.parametrize(
    ("days", "code"),
    [(-15, "before_the_cycle"), (-400, "before_the_cycle"), (2, "meeting_not_yet_held")],
)
def test_a_wrong_day_is_refused_by_itself_and_no_row_is_lost(
    writer: Writer, days: int, code: str
) -> None:
    today: date = timezone.localdate()
    wrong = today + timedelta(days=days)
    typed = {writer.hers("at", "Ama"): "late", writer.hers("sh", "Bea"): "4"}
    fields = writer.sheet(**in_the_box(writer.savers, 1000)) | typed
    answer = writer.presses("check", fields | {"held_on": wrong.isoformat()})
    assert codes(answer) == [code]
    page = answer.content.decode()
    kept = Sent(page).fields
    for name in (*typed, "counted", "social", *(writer.hers("sh", one) for one in WOMEN)):
        assert kept[name] == fields[name], name
    assert kept["held_on"] == wrong.isoformat()
    witness = writer.savers.group.person[writer.savers.witnesses[0]]
    assert kept["wi-0"] == str(witness)
    looked = writer.presses("check", kept | {"held_on": today.isoformat()})
    assert looked.status_code == 200
    assert Sent(looked.content.decode()).fields[writer.hers("sh", "Bea")] == "4"


def test_a_day_that_is_none_is_said_at_its_place(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    answer = writer.presses("check", fields | {"held_on": "some day"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "errorlist" in page[page.index('id="held_on"') :][:200]
