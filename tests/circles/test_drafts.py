"""A sheet that was added up comes back by the browser's own Back, until it is written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tequio.membership.rules.pins import verifier_of
from tequio.membership.service import set_pin
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


def test_a_press_leads_to_an_address_that_back_may_ask_for_again(writer: Writer) -> None:
    place, right = writer.address("meeting"), in_the_box(writer.savers)
    fields = writer.sheet(**right)
    for counted, page in (("much", "sheet"), (right["counted"], "sums")):
        answer = writer.client.post(place, fields | {"counted": counted, "do": "check"})
        assert answer.status_code == 303
        assert f"look={page}" in answer.headers["Location"]
    again = writer.opens("meeting", query="?look=sheet")
    assert Sent(again).fields["counted"] == right["counted"], "what was typed last"
    assert 'class="refusal' not in again
    looked = Sent(writer.opens("meeting", query="?look=sums")).fields
    assert looked["key"] == fields["key"]
    assert writer.presses("write", looked).status_code == 302
    gone = writer.client.get(place + "?look=sums")
    assert gone.status_code == 302, "nothing is left to look at"
    assert "look" not in gone.headers["Location"]


def test_what_was_proved_stands_on_the_sheet_when_it_is_looked_at_again(writer: Writer) -> None:
    group, salt = writer.savers.group, "ab" * 32
    group.does("Hawa", set_pin, salt=salt, verifier=verifier_of("4711", salt=salt))
    typed = {writer.hers("pin", "Hawa"): "4711"}
    fields = writer.sheet(**in_the_box(writer.savers)) | typed
    assert "1 key named, 1 proved" in words(writer.presses("check", fields))
    again = writer.opens("meeting", query="?look=sheet")
    assert "Proved by her PIN" in words(again)
    more = writer.presses("check", Sent(again).fields | {"lm-0": "much"})
    assert more.status_code == 422
    mended = writer.presses("check", Sent(more.content.decode()).fields | {"lm-0": ""})
    assert "1 key named, 1 proved" in words(mended)
