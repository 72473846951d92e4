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
from tequio.knowledge.service.watching import antenna_here, watch_here
from tequio.membership.visits import has_document
from tequio.registry.service.speaking import words_kept


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
def observe(  # noqa: PLR0913 - the fields of the form
    act: Act,
    /,
    *,
    kind: Code,
    words: rules.Line = "",
    voice: rules.ProofOfFile = "",
    watch: Id | None = None,
    antenna: Id | None = None,
    region: rules.Region = "",
    sector: rules.Sector = "",
    brought_by: Id | None = None,
    guest: Name = "",
    seen_on: date | None = None,
) -> Observed:
    """Bring one thing that you noticed: one line, or a recording.

    kind        need, practice or idea
    voice       digest of a recording that was handed in
    watch       the meeting to which it is brought, if it is one
    brought_by  whose it is, if you write it down for somebody; left out and no guest: yours
    guest       her name, if she is not known here
    seen_on     the day on which it was brought, if it is sent later; left out: today
    """
    refuse(objections_to_take_part(act))
    brought = _Brought(
        kind=kind,
        words=words,
        voice=voice,
        watch=watch,
        antenna=antenna,
        region=region.strip(),
        sector=sector,
        brought_by=brought_by,
        guest=guest,
        seen_on=seen_on or act.today,
    )
    antenna_here(act.of_organisation, antenna)
    refuse(_objections(act, brought))
    return _kept(act, brought)


@dataclass(frozen=True)
class _Brought:
    """An observation as it was brought."""

    kind: str
    words: str
    voice: str
    watch: int | None
    antenna: int | None
    region: str
    sector: str
    brought_by: int | None
    guest: str
    seen_on: date


def _objections(act: Act, brought: _Brought) -> Iterator[Refusal]:
    keeper, bringer = act.of_organisation, brought.brought_by
    noticed = rules.Noticed(
        kind=brought.kind,
        words=brought.words,
        names_voice=bool(brought.voice),
        has_voice=has_document(keeper, brought.voice),
        seen_on=brought.seen_on,
        has_bringer=bringer is not None,
        is_known=bringer == act.by or takes_part(keeper, bringer, act.today),
        guest=brought.guest,
    )
    yield from rules.objections_to_observe(noticed, act.today)
    if brought.watch is not None:
        row = watch_here(keeper, brought.watch)
        yield from rules.objections_to_bring(
            held_on=row.held_on,
            is_closed=row.closed_at is not None,
            seen_on=brought.seen_on,
            today=act.today,
        )


def _kept(act: Act, brought: _Brought) -> Observed:
    """Write it; of the line and of a guest's name the words where they can be forgotten."""
    assert act.by is not None, "whoever takes part is somebody"
    keeper = act.of_organisation
    bringer = brought.brought_by or (None if brought.guest.strip() else act.by)
    text, proof = words_kept(keeper, brought.words, about=bringer)
    guest, guest_proof = words_kept(keeper, brought.guest)
    row = ObservationRow.objects.create(
        organisation_id=keeper,
        id=take_ids(keeper),
        kind=brought.kind,
        text_id=text,
        voice=brought.voice,
        watch_id=brought.watch,
        antenna_id=brought.antenna,
        region=brought.region,
        sector=brought.sector,
        person_id=act.by,
        brought_by_id=bringer,
        guest_id=guest,
        seen_on=brought.seen_on,
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
    """Take an observation back: it stays, is shown no more, and is joined to nothing."""
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
