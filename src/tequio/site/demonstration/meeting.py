"""Telling the meetings of a savings group: what each member did, in few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.circles.queries import ground_of
from tequio.governance.rules.meetings import Hands
from tequio.membership.queries import member_ids
from tequio.site.demonstration.stage import Facts, Group


@dataclass
class Savers:
    """A savings group on the stage: who writes its sheets, and who sees the money counted."""

    group: Group
    writes: str
    witnesses: tuple[str, ...]
    book: str = "main"
    keyholders: tuple[str, ...] = ()

    def starts(self, **fields: Any) -> Facts:
        """Begin a cycle."""
        return self.group.does(self.writes, circles.start_cycle, book=self.book, **fields)

    def meets(self, sheet: Mapping[str, int] | Told, /, *, key: str = "") -> Facts:
        """Hold a meeting today; a mapping says how many shares each member buys."""
        told = sheet if isinstance(sheet, Told) else Told(sheet)
        return self.group.does(self.writes, circles.close_meeting, key=key, **self.fields(told))

    def leaves(self, who: str, *, by: str = "", **fields: Any) -> Facts:
        """A member leaves the cycle and is paid before others, neither she nor the writer."""
        group, writes = self.group, by or self.writes
        given: dict[str, Any] = {
            "person": group.person[who],
            "witnesses": self.who_see(who, writes),
            "book": self.book,
        }
        return group.does(writes, circles.leave, **given | fields)

    def who_see(self, *concerned: str) -> tuple[int, ...]:
        """Two of the roll whom it does not concern."""
        group = self.group
        roll = member_ids(group.organisation, group.stage.today)
        return tuple(sorted({*roll} - {*group.numbers(concerned)})[:2])

    def fields(self, told: Told) -> dict[str, Any]:
        """A sheet as the act takes it; what lies in box and bag is counted as the book expects it
        unless the story says otherwise."""
        held_on = told.held_on or self.group.stage.today
        today = self.group.stage.today
        ground = ground_of(self.group.organisation, self.book, held_on, today=today)
        assert ground is not None, "no cycle runs"
        person = self.group.person
        sheet = rules.Sheet(
            lines=self._lines(told, ground.before.roll, ground.terms.contribution),
            counted=0,
            repayments=tuple(told.repays.items()),
            help=tuple(told.helped(person).items()),
            lent=told.handed_out,
        )
        box, bag = rules.expected(sheet, ground.terms, ground.before)
        return {
            "held_on": held_on,
            "lines": sheet.lines,
            "counted": box + told.too_much,
            "social_counted": bag,
            "repayments": tuple(rules.Repaid(*one) for one in sheet.repayments),
            "help": (
                *(rules.Helped(person[name], minor) for name, minor in told.helps.items()),
                *(self._claimed(one) for one in told.claims),
            ),
            "loans": tuple(self._asked(one) for one in told.asks),
            "payouts": tuple(told.pays_out),
            "keys": tuple(rules.KeyHeld(person[name]) for name in self.keyholders),
            "kept": rules.Kept(witnesses=self.group.numbers(self.witnesses)),
            "heard": told.heard,
            "book": self.book,
        }

    def _lines(self, told: Told, roll: frozenset[int], contribution: int) -> tuple[rules.Line, ...]:
        names = {number: name for name, number in self.group.person.items()}
        return tuple(
            self._line(told, number, names[number], contribution) for number in sorted(roll)
        )

    @staticmethod
    def _line(told: Told, number: int, name: str, contribution: int) -> rules.Line:
        attendance = told.attendance.get(name, "present")
        gives = attendance in ("present", "late", "sent")
        return rules.Line(
            number,
            attendance,
            shares=told.shares.get(name, 0),
            social=contribution if gives and name not in told.gives_no_social else 0,
            fine=told.fines.get(name, ""),
            fine_paid=told.fines_paid.get(name, 0),
        )

    def _claimed(self, one: Claims) -> rules.Helped:
        hands = Hands(*one.hands, self.group.numbers(self.witnesses))
        return rules.Helped(self.group.person[one.who], one.minor, one.reason, hands)

    def _asked(self, one: Asks) -> rules.LoanAsked:
        numbers = self.group.numbers
        return rules.LoanAsked(
            person=self.group.person[one.who],
            minor=one.minor,
            hands=Hands(*one.hands, numbers(one.seen_by or self.witnesses)),
            weeks=one.weeks,
            months=one.months,
            purpose_text=one.purpose,
            guarantors=numbers(one.guarantors),
            is_handed_out=one.is_handed_out,
        )


@dataclass(frozen=True)
class Asks:
    """A loan asked for in the meeting, and the hands raised: yes, no, abstained."""

    who: str
    minor: int
    hands: tuple[int, int, int]
    weeks: int = 0
    months: int = 0
    purpose: str = ""
    guarantors: Sequence[str] = ()
    seen_by: Sequence[str] = ()
    is_handed_out: bool = True


@dataclass(frozen=True)
class Claims:
    """A claim on the social fund, and the hands raised: yes, no, abstained."""

    who: str
    minor: int
    hands: tuple[int, int, int]
    reason: rules.Reason = "illness"


@dataclass(frozen=True)
class Told:
    """What happened in a meeting, by names; everybody came and paid her contribution unless said
    otherwise.  Sums in minor units; repays: loan's number → sum."""

    shares: Mapping[str, int]
    attendance: Mapping[str, rules.Attendance] = field(default_factory=dict)
    fines: Mapping[str, rules.Fine] = field(default_factory=dict)
    fines_paid: Mapping[str, int] = field(default_factory=dict)
    gives_no_social: Sequence[str] = ()
    repays: Mapping[int, int] = field(default_factory=dict)
    helps: Mapping[str, int] = field(default_factory=dict)
    claims: Sequence[Claims] = ()
    asks: Sequence[Asks] = ()
    pays_out: Sequence[int] = ()
    too_much: int = 0
    heard: rules.Heard = ""
    held_on: date | None = None

    def helped(self, numbers: Mapping[str, int]) -> dict[int, int]:
        """What the social fund gives: small help, and claims to which the members agree."""
        agreed = {one.who: one.minor for one in self.claims if one.hands[0] > one.hands[1]}
        return {numbers[name]: minor for name, minor in {**self.helps, **agreed}.items()}

    @property
    def handed_out(self) -> int:
        """What leaves the box for loans that the members agree to in the meeting."""
        return sum(
            one.minor for one in self.asks if one.is_handed_out and one.hands[0] > one.hands[1]
        )
