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
    _("End the cycle: then the shares of all bear the loss."),
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
CARRIED_OVER_THE_MOST = RefusalKind(
    "carried_over_the_most",
    _("Member {person} would carry {shares} shares over; your rules allow {most}."),
    _("Write down as many as your rules allow; the rest is paid out to her."),
    about="input",
)
CARRIED_OVER_THE_PART = RefusalKind(
    "carried_over_the_part",
    _("Member {person} would carry {carried} over, and {free} of her part are not set off."),
    _("Write fewer shares; in the next cycle she buys more at a meeting."),
    about="input",
)
CARRIED_MORE_THAN_DECIDED = RefusalKind(
    "carried_more_than_decided",
    _("Member {person} would carry {shares} shares over; it was decided on at most {decided}."),
    _("Share out as decided, or propose it again with what she wants."),
)
LOANS_OVER_WHAT_IS_CARRIED = RefusalKind(
    "loans_over_what_is_carried",
    _("Loans of {loans} go on, and members carry {carried} over: the rest is not in the box."),
    _("Members carry more shares over, or the loans are repaid before."),
)
NO_CYCLE_IS_OVER = RefusalKind(
    "no_cycle_is_over",
    _("No cycle of this group is over yet."),
    _("Share a first cycle out; then decide how you go on."),
)
NOT_OF_THIS_FEDERATION = RefusalKind(
    "not_of_this_federation",
    _("The group does not belong to the federation that was named, or none was named."),
    _("Name a federation of yours, and only if you go on in one."),
    about="input",
)
ALREADY_GRADUATED = RefusalKind(
    "already_graduated",
    _("This is decided already, or lies before the members."),
    _("Vote on the proposal that is there."),
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
LEFT_THE_CYCLE = RefusalKind(
    "left_the_cycle",
    _("Member {person} took her savings of this cycle out; she buys shares again in the next."),
    _("Give her the money back, and write no share for her."),
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
HELP_NEEDS_HANDS = RefusalKind(
    "help_needs_hands",
    _(
        "Member {person} shall get {asked} from the social fund; without raised hands your rules"
        " allow {small}."
    ),
    _("Let the meeting decide, and write down how many raised a hand."),
)
HELP_OVER_THE_MOST = RefusalKind(
    "help_over_the_most",
    _("Member {person} asks {asked} of the social fund; your rules allow {most} at once."),
    _("Ask for as much as your rules allow."),
)
CLAIM_WITHOUT_REASON = RefusalKind(
    "claim_without_reason",
    _("It is not said why member {person} asks for help."),
    _("Choose the reason."),
    about="input",
)
FINE_NOT_DUE = RefusalKind(
    "fine_not_due",
    _("Member {person} owes {due} of fines; {asked} cannot be waived."),
    _("Waive no more than is due."),
)
NO_SUCH_WAIVER = RefusalKind(
    "no_such_waiver",
    _("Nobody proposed to waive a fine under number {waiver}."),
    _("Look at the list of fines."),
    about="input",
)
ALREADY_WAIVED = RefusalKind(
    "already_waived",
    _("This fine is waived already."),
    _("Nothing is left to do."),
)
NO_OPEN_CYCLE = RefusalKind(
    "no_open_cycle",
    _("On {held_on} no cycle of this book was running."),
    _("Begin a cycle first, or look at the day that you wrote."),
)
CYCLE_ALREADY_RUNS = RefusalKind(
    "cycle_already_runs",
    _("A cycle of this book has been running since {first_day}."),
    _("Share it out or end it before you begin another."),
)
CYCLE_ENDS_BEFORE_IT_BEGINS = RefusalKind(
    "cycle_ends_before_it_begins",
    _("The cycle would end on {ends_on}, before it begins on {first_day}."),
    _("Write a later last day."),
    about="input",
)
CYCLE_OVERLAPS = RefusalKind(
    "cycle_overlaps",
    _("The cycle before ended on {ended_on}; this one would begin on {first_day}."),
    _("Begin it on a later day."),
)
NO_SHARE_PRICE = RefusalKind(
    "no_share_price",
    _("Your statutes do not say what a share costs."),
    _("Propose a share price as a change of the statutes, and vote on it."),
)
BEFORE_THE_CYCLE = RefusalKind(
    "before_the_cycle",
    _("The cycle began on {first_day}; this sheet is of {held_on}."),
    _("Look at the day that you wrote."),
    about="input",
)
MEETING_NOT_YET_HELD = RefusalKind(
    "meeting_not_yet_held",
    _("{held_on} has not come yet."),
    _("Write the day on which the meeting was held."),
    about="input",
)
SHEET_ALREADY_THERE = RefusalKind(
    "sheet_already_there",
    _("The meeting of {held_on} is already written down."),
    _("Compare the two sheets. What the first has wrong is reversed in the book, not sent again."),
)
WITNESS_WAS_NOT_THERE = RefusalKind(
    "witness_was_not_there",
    _("Member {person} is named as a witness and was not there."),
    _("Name members who were in the room."),
    about="input",
)
KEPT_IT_HERSELF = RefusalKind(
    "kept_it_herself",
    _("Whoever writes the sheet is no witness of it."),
    _("Name other members who saw the money counted."),
    about="input",
)
NOT_A_BOOKKEEPER = RefusalKind(
    "not_a_bookkeeper",
    _("Member {person} held no office that writes the book on the day of this meeting."),
    _("Name the one who wrote the sheet; she answers for what is missing in the box."),
    about="input",
)
TOO_FEW_WITNESSES = RefusalKind(
    "too_few_witnesses",
    _("Named who saw it: {named}. Your statutes ask for {needed}."),
    _("Name members who were there and saw the money counted."),
    about="input",
)
KEY_TWICE = RefusalKind(
    "key_twice",
    _("One person is named for two keys."),
    _("Name for each key the member who held it."),
    about="input",
)
NOT_A_KEYHOLDER = RefusalKind(
    "not_a_keyholder",
    _("Member {person} held no key on the day of this meeting."),
    _("Name the members who hold the keys, or let the group hand a key over first."),
)
NOT_A_BOX = RefusalKind(
    "not_a_box",
    _("Account {account} is no cash box of this book."),
    _("Choose the cash box in which the group keeps this money."),
    about="input",
)
CLAIMS_ARE_OPEN = RefusalKind(
    "claims_are_open",
    _("{sum} are missing or were paid without a decision, and nobody has answered for it yet."),
    _("Let the members accept it or take it back; then share out."),
)
GUARANTOR_WAS_NOT_THERE = RefusalKind(
    "guarantor_was_not_there",
    _("Member {person} is named as a guarantor and was not there to say so."),
    _("Take her out, or let her say it herself and hand the loan out in the next meeting."),
    about="input",
)
ALREADY_LEFT = RefusalKind(
    "already_left",
    _("Member {person} has no shares in this cycle any more."),
    _("Nothing is left to pay."),
)
SHARES_ARE_HELD = RefusalKind(
    "shares_are_held",
    _("Members still hold {shares} shares of this cycle."),
    _("Share the fund out; that ends the cycle."),
)
