"""Why nothing can be paid in, asked back or given back."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.ledger import rules as ledger
from tequio.membership import rules as membership

NO_SHARES = RefusalKind(
    "no_shares",
    _("By the rules of this group there are no shares of its capital: they name no price."),
    _("Bring a change of the rules to the assembly."),
)
COUNT_NOT_POSITIVE = RefusalKind(
    "count_not_positive",
    _("At least one share is needed."),
    _("Write how many shares: 1 or more."),
    about="input",
)
UNDER_THE_LEAST = RefusalKind(
    "under_the_least",
    _("A member holds at least {least} shares, {sum}; here it would be {left}."),
    _("Choose another number of shares. Who leaves the group gets all of them back."),
)
OVER_THE_MOST = RefusalKind(
    "over_the_most",
    _("A member holds at most {most} shares, {sum}; here it would be {left}."),
    _("Choose fewer shares, or bring a change of the rules to the assembly."),
)
MORE_THAN_HELD = RefusalKind(
    "more_than_held",
    _("{asked} are asked back and only {held} are there that were not asked back yet."),
    _("Ask for less."),
)
NO_SUCH_NOTICE = RefusalKind(
    "no_such_notice",
    _("Nobody asked for shares back under the number {notice}."),
    _("Choose one from the page of the shares."),
    about="input",
)
GIVEN_BACK = RefusalKind(
    "given_back",
    _("What was asked for under number {notice} was given back on {given_on}."),
    _("Nothing is left to do."),
)
NOTICE_RUNS = RefusalKind(
    "notice_runs",
    _("These shares were asked back on {asked_on}; they can be given back from {ready_on} on."),
    _("Wait until that day."),
)
OVER_THE_YEAR = RefusalKind(
    "over_the_year",
    _("In {year} only {left} of the capital can still be given back and {asked} are asked."),
    _("Wait for the next year, or bring a change of the rules to the assembly."),
)
DAYS_TURNED = RefusalKind(
    "days_turned",
    _("The last day ({until}) comes before the first ({since})."),
    _("Write the first day and the last day of the year."),
    about="input",
)
YEAR_NOT_OVER = RefusalKind(
    "year_not_over",
    _("The year that ends on {until} is not over yet."),
    _("Wait until it is; what it left is known only then."),
)
EARLIER_UNDIVIDED = RefusalKind(
    "earlier_undivided",
    _("Of the time before {since} there are still {left} that nobody divided."),
    _("Write an earlier first day, so that they are divided too."),
)
NO_SURPLUS = RefusalKind(
    "no_surplus",
    _("There is nothing to divide: {result} in these days, and {losses} of losses before them."),
    _("Look at income and expenses in the books."),
)
RATE_OVER_THE_CAP = RefusalKind(
    "rate_over_the_cap",
    _("A return of {rate} a year is proposed; by the rules of this group it is at most {cap}."),
    _("Propose a smaller return, or bring a change of the rules to the assembly first."),
)
PART_OVER_ONE = RefusalKind(
    "part_over_one",
    _("Of a refund no more than all of it can be paid in money."),
    _("Write a part between 0 and 1."),
    about="input",
)
USE_NOT_RIGHT = RefusalKind(
    "use_not_right",
    _(
        "The use of person {person} does not fit: she is no member, stands twice, or it is less"
        " than nothing."
    ),
    _("Name each member once, with what she bought, sold or worked here."),
    about="input",
)
REFUND_WITHOUT_USE = RefusalKind(
    "refund_without_use",
    _("A refund goes by use, and nobody's use is written."),
    _("Write what each member bought, sold or worked here."),
    about="input",
)
MORE_THAN_IS_LEFT = RefusalKind(
    "more_than_is_left",
    _("After what the rules send elsewhere {left} are left and {asked} are asked for members."),
    _("Propose a smaller return or a smaller refund."),
)
NO_SUCH_DIVISION = RefusalKind(
    "no_such_division",
    _("There is no division of a surplus with the number {division}."),
    _("Choose one from the page of the shares."),
    about="input",
)
ALREADY_DIVIDED = RefusalKind(
    "already_divided",
    _("This surplus was divided on {divided_on}."),
    _("Nothing is left to do."),
)
SURPLUS_CHANGED = RefusalKind(
    "surplus_changed",
    _("The members decided on {decided}, and by the books there are {now} to divide now."),
    _("Propose the division anew, so that they decide on what there is."),
)
OF_A_PROPOSAL = (
    membership.NOT_A_MEMBER,
    DAYS_TURNED,
    YEAR_NOT_OVER,
    EARLIER_UNDIVIDED,
    NO_SURPLUS,
    RATE_OVER_THE_CAP,
    PART_OVER_ONE,
    ledger.AMOUNT_NOT_POSITIVE,
    USE_NOT_RIGHT,
    REFUND_WITHOUT_USE,
    MORE_THAN_IS_LEFT,
)
OF_A_DIVISION = (
    NO_SUCH_DIVISION,
    ALREADY_DIVIDED,
    SURPLUS_CHANGED,
    *ledger.OF_A_SEARCHED_DRAW,
    ledger.ACCOUNT_CLOSED,
    *ledger.OF_THE_LIMITS,
)
OF_A_SUBSCRIPTION = (
    NO_SHARES,
    COUNT_NOT_POSITIVE,
    membership.NO_SUCH_PERSON,
    UNDER_THE_LEAST,
    OVER_THE_MOST,
    *(kind for kind in ledger.OF_MONEY if kind is not ledger.AMOUNT_NOT_POSITIVE),
)
OF_A_NOTICE = (
    membership.OFFICE_NOT_HELD,
    NO_SHARES,
    COUNT_NOT_POSITIVE,
    MORE_THAN_HELD,
    UNDER_THE_LEAST,
)
OF_A_WITHDRAWAL = (
    NO_SUCH_NOTICE,
    GIVEN_BACK,
    NOTICE_RUNS,
    MORE_THAN_HELD,
    OVER_THE_YEAR,
    *(
        kind
        for kind in ledger.OF_MONEY
        if kind not in (ledger.AMOUNT_NOT_POSITIVE, ledger.AMOUNT_TOO_LARGE)
    ),
)
OF_A_PAYMENT = (*ledger.OF_MONEY, membership.NO_SUCH_PERSON)
"""Each in the documented order: the first reason that holds is told first."""
