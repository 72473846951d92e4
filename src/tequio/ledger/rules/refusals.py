"""Why something cannot be written into the book."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.mandates import rules as mandates

AMOUNT_NOT_POSITIVE = RefusalKind(
    "amount_not_positive",
    _("The amount must be more than nothing."),
    _("Write an amount above zero, without a minus sign."),
    about="input",
)
AMOUNT_TOO_LARGE = RefusalKind(
    "amount_too_large",
    _("No single amount can be this large."),
    _("Check the number of digits."),
    about="input",
)
NO_PAYEE = RefusalKind(
    "no_payee",
    _("This payment does not say who gets the money."),
    _("Choose the member or person, or write the name of the shop, school or service."),
    about="input",
)
SAME_ACCOUNT = RefusalKind(
    "same_account",
    _("Money cannot move from an account to itself."),
    _("Choose another account."),
    about="input",
)
NO_SUCH_ACCOUNT = RefusalKind(
    "no_such_account",
    _("There is no account with the number {account} in this book."),
    _("Choose an account from the list."),
    about="input",
)
UNITS_DIFFER = RefusalKind(
    "units_differ",
    _("This account counts in {unit}, not in {asked}."),
    _("Choose an account that counts in this unit."),
    about="input",
)
ACCOUNT_CLOSED = RefusalKind(
    "account_closed",
    _("This account was closed on {closed_on}."),
    _("Choose an account that is open."),
)
POSTING_NOT_ALLOWED = RefusalKind(
    "posting_not_allowed",
    _("For this purpose ({purpose}) nothing can move from {credit_kind} to {debit_kind}."),
    _("Choose the purpose or the account that fits."),
)
DATE_NOT_REACHED = RefusalKind(
    "date_not_reached",
    _("{value_date} has not come yet; today is {today}."),
    _("Write the day on which the money really moved: today or earlier."),
    about="input",
)
PERIOD_CLOSED = RefusalKind(
    "period_closed",
    _("The book is closed up to {closed_through}."),
    _("Write a later day, after {closed_through}; a correction goes into the open period."),
)
NO_SUCH_TRANSFER = RefusalKind(
    "no_such_transfer",
    _("There is no entry with the number {transfer} in this book."),
    _("Choose an entry from a statement."),
    about="input",
)
REVERSAL_DIFFERS = RefusalKind(
    "reversal_differs",
    _("A reversal turns exactly one entry around: same accounts, same amount."),
    _("Reverse the whole entry, then write the right one."),
)
ALREADY_REVERSED = RefusalKind(
    "already_reversed",
    _("Entry {transfer} was already reversed."),
    _("Look at the statement; nothing is left to reverse."),
)
IS_A_REVERSAL = RefusalKind(
    "is_a_reversal",
    _("Entry {transfer} is itself a reversal."),
    _("Write the entry anew instead of reversing its reversal."),
)
SETTLED_ELSEWHERE = RefusalKind(
    "settled_elsewhere",
    _(
        "Entry {transfer} is part of a share-out, of what a leaver took, of a surplus that was"
        " divided or of a loan between groups that was given up."
    ),
    _("It stands as it is. Write what comes back or goes out now as an entry of its own."),
)
BELOW_THE_FLOOR = RefusalKind(
    "below_the_floor",
    _("Only {available} are available in this account ({kind}) and {asked} are asked."),
    _("Ask for less, or bring a change of the account's limit to the assembly."),
)
ABOVE_THE_LIMIT = RefusalKind(
    "above_the_limit",
    _("Only {available} can be taken here ({kind}) and {asked} are asked."),
    _("Take less, or from another account. If the book is wrong, count the cash."),
)
NO_TRANSFER = RefusalKind(
    "no_transfer", _("There is nothing to write."), _("Add at least one entry."), about="input"
)
NO_SUCH_KIND = RefusalKind(
    "no_such_kind",
    _("There is no kind of account called {kind}."),
    _("Choose a kind from the list."),
    about="input",
)
NO_SUCH_UNIT = RefusalKind(
    "no_such_unit",
    _("This organisation does not count in {unit}."),
    _("Choose a unit from the list."),
    about="input",
)
ACCOUNT_EXISTS = RefusalKind(
    "account_exists",
    _("There is already such an account: {kind} {ref}."),
    _("Use it, or give the new one another name."),
)
ACCOUNT_NOT_EMPTY = RefusalKind(
    "account_not_empty",
    _("This account still holds {balance}."),
    _("Move what it holds first."),
)
NOT_CASH = RefusalKind(
    "not_cash",
    _("Only a cash box can be counted."),
    _("Choose a cash box; bank accounts are compared with their statements."),
    about="input",
)
NO_SUCH_CLAIM = RefusalKind(
    "no_such_claim",
    _("There is no payment without decision with the number {claim}."),
    _("Choose one from the list on the group's first page."),
    about="input",
)
CLAIM_SMALLER = RefusalKind(
    "claim_smaller",
    _("Of this payment only {left} are still open and {asked} are asked."),
    _("Write {left} or less."),
)
CLAIM_SETTLED_IN_PART = RefusalKind(
    "claim_settled_in_part",
    _("A part of this payment was already accepted or taken back."),
    _("Reverse that part first."),
)
PERIOD_NOT_OVER = RefusalKind(
    "period_not_over",
    _("The period up to {through} is not over yet."),
    _("Close it on a later day."),
)
PERIOD_ALREADY_CLOSED = RefusalKind(
    "period_already_closed",
    _("The book is already closed up to {closed_through}."),
    _("Choose a later day."),
)
NO_SUCH_LINE = RefusalKind(
    "no_such_line",
    _("There is no line with the number {line} from a bank statement."),
    _("Choose a line from the list."),
    about="input",
)
LINE_MATCHED = RefusalKind(
    "line_matched",
    _("Line {line} is already matched with an entry."),
    _("Undo that match first."),
)
LINE_NOT_MATCHED = RefusalKind(
    "line_not_matched", _("Line {line} is not matched."), _("Nothing is left to undo.")
)
TRANSFER_MATCHED = RefusalKind(
    "transfer_matched",
    _("Entry {transfer} is already matched with a line of this account."),
    _("Undo that match first."),
)
MATCH_DIFFERS = RefusalKind(
    "match_differs",
    _("The line says {line_amount} and the entry {entry_amount} in this account."),
    _("Choose the entry with the same amount in the same account."),
)
CSV_NO_DAY = RefusalKind(
    "csv_no_day",
    _("No day can be read in line {line} of the file."),
    _("Write days as 2026-02-14 or 14/02/2026."),
    about="input",
)
CSV_NO_AMOUNT = RefusalKind(
    "csv_no_amount",
    _("No amount can be read in line {line} of the file."),
    _("Write amounts as 1234.50, with a minus for what went out."),
    about="input",
)
CSV_TOO_FINE = RefusalKind(
    "csv_too_fine",
    _("The amount in line {line} of the file is finer than the unit of the account."),
    _("Check whether this is the statement of this account."),
    about="input",
)
CSV_TOO_SHORT = RefusalKind(
    "csv_too_short",
    _("Line {line} of the file has fewer columns than its first line says."),
    _("Mend this line, or save the file as CSV again."),
    about="input",
)
CSV_WITHOUT_HEADER = RefusalKind(
    "csv_without_header",
    _("The file does not say which column holds the date and which the amount."),
    _("Write a first line with the names of the columns, or say which columns they are."),
    about="input",
)
NOTHING_TO_IMPORT = RefusalKind(
    "nothing_to_import",
    _("Every line of this file is already here, or it has none."),
    _("Choose another file."),
)
LIMIT_PASSED = RefusalKind(
    "limit_passed",
    _("The account already stands at {balance}, outside of these limits."),
    _("Choose limits between which it lies, or move money first."),
)

ORDER = (
    NO_TRANSFER,
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    NO_PAYEE,
    SAME_ACCOUNT,
    NO_SUCH_ACCOUNT,
    UNITS_DIFFER,
    ACCOUNT_CLOSED,
    POSTING_NOT_ALLOWED,
    mandates.NO_MANDATE,
    mandates.MANDATE_NOT_YET_VALID,
    mandates.MANDATE_OVER,
    mandates.PURPOSE_NOT_COVERED,
    mandates.UNIT_NOT_COVERED,
    mandates.OFFICE_NOT_HELD,
    mandates.KEYS_MISSING,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    NO_SUCH_TRANSFER,
    REVERSAL_DIFFERS,
    ALREADY_REVERSED,
    IS_A_REVERSAL,
    mandates.OVER_THE_CEILING,
    BELOW_THE_FLOOR,
    ABOVE_THE_LIMIT,
)
"""The documented order of reasons not to post (ledger reference, section 7)."""

OF_A_SEARCHED_DRAW = tuple(k for k in mandates.OF_A_DRAW if k is not mandates.PURPOSE_NOT_COVERED)
OF_A_MOVEMENT = (
    AMOUNT_NOT_POSITIVE,
    AMOUNT_TOO_LARGE,
    NO_SUCH_ACCOUNT,
    UNITS_DIFFER,
    ACCOUNT_CLOSED,
    POSTING_NOT_ALLOWED,
)
"""What is asked of amount and account before any decision is looked for."""
OF_THE_LIMITS = (BELOW_THE_FLOOR, ABOVE_THE_LIMIT)
"""Either may stop any entry: a decision can set both limits on every account."""
OF_MONEY = (
    *OF_A_MOVEMENT,
    *OF_A_SEARCHED_DRAW,
    DATE_NOT_REACHED,
    PERIOD_CLOSED,
    *OF_THE_LIMITS,
)
"""What every act may answer that draws on a mandate and moves money in or out of an account."""
