"""A loan stands in two books, the federation's and the group's: do they agree?  Pure.

What one has sent and the other has not confirmed is on its way.  What is explained by nothing is a
disagreement, in words that both can read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tequio.circles.rules.bulk import Bulk, Paid
from tequio.circles.rules.bulk_changes import Offer, Renewed
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
SCHEDULES_DIFFER = _(
    "The new schedule of the loan of {sum} from {day} does not stand in both books alike."
)
ONLY_THE_GROUP_FORGIVES = _(
    "The group wrote on {day} that its loan of {sum} is forgiven; the federation has not forgiven"
    " it."
)
BALANCES_DIFFER = _(
    "By the federation's book the group owes {owed}, by its own book {owes}. {way} are on their"
    " way; {difference} are explained by nothing."
)


@dataclass(frozen=True)
class Compared:
    """down: loans that the group has not confirmed; up: repayments that the federation has not.

    findings  where the two books disagree
    offers    new schedules to which the group has not agreed
    agreed    those to which it did and which the federation has not confirmed
    forgiven  loans, as the group has them, that are forgiven and that it has not written down so
    lost      loans, as the group has them, that the federation wrote off and did not forgive
    """

    down: tuple[Bulk, ...]
    up: tuple[tuple[Bulk, Paid], ...]
    findings: tuple[Finding, ...]
    offers: tuple[tuple[Bulk, Offer], ...] = ()
    agreed: tuple[tuple[Bulk, Renewed], ...] = ()
    forgiven: tuple[Bulk, ...] = ()
    lost: tuple[Bulk, ...] = ()

    @property
    def is_on_its_way(self) -> bool:
        """Whether something waits for the other side's answer."""
        return bool(self.down or self.up or self.offers or self.agreed or self.forgiven)

    @property
    def is_agreed(self) -> bool:
        """Whether both books say the same and nothing is on its way."""
        return not (self.is_on_its_way or self.findings)


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
    given_up = [(there, here) for there, here in both if there.given_up]
    way = sum(one.left for one in down) + sum(
        paid.payment.parts.principal for there, paid in up if not there.given_up
    )
    lost = sum(here.left for _there, here in given_up)
    difference = owed.minor - owes.minor - way + lost
    if difference and not findings:
        fields = {"owed": owed, "owes": owes, "way": Amount(way, owed.unit)}
        rest = Amount(difference, owed.unit)
        findings.append(
            Finding.of(ROOM, "balances_differ", BALANCES_DIFFER, **fields, difference=rest)
        )
    owing = [(there, here) for there, here in given_up if here.left]
    return Compared(
        down,
        up,
        tuple(findings),
        offers=tuple((one, o) for one, here in both if (o := one.open_offer) and _new(o, here)),
        agreed=tuple(
            (here, plan) for there, here in both for plan in here.plans if _new(plan, there)
        ),
        forgiven=tuple(here for there, here in owing if _is_forgiven(there)),
        lost=tuple(here for there, here in owing if not _is_forgiven(there)),
    )


def _new(one: Offer | Renewed, other: Bulk) -> bool:
    """Whether the other side holds no schedule of this name."""
    return one.correlation not in {held.correlation for held in other.plans}


def _is_forgiven(lent: Bulk) -> bool:
    return lent.given_up is not None and lent.given_up.is_forgiven


def _unconfirmed(there: Bulk, here: Bulk) -> list[Paid]:
    known = {one.correlation for one in there.counting}
    return [one for one in here.counting if one.correlation not in known]


def _pair(there: Bulk, here: Bulk) -> Iterator[Finding]:
    if _terms(there) != _terms(here):
        yield _about(TERMS_DIFFER, "terms_differ", there)
    yield from _changes(there, here)
    paid = {one.correlation: one for one in here.counting}
    for one in there.counting:
        other = paid.get(one.correlation)
        if other is None:
            yield _paid(ONLY_THE_FEDERATION, "only_the_federation", there, one)
        elif other.payment != one.payment:
            yield _paid(REPAYMENT_DIFFERS, "repayment_differs", there, one)


def _terms(one: Bulk) -> tuple[object, ...]:
    return one.terms, one.lent_on, one.since, one.unit


def _changes(there: Bulk, here: Bulk) -> Iterator[Finding]:
    """A schedule that the federation holds is the group's; nothing is forgiven by one alone."""
    plans = {one.correlation: one.plan for one in here.plans}
    if any(plans.get(one.correlation) != one.plan for one in there.plans):
        yield _about(SCHEDULES_DIFFER, "schedules_differ", there)
    if here.given_up and not _is_forgiven(there):
        sentence, given_up = ONLY_THE_GROUP_FORGIVES, Amount(here.given_up.minor, here.unit)
        day = here.given_up.on
        yield Finding.of(ROOM, "only_the_group_forgives", sentence, day=day, sum=given_up)


def _about(sentence: str, code: str, loan: Bulk) -> Finding:
    day = loan.taken_on or loan.lent_on
    return Finding.of(ROOM, code, sentence, sum=loan.amount, day=day)


def _paid(sentence: str, code: str, loan: Bulk, paid: Paid) -> Finding:
    amount = Amount(paid.minor, loan.unit)
    return Finding.of(ROOM, code, sentence, sum=amount, day=paid.payment.day)
