"""The self-help group of ten as it takes turns, in its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tequio.circles import service as circles
from tequio.circles.queries.turns import owed_in, wheel_by_number
from tequio.circles.rules.reckoning import Bid, Short
from tequio.circles.rules.turns import sealed
from tequio.circles.rules.wheel import Guarantor, Taker, Wheel
from tequio.ledger import queries as ledger
from tequio.lending.tests import stage
from tequio.lending.tests.stage import NAMES, Group

STANDING = (
    "member.save",
    "ledger.claim",
    "ledger.opening",
    "ledger.reverse",
    "circle.turn",
    "circle.turn_due",
    "circle.pot",
    "circle.reserve",
)
FIVE = ("Asma", "Esha", "Fatima", "Gita", "Hema")


@dataclass
class Turning:
    """A group and its turns.  Bina is treasurer and writes the book."""

    group: Group
    turns: int = 0

    @property
    def wheel(self) -> Wheel:
        found = wheel_by_number(self.group.organisation, self.turns)
        assert found is not None
        return found

    def number(self, who: str) -> int:
        return self.group.person[who]

    def starts(
        self,
        takers: Sequence[str] = FIVE,
        *,
        who: str = "Bina",
        stand: Mapping[str, Sequence[tuple[str, int]]] | None = None,
        **more: Any,
    ) -> Turning:
        """They begin; `stand`: who stands for whom, up to how much."""
        named = tuple(
            Taker(
                self.number(taker),
                tuple(
                    Guarantor(self.number(one), most) for one, most in (stand or {}).get(taker, ())
                ),
            )
            for taker in takers
        )
        facts = self.group.does(who, circles.start_turns, takers=named, **more)
        self.turns = facts["turns"]
        return self

    def does(self, who: str, what: Any, **given: Any) -> Mapping[str, Any]:
        return self.group.does(who, what, **{"turns": self.turns} | given)

    def lays_down(self, who: str, word: str, by: str = "") -> None:
        person = self.number(who)
        self.does(by or who, circles.lay_down_word, person=person, seal=sealed(word))

    def opens(self, who: str, word: str, by: str = "") -> None:
        self.does(by or who, circles.open_word, person=self.number(who), word=word)

    def draws(self, words: Mapping[str, str], by: str = "Bina") -> tuple[str, ...]:
        """All lay down and open a word; the names in the order of the lot."""
        for who, word in words.items():
            self.lays_down(who, word, by=by)
        for who, word in words.items():
            self.opens(who, word, by=by)
        order = self.does(by, circles.draw_order)["order"]
        names = {number: who for who, number in self.group.person.items()}
        return tuple(names[person] for _seat, person in order)

    def bids(self, who: str, minor: int, by: str = "") -> None:
        self.does(by or who, circles.bid, person=self.number(who), minor=minor)

    def closes(
        self,
        short: Mapping[str, int] | None = None,
        bids: Mapping[str, int] | None = None,
        who: str = "Bina",
        **more: Any,
    ) -> Mapping[str, Any]:
        """A round; `short`: who did not pay, and how much is missing (0: all)."""
        given = {
            "short": tuple(Short(self.number(one), m) for one, m in (short or {}).items()),
            "bids": tuple(Bid(self.number(one), m) for one, m in (bids or {}).items()),
        }
        return self.does(who, circles.close_round, **given | more)

    def makes_good(self, who: str, minor: int, by: str = "Bina", **more: Any) -> Mapping[str, Any]:
        return self.does(by, circles.make_good, person=self.number(who), minor=minor, **more)

    def replaces(
        self, leaves: str, takes_over: str, *witnesses: str, who: str = "Bina"
    ) -> Mapping[str, Any]:
        return self.does(
            who,
            circles.substitute,
            leaves=self.number(leaves),
            takes_over=self.number(takes_over),
            witnesses=tuple(self.number(one) for one in witnesses),
        )

    def owes(self, who: str) -> int:
        """What her place owes, to the circle and to those who paid for her."""
        seat = self.wheel.seat_of(self.number(who))
        assert seat is not None
        owed = owed_in(self.group.organisation, [self.wheel])
        return sum(one.left for one in owed if one.seat == seat.number)

    def holds(self, kind: str, ref: str = "") -> int:
        """What the account of this kind and name holds, in minor units."""
        found = ledger.accounts(self.group.organisation)
        return sum(one.minor for one in found if one.kind == kind and (not ref or one.ref == ref))


def found(**values: Any) -> Turning:
    """The group, whose rules let it take turns with 10.00 a round."""
    given = {
        "turn.contribution": 1_000,
        "standing.purposes": list(STANDING),
        **{code.replace("__", "."): value for code, value in values.items()},
    }
    return Turning(stage.found(**given))


__all__ = ["FIVE", "NAMES", "STANDING", "Turning", "found"]
