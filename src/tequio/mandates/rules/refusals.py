"""Why a draw on a mandate or the turning of a key is refused."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership import rules as membership

NO_MANDATE = RefusalKind(
    "no_mandate",
    _("No decision of the members allows this: {purpose}."),
    _("Bring it to the assembly as a proposal."),
)
NO_SUCH_DECISION = RefusalKind(
    "no_mandate",
    _("There is no such decision here."),
    _("Choose from the list of decisions, or the payment from those that wait for keys."),
)
"""The same state, where a decision was asked for by its number."""
MANDATE_NOT_YET_VALID = RefusalKind(
    "mandate_not_yet_valid",
    _("The decision of {decided_on} allows this only from {valid_from} on."),
    _("Wait until {valid_from}, or ask the assembly for an earlier day."),
)
MANDATE_BEGAN_LATER = RefusalKind(
    "mandate_not_yet_valid",
    _("On {on} nothing allowed this yet; the decision of {decided_on} holds from {valid_from} on."),
    _("Write {valid_from} or a later day. What left before is booked as paid without a decision."),
)
"""The same state, where the day that was written has passed and waiting would not help."""
MANDATE_OVER = RefusalKind(
    "mandate_over",
    _("The decision of {decided_on} allowed this only before {over_on}."),
    _("Ask the assembly for a new decision, also for what was due before that day."),
)
PURPOSE_NOT_COVERED = RefusalKind(
    "purpose_not_covered",
    _("The decision of {decided_on} does not cover this purpose ({purpose} {subject})."),
    _("Choose the decision that covers it, or bring it to the assembly."),
)
UNIT_NOT_COVERED = RefusalKind(
    "unit_not_covered",
    _("The decision of {decided_on} does not allow payments in {unit}."),
    _("Pay in the unit of the decision, or bring it to the assembly."),
)
KEYS_MISSING = RefusalKind(
    "keys_missing",
    _("The decision of {decided_on} needs {needed} keys for this payment; turned: {turned}."),
    _("Lay the payment before other holders of these offices; each turns a key: {offices}."),
)
OVER_THE_CEILING = RefusalKind(
    "over_the_ceiling",
    _(
        "The decision of {decided_on} allows {ceiling} in all; {spent} are already paid, so that "
        "{left} are left; {asked} are asked."
    ),
    _("Keep to what is left, or ask the assembly to raise the amount."),
)
OVER_THE_CEILING_OF_A_PERIOD = RefusalKind(
    "over_the_ceiling",
    _(
        "The decision of {decided_on} allows {ceiling} from {since} to {until}; {spent} are "
        "already paid, so that {left} are left; {asked} are asked."
    ),
    _("Keep to what is left until {until}, or ask the assembly to raise the amount."),
)
"""The same state, where the ceiling renews."""
KEY_NOT_NEEDED = RefusalKind(
    "key_not_needed",
    _("One key is enough for this decision."),
    _("The holder of the office can pay at once."),
)
KEY_ALREADY_TURNED = RefusalKind(
    "key_already_turned",
    _("You have already turned your key on this payment."),
    _("One person is one key: ask another holder of the office."),
)
PAYMENT_MALFORMED = RefusalKind(
    "payment_malformed",
    _("This is not the fingerprint of a payment."),
    _("Open the payment again from its own page."),
    about="input",
)
OFFICE_NOT_HELD = membership.OFFICE_NOT_HELD
OF_A_DRAW = (
    NO_MANDATE,
    MANDATE_NOT_YET_VALID,
    MANDATE_OVER,
    PURPOSE_NOT_COVERED,
    UNIT_NOT_COVERED,
    OFFICE_NOT_HELD,
    KEYS_MISSING,
    OVER_THE_CEILING,
)
"""Every refusal of `service.draw`, in the documented order; acts that draw declare them all."""
