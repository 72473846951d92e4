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
BULK_LOAN_NOT_TAKEN = RefusalKind(
    "bulk_loan_not_taken",
    _("The group has not written down yet that it received this loan."),
    _("Let the group confirm it. If the money never arrived, reverse the entry."),
)
BULK_LOAN_GIVEN_UP = RefusalKind(
    "bulk_loan_given_up",
    _("This loan was written off on {lost_on}."),
    _("What still comes back of it is written down as recovered."),
)
BULK_LOAN_NOT_GIVEN_UP = RefusalKind(
    "bulk_loan_not_given_up",
    _("This loan was not written off."),
    _("Confirm what arrived as a repayment."),
)
NEW_TERMS_WAIT = RefusalKind(
    "new_terms_wait",
    _("The group agreed to a new schedule on {day}, and it is not confirmed here yet."),
    _("Confirm the new schedule first."),
)
NO_SUCH_OFFER = RefusalKind(
    "no_such_offer",
    _("No new schedule waits for an answer under this number."),
    _("Look at the page of the loan; a newer offer takes the place of an older one."),
    about="input",
)
OFFER_ALREADY_TAKEN = RefusalKind(
    "offer_already_taken",
    _("This new schedule holds since {day}."),
    _("Nothing is left to do."),
)
DECISION_MADE_A_SCHEDULE = RefusalKind(
    "decision_made_a_schedule",
    _("By this decision a loan has a new schedule already."),
    _("Bring the next new schedule to the assembly; it decides on each one."),
)
NO_SUCH_AGREEMENT = RefusalKind(
    "no_such_agreement",
    _("No group of yours has agreed to a new schedule under this number."),
    _("Look at the list of what is on its way."),
    about="input",
)
OTHER_REMAINDER = RefusalKind(
    "other_remainder",
    _("By the group's book {theirs} of the loan were left, by this book {ours}."),
    _("Find the repayment in which the two books differ, and mend it first."),
)
NOTHING_FORGIVEN = RefusalKind(
    "nothing_forgiven",
    _("The federation has not forgiven this loan."),
    _("Ask the federation; its assembly decides it."),
)
ALREADY_FORGIVEN = RefusalKind(
    "already_forgiven",
    _("The group wrote on {day} that this loan is forgiven."),
    _("Nothing is left to do."),
)
BEGINS_LATER = RefusalKind(
    "begins_later",
    _("What is brought in on {on} was lent before, and its schedule runs: not from {day}."),
    _("Write the day on which the instalment that runs now began."),
    about="input",
)
NOTHING_LEFT = RefusalKind(
    "over_the_ceiling",
    _("The decision of {decided_on} allowed {ceiling}, and nothing of it is left."),
    _("Bring it to the assembly as a proposal."),
)
"""A ceiling that is used up, where nobody has said a sum yet."""
