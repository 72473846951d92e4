"""Every reason for which a circle says no."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

COIN_NOT_POSITIVE = RefusalKind(
    "coin_not_positive",
    _("The smallest coin must be worth something; {coin} was said."),
    _("Say the smallest coin that you have at hand."),
    about="input",
)
POOL_NEGATIVE = RefusalKind(
    "pool_negative",
    _("The loan fund has lost {lost} more than was saved; there is nothing to share out."),
    _("Let the members decide who bears the loss, and book that first."),
)
NOTHING_TO_SHARE_OUT = RefusalKind(
    "nothing_to_share_out",
    _("No member bought a share in this cycle."),
    _("Close the cycle without a share-out."),
)
DEBT_OVER_THE_SHARE = RefusalKind(
    "debt_over_the_share",
    _("Member {person} owes {debt}, more than her shares are worth ({worth})."),
    _("She repays the difference first, or the members decide to write it off."),
)
LOT_NOT_COMMITTED = RefusalKind(
    "lot_not_committed",
    _("Member {person} has not laid down a sealed word."),
    _("Let her lay one down before anybody opens hers."),
)
LOT_NOT_REVEALED = RefusalKind(
    "lot_not_revealed",
    _("Member {person} has not opened her word."),
    _("Let her open it, or draw again without it if your rules put her last."),
)
REVEAL_DIFFERS = RefusalKind(
    "reveal_differs",
    _("The word that member {person} opened is not the one that she sealed."),
    _("Let her open the word that she sealed; otherwise draw again."),
)
NO_BIDS = RefusalKind(
    "no_bids",
    _("Nobody has bid in this round."),
    _("Let the lot decide this round, or ask for bids again."),
)
BID_OVER_THE_LIMIT = RefusalKind(
    "bid_over_the_limit",
    _("Member {person} bid {bid}; your rules allow at most {most}."),
    _("Bid less."),
)
BID_BELOW_THE_COMMISSION = RefusalKind(
    "bid_below_the_commission",
    _("Member {person} bid {bid}, less than the commission of {least}."),
    _("Bid at least the commission; the rest of a bid goes to all."),
)
TWICE_ON_THE_SHEET = RefusalKind(
    "twice_on_the_sheet",
    _("Member {person} stands twice on the sheet."),
    _("Write one line for each member."),
    about="input",
)
NOT_ON_THE_ROLL = RefusalKind(
    "not_on_the_sheets_roll",
    _("Person {person} is no member on the day of this meeting."),
    _("Take the line out, or admit her first."),
    about="input",
)
MEMBER_NOT_ON_THE_SHEET = RefusalKind(
    "member_not_on_the_sheet",
    _("The sheet says nothing of member {person}."),
    _("Say whether she is here, excused or absent."),
    about="input",
)
NOBODY_IS_HERE = RefusalKind(
    "nobody_is_here",
    _("By this sheet nobody is here."),
    _("Write down who came."),
    about="input",
)
WRITTEN_BELOW_ZERO = RefusalKind(
    "written_below_zero",
    _("A number on the sheet is below zero."),
    _("Write zero or more; what goes out has its own place on the sheet."),
    about="input",
)
ABSENT_AND_GIVES = RefusalKind(
    "absent_and_gives",
    _("Member {person} is absent and yet gives money."),
    _("If somebody brought it for her, say so in the attendance."),
    about="input",
)
SHARES_OVER_THE_MOST = RefusalKind(
    "shares_over_the_most",
    _("Member {person} buys {shares} shares; your rules allow {most} at a meeting."),
    _("Write down as many as your rules allow; the rest goes back to her."),
)
CONTRIBUTION_DIFFERS = RefusalKind(
    "contribution_differs",
    _("Member {person} pays {social} into the social fund; the contribution is {contribution}."),
    _("Write the contribution, or several of them for meetings that she missed."),
)
FINE_OVERPAID = RefusalKind(
    "fine_overpaid",
    _("Member {person} pays {paid} of fines, and {due} are due."),
    _("Write down what was due; the rest goes back to her."),
)
TOO_LITTLE_IN_THE_SOCIAL_BOX = RefusalKind(
    "too_little_in_the_social_box",
    _("The social fund shall give {asked}, and there are {there}."),
    _("Give less, or wait for the next contributions."),
)
