"""Every reason for which a group that takes turns says no; those of the lot and of bids stand in
`refusals`."""

from __future__ import annotations

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

NO_SUCH_TURNS = RefusalKind(
    "no_such_turns",
    _("There is no taking of turns with the number {turns}."),
    _("Look at the list of those who take turns."),
    about="input",
)
TURNS_OFF = RefusalKind(
    "turns_off",
    _("By your rules nothing is paid into a round."),
    _("Let the members decide what each pays in a round."),
)
TOO_FEW_TAKE_TURNS = RefusalKind(
    "too_few_take_turns",
    _("At least two members take turns; {count} were named."),
    _("Name everybody who takes part."),
    about="input",
)
TWICE_IN_THE_TURNS = RefusalKind(
    "twice_in_the_turns",
    _("Member {person} stands twice among those who take turns."),
    _("Each takes part once; she may stand for another."),
    about="input",
)
TAKER_NOT_A_MEMBER = RefusalKind(
    "taker_not_a_member",
    _("Person {person} is not a member on this day."),
    _("Only members take turns, stand for others, and witness it; admit her first."),
    about="input",
)
STANDS_FOR_HERSELF = RefusalKind(
    "stands_for_herself",
    _("Member {person} cannot stand for herself."),
    _("Name somebody else who pays if she does not."),
    about="input",
)
GUARANTEE_OF_NOTHING = RefusalKind(
    "guarantee_of_nothing",
    _("Member {person} would stand for nothing, or twice for the same member."),
    _("Say once and for each who stands for her the most that she pays."),
    about="input",
)
PUT_ASIDE_BELOW_ZERO = RefusalKind(
    "put_aside_below_zero",
    _("What is put aside in a round cannot be below zero."),
    _("Write zero or more."),
    about="input",
)
POT_TOO_LARGE = RefusalKind(
    "pot_too_large",
    _("A pot of {count} times {contribution} is more than a book can hold."),
    _("Let fewer take part, or let the members decide on less."),
    about="input",
)
NO_PLACE_FOR_THE_POT = RefusalKind(
    "no_place_for_the_pot",
    _("Account {account} is no open cash box or bank account of this book."),
    _("Choose the box or the account in which the pot is gathered."),
    about="input",
)
TURNS_ARE_OVER = RefusalKind(
    "turns_are_over",
    _("These turns are over."),
    _("Begin again with those who want to take part."),
)
NOT_IN_THE_TURNS = RefusalKind(
    "not_in_the_turns",
    _("Person {person} takes no turn here."),
    _("Choose somebody who takes part."),
    about="input",
)
NOT_FOR_HER = RefusalKind(
    "not_for_her",
    _("Only member {person} herself does this, or whoever writes the book while she watches."),
    _("Let her do it, or go to whoever writes the book."),
    about="who",
)
NO_LOT_NOW = RefusalKind(
    "no_lot_now",
    _("There is no lot to be drawn now."),
    _("Look at the page of these turns: it says what comes next."),
)
NOT_IN_THE_LOT = RefusalKind(
    "not_in_the_lot",
    _("Member {person} takes no part in this lot."),
    _("Only those lay down a word among whom it is drawn."),
)
WORD_ALREADY_LAID = RefusalKind(
    "word_already_laid",
    _("Member {person} has laid down her word already."),
    _("Wait until all have, and open the word that lies there."),
)
WORD_ALREADY_OPENED = RefusalKind(
    "word_already_opened",
    _("Member {person} has opened her word already."),
    _("Wait for the others."),
)
NO_BIDDING = RefusalKind(
    "no_bidding",
    _("Nobody bids in these turns: their order comes about otherwise."),
    _("Let the rules be changed before the next turns begin."),
)
HAS_RECEIVED_THE_POT = RefusalKind(
    "has_received_the_pot",
    _("Member {person} has received the pot already."),
    _("Only those bid who still wait for it."),
)
BID_NOT_HIGHER = RefusalKind(
    "bid_not_higher",
    _("Member {person} has bid {before} already; {bid} is not more."),
    _("Bid more, or leave it at that."),
)
BIDS_ARE_CLOSED = RefusalKind(
    "bids_are_closed",
    _("The lot between equal bids has begun; nobody bids any more."),
    _("Open the words and draw."),
)
ORDER_NOT_DRAWN = RefusalKind(
    "order_not_drawn",
    _("Who receives the pot of round {round} is not drawn yet."),
    _("Let everybody lay down a word, open it, and draw."),
)
ALL_ROUNDS_HELD = RefusalKind(
    "all_rounds_held",
    _("All {count} rounds were held; everybody has received the pot."),
    _("End these turns and begin again."),
)
ROUND_TOO_EARLY = RefusalKind(
    "round_too_early",
    _("A round of {held_on} would stand before {before}."),
    _("Write the rounds down in the order in which they were held."),
)
SHORT_BY_MORE = RefusalKind(
    "short_by_more",
    _("Member {person} owes {due} in this round; she cannot be short by {short}."),
    _("Write what is missing of her turn, once for each member."),
    about="input",
)
RECEIVER_IS_SHORT = RefusalKind(
    "receiver_is_short",
    _("Member {person} receives the pot and pays her turn out of it."),
    _("Take her off the list of those who did not pay."),
)
NOTHING_TO_MAKE_GOOD = RefusalKind(
    "nothing_to_make_good",
    _("Member {person} owes nothing here."),
    _("Look at the page of these turns: it says who owes what."),
)
MORE_THAN_MISSED = RefusalKind(
    "more_than_missed",
    _("Member {person} owes {owed} here; {paid} is more."),
    _("Take in what she owes; the rest goes back to her."),
)
CONSENT_NOT_SHOWN = RefusalKind(
    "consent_not_shown",
    _(
        "That member {before} leaves her place and person {person} takes it was seen by {count}"
        " witnesses; {needed} are needed."
    ),
    _("Name members who saw that both agree, and who are not those two nor write it down."),
)
WITNESS_IS_CONCERNED = RefusalKind(
    "witness_is_concerned",
    _("Member {person} is concerned herself and cannot witness it."),
    _("Name others who saw it."),
)
TURNS_NOT_OVER = RefusalKind(
    "turns_not_over",
    _("{held} of {count} rounds were held; the others still wait for the pot."),
    _("Hold the rounds that are left; who leaves names somebody who takes her place."),
)
POT_TOO_SMALL = RefusalKind(
    "pot_too_small",
    _("Only {came} came in, less than the commission of {commission}."),
    _("Hold the round when more of its members can pay."),
)
