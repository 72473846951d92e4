"""Every reason for which lending says no, and in which order."""

from __future__ import annotations

from tequio.governance.rules.refusals import DAY_IN_THE_PAST, NOT_A_MEMBER_NAMED
from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.ledger.rules import (
    ABOVE_THE_LIMIT,
    ACCOUNT_CLOSED,
    AMOUNT_NOT_POSITIVE,
    DATE_NOT_REACHED,
    OF_A_SEARCHED_DRAW,
    OF_THE_LIMITS,
    PERIOD_CLOSED,
)
from tequio.mandates.rules import OVER_THE_CEILING
from tequio.membership.rules import NOT_A_MEMBER, NOT_HERSELF

NO_SUCH_LOAN = RefusalKind(
    "no_such_loan",
    _("There is no loan with the number {loan} here."),
    _("Look at the list of loans."),
    about="input",
)
TERM_NOT_ONE = RefusalKind(
    "term_not_one",
    _("A loan is repaid in months, in fortnights or in weeks, with at least one instalment."),
    _("Say how many months, or how many fortnights, or how many weeks."),
    about="input",
)
LOAN_TOO_LONG = RefusalKind(
    "loan_too_long",
    _("The statutes allow loans of at most {months} months; the last day would be {longest}."),
    _("Choose fewer instalments, or ask the assembly to change the statutes."),
)
OVER_THE_LARGEST_LOAN = RefusalKind(
    "over_the_largest_loan",
    _(
        "The statutes lend a member at most {largest}; {owed} are owed or asked already,"
        " {asked} asked."
    ),
    _("Ask for less, or repay first."),
)
OVER_OWN_SAVINGS = RefusalKind(
    "over_own_savings",
    _(
        "The statutes lend a member at most {multiple} times her own savings of {savings}, which"
        " is {most}; {owed} are owed or asked already, {asked} asked."
    ),
    _("Ask for less, save more, or repay first."),
)
OWN_LOAN = RefusalKind(
    "own_loan",
    _("Nobody can stand for her own loan."),
    _("Name other members."),
    about="input",
)
GUARANTOR_TWICE = RefusalKind(
    "guarantor_twice",
    _("Person {person} is named twice; one person stands for a loan once."),
    _("Name another member."),
    about="input",
)
ALREADY_GUARANTEED = RefusalKind(
    "already_guaranteed",
    _("You already stand for this loan."),
    _("Nothing is left to do."),
)
REQUEST_WITHDRAWN = RefusalKind(
    "request_withdrawn",
    _("This request was taken back."),
    _("The member can ask anew."),
)
GUARANTORS_MISSING = RefusalKind(
    "guarantors_missing",
    _("This loan needs {needed} guarantors; {given} have agreed."),
    _("Ask other members to stand for it."),
)
ALREADY_PAID_OUT = RefusalKind(
    "already_paid_out",
    _("This loan was already paid out on {paid_out_on}."),
    _("A further loan needs a request and a decision of its own."),
)
BORROWER_LEFT = RefusalKind(
    "borrower_left",
    _("The person who asked for this loan is no longer a member."),
    _("Loans go to members only; bring it to the assembly."),
)
NOT_A_PLACE_FOR_MONEY = RefusalKind(
    "not_a_place_for_money",
    _("Account {account} is no cash box and no bank account in {unit}."),
    _("Choose where the money really is."),
    about="input",
)
CASH_TOO_SMALL = RefusalKind(
    "cash_too_small",
    _("There are only {there} in this account; the loan is {asked}."),
    _("Pay from another account, or wait until enough has come in."),
)
NOT_PAID_OUT = RefusalKind(
    "not_paid_out",
    _("This loan was not paid out yet."),
    _("Pay the loan out first; nothing is owed before."),
)
MORE_THAN_OWED = RefusalKind(
    "more_than_owed",
    _("{owed} are still owed on this day; {asked} would be more."),
    _("Take in at most what is owed."),
)
BEFORE_THE_LAST_ENTRY = RefusalKind(
    "before_the_last_entry",
    _("The last entry of this loan is of {last}; {day} lies before it."),
    _("Write that day or a later one."),
    about="input",
)
LOAN_TWICE = RefusalKind(
    "loan_twice",
    _("Loan {loan} stands twice on this list."),
    _("Name it once, with the whole sum."),
    about="input",
)
WRITTEN_OFF = RefusalKind(
    "written_off",
    _("This loan was written off on {lost_on}."),
    _("What the member brings back is taken in as what came back of it."),
)
NOT_WRITTEN_OFF = RefusalKind(
    "not_written_off",
    _("This loan was not written off."),
    _("Take the money in as a repayment."),
)
NOTHING_LEFT = RefusalKind(
    "nothing_left",
    _("Nothing of this loan is left to repay."),
    _("Look at the page of the loan."),
)
NO_SUCH_TABLE = RefusalKind(
    "no_such_table",
    _("There is no table of provisions with the name {table} that holds on this day."),
    _("Choose one of the list."),
    about="input",
)
NOTHING_TO_PROVIDE = RefusalKind(
    "nothing_to_provide",
    _("As much is set aside already as the table asks."),
    _("Look again when other loans are late."),
)
MOST_NOT_POSSIBLE = RefusalKind(
    "most_not_possible",
    _("Whoever stands for this loan stands for more than nothing and at most {minor} of it."),
    _("Say up to how much, or leave it open for an equal part."),
    about="input",
)
NOT_LATE = RefusalKind(
    "not_late",
    _("Nothing of this loan is late."),
    _("Whoever stands for a loan is called on only when a payment is late."),
)
NOBODY_STANDS = RefusalKind(
    "nobody_stands",
    _("Nobody stands for this loan."),
    _("Speak with the member; bring it to the assembly."),
)
OVER_THE_GUARANTEES = RefusalKind(
    "over_the_guarantees",
    _("Those who stand for this loan stand for {left} more; {asked} are asked of them."),
    _("Ask for at most that."),
)
STANDS_NOT_FOR_IT = RefusalKind(
    "stands_not_for_it",
    _("Person {person} does not stand for this loan."),
    _("Name those who do."),
    about="input",
)
NOBODY_PAID = RefusalKind(
    "nobody_paid",
    _("Nobody waits for money that was paid for this member."),
    _("Take the money in as a repayment."),
)
GUARANTORS_FIRST = RefusalKind(
    "guarantors_first",
    _("Of this loan {claimed} were paid by those who stand for it; they come first."),
    _("Take the money in for them; it becomes their savings."),
)
NOT_HERS_TO_ASK = RefusalKind(
    "not_hers_to_ask",
    _("A new schedule is asked for by who borrowed, or by an office that works with loans."),
    _("Speak with the treasurer."),
    about="who",
)
NO_SUCH_SCHEDULE = RefusalKind(
    "no_such_schedule",
    _("No new schedule with the number {schedule} was asked for here."),
    _("Look at the page of the loan."),
    about="input",
)
ALREADY_RESCHEDULED = RefusalKind(
    "already_rescheduled",
    _("This new schedule holds already."),
    _("Another one needs a decision of its own."),
)

SAVINGS_NOT_TAKEN_IN = RefusalKind(
    "no_mandate",
    _(
        "What a borrower brings for those who paid becomes their savings; nothing allows savings"
        " to be taken in here."
    ),
    _("Ask the members to add the taking in of savings to what the statutes allow without a vote."),
)
"""The state `no_mandate`, where the statutes know shares and no savings."""

OF_A_REQUEST = (
    NOT_A_MEMBER,
    AMOUNT_NOT_POSITIVE,
    TERM_NOT_ONE,
    LOAN_TOO_LONG,
    DAY_IN_THE_PAST,
    OWN_LOAN,
    GUARANTOR_TWICE,
    NOT_A_MEMBER_NAMED,
    OVER_THE_LARGEST_LOAN,
    OVER_OWN_SAVINGS,
)
REST_BEGINS_LATER = RefusalKind(
    "rest_begins_later",
    _("The rest of a loan that runs counts from a day that has come: {day} has not."),
    _("Write the day on which the last instalment was due."),
    about="input",
)
BOOK_HAS_BEGUN = RefusalKind(
    "book_has_begun",
    _("Money has moved in this group's book, so no loan comes in from the books before any more."),
    _("Ask for the loan in a meeting, so that the members raise their hands for it."),
)
OF_BRINGING = (
    BOOK_HAS_BEGUN,
    NOT_A_MEMBER_NAMED,
    AMOUNT_NOT_POSITIVE,
    TERM_NOT_ONE,
    REST_BEGINS_LATER,
    *OF_A_SEARCHED_DRAW,
    ACCOUNT_CLOSED,
    ABOVE_THE_LIMIT,
)
OF_A_GUARANTEE = (
    NO_SUCH_LOAN,
    NOT_A_MEMBER,
    OWN_LOAN,
    MOST_NOT_POSSIBLE,
    ALREADY_GUARANTEED,
    REQUEST_WITHDRAWN,
    ALREADY_PAID_OUT,
)
OF_A_WITHDRAWAL = (NO_SUCH_LOAN, NOT_HERSELF, REQUEST_WITHDRAWN, ALREADY_PAID_OUT)
OF_A_PAYOUT = (
    NO_SUCH_LOAN,
    REQUEST_WITHDRAWN,
    *(kind for kind in OF_A_SEARCHED_DRAW if kind is not OVER_THE_CEILING),
    GUARANTORS_MISSING,
    ALREADY_PAID_OUT,
    OVER_THE_CEILING,
    BORROWER_LEFT,
    NOT_A_PLACE_FOR_MONEY,
    CASH_TOO_SMALL,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
)
OF_A_REPAYMENT = (
    NO_SUCH_LOAN,
    NOT_PAID_OUT,
    WRITTEN_OFF,
    GUARANTORS_FIRST,
    AMOUNT_NOT_POSITIVE,
    *OF_A_SEARCHED_DRAW,
    MORE_THAN_OWED,
    BEFORE_THE_LAST_ENTRY,
    NOT_A_PLACE_FOR_MONEY,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_A_NEW_SCHEDULE = (
    NO_SUCH_LOAN,
    NOT_HERS_TO_ASK,
    NOT_PAID_OUT,
    WRITTEN_OFF,
    NOTHING_LEFT,
    TERM_NOT_ONE,
    LOAN_TOO_LONG,
)
OF_A_RESCHEDULING = (
    NO_SUCH_SCHEDULE,
    ALREADY_RESCHEDULED,
    NOT_PAID_OUT,
    WRITTEN_OFF,
    NOTHING_LEFT,
    *OF_A_SEARCHED_DRAW,
)
OF_A_CALL = (
    NO_SUCH_LOAN,
    NOT_PAID_OUT,
    WRITTEN_OFF,
    NOT_LATE,
    NOBODY_STANDS,
    STANDS_NOT_FOR_IT,
    GUARANTOR_TWICE,
    AMOUNT_NOT_POSITIVE,
    *OF_A_SEARCHED_DRAW,
    MORE_THAN_OWED,
    OVER_THE_GUARANTEES,
    BEFORE_THE_LAST_ENTRY,
    NOT_A_PLACE_FOR_MONEY,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_A_RETURN = (
    NO_SUCH_LOAN,
    NOBODY_PAID,
    AMOUNT_NOT_POSITIVE,
    *OF_A_SEARCHED_DRAW,
    MORE_THAN_OWED,
    BEFORE_THE_LAST_ENTRY,
    NOT_A_PLACE_FOR_MONEY,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_A_WRITE_OFF = (
    NO_SUCH_LOAN,
    NOT_PAID_OUT,
    WRITTEN_OFF,
    NOTHING_LEFT,
    *OF_A_SEARCHED_DRAW,
    BEFORE_THE_LAST_ENTRY,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_A_RECOVERY = (
    NO_SUCH_LOAN,
    NOT_WRITTEN_OFF,
    AMOUNT_NOT_POSITIVE,
    *OF_A_SEARCHED_DRAW,
    MORE_THAN_OWED,
    BEFORE_THE_LAST_ENTRY,
    NOT_A_PLACE_FOR_MONEY,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_A_PROVISION = (
    NO_SUCH_TABLE,
    NOTHING_TO_PROVIDE,
    *OF_A_SEARCHED_DRAW,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    ACCOUNT_CLOSED,
    *OF_THE_LIMITS,
)
OF_PAYOUTS = (*OF_A_PAYOUT, LOAN_TWICE)
OF_REPAYMENTS = (*OF_A_REPAYMENT, LOAN_TWICE)
"""Each in the documented order: the first reason that holds is told first."""
