"""The HTTP gateway against a real server on this machine, whatever it answers."""

from __future__ import annotations

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tequio.notices.rules import Message
from tequio.notices.service import Http

MESSAGE = Message("7" * 40, "sms", "+919876500001", "Ujala", "Ujala: you saved ₹50")


class Server(HTTPServer):
    """Answers with `status`, and keeps what it was sent."""

    status = 200
    slow = 0.0
    got: list[tuple[str, dict, dict]]


class Answering(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, dict(self.headers), json.loads(body)))
        time.sleep(self.server.slow)
        self.send_response(self.server.status)
        if self.server.status in (301, 302, 307):
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.server.got.append((self.path, dict(self.headers), {}))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words) -> None:
        pass


@pytest.fixture
def server():
    found = Server(("127.0.0.1", 0), Answering)
    found.got = []
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()


def way(server: Server, **more) -> Http:
    return Http(f"http://127.0.0.1:{server.server_port}/send", "s" * 32, **more)


def test_a_message_is_posted_with_its_number_and_the_secret(server):
    assert way(server).send(MESSAGE) == "sent"
    ((path, headers, body),) = server.got
    assert path == "/send"
    assert headers["Idempotency-Key"] == body["id"] == MESSAGE.uid
    assert headers["X-Tequio-Secret"] == "s" * 32
    assert body == {
        "id": MESSAGE.uid,
        "channel": "sms",
        "to": "+919876500001",
        "text": "Ujala: you saved ₹50",
        "encoding": "ucs2",
        "parts": 1,
    }


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "sent"),
        (202, "sent"),
        (400, "refused"),
        (401, "refused"),
        (404, "refused"),
        (408, "later"),
        (429, "later"),
        (500, "later"),
        (503, "later"),
    ],
)
def test_the_number_of_the_answer_says_what_became_of_it(server, status, outcome):
    server.status = status
    assert way(server).send(MESSAGE) == outcome


@pytest.mark.parametrize("status", [301, 302, 307])
def test_the_secret_follows_no_detour(server, status):
    server.status = status
    assert way(server).send(MESSAGE) == "refused"
    assert [path for path, _headers, _body in server.got] == ["/send"]


def test_a_gateway_that_does_not_answer_may_have_taken_it(server):
    server.slow = 0.5
    assert way(server, timeout=0.1).send(MESSAGE) == "unsure"


def test_a_gateway_that_is_not_there_has_surely_not_taken_it():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert Http(f"http://127.0.0.1:{port}/send").send(MESSAGE) == "later"
