"""Whether enough are there: the arithmetic of a meeting as it stands, per type of decision."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tequio.governance.models import ProposalRow
from tequio.governance.queries import facts
from tequio.governance.queries.rolls import body_of, entitled
from tequio.governance.rules import refusals as no
from tequio.governance.rules.meetings import Meeting
from tequio.kernel import Refused
from tequio.statutes.queries import statutes_on
from tequio.statutes.rules import (
    DECISION_TYPES,
    Statutes,
    Threshold,
    threshold_of_ad_hoc,
    threshold_of_quorum,
)


@dataclass(frozen=True)
class Presence:
    """Who is there, held against the statutes.

    by_type  decision type → its quorum now
    ad_hoc   what a meeting without notice needs besides; None for a called one
    """

    roll: tuple[int, ...]
    present: tuple[int, ...]
    by_type: dict[str, Threshold]
    ad_hoc: Threshold | None


def presence(organisation: int, meeting: Meeting, on: date) -> Presence:
    """The quorum of each type of decision with those in the room now.  Five queries at most."""
    roll = entitled(body_of(organisation, meeting.body), on)
    return reckon(statutes_on(organisation, on), meeting, roll)


def reckon(statutes: Statutes, meeting: Meeting, roll: Sequence[int]) -> Presence:
    """The same from facts at hand."""
    present = tuple(person for person in roll if person in meeting.present)
    here = {"members": len(roll), "present": len(present)}
    share = statutes.fraction("meeting.ad_hoc")
    return Presence(
        tuple(roll),
        present,
        {
            kind: threshold_of_quorum(statutes.decision_rule(kind), call=meeting.call, **here)
            for kind in DECISION_TYPES
        },
        threshold_of_ad_hoc(share, **here) if meeting.is_ad_hoc else None,
    )


def agenda_again(organisation: int, after: int) -> tuple[int, ...]:
    """What a second call repeats: the undecided agenda of a first call that lacked its quorum.

    Raises Refused `call_not_possible` unless the meeting was called for the first time, is
    closed, and at its end too few were there for something that it left undecided.
    """
    left = _left_for_second_call(organisation, after)
    if not left:
        raise Refused(no.CALL_NOT_POSSIBLE.because())
    return left


def can_be_called_again(organisation: int, meeting: int) -> bool:
    """Whether a second call of this meeting is possible."""
    return bool(_left_for_second_call(organisation, meeting))


def _left_for_second_call(organisation: int, meeting: int) -> tuple[int, ...]:
    first = facts.meeting_row(organisation, meeting)
    if first.call != 1 or first.closed_at is None or first.is_ad_hoc:
        return ()
    left = facts.undecided(organisation, first.agenda)
    return tuple(left) if left and _lacked_quorum(organisation, meeting, left) else ()


def _lacked_quorum(organisation: int, meeting: int, proposals: Collection[int]) -> bool:
    now = facts.meeting_of(organisation, meeting)
    quorums = presence(organisation, now, now.held_on).by_type
    kinds = ProposalRow.objects.filter(organisation_id=organisation, id__in=proposals)
    return any(not quorums[kind].holds for kind in kinds.values_list("decision_type", flat=True))
