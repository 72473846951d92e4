"""Feeds over the network: read from one that serves, refused from what should not be asked."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tequio.kernel import Refused
from tequio.registry import service
from tequio.registry.models import SubscriptionRow
from tequio.registry.queries.feeding import subscriptions_of
from tequio.registry.service import SignedPage
from tequio.registry.service.fetching import Asking, fetch
from tequio.registry.tests.partners import a_register, follows, forged
from tequio.site.__main__ import main

NOVISSI = "K1,Novissi,07,Rue 1,Lomé,BP 9,TG,Live,1.2225,6.1319,,"
Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[str]:
    """A machine that answers to each token with what stands here."""

    class Serves(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            since = parse_qs(urlsplit(self.path).query).get("since", [""])[0]
            status, heads, body = answers.get(since, (404, {}, b""))
            self.send_response(status)
            for name, value in heads.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_said: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Serves)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/o/north/register/feed"
    finally:
        server.shutdown()
        server.server_close()


def page(slug: str, since: str = "") -> Answer:
    found = Client().get(f"/o/{slug}/register/feed", {"since": since})
    return 200, {"Tequio-Signature": found["Tequio-Signature"]}, found.content


def refused(address: str, **asking: Any) -> str:
    with pytest.raises(Refused) as reasons:
        fetch(address, "", Asking(**asking))
    return reasons.value.refusals[0].code


def test_machines_of_private_networks_are_not_asked() -> None:
    hosts = ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]"]
    hosts += ["[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]", "[::7f00:1]"]
    hosts += ["[fec0::1]", "[2001:0:7f00:1::1]", "[::ffff:0:7f00:1]"]
    for host in hosts:
        assert refused(f"http://{host}/feed") == "feed_of_a_private_network"


def test_what_leads_elsewhere_is_too_large_too_slow_or_silent_is_refused() -> None:
    large = (200, {}, b"x" * 2000)
    elsewhere = (302, {"Location": "http://127.0.0.1:1/"}, b"")
    with serving({"": elsewhere}) as address:
        assert refused(address, is_private=True) == "feed_answers_otherwise"
    with serving({"": large}) as address:
        assert refused(address, is_private=True, most=1000) == "feed_too_large"
    assert refused(address, is_private=True) == "feed_not_reached"
    assert refused("http://no-such-host.invalid/feed") == "feed_not_reached"


def test_one_moment_ends_the_whole_exchange_however_little_comes_at_a_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            line, _where = server.accept()
            with line, suppress(OSError):
                line.recv(1000)
                line.sendall(b"HTTP/1.1 200 OK\r\n")
                for number in range(20):
                    line.sendall(f"X-{number}: y\r\n".encode())
                    time.sleep(0.3)

        threading.Thread(target=drip, daemon=True).start()
        begun = time.monotonic()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/feed"
        assert refused(address, is_private=True, seconds=1) == "feed_too_large"
        assert time.monotonic() - begun < 3


@pytest.mark.django_db
def test_a_feed_that_cannot_be_read_does_not_keep_the_others_waiting() -> None:
    north, south = a_register("north"), a_register("south")
    north.takes_in(NOVISSI, source="list-north")
    for code in ("kept-from-before", "nobody"):
        follows(south, code)
    rows = SubscriptionRow.objects.filter(organisation_id=south.keeper)
    rows.filter(address__contains="before").update(address="https://[::1/x")
    rows.filter(address__contains="nobody").update(address="https://a..b/x")
    with serving({"": page("north")}) as address:
        given = {"address": address, "code": "north", "title": "North"}
        service.subscribe(south.act(), **given)
        by = str(south.group.people["asha"])
        assert main(["import", "feed", "--all", "--for", "south", "--by", by, "--private"]) == 1
    assert set(south.shown()) == {"Novissi"}
    assert [bool(one.trouble) for one in subscriptions_of(south.keeper)] == [True, True, False]


@pytest.mark.django_db
def test_the_command_follows_a_feed_reads_on_and_says_what_went_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    north, south = a_register("north"), a_register("south")
    north.takes_in(NOVISSI, source="list-north")
    by = str(south.group.people["asha"])
    whose = ["--for", "south", "--by", by, "--private"]
    first = page("north")
    token = json.loads(first[2])["next"]
    answers = {"": first}
    with serving(answers) as address:
        begun = ["import", "feed", address, *whose]
        assert main(begun) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == 1
        assert set(south.shown()) == {"Novissi"}
        bad = forged(SignedPage(first[2].decode(), ""), since=token)
        answers[token] = (200, {"Tequio-Signature": bad.signature}, bad.body.encode())
        assert main(["import", "feed", "--all", *whose]) == 1
        assert "feed_key_changed" in capsys.readouterr().err
        (one,) = subscriptions_of(south.keeper)
        assert "another key" in one.trouble
        answers[token] = page("north", token)
        assert main(["import", "feed", "--all", *whose]) == 0
    (one,) = subscriptions_of(south.keeper)
    assert one.trouble == ""
    assert (one.title, one.code) == ("north 127 0 0 1", "north-127-0-0-1")
    assert main(["import", "feed", "ftp://x", *whose]) == 1


def test_a_page_that_is_no_feed_is_said_to_be_none() -> None:
    for heads in ({}, {"Tequio-Signature": "0" * 128}, {"Tequio-Signature": "no"}):
        with serving({"": (200, heads, b"<html>Welcome</html>")}) as address:
            assert refused(address, is_private=True) == "no_feed_there"
