"""Why a draw on a mandate or the turning of a key is refused."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _
from tequio.membership import rules as membership

NO_MANDATE = RefusalKind(
    "no_mandate",
    _("No decision covers this payment."),
    _("Bring it to the assembly."),
)
MANDATE_NOT_YET_VALID = RefusalKind(
    "mandate_not_yet_valid",
    _("The decision of {decided_on} allows this only from {valid_from} on."),
    _("Wait until that day, or ask the assembly for an earlier one."),
)
MANDATE_OVER = RefusalKind(
    "mandate_over",
    _("The decision of {decided_on} allowed this only before {over_on}."),
    _("Ask the assembly for a new decision."),
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
    _("Ask other holders of these offices to turn their keys: {offices}."),
)
OVER_THE_CEILING = RefusalKind(
    "over_the_ceiling",
    _("The decision of {decided_on} allows {ceiling}, {spent} are already paid, {asked} asked."),
    _("Ask the assembly to raise the amount."),
)
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
