"""Counted again: from rolls, votes, hands and attendance to what each certificate says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tequio.governance.models import BallotRow, ResolutionRow
from tequio.governance.queries.checking.decided import Decided
from tequio.governance.queries.checking.tables import Tables
from tequio.governance.rules.budgets import Cast, Listed, digest_of_ballots, vote_of
from tequio.governance.rules.certificates import (
    count_of_hands,
    count_of_votes,
    counted_without,
)
from tequio.governance.rules.counting import methods
from tequio.governance.rules.effects import read_projects
from tequio.governance.rules.meetings import Hands
from tequio.governance.rules.tallying import judge, rule_from
from tequio.kernel import Finding, Unit, canonical, plain
from tequio.kernel import gettext_noop as _
from tequio.mandates import queries as mandates
from tequio.statutes.rules import Tally, threshold_of_quorum

COUNT_DIFFERS = _(
    "Counted again, the vote in ballot {ballot} does not give what resolution {resolution} says."
)


@dataclass(frozen=True)
class Place:
    """A resolution beside its ballot, and everything that it was counted from."""

    row: ResolutionRow
    ballot: BallotRow
    tables: Tables
    known: Decided
    units: Mapping[str, Unit]

    @property
    def roll(self) -> set[int]:
        return set(self.tables.rolls.get(self.ballot.id, ()))


def check_counts(organisation: int, known: Decided, tables: Tables) -> Iterator[Finding]:
    """Every certificate says what the votes give when they are counted again.  One query."""
    units = mandates.units(organisation)
    for row in tables.resolutions.values():
        ballot, certificate = tables.ballots.get(row.ballot_id), tables.certificate(row.id)
        if ballot is None or certificate is None:
            continue
        place = Place(row, ballot, tables, known, units)
        again = _budget if ballot.kind == "budget" else _question
        try:
            counted = canonical(again(place))
            holds = counted == canonical({name: certificate.get(name) for name in again_of(ballot)})
        except (ArithmeticError, AttributeError, KeyError, LookupError, TypeError, ValueError):
            holds = False  # what no act could have written cannot be counted
        if not holds:
            fields = (("ballot", ballot.id), ("resolution", row.id))
            yield Finding("governance", "count_differs", COUNT_DIFFERS, fields)


def again_of(ballot: BallotRow) -> tuple[str, ...]:
    """Which parts of a certificate are counted again."""
    return ("ballots", "count", "quorum") if ballot.kind == "budget" else ("counted", "result")


def _question(place: Place) -> dict[str, Any]:
    row, meeting = place.row, place.tables.meetings.get(place.row.meeting_id or 0)
    tally, found = _tally(place)
    counted = counted_without(found, len(place.tables.aside(place.ballot)))
    statutes = place.known.statutes(row.resolved_on, before=row.id)
    result = judge(
        rule_from(place.ballot.rule),
        tally,
        call=meeting.call if meeting else 1,
        ad_hoc=statutes.fraction("meeting.ad_hoc") if meeting and meeting.is_ad_hoc else None,
    )
    return {"counted": counted, "result": plain(result)}


def _tally(place: Place) -> tuple[Tally, dict[str, Any]]:
    ballot, tables = place.ballot, place.tables
    if ballot.way == "hands":
        hands = [one for one in tables.hands[ballot.id] if one.id < place.row.id][-1]
        here = tables.present(place.row.meeting_id or 0, before=hands.id)
        return count_of_hands(
            Hands(hands.yes, hands.no, hands.abstain, tuple(hands.witnesses), hands.photo),
            entered_by=hands.entered_by_id,
            present=len(here & place.roll),
            entitled=ballot.entitled,
        )
    votes = tables.latest_votes(ballot.id)
    here = tables.present(place.row.meeting_id or 0, before=place.row.id)
    choices = {person: vote.choice for person, vote in votes.items()}
    present = len(votes.keys() | (here & place.roll))
    return count_of_votes(choices, present=present, entitled=ballot.entitled)


def _budget(place: Place) -> dict[str, Any]:
    ballot, tables = place.ballot, place.tables
    effect = read_projects(tables.proposals[ballot.proposal_id].effect)
    rows = sorted(tables.projects.get(ballot.id, ()), key=lambda project: project.place)
    votes = [
        Cast(person, tuple(vote.projects), tuple(vote.points))
        for person, vote in tables.latest_votes(ballot.id).items()
    ]
    listed = [Listed(project.id, project.code, project.minor) for project in rows]
    vote = vote_of(effect, listed, votes, exponent=place.units[effect.unit].exponent)
    quorum = threshold_of_quorum(
        rule_from(ballot.rule), call=1, members=ballot.entitled, present=len(votes)
    )
    return {
        "ballots": digest_of_ballots(votes),
        "count": methods.count(vote, effect.method).as_plain(),
        "quorum": plain(quorum),
    }
