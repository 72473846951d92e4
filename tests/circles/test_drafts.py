"""A sheet that was added up comes back by the browser's own Back, until it is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.circles.filling import Sent, Writer, in_the_box, met_twice, words

STANDS = "Here stands what you typed; it is not yet written down."


@pytest.fixture
def writer(db: None) -> Writer:
    return Writer(met_twice())


def test_what_was_added_up_stands_on_the_sheet_when_it_is_opened_again(writer: Writer) -> None:
    person = writer.savers.group.person
    fields = writer.sheet(**in_the_box(writer.savers)) | {
        writer.hers("at", "Joy"): "absent",
        f"ky-{person['Hawa']}": "1",
        f"pin-{person['Hawa']}": "4711",
        "held_on": (timezone.localdate() - timedelta(days=1)).isoformat(),
    }
    assert writer.presses("check", fields).status_code in (200, 422)
    answer = writer.client.get(writer.address("meeting"))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Tequio-Offline"] == "no", "the phone keeps no filled sheet"
    page = answer.content.decode()
    assert STANDS in words(page)
    again = Sent(page).fields
    names = [writer.hers("at", "Joy"), "counted", "held_on", "wi-0"]
    assert {name: again[name] for name in names} == {name: str(fields[name]) for name in names}
    assert "4711" not in page + str(dict(writer.client.session)), "no PIN is kept"
    other_day = writer.opens("meeting", query=f"?day={timezone.localdate().isoformat()}")
    assert STANDS not in words(other_day)


def test_a_draft_goes_when_it_is_written_down_or_thrown_away(writer: Writer) -> None:
    fields = writer.sheet(**in_the_box(writer.savers))
    writer.presses("check", fields)
    assert writer.presses("empty", fields).status_code == 302
    assert STANDS not in words(writer.opens("meeting"))
    writer.presses("check", fields)
    assert writer.presses("write", fields).status_code == 302
    assert STANDS not in words(writer.opens("meeting"))
