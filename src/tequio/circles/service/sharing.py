"""The end of a cycle: what the fund is worth goes to its shares, as the members decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tequio.chronicle.rules import Step
from tequio.chronicle.rules.inputs import Code, Minor
from tequio.chronicle.service import act
from tequio.circles import rules
from tequio.circles.models import CarriedRow, PartRow, ShareOutRow
from tequio.circles.queries.closing import (
    Closing,
    Said,
    closing_of,
    objections_to_carry_undecided,
    objections_to_close,
)
from tequio.circles.queries.keys import SHARE_OUT, hash_of_share_out
from tequio.circles.service.cycles import OF_THE_BOOK, begin_next, write_end
from tequio.circles.service.gaining import draw_gain, transfers_of
from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.service.proposals import made
from tequio.kernel import Act, refuse
from tequio.ledger import service as ledger
from tequio.ledger.rules import Transfer
from tequio.lending.service import sheet as lending
from tequio.lending.service.calling import prepare_returns
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.membership import rules as membership
from tequio.statutes.queries import statutes_on

OF_THE_FUND = (
    rules.NO_OPEN_CYCLE,
    rules.CLAIMS_ARE_OPEN,
    rules.COIN_NOT_POSITIVE,
    rules.POOL_NEGATIVE,
    rules.NOTHING_TO_SHARE_OUT,
    rules.DEBT_OVER_THE_SHARE,
    rules.NO_SHARE_PRICE,
    rules.TWICE_ON_THE_SHEET,
    rules.NOT_ON_THE_ROLL,
    rules.CARRIED_OVER_THE_MOST,
    rules.CARRIED_OVER_THE_PART,
    rules.LOANS_OVER_WHAT_IS_CARRIED,
)


@act(
    "circles.propose_share_out",
    may="every member",
    refusals=[membership.NOT_A_MEMBER, *OF_THE_FUND],
)
def propose_share_out(
    act: Act,
    /,
    *,
    coin: Minor | None = None,
    carried: tuple[rules.Carried, ...] = (),
    book: Code = "main",
) -> rules.ShareOutProposed:
    """Propose to share the fund out: what it is worth today is the most that may leave it.

    coin     smallest coin at hand, in minor units; what the statutes say unless given
    carried  who would buy how many shares of the next cycle; each may still carry less over
    """
    organisation = act.of_organisation
    if not members.standing(act.by, organisation, act.today).is_member:
        refuse([membership.NOT_A_MEMBER.because()])
    said = Said(coin, carried)
    refuse(objections_to_close(organisation, book, on=act.today, said=said))
    closing = closing_of(organisation, book, on=act.today, said=said)
    paid_out = closing_of(organisation, book, on=act.today, said=Said(coin))
    statutes = statutes_on(organisation, act.today)
    proposal = governance.file_proposal(
        act,
        title="",
        effect=AllowPayment(
            kind="mandate",
            purpose=SHARE_OUT,
            minor=max(closing.moving, paid_out.moving),
            unit=closing.fund.cycle.unit,
            offices=statutes.offices("offices.pay"),
            subject=str(closing.fund.cycle.id),
            keys=statutes.integer("keys.pay"),
        ),
    )
    filed = made(proposal)
    return rules.ShareOutProposed(
        cycle=closing.fund.cycle.id,
        pool=closing.done.pool,
        proposal=filed.proposal,
        body=filed.body,
        decision_type=filed.decision_type,
        effect=filed.effect,
        text=filed.text,
        carried=tuple((one.person, one.shares) for one in closing.carried),
    )


@act(
    "circles.share_out",
    may="holds an office that the decision names",
    refusals=[*OF_THE_FUND, rules.CARRIED_MORE_THAN_DECIDED, *OF_THE_BOOK],
    has_steps=True,
)
def share_out(
    act: Act,
    /,
    *,
    coin: Minor | None = None,
    carried: tuple[rules.Carried, ...] = (),
    book: Code = "main",
) -> rules.FundSharedOut:
    """Share the fund out as the members decided, and end the cycle.

    Open loans are set off, and of unpaid fines what a member's part covers; what is smaller than
    the coin goes to the social fund.
    What others paid for a borrower her part gives back to them, into their savings.
    Keys are turned on exactly these parts (`queries.payment_of_share_out`).

    What is carried over stays in the box and on its member's account, and the next cycle begins
    with it on the same day; so do the loans that the statutes let go on.

    coin     smallest coin at hand, in minor units; what the statutes say unless given
    carried  who buys how many shares of the next cycle with her part; not more than was decided
    """
    organisation, on, said = act.of_organisation, act.today, Said(coin, carried)
    refuse(objections_to_close(organisation, book, on=on, said=said))
    closing = closing_of(organisation, book, on=on, said=said)
    cycle = closing.fund.cycle
    mandate = mandates.draw(
        act,
        code=SHARE_OUT,
        subject=str(cycle.id),
        unit=cycle.unit,
        minor=closing.moving,
        on=on,
        payment_hash=hash_of_share_out(closing),
    ).mandate
    refuse(objections_to_carry_undecided(organisation, closing))
    posted, steps = _post(act, closing, mandate)
    row = _write(act, closing, mandate, posted.journal)
    write_end(act, cycle.id, on)
    begun = begin_next(act, cycle) if closing.goes_on else None
    over = _carry(act, closing, begun.id) if begun else ()
    steps = (*steps, begun.step) if begun else steps
    into = begun.id if begun else None
    return _told(row, closing, posted, steps, (over, into))


def _told(
    row: ShareOutRow,
    closing: Closing,
    posted: ledger.Posted,
    steps: tuple[Step, ...],
    over: tuple[tuple[tuple[int, int, int], ...], int | None],
) -> rules.FundSharedOut:
    """over: what is carried over, and into which cycle."""
    return rules.FundSharedOut(
        cycle=row.cycle_id,
        shared_on=row.shared_on,
        coin=row.coin,
        savings=row.savings,
        income=row.income,
        costs=row.costs,
        pool=row.pool,
        mandate=row.mandate_id,
        parts=tuple(
            (one.person, one.shares, one.worth, one.set_off, one.paid, one.left)
            for one in closing.done.parts
        ),
        carried=over[0],
        going_on=tuple((one.loan.id, one.minor - one.interest) for one in closing.going_on),
        into=over[1],
        journal=posted.journal,
        root=posted.root,
        steps=steps,
    )


def _carry(act: Act, closing: Closing, into: int) -> tuple[tuple[int, int, int], ...]:
    """Write down what each carries over: person, shares, minor units."""
    sums = {part.person: part.carried for part in closing.done.parts}
    rows = [
        CarriedRow(
            organisation_id=act.of_organisation,
            cycle_id=closing.fund.cycle.id,
            person_id=one.person,
            shares=one.shares,
            minor=sums[one.person],
            into_id=into,
        )
        for one in closing.carried
    ]
    CarriedRow.objects.bulk_create(rows)
    return tuple((row.person_id, row.shares, row.minor) for row in rows)


@dataclass(frozen=True)
class Booked:
    """Numbers of the accounts, and the mandate for what leaves."""

    numbers: dict[rules.Account, int]
    leaving: int

    def shares_of(self, person: int) -> int:
        """The account of a member's shares."""
        return self.numbers["member-shares", f"person:{person}"]


def _post(act: Act, closing: Closing, mandate: int) -> tuple[ledger.Posted, tuple[Step, ...]]:
    """Interest of what is set off, the gain, then what is set off, paid and left."""
    cycle, on = closing.fund.cycle, act.today
    flows = rules.of_the_gain(
        closing.done.parts, income=closing.fund.income, costs=closing.fund.costs
    )
    named = {side for one in flows for side in (one.debit, one.credit)}
    named |= {("member-shares", f"person:{part.person}") for part in closing.done.parts}
    named |= {("fine-due", f"person:{person}") for person in closing.fund.set_off}
    numbers = ledger.accounts_for(
        act.of_organisation, named | {("social-fund", "")}, book=cycle.book, unit=cycle.unit
    )
    gain = draw_gain(act, flows, cycle)
    booked = Booked(numbers, mandate)
    prepared = [
        _without_rows(transfers_of(flows, numbers, gain, cycle)),
        _set_off(act, closing, booked),
        _without_rows(list(_leaving(closing, booked))),
        prepare_returns(act, closing.returned, account=cycle.box, on=on),
    ]
    return ledger.post_together(act, value_date=on, prepared=prepared, book=cycle.book)


def _without_rows(transfers: list[Transfer]) -> ledger.Prepared:
    return ledger.Prepared(tuple(transfers), lambda posted: ())


def _set_off(act: Act, closing: Closing, booked: Booked) -> ledger.Prepared:
    """Loans that their borrowers' shares repay, with the interest of this day."""
    subject = str(closing.fund.cycle.id)
    owed = [(person, one) for person, loans in sorted(closing.fund.loans.items()) for one in loans]
    return lending.prepare_set_offs(
        act,
        [(one.loan, one.minor) for _person, one in owed],
        [
            lending.Using(SHARE_OUT, subject, booked.shares_of(person), booked.leaving)
            for person, _one in owed
        ],
        on=act.today,
    )


def _leaving(closing: Closing, booked: Booked) -> Iterator[Transfer]:
    """What leaves each member's shares: unpaid fines, coins, and what no coin is small enough for;
    that goes into the social fund, and its money from the box into the bag."""
    cycle = closing.fund.cycle

    def move(debit: int, credit: int, minor: int) -> Iterator[Transfer]:
        if minor:
            subject = str(cycle.id)
            yield Transfer(SHARE_OUT, subject, debit, credit, minor, cycle.unit, booked.leaving)

    returns = closing.fund.returns
    for part in closing.done.parts:
        shares = booked.shares_of(part.person)
        fine = closing.fund.set_off.get(part.person, 0)
        due = booked.numbers.get(("fine-due", f"person:{part.person}"), 0)
        yield from move(shares, due, fine)
        back = sum(minor for _loan, minor in returns.get(part.person, ()))
        yield from move(shares, cycle.box, part.paid)
        yield from move(shares, cycle.box, back)
        yield from move(shares, booked.numbers["social-fund", ""], part.left)
    yield from move(cycle.social_box, cycle.box, closing.done.left)


def _write(act: Act, closing: Closing, mandate: int, journal: int) -> ShareOutRow:
    organisation, cycle, value = act.of_organisation, closing.fund.cycle, closing.fund.value
    PartRow.objects.bulk_create(
        PartRow(
            organisation_id=organisation,
            cycle_id=cycle.id,
            person_id=part.person,
            shares=part.shares,
            worth=part.worth,
            set_off=part.set_off,
            paid=part.paid,
            left=part.left,
        )
        for part in closing.done.parts
    )
    return ShareOutRow.objects.create(
        organisation_id=organisation,
        cycle_id=cycle.id,
        shared_on=act.today,
        coin=closing.coin,
        savings=value.savings,
        income=value.income,
        costs=value.costs,
        pool=closing.done.pool,
        mandate_id=mandate,
        journal_id=journal,
    )
