"""What governance adds to `verify`: rolls, counts, certificates and minutes recomputed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tequio.governance.models import BallotRow, MeetingRow, ProposalRow, ResolutionRow, RollRow
from tequio.governance.queries.sealing import digest_of_minutes
from tequio.kernel import Finding, digest, merkle_root
from tequio.kernel import gettext_noop as _

CERTIFICATE_CHANGED = _("The certificate of resolution {resolution} was changed.")
ROLL_CHANGED = _("The roll of ballot {ballot} was changed after it was frozen.")
EFFECT_CHANGED = _("What proposal {proposal} would allow was changed after it was made.")
MINUTES_CHANGED = _("The minutes of meeting {meeting} were changed after it was closed.")


def check(organisation: int) -> Iterator[Finding]:
    """Recompute every digest that a decision stands on."""
    for row in ResolutionRow.objects.filter(organisation_id=organisation).iterator():
        if digest(json.loads(row.certificate)) != row.digest:
            told = (("resolution", row.id),)
            yield Finding("governance", "certificate_changed", CERTIFICATE_CHANGED, told)
    for proposal in ProposalRow.objects.filter(organisation_id=organisation).iterator():
        if digest(proposal.effect) != proposal.effect_digest:
            named = (("proposal", proposal.id),)
            yield Finding("governance", "effect_changed", EFFECT_CHANGED, named)
    yield from _rolls(organisation)
    closed = MeetingRow.objects.filter(organisation_id=organisation, closed_at__isnull=False)
    for meeting in closed.iterator():
        if digest_of_minutes(organisation, meeting.id) != meeting.minutes:
            yield Finding(
                "governance", "minutes_changed", MINUTES_CHANGED, (("meeting", meeting.id),)
            )


def _rolls(organisation: int) -> Iterator[Finding]:
    """One query for all rolls, in order of ballot and person."""
    people: dict[int, list[bytes]] = {}
    rows = RollRow.objects.filter(organisation_id=organisation).order_by("ballot_id", "person_id")
    for ballot, person in rows.values_list("ballot_id", "person_id").iterator():
        people.setdefault(ballot, []).append(str(person).encode())
    for ballot, frozen, entitled in BallotRow.objects.filter(
        organisation_id=organisation
    ).values_list("id", "roll", "entitled"):
        leaves = people.get(ballot, [])
        if len(leaves) != entitled or merkle_root(leaves) != frozen:
            yield Finding("governance", "roll_changed", ROLL_CHANGED, (("ballot", ballot),))
