"""`./tequio token`: a token with which a program acts for somebody through the JSON API.

The same as under My account on the pages. It is printed once; only its hash is kept. The program
sends it as `Authorization: Bearer TOKEN` (docs/api.md).
"""

from __future__ import annotations

import argparse
import json
import secrets

from django.utils import timezone

from tequio.kernel import Act, Refused
from tequio.membership import service as membership
from tequio.membership.rules import hash_of_code
from tequio.site.commands.act import person_named, tell_refusal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """For whom, and for which program."""
    parser.add_argument("person", help="whose: number, phone or e-mail")
    parser.add_argument("--title", default="", help="for which program")


def run(arguments: argparse.Namespace) -> int:
    """0 with the token as JSON, 1 when it was refused."""
    token = secrets.token_hex(32)
    try:
        person = person_named(arguments.person)
        act = Act(person, None, timezone.localtime(), "token-" + secrets.token_urlsafe(12))
        receipt = membership.issue_token(
            act, token_hash=hash_of_code(token), title=arguments.title[:80]
        )
    except Refused as refused:
        tell_refusal(refused)
        return 1
    made = {"person": person, "number": receipt.facts["token"], "token": token}
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0
