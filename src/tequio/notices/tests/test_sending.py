"""Messages go out once; what was cut off is told, and sent again under the same number."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Act
from tequio.membership.models import PersonRow
from tequio.membership.service import erase_person
from tequio.notices import rules
from tequio.notices import service as notices
from tequio.notices.models import MarkRow, TryRow
from tequio.notices.rules.sending import MOST_TRIES, Try
from tequio.notices.tests import stage

NOON = datetime(2026, 2, 14, 12, tzinfo=UTC)


@pytest.fixture
def group(db):
    """Asma wants messages, and one receipt waits."""
    group = stage.found()
    stage.wants(group)
    stage.reads(group)
    stage.sends(group, stage.Box())
    group.saves("Asma", 5_000)
    stage.reads(group)
    return group


def state(group) -> str:
    return stage.receipts(group)[0].state


def test_a_message_is_sent_once_to_her_phone(group):
    box = stage.Box()
    assert state(group) == "waiting"
    assert stage.sends(group, box) == {"sent": 1}
    assert stage.sends(group, box) == {}
    (message,) = box.got
    assert message.to == f"+9198765{group.person['Asma']:05d}"
    assert message.channel == "sms"
    assert state(group) == "sent"


def test_what_was_cut_off_is_told_and_sent_again_under_the_same_number(group):
    box = stage.Box(["cut"])
    with pytest.raises(stage.Cut):
        stage.sends(group, box)
    assert state(group) == "sent?"
    assert stage.sends(group, box, stage.minutes_later(group, 5)) == {}
    assert stage.sends(group, box, stage.minutes_later(group, 11)) == {"sent": 1}
    first, again = box.got
    assert first == again
    assert state(group) == "sent"


def test_two_that_send_at_once_do_not_begin_the_same_try(group):
    class Twice(stage.Box):
        def send(self, message):
            if not self.got:
                self.got.append(message)
                assert stage.sends(group, self) == {}
            return "sent"

    box = Twice()
    assert stage.sends(group, box) == {"sent": 1}
    assert len(box.got) == 1
    assert (TryRow.objects.count(), MarkRow.objects.count()) == (2, 2)


def test_a_gateway_that_is_away_is_asked_again_later_and_later(group):
    box = stage.Box(["later"] * 20)
    asked: list[int] = []
    for minute in (0, 0.5, 1, 2, 3, 6, 7, 14, 15, 31, 63, 127, 255, 511, 1023, 9_999):
        if stage.sends(group, box, stage.minutes_later(group, minute)):
            asked.append(minute)
    assert asked == [0, 1, 3, 7, 15, 31, 63, 127, 255, 511]
    assert len(asked) == MOST_TRIES
    assert state(group) == "given up"


@given(st.lists(st.sampled_from(["later", "unsure", ""]), min_size=1, max_size=MOST_TRIES - 1))
def test_what_may_have_arrived_is_told_so_and_nothing_waits_longer_than_a_day(outcomes):
    tries = [Try(NOON, one) for one in outcomes]
    assert rules.state_of(tries) == ("waiting" if outcomes[-1] == "later" else "sent?")
    assert not rules.is_due(tries, NOON)
    assert rules.is_due(tries, NOON + timedelta(days=1))


def test_a_message_that_the_gateway_refuses_is_not_sent_again(group):
    box = stage.Box(["refused"])
    assert stage.sends(group, box) == {"refused": 1}
    assert stage.sends(group, box, stage.minutes_later(group, 9_999)) == {}


def test_who_wants_none_any_more_gets_not_even_what_waited(group):
    stage.wants(group, channel="none")
    box = stage.Box()
    assert stage.sends(group, box) == {"dropped": 1}
    assert box.got == []


def test_who_was_erased_gets_nothing_and_her_words_are_gone(group):
    asma = group.person["Asma"]
    erase_person(Act(asma, None, stage.noon(group), "erase"), person=asma)
    box = stage.Box()
    assert stage.sends(group, box) == {"dropped": 1}
    assert stage.messages(group, "Asma") == ["", ""]


def test_without_a_gateway_messages_wait(group):
    ended = notices.send_waiting(group.organisation, {}, lambda: stage.noon(group))
    assert dict(ended) == {"no_gateway": 1}
    assert state(group) == "waiting"


def test_a_changed_number_gets_what_still_waits(group):
    PersonRow.objects.filter(pk=group.person["Asma"]).update(phone="+911234567890")
    box = stage.Box()
    stage.sends(group, box)
    assert box.got[0].to == "+911234567890"


def test_no_log_holds_a_number_or_a_word_of_a_message(group, caplog):
    with caplog.at_level(logging.DEBUG):
        stage.sends(group, stage.Box(["later"]))
        stage.sends(group, stage.Box(), stage.minutes_later(group, 2))
    logged = "\n".join(str(vars(record)) for record in caplog.records)
    assert "outcome" in logged
    assert "+91" not in logged
    assert "Ujala: you saved" not in logged


def test_the_folder_holds_one_line_of_json_for_each_message(group, tmp_path):
    ways = {"sms": notices.Folder(tmp_path / "out")}
    notices.send_waiting(group.organisation, ways, lambda: stage.noon(group))
    (file,) = (tmp_path / "out").iterdir()
    text = file.read_text("utf-8")
    assert text.count("\n") == 1
    told = json.loads(text)
    assert told["id"] == file.stem
    assert (told["encoding"], told["parts"]) == ("gsm", 1)
    assert told["text"].startswith("Ujala: you saved")


def test_a_mail_goes_by_the_mail_server_with_the_group_in_its_title(group):
    stage.wants(group, channel="email")
    ways = {"email": notices.Mail("tequio@example.org")}
    assert notices.send_waiting(group.organisation, ways, lambda: stage.noon(group)) == {"sent": 1}
    (sent,) = mail.outbox
    assert (sent.subject, sent.to) == ("Ujala", ["member0@example.org"])
    assert sent.extra_headers["Message-ID"].endswith("@tequio>")


def test_a_line_break_in_a_title_writes_no_header():
    message = rules.Message("1" * 40, "email", "a@example.org", "Ujala\nBcc: all@x.org", "text")
    assert notices.Mail("tequio@example.org").send(message) == "refused"
    assert mail.outbox == []


WAYS = [
    ({"MESSAGE_GATEWAY": "", "SENDS_MAIL": False}, {}),
    ({"MESSAGE_GATEWAY": "", "SENDS_MAIL": True}, {"email": notices.Mail}),
    ({"MESSAGE_GATEWAY": "https://sms.example/", "SENDS_MAIL": False}, {"sms": notices.Http}),
    (
        {"MESSAGE_GATEWAY": "file:///srv/out", "SENDS_MAIL": False},
        {"sms": notices.Folder, "email": notices.Folder},
    ),
]


@pytest.mark.parametrize(("settings", "ways"), WAYS)
def test_the_settings_say_which_ways_there_are(settings, ways):
    with override_settings(**settings):
        assert {channel: type(way) for channel, way in notices.gateways().items()} == ways
