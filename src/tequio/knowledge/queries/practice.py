"""One practice with all that is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime

from tequio.kernel import Refusal
from tequio.knowledge.models import (
    ContributionRow,
    InnovationRow,
    JoinedRow,
    NotedRow,
    ObservationRow,
    SignOffRow,
    StateRow,
    VersionRow,
)
from tequio.knowledge.queries.in_the_register import shown_as
from tequio.knowledge.queries.lineage import Fork, Moved, Origin, forks_of, origin_of, transfers_of
from tequio.knowledge.queries.practices import PracticeLine, lines_of
from tequio.knowledge.queries.profiles import Profile, profile_of
from tequio.knowledge.queries.versions import standing_of
from tequio.knowledge.queries.watched import Observation, observations
from tequio.knowledge.queries.words import words_of
from tequio.knowledge.queries.written import design_kept, innovation_of, practice_of
from tequio.knowledge.rules import practices as rules
from tequio.knowledge.rules.designs import Design
from tequio.knowledge.rules.standing import Reader
from tequio.registry.rules.keeping import is_inside as is_inside_of_register


@dataclass(frozen=True)
class Contributor:
    """Who works on it, as what; has_signed: the version that stands."""

    person: int
    name: str
    role: str
    party: int | None
    party_name: str
    words: str
    since: datetime
    has_signed: bool


@dataclass(frozen=True)
class Version:
    """What it said at one time, by whom, why; signed_by: names of those who stand by it.

    is_draft  newer than the version that stands: not signed by both yet
    """

    number: int
    title: str
    design: Design
    person: int
    author: str
    role: str
    words: str
    written_at: datetime
    signed_by: tuple[str, ...]
    is_draft: bool


@dataclass(frozen=True)
class Came:
    """That it came into a state, why, and with which version; by: empty for who does not take
    part."""

    state: str
    version: int
    reason: str
    by: str
    day: date


@dataclass(frozen=True)
class Noted:
    """What somebody showed about it; file: digest of one that is kept here; by: empty for who does
    not take part."""

    id: int
    kind: str
    strength: str
    is_harm: bool
    words: str
    source: str
    file: str
    day: date
    by: str


@dataclass(frozen=True)
class Practice:
    """A practice as its page shows it.

    next_state    empty after the last one
    missing       what still stands against that step, as refusals; a source or reason apart
    own_role      as which whoever looks contributes; None if she does not
    has_signed    whether she signed the newest version
    carrier       number and name of whoever carries it, if whoever looks may know
    observations  those it was joined from, for those who take part
    """

    line: PracticeLine
    listed: int | None
    carrier: str
    next_state: str
    missing: tuple[Refusal, ...]
    own_role: str | None
    has_signed: bool
    contributors: tuple[Contributor, ...]
    states: tuple[Came, ...]
    evidence: tuple[Noted, ...]
    profile: Profile
    origin: Origin | None
    forks: tuple[Fork, ...]
    observations: tuple[Observation, ...]
    transfers: tuple[Moved, ...]

    @property
    def design(self) -> Design:
        """What it says now."""
        return self.line.design


def may_read(reader: Reader, row: InnovationRow) -> bool:
    """Who takes part reads all; everybody else what is published, where the library is open."""
    return reader.takes_part or (row.is_public and reader.reads)


def practice(keeper: int, number: int, reader: Reader, today: date) -> Practice | None:
    """One practice, for whoever may read it; else None.  The authors are named to all of them; who
    showed, answered or wrote something else down only to who takes part.  At most thirty
    queries, however much is known of it."""
    row = innovation_of(keeper, number)
    if row is None or not may_read(reader, row):
        return None
    following, inside = rules.next_state(row.state), reader.takes_part
    line, signed = lines_of([row])[0], _signed(row)
    people = _contributors(row, {one for one, version in signed if version == line.version})
    mine = next((one for one in people if one.person == reader.standing.person), None)
    sees_register = is_inside_of_register(reader.standing)
    listed, carrier = shown_as(keeper, row.listed_id, is_inside=sees_register)
    return Practice(
        line=line,
        listed=listed,
        carrier=carrier,
        next_state=following,
        missing=tuple(rules.missing_signatures(practice_of(row))) if following else (),
        own_role=mine.role if mine else None,
        has_signed=(reader.standing.person, row.version) in signed,
        contributors=people,
        states=_states(row, is_named=inside),
        evidence=_evidence(row, is_named=inside),
        profile=profile_of(row, today, is_inside=sees_register, is_named=inside),
        origin=origin_of(row),
        forks=forks_of(keeper, number, today, takes_part=inside),
        observations=_joined(row) if inside else (),
        transfers=transfers_of(keeper, number, today, takes_part=inside),
    )


def _signed(row: InnovationRow) -> set[tuple[int | None, int]]:
    """Who signed which version."""
    rows = SignOffRow.objects.filter(**_of(row))
    return set(rows.values_list("person_id", "version"))


def _contributors(row: InnovationRow, signers: Container[int | None]) -> tuple[Contributor, ...]:
    rows = ContributionRow.objects.filter(**_of(row)).select_related("person", "party")
    found = list(rows.order_by("since", "person_id"))
    words = words_of(row.organisation_id, (one.text_id for one in found))
    return tuple(
        Contributor(
            person=one.person_id,
            name=one.person.name,
            role=one.role,
            party=one.party_id,
            party_name=one.party.name if one.party else "",
            words=words[one.text_id],
            since=one.since,
            has_signed=one.person_id in signers,
        )
        for one in found
    )


def _of(row: InnovationRow) -> dict[str, int]:
    """Where rows stand that belong to a practice."""
    return {"organisation_id": row.organisation_id, "innovation_id": row.id}


def _states(row: InnovationRow, *, is_named: bool) -> tuple[Came, ...]:
    found = list(StateRow.objects.filter(**_of(row)).select_related("person").order_by("id"))
    words = words_of(row.organisation_id, (one.text_id for one in found))
    return tuple(
        Came(
            state=one.state,
            version=one.version,
            reason=words[one.text_id],
            by=one.person.name if is_named else "",
            day=one.day,
        )
        for one in found
    )


def _evidence(row: InnovationRow, *, is_named: bool) -> tuple[Noted, ...]:
    rows = NotedRow.objects.filter(**_of(row)).select_related("person")
    found = list(rows.order_by("-day", "-id"))
    words = words_of(row.organisation_id, (one.text_id for one in found))
    return tuple(
        Noted(
            id=one.id,
            kind=one.kind,
            strength=one.strength,
            is_harm=one.is_harm,
            words=words[one.text_id],
            source=one.source,
            file=one.file,
            day=one.day,
            by=one.person.name if is_named else "",
        )
        for one in found
    )


def file_of(keeper: int, noted: int) -> str:
    """Digest of the file that came with a piece of evidence; empty for none.  One query."""
    rows = NotedRow.objects.filter(organisation_id=keeper, id=noted)
    return rows.values_list("file", flat=True).first() or ""


def _joined(row: InnovationRow) -> tuple[Observation, ...]:
    joined = JoinedRow.objects.filter(**_of(row)).values("observation_id")
    rows = ObservationRow.objects.filter(organisation_id=row.organisation_id, id__in=joined)
    return tuple(observations(row.organisation_id, rows.order_by("id")))


def versions(keeper: int, number: int, reader: Reader) -> tuple[Version, ...]:
    """All versions, newest first, for whoever may read the practice; else none.  Drafts are for
    who takes part.  At most five queries."""
    row = innovation_of(keeper, number)
    if row is None or not may_read(reader, row):
        return ()
    standing = standing_of(row)
    rows = VersionRow.objects.filter(**_of(row)).select_related("person").order_by("-number")
    if not reader.takes_part:
        rows = rows.filter(number__lte=standing)
    found = list(rows)
    words = words_of(keeper, (one.text_id for one in found))
    signed = SignOffRow.objects.filter(**_of(row)).select_related("person")
    signers: dict[int, list[str]] = defaultdict(list)
    for one in signed.order_by("signed_at"):
        signers[one.version].append(one.person.name)
    return tuple(
        Version(
            number=one.number,
            title=one.title,
            design=design_kept(one),
            person=one.person_id,
            author=one.person.name,
            role=one.role,
            words=words[one.text_id],
            written_at=one.written_at,
            signed_by=tuple(signers[one.number]),
            is_draft=one.number > standing,
        )
        for one in found
    )
