"""The day of a sheet on the pages: a wrong one is refused by itself, the paper is of the next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tequio.circles.queries import closing_of_sheet, desk_of, running_cycle, sheets_of
from tequio.membership.visits.speaking import spoken
from tequio.site.demonstration.meeting import Asks, Told
from tests.circles.filling import Sent, Writer, codes, in_the_box, met_twice, words
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


def test_the_paper_of_the_next_meeting_begins_with_the_last_sheet_and_asks_what_is_due_then(
    db: None,
) -> None:
    """Today has its sheet: the paper is of a week later, when the loan of today falls due."""
    savers = met_twice()
    asks = (Asks("Gifty", 1_200, (9, 0, 0), weeks=1, purpose="Cloth"),)
    savers.meets(Told(dict.fromkeys(WOMEN, 1), asks=asks))
    organisation, today = savers.group.organisation, timezone.localdate()
    cycle = running_cycle(organisation, "main")
    assert cycle is not None
    last, before, *_first = sheets_of(organisation, cycle.id)
    assert last.held_on == today
    day = today + timedelta(days=7)
    then = desk_of(organisation, "main", day, today=today)
    assert then is not None
    gifty = savers.group.person["Gifty"]
    (due,) = [one.standing for one in then.running if one.loan.person == gifty]
    assert due is not None
    assert due.due_now >= 1_200
    page = words(Writer(savers).opens("paper"))
    assert f"({day.strftime('%-d %B %Y')})" in page
    assert f"In the box GH₵{last.counted / 100:,.2f}" in page
    assert last.counted != before.counted
    closing = closing_of_sheet(organisation, last.id)
    assert closing is not None
    assert all(word in page for word in spoken(closing.digest))
    assert f"Gifty GH₵{due.due_now / 100:,.2f}" in page
