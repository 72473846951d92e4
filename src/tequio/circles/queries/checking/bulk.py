"""What `verify` knows of loans between a federation and its groups: of each side its own rows, its
own lines, its own book; and of the other side whether its chronicle, if it is kept on this node,
still tells what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tequio.chronicle.queries import facts_of
from tequio.chronicle.rules.comparing import told_otherwise
from tequio.circles.queries import bulk as reads
from tequio.circles.queries.checking.bulk_changes import check_changes
from tequio.circles.queries.checking.bulk_rows import (
    BROUGHT,
    LENT,
    LOAN_FROM_FEDERATION,
    LOAN_TO_GROUP,
    PAID,
    Table,
    each,
    read_rows,
)
from tequio.circles.rules import bulk as rules
from tequio.kernel import Finding
from tequio.kernel import gettext_noop as _
from tequio.ledger import queries as ledger
from tequio.ledger.queries.across import balances_across
from tequio.lending import rules as lending

ROOM = "circles"
ENTRY_DIFFERS = _("Loan {loan} between groups says otherwise than entry {entry} of the book.")
SPLIT_DIFFERS = _("Repayment {payment} of the loan between groups is not split as it should be.")
BALANCE_DIFFERS = _(
    "The account of the loans with organisation {other} holds {held}; by its payments {left} are"
    " left."
)
NOT_CONFIRMED = _(
    "The chronicle of organisation {other} does not tell what was confirmed here ({correlation})."
)


def check_bulk(organisation: int) -> Iterator[Finding]:
    """Loans that this organisation gave to groups, and those that it took.

    First the columns as they stand; what their lines tell otherwise is not computed again.
    """
    rows = read_rows(organisation)
    yield from rows.findings
    lent = reads.lent_by(organisation, only=rows.lent)
    borrowed = reads.borrowed_by(organisation, only=rows.borrowed)
    for table, loans in ((LOAN_TO_GROUP, lent), (LOAN_FROM_FEDERATION, borrowed)):
        yield from _schedules(organisation, table, loans)
    if lent or borrowed:
        yield from _in_the_book(organisation, [*lent, *borrowed])
        yield from _balances(organisation, lent, borrowed)
        yield from _confirmed(lent, borrowed)
    for loan in (*lent, *borrowed):
        yield from _splits(loan)
    yield from check_changes(organisation, lent, borrowed)


# The chronicle --------------------------------------------------------------------------------


def _schedules(organisation: int, table: Table, loans: Sequence[rules.Bulk]) -> Iterator[Finding]:
    """The terms give the schedule that was told."""
    told = {one["loan"]: one.get("schedule") for one in each(organisation, table.kinds)}
    for loan in loans:
        if told[loan.id] != lending.digest_of_schedule(loan.instalments):
            yield told_otherwise(ROOM, table.thing, loan.id)


# The book -------------------------------------------------------------------------------------

CODES = {
    True: (
        *("circle.bulk_loan", "circle.bulk_repaid", "circle.bulk_interest"),
        *("circle.bulk_write_off", "circle.bulk_forgive"),
    ),
    False: (
        "circle.borrow",
        "circle.pay_back",
        "circle.borrow_interest",
        "circle.forgiven",
        "circle.forgiven",
    ),
}
"""Whether it is the federation's side → purposes of the loan, of repayments, of interest, of what
was given up, and of what was forgiven."""
OPENING, CAME_BACK = "ledger.opening", "lending.recovered"
OF_OTHERS = {OPENING, CAME_BACK}
"""Purposes under which other rooms post too, about somebody else."""


def _in_the_book(organisation: int, loans: Sequence[rules.Bulk]) -> Iterator[Finding]:
    """Each loan and repayment is its entry of its journal, with its interest beside it; and no
    other entry is of these purposes."""
    codes = {code for codes in CODES.values() for code in codes}
    book = ledger.entries_for(organisation, sorted(codes | OF_OTHERS))
    left = {
        number
        for number, entry in book.items()
        if entry.code not in _interest_codes()
        and (entry.code not in OF_OTHERS or entry.subject.startswith("organisation:"))
    }
    interest: dict[int, int] = {}
    for one in book.values():
        if one.code in _interest_codes():
            interest[one.journal] = interest.get(one.journal, 0) + one.minor
    for loan in loans:
        for number, code, minor, journal, charged in _said(loan):
            entry = book.get(number)
            left.discard(number)
            named = entry and (entry.code, entry.minor, entry.journal, entry.subject)
            if (
                named != (code, minor, journal, reads.named(loan.other))
                or interest.get(journal, 0) != charged
            ):
                yield _differs(loan.id, number)
        yield from _elsewhere(loan, book.get(loan.entry))
    yield from (_differs(0, number) for number in sorted(left))


def _elsewhere(loan: rules.Bulk, entry: ledger.EntryOf | None) -> Iterator[Finding]:
    """A loan stands in the book, and on the account, that its entry moved."""
    if entry is None:
        return
    book, debit, credit = entry.places
    debt = debit if loan.owner == loan.federation else credit
    if (book, debt) != (loan.book, loan.debt):
        yield _differs(loan.id, loan.entry)


def _said(loan: rules.Bulk) -> Iterator[tuple[int, str, int, int, int]]:
    """By the rows of a loan: entry, purpose, sum, journal, and the interest beside it."""
    lends, repays, _interest, gives_up, forgives = CODES[loan.owner == loan.federation]
    opens = loan.since and loan.owner == loan.federation
    yield loan.entry, OPENING if opens else lends, loan.minor, loan.journal, 0
    for paid in loan.paid:
        if loan.is_recovery(paid):
            yield paid.entry, CAME_BACK, paid.minor, paid.journal, 0
        else:
            yield paid.entry, repays, paid.minor, paid.journal, paid.payment.parts.interest
    if lost := loan.given_up:
        code = forgives if lost.is_forgiven else gives_up
        yield lost.entry, code, lost.minor, lost.journal, 0


def _interest_codes() -> set[str]:
    return {codes[2] for codes in CODES.values()}


def _differs(loan: int, entry: int) -> Finding:
    return Finding.of(ROOM, "bulk_entry_differs", ENTRY_DIFFERS, loan=loan, entry=entry)


def _balances(
    organisation: int, lent: Sequence[rules.Bulk], borrowed: Sequence[rules.Bulk]
) -> Iterator[Finding]:
    """What is left by the rows is what the account of the other side holds."""
    held = balances_across([organisation], (reads.GROUP_LOAN, reads.BULK_LOAN)).get(
        organisation, {}
    )
    for kind, loans in ((reads.GROUP_LOAN, lent), (reads.BULK_LOAN, borrowed)):
        left: dict[tuple[int, str], int] = {}
        for loan in loans:
            place = (loan.other, loan.unit.code)
            left[place] = left.get(place, 0) + loan.left
        for (other, unit), minor in sorted(left.items()):
            here = held.get((kind, reads.named(other), unit), 0)
            if here != minor:
                fields = {"other": other, "held": here, "left": minor}
                yield Finding.of(ROOM, "bulk_balance_differs", BALANCE_DIFFERS, **fields)


def _splits(loan: rules.Bulk) -> Iterator[Finding]:
    """Replay the repayments; once one was reversed the later ones stand as they were split."""
    if any(one.is_reversed for one in loan.paid):
        return
    for one in loan.paid:
        standing = loan.claim(one.payment.day, before=one.id)
        if one.minor > standing.owed or (
            lending.split(standing, one.minor, rules.ORDER) != one.payment.parts
        ):
            yield Finding.of(ROOM, "bulk_split_differs", SPLIT_DIFFERS, payment=one.id)


# The other side -------------------------------------------------------------------------------


def _confirmed(lent: Sequence[rules.Bulk], borrowed: Sequence[rules.Bulk]) -> Iterator[Finding]:
    """What was confirmed here must be told there: by the federation that it lent, by the group that
    it paid.  The head that was held with it (chronicle) shows whether that line was rewritten."""
    for other in sorted({one.federation for one in borrowed}):
        told = {one["correlation"]: one["minor"] for one in each(other, (LENT, BROUGHT))}
        for loan in borrowed:
            if loan.federation == other and told.get(loan.correlation) != loan.minor:
                yield _not_confirmed(other, loan.correlation)
    for other in sorted({one.group for one in lent if one.paid}):
        told = {one["correlation"]: one["minor"] for one in facts_of(other, PAID)}
        for loan in lent:
            for paid in loan.paid if loan.group == other else ():
                if told.get(paid.correlation) != paid.minor:
                    yield _not_confirmed(other, paid.correlation)


def _not_confirmed(other: int, correlation: str) -> Finding:
    named = {"other": str(other), "correlation": correlation}
    return Finding.of(ROOM, "not_confirmed", NOT_CONFIRMED, **named)
