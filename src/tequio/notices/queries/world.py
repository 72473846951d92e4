"""What stands around the lines of a batch, each kind of thing read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from tequio.governance import queries as governance
from tequio.kernel import Amount
from tequio.ledger import queries as ledger
from tequio.ledger.queries.movements import refs_of
from tequio.lending.queries.loans import loans_of
from tequio.membership import queries as members
from tequio.notices.rules import Sum


class Around:
    """The world of some lines (`rules.World`).  A fixed number of queries, however many lines.

    facts  of every line and step of the batch
    """

    def __init__(self, organisation: int, facts: Iterable[Mapping[str, Any]], on: date) -> None:
        self.organisation, self.on = organisation, on
        self.facts = list(facts)
        self._members: dict[date, Sequence[int]] = {}

    @cached_property
    def unit(self) -> str:
        """The code of the unit in which the group keeps its book."""
        found = members.organisation(self.organisation)
        return found.unit if found else ""

    def members(self, on: date) -> Sequence[int]:
        """Who belongs on a day; those who belong today, if the day is still to come."""
        day = min(on, self.on)
        if day not in self._members:
            self._members[day] = members.member_ids(self.organisation, day)
        return self._members[day]

    def left_of(self, loan: int) -> Sum | None:
        """What is left of a loan itself."""
        return self._left.get(loan)

    def saved_by(self, person: int) -> Sum | None:
        """What a member has saved."""
        return self._saved.get(person)

    def title_of(self, proposal: int) -> str:
        """The words on which is voted."""
        return self._titles.get(proposal, "")

    def whose(self, transfer: int) -> Sequence[int]:
        """Whose account or loan an entry of the book moved."""
        return self._owners.get(transfer, ())

    @cached_property
    def _owners(self) -> dict[int, Sequence[int]]:
        sides = refs_of(self.organisation, self._numbers("reverses"))
        loans = {number for refs in sides.values() for number in _named("loan", refs)}
        borrowers = {one.id: one.person for one in loans_of(self.organisation, ids=loans)}
        return {
            transfer: sorted(
                {*_named("person", refs), *(borrowers[one] for one in _named("loan", refs))}
            )
            for transfer, refs in sides.items()
        }

    @cached_property
    def _left(self) -> dict[int, Sum]:
        found = {}
        for one in loans_of(self.organisation, ids=self._numbers("loan")):
            standing = one.position(self.on)
            if standing is not None:
                found[one.id] = Sum(standing.principal_left, one.unit.code)
        return found

    @cached_property
    def _saved(self) -> dict[int, Sum]:
        sums: dict[int, Amount] = {}
        found = ledger.accounts_of_persons(self.organisation, self._numbers("person"))
        for person, accounts in found.items():
            for one in accounts:
                if one.kind == "member-savings":
                    known = sums.get(person)
                    is_same = known is not None and known.unit == one.unit
                    sums[person] = known + one.balance if known and is_same else one.balance
        return {person: Sum(one.minor, one.unit.code) for person, one in sums.items()}

    @cached_property
    def _titles(self) -> dict[int, str]:
        numbers = self._numbers("proposal")
        listed = governance.proposals(self.organisation, ids=numbers, limit=len(numbers))
        return {one.id: one.title for one in listed}

    def _numbers(self, name: str) -> list[int]:
        named = (facts.get(name) for facts in self.facts)
        return sorted({number for number in named if isinstance(number, int)})


def _named(what: str, refs: Iterable[str]) -> list[int]:
    """The numbers of the persons or loans after which accounts are named."""
    said = (ref.partition(":") for ref in refs)
    return [int(number) for kind, _colon, number in said if kind == what and number.isdigit()]
