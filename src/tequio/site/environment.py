"""What a node reads from its environment; nothing else in the house looks at os.environ."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from phonenumbers import SUPPORTED_REGIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

DEMO_SECRET = "this-secret-is-public-and-only-for-the-demonstration"  # noqa: S105


@dataclass(frozen=True)
class Environment:
    """One reading of the environment variables that documentation names."""

    data: Path
    cache: Path
    database_url: str
    secret: str
    hosts: tuple[str, ...]
    is_demo: bool
    is_plain_http: bool
    timezone: str
    country: str
    mail_url: str
    mail_from: str
    messages_url: str
    messages_secret: str
    replies_secret: str
    officers_need_totp: bool = False


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read TEQUIO_* and DATABASE_URL; paths are made absolute, nothing is created."""
    given = os.environ if variables is None else variables
    is_demo = given.get("TEQUIO_DEMO", "") == "1"
    hosts = tuple(host.strip() for host in given.get("TEQUIO_HOSTS", "").split(",") if host.strip())
    return Environment(
        data=Path(given.get("TEQUIO_DATA", "var")).absolute(),
        cache=Path(given.get("TEQUIO_CACHE", str(Path(sys.prefix) / "tequio"))).absolute(),
        database_url=given.get("DATABASE_URL", ""),
        secret=given.get("TEQUIO_SECRET", "") or (DEMO_SECRET if is_demo else ""),
        hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
        is_demo=is_demo,
        is_plain_http=is_demo or given.get("TEQUIO_PLAIN_HTTP", "") == "1",
        timezone=given.get("TEQUIO_TIMEZONE", "UTC"),
        country=given.get("TEQUIO_COUNTRY", "").upper(),
        mail_url="" if is_demo else given.get("TEQUIO_MAIL", ""),
        mail_from=given.get("TEQUIO_MAIL_FROM", "tequio@localhost"),
        officers_need_totp=given.get("TEQUIO_OFFICERS_NEED_TOTP", "") == "1",
        messages_url=_messages(given, is_demo),
        messages_secret=given.get("TEQUIO_MESSAGES_SECRET", ""),
        replies_secret=given.get("TEQUIO_REPLIES_SECRET", ""),
    )


def _messages(given: Mapping[str, str], is_demo: bool) -> str:
    """The gateway of messages; the demonstration writes them into its own directory."""
    if not is_demo:
        return given.get("TEQUIO_MESSAGES", "")
    return (Path(given.get("TEQUIO_DATA", "var")).absolute() / "messages").as_uri()


def gateway(url: str) -> str:
    """The address of the gateway of messages, as it is meant.

    Raises ValueError for one that would carry numbers and sums in the clear through a network.
    """
    parts = urlsplit(url)
    is_here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme == "file" and parts.path.startswith("/"):
        return url
    if parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and is_here)):
        return url
    raise ValueError("expected https://… or file:///… with a whole path; http:// on this machine")


def reasons_not_to_work(environment: Environment) -> list[str]:
    """What is written wrong in the environment, a sentence each; empty when all can be read."""
    reasons = []
    for name, describe, given in (
        ("DATABASE_URL", postgres, environment.database_url),
        ("TEQUIO_MAIL", mail, environment.mail_url),
        ("TEQUIO_MESSAGES", gateway, environment.messages_url),
    ):
        try:
            describe(given) if given else None
        except ValueError as trouble:
            reasons.append(f"{name} cannot be read: {trouble}.")
    try:
        ZoneInfo(environment.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reasons.append(
            f"TEQUIO_TIMEZONE is {environment.timezone}: there is no such time zone. "
            "Write one such as Asia/Kolkata."
        )
    if environment.country and environment.country not in SUPPORTED_REGIONS:
        reasons.append(
            f"TEQUIO_COUNTRY is {environment.country}: there is no such country. "
            "Write two letters such as IN, KE, ZA."
        )
    return reasons


def reasons_not_to_serve(environment: Environment) -> list[str]:
    """Why a real node may not start; empty when it may."""
    reasons = reasons_not_to_work(environment)
    if environment.is_demo:
        reasons.append(
            "TEQUIO_DEMO is set: whoever comes in could be anyone. "
            "Unset it for a real node, or start ./tequio demo."
        )
    if not environment.secret or environment.secret == DEMO_SECRET:
        reasons.append(
            "TEQUIO_SECRET is missing. Make one with: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    elif len(environment.secret) < 32 or len(set(environment.secret)) < 12:
        reasons.append(
            "TEQUIO_SECRET could be guessed: take at least 32 characters, 12 of them different."
        )
    if environment.replies_secret and len(environment.replies_secret) < 24:
        reasons.append("TEQUIO_REPLIES_SECRET could be guessed: take at least 24 characters.")
    return reasons


def database(environment: Environment) -> dict[str, Any]:
    """Django's description of the database: PostgreSQL by DATABASE_URL, else SQLite in the data
    directory. IMMEDIATE and WAL are measured necessities (docs/decisions), FULL is for money."""
    if environment.database_url:
        return postgres(environment.database_url)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(environment.data / "tequio.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def postgres(url: str) -> dict[str, Any]:
    """Django's description of postgres://user:word@host:port/name?option=value.

    Statements that come again are prepared on the server after five times; behind a pooler that
    cannot keep them apart the address says `?prepare_threshold=never`.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL begins with {parts.scheme}://, expected postgres://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", parts.hostname or "")
    port = options.pop("port", str(parts.port or ""))
    times = options.pop("prepare_threshold", "5")
    prepared = {"prepare_threshold": int(times) if times.isdigit() else None}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"server_side_binding": True, **prepared, **options},
    }


def mail(url: str) -> dict[str, Any]:
    """Django's settings for smtp://user:word@host:port (smtps:// for TLS from the first byte).

    Without an address mails are written into the server's log, for whoever runs the node.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(f"TEQUIO_MAIL begins with {parts.scheme}://, expected smtp:// or smtps://")
    is_whole = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if is_whole else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_whole,
        "EMAIL_USE_TLS": not is_whole and bool(parts.username),
        "EMAIL_TIMEOUT": 10,
    }
