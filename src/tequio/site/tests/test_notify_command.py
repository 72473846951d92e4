"""`./tequio notify` reads on, writes and sends; every kind that it tells of is an act."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import override_settings

from tequio.notices import service as notices
from tequio.notices.rules import REMINDER, TELLINGS
from tequio.notices.tests import stage
from tequio.site.__main__ import main
from tequio.site.acts import all_acts


def test_every_kind_that_is_told_is_an_act_of_the_house():
    assert set(TELLINGS) <= set(all_acts())
    assert REMINDER not in all_acts()


def test_once_reads_on_and_sends_into_the_folder(db, capsys, tmp_path):
    group = stage.found()
    stage.wants(group)
    group.saves("Asma", 5_000)
    with override_settings(MESSAGE_GATEWAY=tmp_path.as_uri(), SENDS_MAIL=False):
        assert main(["notify", "--once", "--for", group.slug]) == 0
        first = json.loads(capsys.readouterr().out)
        main(["notify", "--once"])
        again = json.loads(capsys.readouterr().out)
    assert first["sent"] == {"sent": 2}
    assert first["messages"] == 2
    assert again == {"lines": 0, "messages": 0, "sent": {}}
    assert len(list(tmp_path.iterdir())) == 2


def test_without_a_gateway_it_says_how_many_wait(db, capsys):
    group = stage.found()
    stage.wants(group)
    with override_settings(MESSAGE_GATEWAY="", SENDS_MAIL=False):
        main(["notify", "--once", "--for", group.slug])
    assert json.loads(capsys.readouterr().out)["sent"] == {"no_gateway": 1}


@pytest.mark.django_db
def test_an_open_transaction_never_waits_for_a_gateway():
    """What is begun is written before the gateway is asked: a stop leaves it to be seen."""
    group = stage.found()
    stage.wants(group)
    stage.reads(group)
    seen = []

    class Looking(stage.Box):
        def send(self, message):
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM notices_tryrow")
                seen.append(cursor.fetchone()[0])
            return "sent"

    ways = {"sms": Looking()}
    notices.send_waiting(group.organisation, ways, lambda: stage.noon(group))
    assert seen == [1]
