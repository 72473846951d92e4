"""The meeting sheet as a form: everything as it was typed, so that nothing is lost where something
is refused, and everything as the act takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from tequio.circles import rules
from tequio.circles.forms.claims import Helping, helping
from tequio.circles.forms.rows import (
    Asking,
    Key,
    Repaying,
    Row,
    Seat,
    asking,
    key,
    repaid,
    repaying,
    seat,
)
from tequio.circles.forms.typed import Cell, Typed
from tequio.circles.forms.wrong import (
    about,
    mark_given,
    mark_hands,
    mark_help,
    mark_repaid,
    mark_seat,
)
from tequio.circles.queries import Desk
from tequio.kernel import Refusal
from tequio.lending.queries import LoanLine

LOANS, HELP, MORE = 3, 1, 12
"""Empty rows for loans and for help at first; so many at most."""
FEWEST_WITNESSES = 2
AT_THE_KEYS = frozenset({"key_twice", "not_a_keyholder", "keys_missing"})
AT_THE_WITNESSES = frozenset(
    {"too_few_witnesses", "kept_it_herself", "witness_was_not_there", "witnesses_missing"}
)
AT_THE_HELP = frozenset({"too_little_in_the_social_box"})
OF_HELP = frozenset({"help_needs_hands", "help_over_the_most", "claim_without_reason"})
OF_HANDS = "hands_do_not_add_up"
AT_THE_LOANS = frozenset(
    {
        "guarantor_was_not_there",
        "guarantor_twice",
        "guarantors_missing",
        "own_loan",
        "term_not_one",
        "loan_too_long",
        "over_the_largest_loan",
        "over_own_savings",
        "cash_too_small",
    }
)


@dataclass
class Payout:
    """A loan that was decided before, and whether it is handed out today."""

    loan: LoanLine
    is_ticked: bool


class SheetForm:
    """A sheet of the day that lies on the desk.

    writes  who types it in: no witness, and the bookkeeper unless another is named
    """

    def __init__(
        self,
        desk: Desk,
        data: Mapping[str, Any] | None = None,
        files: Mapping[str, Any] | None = None,
        *,
        writes: int | None,
    ) -> None:
        self.desk, self.writes = desk, writes
        ground = desk.ground
        self.unit, self.terms = ground.unit, ground.terms
        self.typed = typed = Typed(data, files, self.unit)
        self.held_on = typed.day("held_on", desk.held_on)
        self.book = ground.cycle.book
        self.members = {person: desk.names.get(person, "") for person in desk.roll}
        self.seats = [self._seat(person) for person in desk.roll]
        self.repayments = [repaying(typed, one) for one in desk.running]
        self.help = [helping(typed, place, self.members) for place in range(self._many("help"))]
        guarantors = ground.statutes.integer("lending.guarantors")
        self.loans = [
            asking(typed, place, self.members, guarantors) for place in range(self._many("loans"))
        ]
        self.payouts = [Payout(one, typed.tick(f"po-{one.loan.id}")) for one in desk.to_hand]
        self.repaid = self._repaid()
        self.strangers = self._strangers()
        self.heard = cast("rules.Heard", typed.among("heard", ("same", "different"), ""))
        self.keys = [key(typed, one, desk.names.get(one, "")) for one in desk.holders]
        self._counts()
        self._people()
        self.photo = typed.photo("photo")
        self.refused: list[Refusal] = []
        self.at: dict[str, list[Refusal]] = {"keys": [], "witnesses": [], "help": [], "loans": []}

    def _seat(self, person: int) -> Seat:
        owed = self.desk.ground.before.fines_due.get(person, 0)
        bought = self.desk.bought.get(person, 1)
        return seat(self.typed, person, self.members[person], self.terms, (bought, owed))

    def _repaid(self) -> tuple[rules.Repaid, ...]:
        """All that was repaid by the sheet, also for a loan that has ended since the page was
        made: the act says what it thinks of it, and nothing typed is passed over."""
        typed = self.typed
        loans = sorted({*typed.numbers("rp"), *typed.numbers("rd")})
        sums = ((loan, repaid(typed, loan)) for loan in loans)
        return tuple(rules.Repaid(loan, minor) for loan, minor in sums if minor)

    def _strangers(self) -> list[Seat]:
        """Rows of persons who are not on the roll of the day and yet give something."""
        listed = [one for one in self.typed.numbers("at") if one not in self.members]
        rows = [seat(self.typed, one, "", self.terms, (0, 0)) for one in listed]
        return [one for one in rows if one.gives]

    def _many(self, what: str) -> int:
        first = LOANS if what == "loans" else HELP
        asked = self.typed.count(f"{what}-rows", default=first)
        more = 1 if self.typed.text("do") == f"more-{what}" else 0
        return min(max(asked, first) + more, MORE)

    def _counts(self) -> None:
        typed, needed = self.typed, _("Count it, and write the sum; 0 if it is empty.")
        self.opening_minor = typed.minor("opening")
        self.counted_minor = typed.minor("counted", needed=needed)
        has_bag = self.desk.has_bag
        self.social_minor = typed.minor("social", needed=needed if has_bag else "") or 0
        self.opening, self.counted = typed.cell("opening"), typed.cell("counted")
        self.social = typed.cell("social")

    def _people(self) -> None:
        typed = self.typed
        self.asked_witnesses = self.desk.ground.statutes.integer("hands.witnesses")
        places = range(max(self.asked_witnesses, FEWEST_WITNESSES))
        self.witnesses = [typed.cell(f"wi-{place}") for place in places]
        found = [typed.person(one.name, self.members) for one in self.witnesses]
        self.named = tuple(dict.fromkeys(one for one in found if one is not None))
        self.led: Cell = typed.cell("led")
        self.wrote: Cell = typed.cell("wrote", str(self.writes or ""))

    # What is drawn ------------------------------------------------------------------------------

    @property
    def most(self) -> int:
        """How many rows for loans, and for help, at most."""
        return MORE

    @property
    def help_small(self) -> int:
        """Help that needs no raised hands, in minor units."""
        return self.desk.ground.statutes.integer("circle.help_small")

    @property
    def price(self) -> int:
        """What a share costs in this cycle, in minor units."""
        return self.terms.price

    @property
    def choices(self) -> range:
        """How many shares can be bought, where they are few enough for a button each."""
        return range(self.terms.most + 1) if self.terms.most <= LONGEST_ROW else range(0)

    @property
    def has_fines(self) -> bool:
        """Whether the statutes know any fine, or one is still owed."""
        return any(self.terms.fines.values()) or bool(self.desk.ground.before.fines_due)

    @property
    def possible_witnesses(self) -> dict[int, str]:
        """Members who may see it counted: whoever types it in may not."""
        return {one: name for one, name in self.members.items() if one != self.writes}

    @property
    def errors(self) -> dict[str, str]:
        """What cannot be read, by the name of the field."""
        return self.typed.errors

    def told(self) -> list[str]:
        """What cannot be read, with whose row it is, for a reader who does not see the page."""
        return [f"{about(self, name)}: {error}" for name, error in self.errors.items()]

    # What was said ------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return self.typed.is_sent and not self.errors

    def fields(self, photo: str = "") -> dict[str, Any]:
        """The fields of `circles.close_meeting`; ask after `is_valid`.

        Out of what was sent alone, in an order of its own: a sheet that comes a second time, after
        it was taken, is still the same.
        """
        said = [one for one in (*self.seats, *self.strangers) if one.is_said]
        said.sort(key=lambda one: one.person)
        return {
            "held_on": self.held_on,
            "lines": tuple(one.line(self.terms) for one in said),
            "counted": self.counted_minor or 0,
            "social_counted": self.social_minor,
            "opening_counted": self.opening_minor,
            "repayments": self.repaid,
            "help": tuple(
                one.helped(self.named) for one in self.help if one.person is not None and one.minor
            ),
            "loans": tuple(one.asked(self.named) for one in self.loans if one.is_filled),
            "payouts": tuple(self.typed.numbers("po")),
            "keys": tuple(rules.KeyHeld(one.person, one.proof) for one in self.keys if one.is_here),
            "kept": rules.Kept(
                facilitator=self.typed.person("led", self.members),
                bookkeeper=self._bookkeeper(),
                witnesses=self.named,
                photo=photo,
            ),
            "heard": self.heard,
            "book": self.book,
        }

    def _bookkeeper(self) -> int | None:
        """Whoever was named; whoever types it in unless somebody else was."""
        if not self.wrote.text:
            return self.writes
        return self.typed.person("wrote", self.members) or self.writes

    # What was refused ---------------------------------------------------------------------------

    def refuse(self, refusals: Iterable[tuple[Refusal, Refusal]]) -> None:
        """Put each refusal where its row stands; what has none stands above the sheet.

        refusals  as the act gave it, and as it is said to the reader
        """
        for one, spoken in refusals:
            self._place(one).append(spoken)

    def _place(self, one: Refusal) -> list[Refusal]:
        fields = dict(one.fields)
        if one.code not in AT_THE_KEYS | AT_THE_WITNESSES:
            row = self._decided(one.code, fields)
            row = row or self._row(one.code, fields.get("person"), fields.get("loan"))
            if row is not None:
                return row.refused
        if one.code in AT_THE_HELP:
            mark_given(self.help)
        for place, codes in (
            ("keys", AT_THE_KEYS),
            ("witnesses", AT_THE_WITNESSES),
            ("help", AT_THE_HELP),
            ("loans", AT_THE_LOANS),
        ):
            if one.code in codes:
                return self.at[place]
        return self.refused

    def _decided(self, code: str, fields: Mapping[str, Any]) -> Row | None:
        """The row of help or of a loan that a refusal speaks of."""
        person, minor = fields.get("person"), fields.get("minor", fields.get("asked"))
        for one in self.help if code in OF_HELP | {OF_HANDS} else ():
            if one.person == person and one.minor == minor if minor else one.person == person:
                mark_help(one, code)
                return one
        asked = [one for one in self.loans if one.is_filled]
        for row in asked if code == OF_HANDS else ():
            if (row.person, row.minor) == (person, minor):
                mark_hands(row)
                return row
        is_the_only = code in AT_THE_LOANS and len(asked) == 1
        return asked[0] if is_the_only else None

    def _row(self, code: str, person: Any, loan: Any) -> Row | None:
        for paid in self.repayments:
            if loan is not None and paid.loan.loan.id == loan:
                mark_repaid(paid)
                return paid
        for asked in self.loans:
            if code in AT_THE_LOANS and asked.is_filled and person in (asked.person, *asked.named):
                return asked
        for seated in self.seats:
            if person is not None and seated.person == person:
                mark_seat(seated, code)
                return seated
        return None


LONGEST_ROW = 8
"""Up to so many shares have a button each; beyond, the number is typed."""

__all__ = ["Asking", "Helping", "Key", "Payout", "Repaying", "Seat", "SheetForm"]
