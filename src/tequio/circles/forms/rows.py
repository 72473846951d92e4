"""The rows of a meeting sheet: a member, a loan that is repaid, one that is asked for, a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from tequio.circles import rules
from tequio.circles.forms.typed import Cell, Typed
from tequio.circles.forms.wrong import mark_missing
from tequio.governance.rules.meetings import Hands
from tequio.kernel import Refusal
from tequio.lending.queries import LoanLine

ATTENDANCES: tuple[rules.Attendance, ...] = ("present", "late", "sent", "excused", "absent")
FINES = ("", "none", "rules")
"""By the attendance as the statutes say, none today, or for breaking a rule of the meeting."""
ADDED_UP: tuple[rules.Fine, ...] = ("late", "absent")


@dataclass
class Row:
    """What the node said no to about this row."""

    refused: list[Refusal] = field(default_factory=list, kw_only=True)


@dataclass
class Seat(Row):
    """A member's row.

    owed     fines from before, as the page that was filled said it, in minor units
    is_said  whether the sheet says anything of her: a page that a phone kept may be older than her
             membership
    marked   the fields of which something was refused
    """

    person: int
    name: str
    attendance: rules.Attendance
    shares: int
    is_social: bool
    fine: str
    is_paying: bool
    paid: Cell
    paid_minor: int | None
    owed: int
    shares_error: str = ""
    shares_typed: str = ""
    is_said: bool = True
    marked: frozenset[str] = frozenset()

    @property
    def gives(self) -> bool:
        """Whether she is here, or somebody brought what she gives."""
        return self.attendance in rules.GIVES

    @property
    def is_open(self) -> bool:
        """Whether something stands under "fine", so that it is shown at once."""
        return bool(self.owed or self.fine or self.is_paying or self.paid.text or self.refused)

    def line(self, terms: rules.Terms) -> rules.Line:
        """The line as the act takes it; who is not here and sent nothing gives nothing."""
        fine = self._fine(terms)
        line = rules.Line(
            person=self.person,
            attendance=self.attendance,
            shares=self.shares if self.gives else 0,
            social=terms.contribution if self.gives and self.is_social else 0,
            fine=fine,
        )
        due = self.owed + rules.fine_of(line, terms)
        paid = self.paid_minor
        if paid is None:
            paid = due if self.is_paying and self.gives else 0
        return rules.Line(
            line.person, line.attendance, line.shares, line.social, fine=fine, fine_paid=paid
        )

    def _fine(self, terms: rules.Terms) -> rules.Fine:
        if self.fine == "rules":
            return "rules"
        by_rule = self.attendance if self.attendance in ADDED_UP else ""
        is_due = self.fine == "" and terms.fines.get(by_rule, 0)
        return cast("rules.Fine", by_rule) if is_due else ""


def seat(typed: Typed, person: int, name: str, terms: rules.Terms, before: tuple[int, int]) -> Seat:
    """A member's row; before: how many shares she bought last, and what fines she owes."""
    bought, owed_now = before
    is_said = not typed.is_sent or bool(typed.text(f"at-{person}"))
    paid = typed.minor(f"fp-{person}")
    shares = typed.count(f"sh-{person}", default=0) if typed.is_sent else min(bought, terms.most)
    return Seat(
        person=person,
        name=name,
        attendance=cast(
            "rules.Attendance", typed.among(f"at-{person}", ATTENDANCES, ATTENDANCES[0])
        ),
        shares=shares,
        is_social=typed.tick(f"so-{person}", default=bool(terms.contribution)),
        fine=typed.among(f"fi-{person}", FINES, ""),
        is_paying=typed.tick(f"pd-{person}"),
        paid=typed.cell(f"fp-{person}"),
        paid_minor=paid,
        owed=typed.told(f"pd-{person}", owed_now),
        shares_typed=typed.text(f"sh-{person}", str(shares)),
        shares_error=typed.errors.get(f"sh-{person}", ""),
        is_said=is_said,
    )


@dataclass
class Repaying(Row):
    """A running loan: what is due on the day, what would end it, what was handed over.

    due_text  what is due, as it would be typed
    """

    loan: LoanLine
    is_as_due: bool
    sum: Cell
    minor: int
    due_text: str = ""

    @property
    def due(self) -> int:
        """What should be paid by the day of the meeting, in minor units."""
        return self.loan.standing.due_now if self.loan.standing else 0

    @property
    def owed(self) -> int:
        """What would end it, in minor units."""
        return self.loan.standing.owed if self.loan.standing else 0


def repaying(typed: Typed, loan: LoanLine) -> Repaying:
    """The row of a running loan; what was due on the page that she saw is what she handed over,
    though on another day another sum is due."""
    number = loan.loan.id
    minor = repaid(typed, number)
    row = Repaying(loan, False, typed.cell(f"rp-{number}"), minor)
    row.due_text = typed.of_sum(f"rd-{number}", row.due).text
    if row.minor and not row.sum.text:
        row.is_as_due = row.minor == row.due
        if not row.is_as_due:
            row.sum = typed.of_sum(f"rp-{number}", row.minor)
    return row


def repaid(typed: Typed, number: int) -> int:
    """What the sheet says was handed over for a loan, in minor units: the sum that was typed, else
    what the page said was due, if that was ticked."""
    minor = typed.minor(f"rp-{number}")
    return (typed.minor(f"rd-{number}") or 0) if minor is None else minor


@dataclass
class Asking(Row):
    """A loan that is asked for in the meeting."""

    place: int
    person: int | None
    sum: Cell
    minor: int | None
    count: Cell
    step: str
    purpose: Cell
    guarantors: tuple[Cell, ...]
    named: tuple[int, ...]
    yes: Cell
    no: Cell
    abstain: Cell
    hands: tuple[int, int, int]
    is_handed_out: bool
    error: str = ""
    missing: frozenset[str] = frozenset()

    @property
    def is_filled(self) -> bool:
        """Whether somebody asks at all."""
        return self.person is not None or bool(self.sum.text)

    @property
    def by(self) -> str:
        """The mark of what is said of who asks, where she is missing or something is refused."""
        if self.refused and not self.yes.by:
            return f"w-l-{self.place}"
        return f"e-l-{self.place}" if "person" in self.missing else ""

    @property
    def is_open(self) -> bool:
        """Whether anything stands under it, so that it is shown at once."""
        typed = (self.count, self.purpose, self.yes, self.no, self.abstain)
        return self.is_filled or bool(self.refused) or any(one.text for one in typed)

    def asked(self, witnesses: tuple[int, ...]) -> rules.LoanAsked:
        """The request as the act takes it; whoever saw the money counted saw the hands."""
        assert self.person is not None, "read before"
        assert self.minor is not None, "read before"
        count = int(self.count.text or 0)
        return rules.LoanAsked(
            person=self.person,
            minor=self.minor,
            hands=Hands(*self.hands, witnesses),
            weeks=count if self.step == "week" else 0,
            months=count if self.step == "month" else 0,
            purpose_text=self.purpose.text,
            guarantors=self.named,
            is_handed_out=self.is_handed_out,
        )


def asking(typed: Typed, place: int, names: Mapping[int, str], guarantors: int) -> Asking:
    """A row of a loan request; guarantors: how many the statutes ask for."""
    stands = [f"lg-{place}-{one}" for one in range(guarantors)]
    named = [typed.person(name, names) for name in stands]
    typed.count(f"lc-{place}")
    row = Asking(
        place=place,
        person=typed.person(f"lw-{place}", names),
        minor=typed.minor(f"lm-{place}"),
        hands=(
            typed.count(f"ly-{place}"),
            typed.count(f"ln-{place}"),
            typed.count(f"la-{place}"),
        ),
        named=tuple(one for one in named if one is not None),
        guarantors=tuple(typed.cell(name) for name in stands),
        step=typed.among(f"ls-{place}", ("week", "month"), "week"),
        is_handed_out=typed.tick(f"lo-{place}", default=True),
        sum=typed.cell(f"lm-{place}"),
        count=typed.cell(f"lc-{place}"),
        purpose=typed.cell(f"lp-{place}"),
        yes=typed.cell(f"ly-{place}"),
        no=typed.cell(f"ln-{place}"),
        abstain=typed.cell(f"la-{place}"),
    )
    row.error = _missing(typed, row)
    return row


def _missing(typed: Typed, row: Asking) -> str:
    """What a request that was begun still lacks; it is said at the first of the fields."""
    if not row.is_filled or row.sum.error:
        return ""
    has = {
        "person": row.person is not None,
        "sum": bool(row.minor),
        "count": bool(row.count.text),
        "yes": bool(row.yes.text),
    }
    missing = [name for name, is_there in has.items() if not is_there]
    if not missing:
        return ""
    said = mark_missing(row, missing)
    typed.errors[f"l{FIRST_OF[missing[0]]}-{row.place}"] = said
    return said


FIRST_OF = {"person": "w", "sum": "m", "count": "c", "yes": "y"}


@dataclass
class Key(Row):
    """A key of the box: whether its holder was there with it, and by what she showed it.

    sent          what was sent in place of a PIN
    proof, mark   made here: what shows that she typed it, and what the page carries on for it
    salt, rounds  of her PIN, for a phone that the group shares
    over          fields of the sheet for which a PIN is typed there
    """

    person: int
    name: str
    is_here: bool
    sent: str
    pin: str
    proof: str = ""
    mark: str = ""
    error: str = ""
    salt: str = ""
    rounds: int = 0
    over: str = "held_on book counted lw- lm- lc- ls- lo- po-"


def key(typed: Typed, person: int, name: str) -> Key:
    """The row of somebody who holds a key."""
    sent, pin = typed.text(f"proof-{person}"), typed.text(f"pin-{person}")
    return Key(person, name, typed.tick(f"ky-{person}") or bool(sent or pin), sent, pin)
