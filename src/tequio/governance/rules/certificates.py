"""What a certificate says: counts as it keeps them, and the outcome that follows.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tequio.governance.rules.meetings import Hands
from tequio.governance.rules.tallying import tally_of
from tequio.kernel import digest
from tequio.statutes.rules import Tally


def count_of_hands(
    hands: Hands, *, entered_by: int, present: int, entitled: int
) -> tuple[Tally, dict[str, Any]]:
    """The tally of raised hands, and what was counted as the certificate keeps it.

    present  how many of the roll were in the room when the hands were counted
    """
    tally = Tally(hands.yes, hands.no, hands.abstain, present, entitled)
    return tally, {
        "entered_by": entered_by,
        "photo": hands.photo,
        "way": "hands",
        "witnesses": list(hands.witnesses),
    }


def count_of_votes(
    choices: Mapping[int, str], *, present: int, entitled: int
) -> tuple[Tally, dict[str, Any]]:
    """The tally of votes by phone (each person's latest), and the digest that it rests on."""
    tally = tally_of(choices.values(), members=entitled, present=present)
    named = {str(person): choice for person, choice in sorted(choices.items())}
    return tally, {"votes": digest(named), "way": "phone"}


def counted_without(counted: dict[str, Any], aside: int) -> dict[str, Any]:
    """What was counted, with how many stood aside, if anybody did."""
    return counted | {"aside": aside} if aside else counted


def outcome_of(certificate: Mapping[str, Any]) -> str:
    """The outcome that a certificate proves; the founders adopt their statutes by founding."""
    if certificate.get("hindered"):
        return "impossible"
    if "result" in certificate:
        return str(certificate["result"]["outcome"])
    if "quorum" in certificate:
        return "adopted" if certificate["quorum"]["holds"] else "no_quorum"
    return "adopted"
