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
