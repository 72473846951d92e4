"""Somebody noticed something: a need, a practice, an idea."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tequio.chronicle.rules.inputs import Code, Id, Name
from tequio.chronicle.service import act, take_ids
from tequio.kernel import Act, Refusal, Refused, digest, refuse
from tequio.knowledge.models import ObservationRow
from tequio.knowledge.queries.standing import objections_to_take_part, takes_part
from tequio.knowledge.rules import watching as rules
from tequio.knowledge.rules.standing import NOT_TAKING_PART, TAKING_PART
from tequio.knowledge.rules.told_of_watching import ObservationWithdrawn, Observed
from tequio.knowledge.service.documents import may_be_named
from tequio.knowledge.service.watching import antenna_here, watch_here
from tequio.registry.service.speaking import words_kept


@dataclass(frozen=True)
class NewObservation:
    """One thing that somebody noticed: one line, or a recording.

    kind        need, practice or idea
    words       the line
    voice       digest of a recording that was handed in
    watch       number of the meeting to which it is brought, if it is one
    antenna     number of the antenna from which it comes, if it is one
    region      in plain words
    sector      code of a concept, such as childcare
    brought_by  whose it is, if you write it down for somebody; left out and no guest: yours
    guest       her name, if she is not known here
    seen_on     the day on which it was brought, if it is sent later; left out: today
    """

    kind: Code
    words: rules.Line = ""
    voice: rules.ProofOfFile = ""
    watch: Id | None = None
    antenna: Id | None = None
    region: rules.Region = ""
    sector: rules.Sector = ""
    brought_by: Id | None = None
    guest: Name = ""
    seen_on: date | None = None


@act(
    "knowledge.observe",
    may=TAKING_PART,
    refusals=[
        NOT_TAKING_PART,
        rules.NO_SUCH_WATCH,
        rules.WATCH_CLOSED,
        rules.WATCH_TO_COME,
        rules.NO_SUCH_ANTENNA,
        *rules.OF_AN_OBSERVATION,
    ],
)
def observe(act: Act, /, *, seen: NewObservation) -> Observed:
    """Bring one thing that you noticed.

    seen  what it is, and from where
    """
    refuse(objections_to_take_part(act))
    antenna_here(act.of_organisation, seen.antenna)
    refuse(_objections(act, seen))
    return _kept(act, seen)


def _objections(act: Act, seen: NewObservation) -> Iterator[Refusal]:
    keeper, seen_on = act.of_organisation, seen.seen_on or act.today
    noticed = rules.Noticed(
        kind=seen.kind,
        words=seen.words,
        names_voice=bool(seen.voice),
        has_voice=may_be_named(act, seen.voice),
        seen_on=seen_on,
        has_bringer=seen.brought_by is not None,
        is_known=seen.brought_by == act.by or takes_part(keeper, seen.brought_by, act.today),
        guest=seen.guest,
    )
    yield from rules.objections_to_observe(noticed, act.today)
    if seen.watch is not None:
        row = watch_here(keeper, seen.watch)
        yield from rules.objections_to_bring(
            held_on=row.held_on,
            is_closed=row.closed_at is not None,
            seen_on=seen_on,
            today=act.today,
        )


def _kept(act: Act, seen: NewObservation) -> Observed:
    """Write it down; the line and a guest's name stand where they can be forgotten."""
    keeper = act.of_organisation
    bringer = seen.brought_by or (None if seen.guest.strip() else act.by)
    text, proof = words_kept(keeper, seen.words, about=bringer)
    guest, guest_proof = words_kept(keeper, seen.guest)
    row = ObservationRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        kind=seen.kind,
        text_id=text,
        voice=seen.voice,
        watch_id=seen.watch,
        antenna_id=seen.antenna,
        region=seen.region.strip(),
        sector=seen.sector,
        person_id=act.by_somebody,
        brought_by_id=bringer,
        guest_id=guest,
        seen_on=seen.seen_on or act.today,
        recorded_at=act.at,
    )
    return _told(row, proof, guest_proof)


def _told(row: ObservationRow, proof: str, guest_proof: str) -> Observed:
    return Observed(
        observation=row.id,
        kind=row.kind,
        watch=row.watch_id,
        antenna=row.antenna_id,
        region=digest(row.region),
        sector=row.sector,
        brought_by=row.brought_by_id,
        guest=row.guest_id,
        guest_proof=guest_proof,
        seen_on=row.seen_on,
        text=row.text_id,
        proof=proof,
        voice=row.voice,
    )


@act(
    "knowledge.withdraw_observation",
    may="whoever brought it, and whoever wrote it down",
    refusals=[
        rules.NO_SUCH_OBSERVATION,
        rules.OBSERVATION_WITHDRAWN,
        rules.NOT_HER_OBSERVATION,
    ],
)
def withdraw_observation(act: Act, /, *, observation: Id) -> ObservationWithdrawn:
    """Take an observation back: it stays, its words are shown no more, and nothing new is joined
    of it.

    observation  its number
    """
    rows = ObservationRow.objects.filter(organisation_id=act.of_organisation, id=observation)
    row = rows.first()
    if row is None:
        raise Refused(rules.NO_SUCH_OBSERVATION.because(observation=observation))
    if act.by is None or act.by not in (row.person_id, row.brought_by_id):
        raise Refused(rules.NOT_HER_OBSERVATION.because())
    if row.withdrawn_at is not None:
        raise Refused(rules.OBSERVATION_WITHDRAWN.because(observation=observation))
    rows.update(withdrawn_at=act.at)
    return ObservationWithdrawn(observation)
