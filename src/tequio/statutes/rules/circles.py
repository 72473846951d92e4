"""What statutes say of groups that save at their meetings, and of groups that take turns.  Pure.

Silence turns both off: no price of a share, no contribution to a round, no fine, no commission.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tequio.kernel import gettext_noop as _
from tequio.statutes.rules.provisions import Provision, choice, money, part

HOW_OFTEN: Mapping[str, str] = {
    "week": _("every week"),
    "fortnight": _("every two weeks"),
    "month": _("every month"),
}
WEEKDAYS: Mapping[str, str] = {
    "any": _("on any day"),
    "monday": _("on Mondays"),
    "tuesday": _("on Tuesdays"),
    "wednesday": _("on Wednesdays"),
    "thursday": _("on Thursdays"),
    "friday": _("on Fridays"),
    "saturday": _("on Saturdays"),
    "sunday": _("on Sundays"),
}
ORDERS_OF_TURNS: Mapping[str, str] = {
    "fixed": _("in an order agreed at the start"),
    "lot": _("in an order drawn by lot at the start"),
    "lot_each_round": _("whoever is drawn by lot in each round"),
    "bid": _("whoever leaves the others most of it"),
}
MISSING_WORDS: Mapping[str, str] = {
    "refused": _("the lot waits until it is opened"),
    "last": _("whoever sealed it comes last"),
}
DISCOUNT_TO: Mapping[str, str] = {
    "all": _("everybody in the round"),
    "waiting": _("those who have not received the pot yet"),
}
LOANS_AT_END: Mapping[str, str] = {
    "set_off": _("are set off against what the borrower gets"),
    "go_on": _("go on into the next cycle if nothing of them is late"),
}

CIRCLE = (
    choice("circle.every", "circle", _("The group meets"), HOW_OFTEN, "week"),
    choice("circle.weekday", "circle", _("Its own day"), WEEKDAYS, "any"),
    money("circle.share_price", "circle", _("Price of a share (0: no shares)")),
    Provision(
        "circle.shares_most",
        "integer",
        "circle",
        _("Most shares that a member buys at one meeting"),
        5,
        1,
        1000,
    ),
    money("circle.contribution", "circle", _("Paid into the social fund at each meeting")),
    money("circle.help_most", "circle", _("Most help from the social fund at once (0: no limit)")),
    money("circle.help_small", "circle", _("Small help without raised hands, up to (0: none)")),
    money("circle.fine_late", "circle", _("Fine for coming late")),
    money("circle.fine_absent", "circle", _("Fine for staying away without a word")),
    money("circle.fine_rules", "circle", _("Fine for breaking a rule of the meeting")),
    Provision(
        "circle.cycle_months",
        "integer",
        "circle",
        _("Months from the start of a cycle to its share-out"),
        12,
        1,
        120,
    ),
    Provision(
        "circle.keys",
        "integer",
        "circle",
        _("Keys that must turn together before a loan is paid out"),
        1,
        1,
        12,
        follows="keys.pay",
    ),
    Provision(
        "circle.sheet_days",
        "days",
        "circle",
        _("Days within which the sheet of a meeting is written down"),
        7,
        0,
        366,
    ),
    Provision(
        "circle.carry_most",
        "integer",
        "circle",
        _("Most shares that a member carries over into the next cycle"),
        5,
        0,
        100_000,
    ),
    choice(
        "circle.loans_at_end",
        "circle",
        _("At the share-out running loans"),
        LOANS_AT_END,
        "set_off",
    ),
    money("circle.coin", "circle", _("Smallest coin that is paid out"), 1, least=1),
)

TURN = (
    money("turn.contribution", "turn", _("Paid in by each member in a round (0: no turns)")),
    choice("turn.every", "turn", _("A round is held"), HOW_OFTEN, "month"),
    choice("turn.order", "turn", _("Who receives the pot"), ORDERS_OF_TURNS, "fixed"),
    choice(
        "turn.missing",
        "turn",
        _("When a sealed word is not opened at the lot"),
        MISSING_WORDS,
        "refused",
    ),
    Provision(
        "turn.highest_bid",
        "fraction",
        "turn",
        _("Highest bid, as a part of the pot"),
        Fraction(2, 5),
        0,
        1,
    ),
    part("turn.commission", "turn", _("Commission out of the pot, kept by the group"), "0"),
    choice("turn.discount_to", "turn", _("What a bid leaves goes to"), DISCOUNT_TO, "all"),
    Provision(
        "turn.covered_by_all",
        "boolean",
        "turn",
        _("What nobody covers of a missed turn is shared by all others"),
        False,
    ),
)
