"""Every provision that statutes may contain, with its type, its words and its default.  Pure.

A default speaks where the statutes are silent.  It is the careful choice, so that silence never
makes a decision, a payment or a disclosure easier: half of the members for a quorum, everybody at
a meeting without notice, no loan above one's own savings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from tequio.kernel import gettext_noop as _
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.statutes.rules.circles import CIRCLE, TURN
from tequio.statutes.rules.learning import LEARNING
from tequio.statutes.rules.provisions import Provision, choice, money, part
from tequio.statutes.rules.registers import REGISTER
from tequio.statutes.rules.screenings import SCREENING
from tequio.statutes.rules.standing import ALONE_BY_DEFAULT
from tequio.statutes.rules.values import Value, read

DECISION_TYPES: Mapping[str, str] = {
    "ordinary": _("Ordinary decisions"),
    "money": _("Decisions about money"),
    "admission": _("Admission of a member"),
    "expulsion": _("Expulsion of a member"),
    "office": _("Filling an office"),
    "amendment": _("Change of the statutes"),
    "budget": _("Participatory budget"),
}

GROUPS: Mapping[str, str] = {
    "meeting": _("Meetings"),
    **{f"decision.{kind}": title for kind, title in DECISION_TYPES.items()},
    "offices": _("Offices and keys"),
    "standing": _("What is allowed without a vote"),
    "members": _("Members"),
    "lending": _("Loans"),
    "circle": _("Meetings of a savings group"),
    "turn": _("Taking turns"),
    "shares": _("Share capital of the members"),
    "surplus": _("What is left at the end of the year"),
    "privacy": _("Who may see what"),
    "register": _("Register of organisations"),
    "screening": _("Screening of organisations"),
    "learning": _("Learning together"),
}

BASES: Mapping[str, str] = {
    "yes_and_no": _("of the yes and no votes; abstaining changes nothing"),
    "cast": _("of all votes cast; abstaining counts against"),
    "present": _("of everybody present; not voting counts against"),
    "members": _("of all members; staying away counts against"),
}
WHO_SEES: Mapping[str, str] = {
    "members": _("every member"),
    "officers": _("those who hold an office, and the person concerned"),
    "self": _("only the person concerned"),
}
FEDERATION_SEES: Mapping[str, str] = {
    "nothing": _("nothing"),
    "figures": _("figures of the whole group, and of no member"),
    "sheets": _("the sheets of its meetings, with the names of members"),
}
RATE_PERIODS: Mapping[str, str] = {
    "week": _("for each week"),
    "month": _("for each month"),
    "year": _("for each year"),
}
METHODS: Mapping[str, str] = {
    "declining": _("on what is still owed (declining balance)"),
    "flat": _("on the whole loan until its end (flat)"),
}
ORDERS_OF_PAYMENT: Mapping[str, str] = {
    "interest_first": _("fees, then penalties, then interest, then the loan itself"),
    "principal_first": _("first the loan itself, then interest, penalties and fees"),
}


def _decision(kind: str, majority: str, strict: bool, base: str) -> Iterator[Provision]:
    """The provisions of one type of decision; quorum: half of the members."""
    group, at = f"decision.{kind}", f"decision.{kind}."
    yield part(at + "quorum", group, _("Quorum: part of the members that must take part"), "1/2")
    yield choice(
        at + "quorum_base",
        group,
        _("Quorum: counted from"),
        {"members": _("all members on the roll")},
        "members",
    )
    yield part(
        at + "second_call_quorum",
        group,
        _("Quorum when the meeting is called a second time"),
        "1/2",
        follows=at + "quorum",
    )
    yield part(at + "majority", group, _("Majority: part of the votes that must say yes"), majority)
    yield Provision(
        at + "strict", "boolean", group, _("Majority: must be more than this part"), strict
    )
    yield choice(at + "base", group, _("Majority: counted from"), BASES, base)


def _offices(code: str, title: str, *default: str) -> Provision:
    return Provision(code, "offices", "offices", title, default, 1, 20)


DECISIONS = (
    *_decision("ordinary", "1/2", True, "cast"),
    *_decision("money", "1/2", True, "present"),
    *_decision("admission", "1/2", True, "present"),
    *_decision("expulsion", "2/3", False, "present"),
    *_decision("office", "1/2", True, "cast"),
    *_decision("amendment", "2/3", False, "present"),
    *_decision("budget", "1/2", True, "cast"),
)

MEETINGS = (
    Provision(
        "notice.days", "days", "meeting", _("Days between the call and the meeting"), 7, 0, 366
    ),
    Provision(
        "second_call.wait_minutes",
        "integer",
        "meeting",
        _("Minutes to wait before the second call"),
        30,
        0,
        60 * 24 * 60,
    ),
    part(
        "meeting.ad_hoc",
        "meeting",
        _("Part of the members that must be there when nobody called the meeting"),
        "1",
    ),
    Provision(
        "hands.witnesses",
        "integer",
        "meeting",
        _("Witnesses who confirm a count of raised hands"),
        2,
        2,
        20,
    ),
)

OFFICES = (
    _offices("offices.pay", _("Offices that may pay"), "treasurer"),
    Provision(
        "keys.pay", "integer", "offices", _("Keys that must turn together for a payment"), 1, 1, 12
    ),
    _offices("offices.keys", _("Offices that hold a key"), "keyholder"),
    _offices("offices.book", _("Offices that write the book"), "treasurer", "bookkeeper"),
    _offices(
        "offices.claim",
        _("Offices that may book a payment that nobody decided"),
        "treasurer",
        "secretary",
        "bookkeeper",
    ),
    Provision("term.months", "integer", "offices", _("Months that an office lasts"), 12, 1, 120),
    Provision(
        "standing.purposes",
        "purposes",
        "standing",
        _("What these statutes allow without a vote"),
        ALONE_BY_DEFAULT,
        1,
        50,
    ),
)

MEMBERS = (
    Provision("members.least", "integer", "members", _("Fewest members"), 1, 1, 10**9),
    Provision(
        "members.most",
        "integer",
        "members",
        _("Most members (0: as many as are admitted)"),
        0,
        0,
        10**9,
        zero_is_no_limit=True,
    ),
)

LENDING = (
    Provision(
        "lending.largest",
        "minor",
        "lending",
        _("Largest loan (0: no fixed sum; the other limits hold)"),
        0,
        0,
        LARGEST_MINOR,
        zero_is_no_limit=True,
    ),
    Provision(
        "lending.multiple_of_savings",
        "fraction",
        "lending",
        _("Largest loan as a multiple of one's own savings (0: not tied to savings)"),
        Fraction(1),
        0,
        1000,
        zero_is_no_limit=True,
    ),
    Provision(
        "lending.longest_months", "integer", "lending", _("Longest loan in months"), 12, 1, 600
    ),
    part("lending.rate", "lending", _("Interest as a part of the loan"), "0"),
    choice("lending.rate_period", "lending", _("Interest is counted"), RATE_PERIODS, "month"),
    choice("lending.method", "lending", _("Interest is taken"), METHODS, "declining"),
    Provision(
        "lending.guarantors", "integer", "lending", _("Guarantors that a loan needs"), 2, 0, 20
    ),
    choice(
        "lending.order_of_payment",
        "lending",
        _("What a repayment pays first"),
        ORDERS_OF_PAYMENT,
        "interest_first",
    ),
)

SHARES = (
    money("shares.price", "shares", _("Price of a share of the capital (0: no such shares)")),
    Provision(
        "shares.least", "integer", "shares", _("Fewest shares that a member holds"), 1, 0, 10**6
    ),
    Provision(
        "shares.most",
        "integer",
        "shares",
        _("Most shares that a member holds (0: no limit)"),
        0,
        0,
        10**9,
        zero_is_no_limit=True,
    ),
    Provision(
        "shares.notice_days",
        "days",
        "shares",
        _("Days between asking for shares back and their return"),
        365,
        0,
        3660,
    ),
    part(
        "shares.withdrawn_most",
        "shares",
        _("Part of all capital that may be given back in one year"),
        "0",
    ),
)

SURPLUS = (
    part("surplus.reserve", "surplus", _("Part that goes to the reserve"), "1"),
    part("surplus.education", "surplus", _("Part that goes to education"), "0"),
    part("surplus.solidarity", "surplus", _("Part that goes to the movement's funds"), "0"),
    part("surplus.unforeseen", "surplus", _("Part kept for unforeseen losses"), "0"),
    part("surplus.workers", "surplus", _("Part that goes to those who work here"), "0"),
    part("surplus.donations", "surplus", _("Part that may be given away at most"), "0"),
    part("surplus.dividend", "surplus", _("Highest yearly return on members' capital"), "0"),
)

PRIVACY = (
    choice("privacy.loans", "privacy", _("Who sees a member's loans"), WHO_SEES, "officers"),
    choice("privacy.votes", "privacy", _("Who sees how a member voted"), WHO_SEES, "self"),
    choice(
        "privacy.books",
        "privacy",
        _("Who sees the books"),
        {who: WHO_SEES[who] for who in ("members", "officers")},
        "members",
    ),
    choice(
        "privacy.federation",
        "privacy",
        _("What the officers of a federation see to which this group belongs"),
        FEDERATION_SEES,
        "nothing",
    ),
)

CATALOGUE: Mapping[str, Provision] = MappingProxyType(
    {
        provision.code: provision
        for provision in (
            *MEETINGS,
            *DECISIONS,
            *OFFICES,
            *MEMBERS,
            *LENDING,
            *CIRCLE,
            *TURN,
            *SHARES,
            *SURPLUS,
            *PRIVACY,
            *REGISTER,
            *SCREENING,
            *LEARNING,
        )
    }
)


def read_value(code: str, plain: Any) -> Value:
    """The typed value of a plain one for this provision.

    Raises KeyError for a code that the catalogue does not know, Unreadable for a wrong type.
    Limits and choices are not looked at here (see `objections_to_adopt`).
    """
    return read(CATALOGUE[code].kind, plain)
