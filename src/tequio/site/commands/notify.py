"""`./tequio notify`: read on in every chronicle, write what is to be told, send what waits.

Runs until it is stopped, once a minute; `--once` does it once, for a timer of the system's own. Two
may run at once: nothing is told or begun twice.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter

from django.utils import timezone

from tequio.membership import queries as members
from tequio.notices import service as notices
from tequio.site.commands.act import organisation_named

EVERY = 60
LEAST = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, and how often."""
    parser.add_argument("--for", dest="organisation", help="only this organisation")
    parser.add_argument("--once", action="store_true", help="once, and tell what was done as JSON")
    parser.add_argument(
        "--every", type=int, default=EVERY, metavar="SECONDS", help="default: %(default)s"
    )


def run(arguments: argparse.Namespace) -> int:
    """0; without `--once` only when it is stopped."""
    only = organisation_named(arguments.organisation)
    if not arguments.once:
        print("Reading on and sending, again and again; Ctrl-C ends it.", file=sys.stderr)
    while True:
        done = one_round([only] if only is not None else [o.id for o in members.organisations()])
        if arguments.once:
            print(json.dumps(done, indent=1))
            return 0
        if done["messages"] or done["sent"]:
            print(json.dumps(done), flush=True)
        try:
            time.sleep(max(arguments.every, LEAST))
        except KeyboardInterrupt:
            return 0


def one_round(organisations: list[int]) -> dict[str, int | dict[str, int]]:
    """Read on and send for these; how many lines and messages, and how the sending ended.

    `no_gateway`: messages that wait because this node has no way for them (TEQUIO_MESSAGES).
    """
    lines = messages = 0
    ended: Counter[str] = Counter()
    ways = notices.gateways()
    for organisation in organisations:
        at = timezone.localtime()
        read = notices.read_on(organisation, at)
        lines, messages = lines + read.lines, messages + read.messages
        messages += notices.remind(organisation, at)
        ended += notices.send_waiting(organisation, ways, timezone.localtime)
    return {"lines": lines, "messages": messages, "sent": dict(sorted(ended.items()))}
