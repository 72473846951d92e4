"""Ways out of the house: a folder, the mail server, an HTTP gateway for text messages.

A gateway answers whether it took a message.  It is told the message's own number, the same
whenever it is sent again, so that it can drop what it has already.  Neither numbers nor words of
messages stand in a log.
"""

from __future__ import annotations

import http.client
import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError

from tequio.notices.rules import Message, Outcome, measure, outcome_of_status

TIMEOUT = 10.0
"""Seconds; a gateway that takes longer is asked again later."""
SECRET_HEADER = "X-Tequio-Secret"  # noqa: S105 - the name of a header
NUMBER_HEADER = "Idempotency-Key"


class Gateway(Protocol):
    """Takes a message out of the house."""

    def send(self, message: Message) -> Outcome:
        """sent; later: surely not taken; unsure: perhaps taken; refused: never."""


@dataclass(frozen=True)
class Folder:
    """Each message as one line of JSON in a file named by its number: for tests, for the
    demonstration, and for a program of one's own that carries the files on."""

    path: Path

    def send(self, message: Message) -> Outcome:
        """Write the file; the same number writes the same file."""
        self.path.mkdir(parents=True, exist_ok=True)
        unfinished = self.path / f".{message.uid}"
        unfinished.write_text(json.dumps(told(message), ensure_ascii=False) + "\n", "utf-8")
        unfinished.rename(self.path / f"{message.uid}.json")
        return "sent"


@dataclass(frozen=True)
class Mail:
    """The node's own mail server (TEQUIO_MAIL)."""

    sender: str

    def send(self, message: Message) -> Outcome:
        """Hand the mail to the server."""
        mail = EmailMessage(
            subject=message.title,
            body=message.text + "\n",
            from_email=self.sender,
            to=[message.to],
            headers={"Message-ID": f"<{message.uid}@tequio>"},
        )
        try:
            mail.send()
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, BadHeaderError):
            return "refused"
        except smtplib.SMTPServerDisconnected:
            return "unsure"
        except (smtplib.SMTPException, OSError):
            return "later"
        return "sent"


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """The secret goes to the address that the operator wrote, and to no other."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        return None


@dataclass(frozen=True)
class Http:
    """POST of a JSON object to an address, with the secret in a header.

    2xx sent · 408, 425, 429 and 5xx later · any other answer refused · no answer unsure.
    """

    url: str
    secret: str = ""
    timeout: float = TIMEOUT

    def send(self, message: Message) -> Outcome:
        """Post it and read the number of the answer."""
        headers = {"Content-Type": "application/json", NUMBER_HEADER: message.uid}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        body = json.dumps(told(message)).encode()
        asked = urllib.request.Request(self.url, body, headers, method="POST")  # noqa: S310
        opener = urllib.request.build_opener(_NoDetours)
        try:
            with opener.open(asked, timeout=self.timeout) as answer:
                return outcome_of_status(answer.status)
        except urllib.error.HTTPError as error:
            error.close()
            return outcome_of_status(error.code)
        except urllib.error.URLError as error:
            return "unsure" if isinstance(error.reason, TimeoutError) else "later"
        except (OSError, http.client.HTTPException):
            return "unsure"


def told(message: Message) -> dict[str, Any]:
    """A message as gateways get it."""
    measured = measure(message.text)
    return {
        "id": message.uid,
        "channel": message.channel,
        "to": message.to,
        "text": message.text,
        "encoding": measured.encoding,
        "parts": measured.parts,
    }


def gateways() -> Mapping[str, Gateway]:
    """Channel → the way that this node has for it, by its settings; a channel may have none."""
    ways: dict[str, Gateway] = {}
    parts = urlsplit(settings.MESSAGE_GATEWAY)
    if parts.scheme == "file":
        ways = dict.fromkeys(("sms", "email"), Folder(Path(parts.path)))
    elif parts.scheme in ("http", "https"):
        ways["sms"] = Http(settings.MESSAGE_GATEWAY, settings.MESSAGE_SECRET)
    if settings.SENDS_MAIL:
        ways["email"] = Mail(settings.DEFAULT_FROM_EMAIL)
    return ways
