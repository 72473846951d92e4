"""What a group decided and where it met, with the grade of each: what three books are counted
from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tequio.chronicle import queries as chronicle
from tequio.circles.queries.grading import GradedSheets, graded_sheets
from tequio.governance.queries.over_time import Held, OverTime, Taken, over_time
from tequio.kernel import add_months, remembered
from tequio.membership.queries.over_time import Time, memberships_over_time, terms_over_time
from tequio.screening.queries.computing.shape import Row
from tequio.screening.rules import grading

FOUNDED = "governance.found"
OPENED = "governance.open_meeting"
CLOSED = ("governance.close_ballot", "governance.hand_over")
KINDS = (
    FOUNDED,
    OPENED,
    *CLOSED,
    "governance.record_attendance",
    "governance.close_meeting",
    "governance.open_ballot",
    "governance.record_hands",
)


@dataclass(frozen=True)
class Marked:
    """What the chronicle says of who wrote what.

    founded           line and writer of the founding
    resolutions       line and writer of the end of each vote, by its resolution
    meetings          line and writer of the opening of each meeting
    acted             some who did something in each meeting or voted in it by phone: at least two,
                      if more than one did
    """

    founded: tuple[int, int | None]
    resolutions: Mapping[int, tuple[int, int | None]]
    meetings: Mapping[int, tuple[int, int | None]]
    acted: Mapping[int, set[int | None]]


@dataclass(frozen=True)
class Governed:
    """Everything that a group decided and noted until a day, and how far it can be believed."""

    on: date
    told: OverTime
    marked: Marked
    outside: int
    acted: frozenset[int]
    sheets: GradedSheets
    memberships: tuple[Time, ...]
    terms: tuple[Time, ...]

    def ago(self, months: int) -> date:
        """The first day of so many months that end today."""
        return add_months(self.on, -months) + timedelta(days=1)

    def since(self, months: int) -> date:
        """The same, but not before it was founded here: of earlier days its books say nothing."""
        return max(self.ago(months), self.founded_on or date.min)

    @property
    def founded_on(self) -> date | None:
        """When it was founded here."""
        return self.told.founded.on if self.told.founded else None

    @cached_property
    def founding(self) -> int:
        """The grade of the founding: 2 where another founder than who typed it has since done
        something here in her own name."""
        line, writer = self.marked.founded
        founders = self.told.founded.founders if self.told.founded else frozenset()
        return grading.grade_of(
            is_confirmed=grading.is_confirmed_by_others(writer, founders & self.acted),
            is_held_outside=0 < line <= self.outside,
        )

    def of_vote(self, one: Taken) -> int:
        """The grade of a decision; in the meeting of a savings group that of its sheet."""
        if one.meeting is not None and one.meeting in self.sheets.meetings:
            return self.sheets.meetings[one.meeting]
        line, closed_by = self.marked.resolutions.get(one.resolution, (0, None))
        is_confirmed = grading.is_vote_confirmed(
            voters=one.two_voters, counted_by=one.counted_by, closed_by=closed_by
        )
        return grading.grade_of(is_confirmed=is_confirmed, is_held_outside=0 < line <= self.outside)

    def of_meeting(self, one: Held) -> int:
        """The grade of a meeting and of who came; in a savings group that of its sheet."""
        if one.id in self.sheets.meetings:
            return self.sheets.meetings[one.id]
        line, writer = self.marked.meetings.get(one.id, (0, None))
        acted = self.marked.acted.get(one.id, set())
        return grading.grade_of(
            is_confirmed=grading.is_confirmed_by_others(writer, acted),
            is_held_outside=0 < line <= self.outside,
        )

    def of_resolution(self, number: int) -> int:
        """The grade of a resolution by its number, the founding among them; 0 of none."""
        if self.told.founded and number == self.told.founded.resolution:
            return self.founding
        found = self._by_number.get(number)
        return self.of_vote(found) if found else grading.TYPED_ALONE

    def of_time(self, time: Time, *kinds: str) -> int:
        """The grade of a membership or term: that of the decision of its first day by which it
        was given, or of the founding."""
        of_that_day = self._adopted.get((time.since, time.person, time.organisation), [])
        given = [one for one in of_that_day if one.kind in kinds and _gave(one, time)]
        if given:
            return self.of_vote(given[-1])
        founded = self.told.founded
        was_founder = founded and time.person in founded.founders and time.since == founded.on
        return self.founding if was_founder else grading.TYPED_ALONE

    @cached_property
    def _by_number(self) -> dict[int, Taken]:
        return {one.resolution: one for one in self.told.taken}

    @cached_property
    def _adopted(self) -> dict[tuple[date, int | None, int | None], list[Taken]]:
        """What was adopted about whom on which day."""
        found: dict[tuple[date, int | None, int | None], list[Taken]] = defaultdict(list)
        for one in self.told.taken:
            if one.outcome == "adopted":
                who = one.effect.get("person"), one.effect.get("organisation")
                found[(one.on, *who)].append(one)
        return found

    @cached_property
    def decided(self) -> list[Taken]:
        """The decisions of the assembly, the oldest first."""
        return [one for one in self.told.taken if one.body == self.told.assembly]

    @cached_property
    def assemblies(self) -> list[Held]:
        """The assemblies that were held: somebody came, and not every vote lacked its quorum."""
        outcomes: dict[int | None, set[str]] = defaultdict(set)
        for one in self.told.taken:
            outcomes[one.meeting].add(one.outcome)
        return [
            one
            for one in self.told.held
            if one.body == self.told.assembly and one.came and outcomes[one.id] != {"no_quorum"}
        ]

    def with_a_vote(self, day: date) -> list[Time]:
        """The memberships of a day that give a vote in the assembly."""
        own = self.told.member_class
        return [one for one in self.memberships if one.is_on(day) and one.code == own]


ADMISSIONS = ("admission", "admission_of_organisation")


@remembered
def governed(party: int, on: date) -> Governed:
    """Read it.  Some twenty queries, however much was decided."""
    told = over_time(party, on)
    return Governed(
        on,
        told,
        _marked(party, told),
        chronicle.held_outside(party),
        chronicle.who_acted(party),
        graded_sheets(party, date.min, on),
        tuple(memberships_over_time(party, on)),
        tuple(terms_over_time(party, on)),
    )


def _marked(party: int, told: OverTime) -> Marked:
    meeting_of = {one.ballot: one.meeting for one in told.taken if one.meeting is not None}
    founded: tuple[int, int | None] = (0, None)
    resolutions: dict[int, tuple[int, int | None]] = {}
    meetings: dict[int, tuple[int, int | None]] = {}
    acted: dict[int, set[int | None]] = defaultdict(set)
    for one in told.taken:
        if one.meeting is not None:
            acted[one.meeting] |= one.two_voters
    for line in chronicle.lines_of_kinds(party, KINDS):
        said, writer = line.facts, (line.number, line.by)
        if line.kind == FOUNDED:
            founded = writer
        if line.kind in CLOSED:
            resolutions[int(said["resolution"])] = writer
        meeting = said.get("meeting") or meeting_of.get(said.get("ballot", 0))
        if meeting:
            meetings.setdefault(int(meeting), writer)
            acted[int(meeting)].add(line.by)
    return Marked(founded, resolutions, meetings, acted)


def _gave(one: Taken, time: Time) -> bool:
    """Whether this decision gave this office; a membership has none."""
    return bool(one.effect.get("office", time.code) == time.code)


def of_times(governed: Governed, times: list[Time], kinds: tuple[str, ...]) -> int:
    """The weakest grade of these memberships or terms."""
    return grading.weakest(governed.of_time(one, *kinds) for one in times)


def rows_of(kind: str, listed: list[Held] | list[Time]) -> tuple[Row, ...]:
    """Rows of meetings, memberships or terms."""
    return tuple(
        Row(kind, one.id, one.on if isinstance(one, Held) else one.since) for one in listed
    )


def resolutions_of(listed: list[Taken]) -> tuple[Row, ...]:
    """Rows of decisions."""
    return tuple(Row("resolution", one.resolution, one.on) for one in listed)
