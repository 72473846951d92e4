"""Every reason for which loans between federations and groups are refused."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

NOT_A_GROUP_OF_OURS = RefusalKind(
    "not_a_group_of_ours",
    _("The organisation with the number {group} is not a member of this federation."),
    _("Let it apply, and let the members decide on its admission."),
)
GROUP_COUNTS_OTHERWISE = RefusalKind(
    "group_counts_otherwise",
    _("That group does not keep its book in {unit}."),
    _("Lend in a unit in which both count."),
)
RATE_NOT_A_PART = RefusalKind(
    "rate_not_a_part",
    _("{rate} is no part of a loan."),
    _("Write interest as a fraction, such as 1/100, or 0."),
    about="input",
)
NO_SUCH_BULK_LOAN = RefusalKind(
    "no_such_bulk_loan",
    _("There is no loan between this group and a federation under this number."),
    _("Look at the list of loans between groups and federations."),
    about="input",
)
BULK_LOAN_REVERSED = RefusalKind(
    "bulk_loan_reversed",
    _("This loan was reversed in the book."),
    _("Ask the federation; if the money did come, it lends it again."),
)
BULK_LOAN_ALREADY_TAKEN = RefusalKind(
    "bulk_loan_already_taken",
    _("This group wrote on {taken_on} that it received this loan."),
    _("Nothing is left to do."),
)
OTHER_SUM = RefusalKind(
    "other_sum",
    _("{said} were sent, and {counted} are written here."),
    _(
        "Count again, together. If the sums still differ, whoever sent it reverses the entry and"
        " writes what was really sent."
    ),
)
BEFORE_IT_WAS_SENT = RefusalKind(
    "before_it_was_sent",
    _("It was sent on {sent_on}; {day} lies before that."),
    _("Write the day on which it arrived."),
    about="input",
)
NO_SUCH_BULK_REPAYMENT = RefusalKind(
    "no_such_bulk_repayment",
    _("No group of yours has written down a repayment under this number."),
    _("Look at the list of what is on its way."),
    about="input",
)
BULK_REPAYMENT_REVERSED = RefusalKind(
    "bulk_repayment_reversed",
    _("The group has reversed this repayment in its book."),
    _("Ask the group what was really paid."),
)
BULK_REPAYMENT_ALREADY_RECEIVED = RefusalKind(
    "bulk_repayment_already_received",
    _("This repayment is already in the book."),
    _("Nothing is left to do."),
)
EARLIER_REPAYMENT_WAITS = RefusalKind(
    "earlier_repayment_waits",
    _("Earlier repayments of this loan have not been confirmed yet: {count}."),
    _("Confirm them in the order in which they were paid."),
)
