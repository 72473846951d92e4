"""A loan stands in two books, the federation's and the group's: do they agree?  Pure.

What one has sent and the other has not confirmed is on its way.  What is explained by nothing is a
disagreement, in words that both can read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tequio.circles.rules.bulk import Bulk, Paid
from tequio.kernel import Amount, Finding
from tequio.kernel import gettext_noop as _

ROOM = "circles"
ONLY_THE_GROUP = _(
    "The group wrote that it received {sum} on {day}; in the federation's book this loan does not"
    " stand, or it was reversed there."
)
TERMS_DIFFER = _(
    "The loan of {sum} from {day} stands in the group's book with other terms than in the"
    " federation's."
)
ONLY_THE_FEDERATION = _(
    "The federation received {sum} that were paid on {day}; in the group's book this repayment"
    " does not stand, or it was reversed there."
)
REPAYMENT_DIFFERS = _(
    "The repayment of {sum} from {day} is another sum, or split otherwise, in the other book."
)
BALANCES_DIFFER = _(
    "By the federation's book the group owes {owed}, by its own book {owes}. {way} are on their"
    " way; {difference} are explained by nothing."
)


@dataclass(frozen=True)
class Compared:
    """down: loans that the group has not confirmed; up: repayments that the federation has not.

    findings  where the two books disagree
    """

    down: tuple[Bulk, ...]
    up: tuple[tuple[Bulk, Paid], ...]
    findings: tuple[Finding, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether both books say the same and nothing is on its way."""
        return not (self.down or self.up or self.findings)


def compare(
    lent: Sequence[Bulk], borrowed: Sequence[Bulk], *, owed: Amount, owes: Amount
) -> Compared:
    """Hold the federation's rows and balance (`owed`) against the group's (`owes`)."""
    theirs = {one.correlation: one for one in lent if not one.is_reversed}
    ours = {one.correlation: one for one in borrowed if not one.is_reversed}
    down = tuple(one for name, one in theirs.items() if name not in ours)
    both = [(theirs[name], ours[name]) for name in ours if name in theirs]
    up = tuple((there, paid) for there, here in both for paid in _unconfirmed(there, here))
    findings = [
        *(_about(ONLY_THE_GROUP, "only_the_group", ours[n]) for n in ours if n not in theirs),
        *(finding for there, here in both for finding in _pair(there, here)),
    ]
    way = sum(one.left for one in down) + sum(paid.payment.parts.principal for _l, paid in up)
    difference = owed.minor - owes.minor - way
    if difference and not findings:
        fields = {"owed": owed, "owes": owes, "way": Amount(way, owed.unit)}
        rest = Amount(difference, owed.unit)
        findings.append(
            Finding.of(ROOM, "balances_differ", BALANCES_DIFFER, **fields, difference=rest)
        )
    return Compared(down, up, tuple(findings))


def _unconfirmed(there: Bulk, here: Bulk) -> list[Paid]:
    known = {one.correlation for one in there.counting}
    return [one for one in here.counting if one.correlation not in known]


def _pair(there: Bulk, here: Bulk) -> Iterator[Finding]:
    if (there.terms, there.lent_on, there.unit) != (here.terms, here.lent_on, here.unit):
        yield _about(TERMS_DIFFER, "terms_differ", there)
    paid = {one.correlation: one for one in here.counting}
    for one in there.counting:
        other = paid.get(one.correlation)
        if other is None:
            yield _paid(ONLY_THE_FEDERATION, "only_the_federation", there, one)
        elif other.payment != one.payment:
            yield _paid(REPAYMENT_DIFFERS, "repayment_differs", there, one)


def _about(sentence: str, code: str, loan: Bulk) -> Finding:
    day = loan.taken_on or loan.lent_on
    return Finding.of(ROOM, code, sentence, sum=loan.amount, day=day)


def _paid(sentence: str, code: str, loan: Bulk, paid: Paid) -> Finding:
    amount = Amount(paid.minor, loan.unit)
    return Finding.of(ROOM, code, sentence, sum=amount, day=paid.payment.day)
