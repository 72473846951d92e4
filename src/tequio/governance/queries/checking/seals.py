"""What is sealed by a digest of its own: certificates, effects, rolls, minutes."""

from __future__ import annotations

from collections.abc import Iterator

from tequio.governance.models import MeetingRow, ProposalRow, ResolutionRow
from tequio.governance.queries.checking.tables import Tables, seal, seal_of
from tequio.governance.rules.certificates import outcome_of
from tequio.governance.rules.effects import DECISION_TYPE
from tequio.governance.rules.minutes import digest_of_minutes
from tequio.kernel import Finding, merkle_root
from tequio.kernel import gettext_noop as _

ROOM = "governance"
CERTIFICATE_CHANGED = _("The certificate of resolution {resolution} was changed.")
OUTCOME_CHANGED = _("Resolution {resolution} says another outcome than its certificate proves.")
EFFECT_CHANGED = _("What proposal {proposal} would allow was changed after it was made.")
ROLL_CHANGED = _("The roll of ballot {ballot} was changed after it was frozen.")
EXCUSED_VOTES = _(
    "Person {person} stood aside from proposal {proposal} and is on the roll of ballot {ballot}."
)
MINUTES_CHANGED = _("The minutes of meeting {meeting} were changed after it was closed.")


def check_seals(tables: Tables) -> Iterator[Finding]:
    """Every digest beside a row is the one of what the row holds."""
    for row in tables.resolutions.values():
        yield from _certificate(row, tables)
    for proposal in tables.proposals.values():
        if not _is_the_effect(proposal):
            yield Finding.of(ROOM, "effect_changed", EFFECT_CHANGED, proposal=proposal.id)
    for ballot in tables.ballots.values():
        people = [str(person).encode() for person in tables.rolls.get(ballot.id, ())]
        if len(people) != ballot.entitled or merkle_root(people) != ballot.roll:
            yield Finding.of(ROOM, "roll_changed", ROLL_CHANGED, ballot=ballot.id)
        for person in sorted(tables.aside(ballot) & set(tables.rolls.get(ballot.id, ()))):
            fields = {"person": person, "proposal": ballot.proposal_id, "ballot": ballot.id}
            yield Finding.of(ROOM, "excused_votes", EXCUSED_VOTES, **fields)
    for orphan in sorted(tables.rolls.keys() - tables.ballots.keys()):
        yield Finding.of(ROOM, "roll_changed", ROLL_CHANGED, ballot=orphan)
    yield from _minutes(tables)


def _certificate(row: ResolutionRow, tables: Tables) -> Iterator[Finding]:
    certificate = tables.certificate(row.id)
    if certificate is None or seal(certificate) != row.digest:
        yield Finding.of(ROOM, "certificate_changed", CERTIFICATE_CHANGED, resolution=row.id)
    elif outcome_of(certificate) != row.outcome:
        yield Finding.of(ROOM, "outcome_changed", OUTCOME_CHANGED, resolution=row.id)


def _is_the_effect(row: ProposalRow) -> bool:
    kind = row.effect.get("kind") if isinstance(row.effect, dict) else None
    is_sealed = seal(row.effect) == row.effect_digest
    return is_sealed and DECISION_TYPE.get(str(kind)) == row.decision_type


def _minutes(tables: Tables) -> Iterator[Finding]:
    decided: dict[int | None, list[str]] = {}
    for row in tables.resolutions.values():
        decided.setdefault(row.meeting_id, []).append(row.digest)
    for meeting in tables.meetings.values():
        if meeting.closed_at is not None and meeting.minutes != _sealed(meeting, tables, decided):
            yield Finding.of(ROOM, "minutes_changed", MINUTES_CHANGED, meeting=meeting.id)


def _sealed(meeting: MeetingRow, tables: Tables, decided: dict[int | None, list[str]]) -> str:
    facts = {
        "agenda": meeting.agenda,
        "body": meeting.body_id,
        "call": meeting.call,
        "held_on": meeting.held_on,
        "meeting": meeting.id,
    }
    events = [(one.person, one.is_present) for one in tables.attendance.get(meeting.id, ())]
    resolutions = decided.get(meeting.id, [])
    return seal_of(
        lambda facts: digest_of_minutes(facts, attendance=events, resolutions=resolutions), facts
    )
