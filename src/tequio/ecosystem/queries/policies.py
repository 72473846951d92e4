"""Policies made together: who took part, what is recommended, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tequio.ecosystem.models import PartRow, ProcessRow, RecommendationRow, StatusRow
from tequio.ecosystem.queries.frameworks import framework_of
from tequio.ecosystem.queries.naming import names_of_actors, words_of
from tequio.ecosystem.rules.frameworks import Framework
from tequio.ecosystem.rules.kinds import KINDS
from tequio.ecosystem.rules.recommendations import STATES, Status, Taking

MOST = 50


@dataclass(frozen=True)
class StatusView:
    """How a recommendation stood from a day on, and what shows it.

    owner      by name; empty where there is none, and where whoever looks may not know its name
    has_owner  somebody had taken it on
    """

    status: str
    owner: str
    has_owner: bool
    source: str
    words: str
    day: date


@dataclass(frozen=True)
class RecommendationView:
    """A recommendation; `history`: the newest first, empty as long as nothing has happened."""

    id: int
    process: int
    number: int
    words: str
    blocks: tuple[str, ...]
    history: tuple[StatusView, ...]

    @property
    def status(self) -> str:
        """Its state now."""
        return self.history[0].status if self.history else "open"

    @property
    def owner(self) -> str:
        """Who has taken it on, if whoever looks may know its name."""
        return self.history[0].owner if self.history else ""

    @property
    def has_owner(self) -> bool:
        """Somebody has taken it on."""
        return bool(self.history) and self.history[0].has_owner


@dataclass(frozen=True)
class PartView:
    """Somebody who takes part; `name`: of the listed organisation, else `words` say who."""

    kind: str
    role: str
    listed: int | None
    name: str
    words: str
    day: date


@dataclass(frozen=True)
class ProcessView:
    """A process with everything in it.

    parts   kind of actor → who of it took part, in the order of KINDS, also where nobody did
    """

    id: int
    title: str
    words: str
    framework: Framework
    since: date
    parts: Mapping[str, tuple[PartView, ...]]
    recommendations: tuple[RecommendationView, ...]

    @property
    def by_status(self) -> tuple[tuple[str, tuple[RecommendationView, ...]], ...]:
        """Recommendations by how they stand, in the order of STATES; empty ones left out."""
        found = (
            (state, tuple(one for one in self.recommendations if one.status == state))
            for state in STATES
        )
        return tuple((state, those) for state, those in found if those)

    @property
    def without_owner(self) -> int:
        """How many nobody has taken on."""
        return sum(not one.has_owner for one in self.recommendations)


def process_row(keeper: int, process: int) -> ProcessRow | None:
    """The row of a process.  One query."""
    return ProcessRow.objects.filter(organisation_id=keeper, id=process).first()


def takings(keeper: int, process: int) -> list[Taking]:
    """Who takes part in a process.  One query."""
    rows = PartRow.objects.filter(organisation_id=keeper, process_id=process)
    return [Taking(row.kind, row.role, row.listed_id, row.day) for row in rows]


def status_of(keeper: int, recommendation: int) -> Status | None:
    """How a recommendation stands now; None if there is none.  At most two queries."""
    rows = StatusRow.objects.filter(organisation_id=keeper, recommendation_id=recommendation)
    row = rows.order_by("-id").first()
    if row is not None:
        return status_in(row)
    there = RecommendationRow.objects.filter(organisation_id=keeper, id=recommendation)
    return Status() if there.exists() else None


def processes(keeper: int) -> list[tuple[int, str, date]]:
    """Number, title and beginning of all processes, the newest first.  One query."""
    rows = ProcessRow.objects.filter(organisation_id=keeper).order_by("-id")[:MOST]
    return [(row.id, row.title, row.since) for row in rows]


def process(keeper: int, number: int, *, is_inside: bool) -> ProcessView | None:
    """One process with its parts and recommendations; None if there is none.  At most eight
    queries and one for each step of merges, however many recommendations."""
    row = process_row(keeper, number)
    if row is None:
        return None
    within = {"organisation_id": keeper, "process_id": number}
    parts = list(PartRow.objects.filter(**within).order_by("day", "id"))
    advice = list(RecommendationRow.objects.filter(**within).order_by("number"))
    told = StatusRow.objects.filter(
        organisation_id=keeper, recommendation_id__in=[one.id for one in advice]
    )
    statuses = list(told.order_by("-id"))
    owners = [one.owner_listed_id for one in statuses]
    names = names_of_actors(
        keeper, [*owners, *(one.listed_id for one in parts)], is_inside=is_inside
    )
    said = [row.text_id, *(one.text_id for one in parts), *(one.text_id for one in advice)]
    words = words_of(keeper, [*said, *(one.text_id for one in statuses)])
    framework = framework_of(keeper, row.framework)
    assert framework is not None, "it was known when the process began"
    history: dict[int, list[StatusView]] = defaultdict(list)
    for one in statuses:
        owner = one.owner or names.get(one.owner_listed_id or 0, "")
        told_so = words.get(one.text_id or 0, "")
        has_owner = status_in(one).has_owner
        view = StatusView(one.status, owner, has_owner, one.source, told_so, one.day)
        history[one.recommendation_id].append(view)
    return ProcessView(
        id=row.id,
        title=row.title,
        words=words.get(row.text_id or 0, ""),
        framework=framework.framework,
        since=row.since,
        parts={
            kind: tuple(_part(one, names, words) for one in parts if one.kind == kind)
            for kind in KINDS
        },
        recommendations=tuple(
            RecommendationView(
                one.id,
                number,
                one.number,
                words.get(one.text_id, ""),
                tuple(one.blocks),
                tuple(history[one.id]),
            )
            for one in advice
        ),
    )


def status_in(row: StatusRow) -> Status:
    """What a row says of how a recommendation stands."""
    return Status(row.status, row.owner, row.owner_listed_id, row.source)


def _part(row: PartRow, names: Mapping[int, str], words: Mapping[int, str]) -> PartView:
    name, said = names.get(row.listed_id or 0, ""), words.get(row.text_id or 0, "")
    return PartView(row.kind, row.role, row.listed_id, name, said, row.day)
