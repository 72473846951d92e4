"""What a group may ask of a bank: the dose of its programme, and its own resolution to borrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tequio.circles.queries.grading import Graded
from tequio.circles.rules.linkage import Linkage, bank_linkage
from tequio.kernel import Amount
from tequio.mandates.queries import Kept, mandates_kept
from tequio.mandates.rules import Mandate, resolution_of
from tequio.membership.rules import Organisation
from tequio.statutes.queries import rulebook_for

BORROW = "circle.borrow"


def _is_for_a_bank(mandate: Mandate) -> bool:
    """A decision to borrow from a federation names it; one for a bank does not."""
    return any(
        scope.code == BORROW and not scope.subject.startswith("organisation:")
        for scope in mandate.grant.scopes
    )


@dataclass(frozen=True)
class Asked:
    """The loan that the programme foresees, and what the group decided.

    amount      None where the rulebook of its country says nothing
    resolution  by which the group decided to borrow; 0: it has not
    ceiling     up to how much
    """

    linkage: Linkage
    amount: Amount | None
    resolution: int
    decided_on: date | None
    ceiling: Amount | None

    @property
    def source(self) -> str:
        """Where the values were read; whether they were compared with the official text."""
        return "; ".join(sorted({one.source for one in self.linkage.values}))


def asked_of_the_bank(group: Organisation, found: Graded, dose: int, *, on: date) -> Asked:
    """What a group may ask for on a day, of a bank in its own country."""
    book = rulebook_for(group.country, group.kind).values
    linkage = bank_linkage(book, found.corpus.minor, found.months, dose, on)
    kept = Kept(on, is_over=False, standing=False, purposes=(BORROW,))
    listed = mandates_kept(group.id, kept, limit=None)
    mandate = next((one for one in listed if _is_for_a_bank(one)), None)
    minor = None
    if mandate is not None:
        ceilings = [one for one in mandate.grant.ceilings if one.unit == found.unit.code]
        minor = ceilings[0].minor if ceilings else None
    return Asked(
        linkage,
        None if linkage.minor is None else Amount(linkage.minor, found.unit),
        0 if mandate is None else resolution_of(mandate.source),
        None if mandate is None else mandate.decided_on,
        None if minor is None else Amount(minor, found.unit),
    )
