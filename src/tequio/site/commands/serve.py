"""Run a real node on SQLite or PostgreSQL.

It reads TEQUIO_SECRET (needed), TEQUIO_HOSTS (names under which it is reached, by comma),
TEQUIO_DATA or DATABASE_URL, TEQUIO_TIMEZONE, and TEQUIO_PLAIN_HTTP=1 for a box without TLS in a
network of its own. TEQUIO_MAIL (smtp://user:word@host:587) and TEQUIO_MAIL_FROM send mails, which
otherwise stand in the log; TEQUIO_COUNTRY (IN, ZA …) completes phone numbers. It refuses to start
with the demonstration's sign-in.
"""

from __future__ import annotations

import argparse
import sys

from tequio.site import environment

NOT_STARTED = "This node does not start:"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many workers."""
    parser.add_argument("--address", default="127.0.0.1", help="default: this machine only")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--workers", type=int, default=1, help="more than one needs PostgreSQL")
    parser.add_argument("--threads", type=int, default=4, help="threads in each worker")


def run(arguments: argparse.Namespace) -> int:
    """Refuse what a real node must not do, then serve."""
    here = environment.read()
    reasons = environment.reasons_not_to_serve(here)
    if arguments.workers > 1 and not here.database_url:
        reasons.append("SQLite is written fastest by one worker; more than one needs DATABASE_URL.")
    if reasons:
        print(NOT_STARTED, *(f"- {r}" for r in reasons), sep="\n", file=sys.stderr)
        return 2
    from tequio.site.__main__ import databases_answer, set_up

    set_up()
    from django.db import DatabaseError

    from tequio.site import serving

    for reason in serving.reasons_not_to_listen(arguments.address, arguments.port):
        print(reason, file=sys.stderr)
        return 2
    try:
        serving.make_ready()
    except DatabaseError as trouble:
        print(f"{NOT_STARTED}\n- {databases_answer(trouble)}", file=sys.stderr)
        return 2
    serving.serve(
        address=arguments.address,
        port=arguments.port,
        workers=arguments.workers,
        threads=arguments.threads,
        when_up=lambda url: print(f"Tequio serves at {url}", flush=True),
    )
    return 0
