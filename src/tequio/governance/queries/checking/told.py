"""What stands in the tables of governance, in the words of the lines, and the two compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tequio.chronicle.rules.comparing import compared
from tequio.governance.models import (
    BallotRow,
    BodyRow,
    HandsRow,
    MeetingRow,
    ProposalRow,
    ResolutionRow,
    VoteRow,
)
from tequio.governance.queries.checking.tables import Tables, seal, seal_of
from tequio.governance.rules import budgets
from tequio.governance.rules.retold import THINGS, Facts, Story
from tequio.kernel import Finding


def check_told(story: Story, tables: Tables) -> Iterator[Finding]:
    """Everything that a line tells is there as it tells it, and nothing else is there."""
    stands = _here(tables, story)
    for thing in THINGS:
        yield from compared("governance", thing, told=story.rows[thing], here=stands[thing])


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


def _body(row: BodyRow) -> Facts:
    return {"code": row.code, "member_class": row.member_class, "offices": row.offices}


def _meeting(row: MeetingRow, texts: Mapping[int, str]) -> Facts:
    return {
        "body": row.body_id,
        "call": row.call,
        "held_on": _day(row.held_on),
        "agenda": row.agenda,
        "place": texts.get(row.place_id) if row.place_id else "",
        "is_ad_hoc": row.is_ad_hoc,
        "called_at": row.called_at,
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
        "minutes": row.minutes,
    }


def _proposal(row: ProposalRow, texts: Mapping[int, str]) -> Facts:
    return {
        "by": row.by_id,
        "made_at": row.made_at,
        "body": row.body_id,
        "effect": row.effect_digest,
        "text": texts.get(row.text_id),
        "withdrawn_at": row.withdrawn_at,
        "decided_at": row.decided_at,
    }


def _ballot(row: BallotRow) -> Facts:
    return {
        "kind": row.kind,
        "way": row.way,
        "proposal": row.proposal_id,
        "roll": row.roll,
        "entitled": row.entitled,
        "rule": seal(row.rule),
        "meeting": row.meeting_id,
        "closes_on": _day(row.closes_on),
        "opened_at": row.opened_at,
        "closed_at": row.closed_at,
    }


def _vote(row: VoteRow) -> Facts:
    return {
        "ballot": row.ballot_id,
        "person": row.person_id,
        "choice": row.choice,
        "projects": row.projects,
        "points": row.points,
        "at": row.at,
    }


def _hands(row: HandsRow) -> Facts:
    return {
        "entered_by": row.entered_by_id,
        "at": row.at,
        "ballot": row.ballot_id,
        "yes": row.yes,
        "no": row.no,
        "abstain": row.abstain,
        "witnesses": row.witnesses,
        "photo": row.photo,
    }


def _resolution(row: ResolutionRow) -> Facts:
    return {
        "proposal": row.proposal_id,
        "ballot": row.ballot_id,
        "meeting": row.meeting_id,
        "outcome": row.outcome,
        "certificate": row.digest,
        "resolved_on": _day(row.resolved_on),
    }


def _taken_over(tables: Tables, story: Story) -> dict[int, Facts]:
    """Votes that came with a file, whose ballots the chronicle tells of together."""
    found: dict[int, Facts] = {}
    for ballot in story.rows["votes"].keys() & tables.votes.keys():
        rows = tables.votes[ballot]
        leaves = ((one.id, one.person_id, one.projects, one.points) for one in rows)
        root = seal_of(budgets.root_of_ballots, leaves)
        found[ballot] = {"root": root, "moments": sorted({one.at for one in rows})}
    return found


def _cast(tables: Tables, story: Story) -> dict[int, Facts]:
    elsewhere = story.rows["votes"].keys()
    return {
        row.id: _vote(row)
        for ballot, rows in tables.votes.items()
        if ballot not in elsewhere
        for row in rows
    }


def _here(tables: Tables, story: Story) -> dict[str, dict[int, Facts]]:
    """Thing → what stands in the tables, in the story's words."""
    texts = tables.texts
    return {
        "body": {row.id: _body(row) for row in tables.bodies.values()},
        "meeting": {row.id: _meeting(row, texts) for row in tables.meetings.values()},
        "attendance": {
            meeting: {"events": [[one.person, one.is_present, one.at] for one in events]}
            for meeting, events in tables.attendance.items()
        },
        "proposal": {row.id: _proposal(row, texts) for row in tables.proposals.values()},
        "excused": {
            proposal: {"people": [[row.person_id, row.declared_at] for row in rows]}
            for proposal, rows in tables.excused.items()
        },
        "ballot": {row.id: _ballot(row) for row in tables.ballots.values()},
        "projects": {ballot: {"listed": tables.listed(ballot)} for ballot in tables.projects},
        "vote": _cast(tables, story),
        "hands": {row.id: _hands(row) for rows in tables.hands.values() for row in rows},
        "votes": _taken_over(tables, story),
        "resolution": {row.id: _resolution(row) for row in tables.resolutions.values()},
    }
