"""`./tequio invite`: a code of sixteen digits with which somebody opens a sign-in of her own.

The same code as under Members on the group's pages. It is printed once and kept nowhere; it works
once, for two weeks, at /code/. Who has a sign-in already needs none.
"""

from __future__ import annotations

import argparse
import json
import secrets

from django.utils import timezone

from tequio.kernel import Act, Refused
from tequio.membership import queries as members
from tequio.membership import rules
from tequio.membership import service as membership
from tequio.site.commands.act import organisation_named, person_named, tell_refusal

HOW = (
    "She signs up at /code/ on this node with a phone number or e-mail address and a password of "
    "her own and types the sixteen digits. The code is shown only now and works once, for "
    "{days} days; whoever has it could sign in as her."
)
ANOTHER = "For somebody without a sign-in make a code: ./tequio invite PERSON --for {slug}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, into which group, and who does it."""
    parser.add_argument("person", help="whom: number, phone or e-mail")
    parser.add_argument(
        "--for", dest="organisation", required=True, help="the organisation's short name"
    )
    parser.add_argument(
        "--by", help="who invites: number, phone or e-mail; else the chair or the secretary"
    )


def run(arguments: argparse.Namespace) -> int:
    """0 with the code as JSON, 1 when it was refused."""
    try:
        organisation = organisation_named(arguments.organisation)
        assert organisation is not None, "the parser asks for it"
        person = person_named(arguments.person)
        assert person is not None, "the parser asks for her"
        code = code_for(organisation, person, by=person_named(arguments.by))
    except Refused as refused:
        tell_refusal(refused)
        return 1
    made = {"person": person, "sign_in_code": code, "how": how()}
    print(json.dumps(made, ensure_ascii=False, indent=1))
    return 0


def code_for(organisation: int, person: int, *, by: int | None = None) -> str:
    """A fresh code; whoever keeps the roll makes it, the chair or secretary if nobody is named.

    Raises Refused as `membership.invite` does.
    """
    act = Act(
        by or keeper_of(organisation),
        organisation,
        timezone.localtime(),
        "invite-" + secrets.token_urlsafe(12),
    )
    return membership.invite_by_code(act, person=person, number=secrets.randbelow(10**16))


def keeper_of(organisation: int) -> int | None:
    """Who keeps the roll of a group today; None if nobody does."""
    held = members.terms(organisation, timezone.localdate())
    return next((term.person for term in held if term.office in rules.KEEPERS), None)


def how() -> str:
    """What a code is for and where it is typed."""
    return HOW.format(days=rules.INVITATION_DAYS)
