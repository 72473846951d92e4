"""What can be known about an organisation: every fact with its kind, its words and its book.  Pure.

A fact is of the rules (a clause says so) or of the practice (it was done so), and speaks to one of
the twelve criteria of the UN and ILO definition.  Where its value comes from is not said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tequio.kernel import gettext_noop as _

Kind = Literal["yes_no", "share", "count", "number", "money", "choice"]
Aspect = Literal["rules", "practice"]
Book = Literal["", "statutes", "meetings", "members", "money", "loans", "circle"]

CRITERIA: Mapping[str, str] = {
    "C1": _("Economic activity in the collective or general interest"),
    "C2": _("Voluntary cooperation and mutual aid"),
    "C3": _("Democratic or participatory governance"),
    "C4": _("Autonomy from state and firms"),
    "C5": _("People and purpose over capital: the surplus"),
    "C6": _("People and purpose over capital: the assets"),
    "C7": _("People and purpose over capital: pay and power"),
    "C8": _("Decent work and livelihoods"),
    "C9": _("Transparency and accountability"),
    "C10": _("Equality and fairness"),
    "C11": _("Care for the planet"),
    "C12": _("Long-term viability, and a path to formality"),
}
"""UN A/RES/77/281 and ILO ILC.110 Resolution II, read as twelve criteria (reference, section 2)."""

ASPECTS: Mapping[str, str] = {"rules": _("In the rules"), "practice": _("In practice")}

BOOKS: Mapping[str, str] = {
    "statutes": _("the statutes"),
    "meetings": _("meetings, votes and elections"),
    "members": _("the roll of members, as numbers"),
    "money": _("the books of money, as sums"),
    "loans": _("the loans, as sums"),
    "circle": _("the meetings of the savings group"),
}
"""What of its own books an organisation lets be read for a screening, each by itself."""

VOTES: Mapping[str, str] = {
    "one_member_one_vote": _("one member, one vote"),
    "weighted_not_by_capital": _("weighted, but not by capital"),
    "by_capital": _("by capital"),
    "one_decides": _("one person or firm decides"),
}
PURPOSES: Mapping[str, str] = {
    "members": _("needs of the members"),
    "community": _("needs of a community"),
    "general_interest": _("the general interest"),
    "profit": _("profit for the owners"),
}
DISTRIBUTIONS: Mapping[str, str] = {
    "none": _("nothing is shared out"),
    "by_transactions": _("in proportion to what members bought, sold or worked"),
    "capped": _("with a ceiling on the return to capital"),
    "by_capital": _("by capital, without a ceiling"),
}
DEVOLUTIONS: Mapping[str, str] = {
    "similar_body": _("to a body with similar aims"),
    "public": _("to a public body or the community"),
    "members": _("shared among the members or owners"),
}
FORMS: Mapping[str, str] = {
    "cooperative": _("cooperative"),
    "mutual": _("mutual society"),
    "association": _("association"),
    "foundation": _("foundation"),
    "worker_owned": _("worker-owned company"),
    "social_cooperative": _("social cooperative"),
    "insertion": _("work integration enterprise or special employment centre"),
    "community_property": _("ejido, comunidad or other community property"),
    "fishers_guild": _("fishers’ guild"),
    "agrarian_company": _("agrarian transformation company"),
    "community_interest_company": _("community interest company"),
    "religious_body": _("religious body"),
    "self_help_group": _("self-help or savings group"),
    "informal": _("group without a legal form"),
    "company": _("commercial company"),
    "public_body": _("public body"),
}
"""Legal forms as packs ask for them; the codes of national registers are folded into these."""


@dataclass(frozen=True)
class Fact:
    """One fact.

    code       such as `rules.vote`; the part before the dot is its aspect
    kind       `yes_no`: true or false; `share`, `number`: a fraction as text, such as "2/3" or
               "7"; `count`: a whole number; `money`: {"minor", "unit"}; `choice`: a code of
               `choices`
    title      what it is, in words: what is said where it is true, or what is counted
    criterion  C1 … C12
    book       of which book it can be computed here; empty: of none
    choices    code → words
    """

    code: str
    kind: Kind
    title: str
    criterion: str
    book: Book = ""
    choices: Mapping[str, str] | None = None

    @property
    def aspect(self) -> Aspect:
        return "rules" if self.code.startswith("rules.") else "practice"


def _yes(code: str, criterion: str, title: str, book: Book = "") -> Fact:
    return Fact(code, "yes_no", title, criterion, book)


def _share(code: str, criterion: str, title: str, book: Book = "") -> Fact:
    return Fact(code, "share", title, criterion, book)


def _count(code: str, criterion: str, title: str, book: Book = "") -> Fact:
    return Fact(code, "count", title, criterion, book)


def _number(code: str, criterion: str, title: str, book: Book = "") -> Fact:
    return Fact(code, "number", title, criterion, book)


def _one_of(
    code: str, criterion: str, title: str, choices: Mapping[str, str], book: Book = ""
) -> Fact:
    return Fact(code, "choice", title, criterion, book, choices)


OF_THE_RULES = (
    _one_of("rules.legal_form", "C12", _("Legal form"), FORMS),
    _one_of("rules.purpose", "C1", _("What it is for"), PURPOSES),
    _yes("rules.social_utility", "C1", _("Social utility is its main aim")),
    _yes("rules.open_membership", "C2", _("Whoever meets the conditions can join"), "statutes"),
    _yes("rules.free_exit", "C2", _("Every member can leave"), "statutes"),
    _yes("rules.no_discrimination", "C2", _("Nobody is refused for who she is")),
    _one_of("rules.vote", "C3", _("How votes are counted"), VOTES, "statutes"),
    _yes("rules.members_elect", "C3", _("Members elect those who hold office"), "statutes"),
    _yes("rules.participation", "C3", _("Workers and others concerned take part in decisions")),
    _yes("rules.veto", "C3", _("One person or firm has a veto or a golden share")),
    _yes("rules.sole_owner", "C3", _("One natural person is its only owner")),
    _yes("rules.quorum", "C3", _("An assembly needs a quorum"), "statutes"),
    _yes("rules.recall", "C3", _("Members can recall those who hold office")),
    _yes("rules.appointed_outside", "C4", _("A state or a firm appoints most of the board")),
    _yes("rules.controlled_by_state", "C4", _("A public body has the power to decide")),
    _yes("rules.controlled_by_firm", "C4", _("A firm or parent company has the power to decide")),
    _one_of(
        "rules.distribution", "C5", _("How surplus may be shared out"), DISTRIBUTIONS, "statutes"
    ),
    _share("rules.return_cap", "C5", _("Ceiling of the yearly return on capital"), "statutes"),
    _share("rules.reserve_share", "C5", _("Part of the surplus that goes to reserves"), "statutes"),
    _share("rules.purpose_share", "C5", _("Part of the surplus that goes to the purpose")),
    _yes("rules.reserve_indivisible", "C6", _("Reserves cannot be shared out"), "statutes"),
    _yes("rules.asset_lock", "C6", _("Assets are locked to the purpose")),
    _one_of("rules.devolution", "C6", _("Where assets go when it ends"), DEVOLUTIONS),
    _number(
        "rules.pay_ratio_cap", "C7", _("Ceiling of the highest pay, as a multiple of the lowest")
    ),
    _yes("rules.labour_policy", "C8", _("Work is by contract and with protection")),
    _yes("rules.accounts_duty", "C9", _("Accounts must be put before the members"), "statutes"),
    _yes("rules.equality", "C10", _("Women and men have the same rights and chances")),
    _yes("rules.planet", "C11", _("Care for the environment is a purpose or a policy")),
    _yes("rules.plain_accounts", "C9", _("Members may see the books"), "statutes"),
    _yes("rules.not_listed", "C5", _("Its shares are not traded on an exchange")),
)
OF_ACTIVITY = (
    _yes("practice.active", "C1", _("It trades, works, saves or exchanges"), "money"),
    _share("practice.trading_income", "C1", _("Part of the income that comes from trade"), "money"),
    _yes("practice.trading_pledge", "C1", _("New, it pledged to live from trade in 18 months")),
    _yes("practice.fair_trade", "C1", _("It buys and sells on fair terms")),
    _share("practice.general_interest", "C1", _("Part of the revenue from general-interest work")),
    _share(
        "practice.social_utility_costs", "C1", _("Part of the costs that social utility causes")
    ),
    _share("practice.disadvantaged_workers", "C1", _("Part of the workers who are disadvantaged")),
    _count("practice.members", "C2", _("Members"), "members"),
    _count("practice.admissions", "C2", _("Members admitted in the period"), "members"),
    _share(
        "practice.refused_admissions",
        "C2",
        _("Part of those who asked to join and were refused"),
        "members",
    ),
    _share(
        "practice.exits_paid",
        "C2",
        _("Part of those who left and were paid what was theirs"),
        "members",
    ),
    _yes("practice.members_take_part", "C2", _("Members themselves run the activity")),
    _yes("practice.supplies_labour", "C2", _("It hires out the labour of its members")),
    _share("practice.serves_non_members", "C2", _("Part of the services that go to non-members")),
    _share("practice.volunteers_to_workers", "C8", _("Volunteers for each worker")),
)
OF_DEMOCRACY = (
    _count("practice.assemblies", "C3", _("Assemblies held in the last 12 months"), "meetings"),
    _count("practice.months_since_assembly", "C3", _("Months since the last assembly"), "meetings"),
    _share("practice.turnout", "C3", _("Part of those entitled who voted or came"), "meetings"),
    _share("practice.voting_members", "C3", _("Part of the members who have a vote"), "meetings"),
    _share("practice.largest_vote", "C3", _("Part of the votes that one person holds"), "meetings"),
    _share(
        "practice.contested_seats",
        "C3",
        _("Part of the seats for which more than one stood"),
        "meetings",
    ),
    _share(
        "practice.rotation",
        "C3",
        _("Part of the offices that changed hands in the last terms"),
        "meetings",
    ),
    _share(
        "practice.decisions_executed",
        "C3",
        _("Part of the decisions that were carried out"),
        "meetings",
    ),
    _yes("practice.veto_used", "C3", _("One person or firm stopped a decision of the members")),
    _yes("practice.stakeholders_heard", "C3", _("Workers and others concerned were heard")),
    _share("practice.outside_seats", "C4", _("Part of the board that outsiders appointed")),
    _share(
        "practice.largest_funder", "C4", _("Part of the income that comes from one funder"), "money"
    ),
    _share("practice.largest_client", "C4", _("Part of the sales that go to one client"), "money"),
)
OF_SURPLUS = (
    _yes("practice.surplus_divided", "C5", _("A surplus was divided in the period"), "money"),
    _share("practice.to_reserve", "C5", _("Part of the surplus that went to reserves"), "money"),
    _share("practice.to_purpose", "C5", _("Part of the surplus that went to the purpose"), "money"),
    _share("practice.refund", "C5", _("Part of the surplus refunded by transactions"), "money"),
    _share(
        "practice.return_on_capital",
        "C5",
        _("Part of the surplus paid as return on capital"),
        "money",
    ),
    _share("practice.return_rate", "C5", _("Yearly return paid on members’ capital"), "money"),
    _share(
        "practice.performance_interest", "C5", _("Rate of interest that depends on performance")
    ),
    _share(
        "practice.return_above_bonds",
        "C5",
        _("Yearly return on capital, above the best rate of postal savings bonds"),
    ),
    _yes(
        "practice.insider_payments",
        "C5",
        _("Fees, rent or interest go to insiders above the usual"),
    ),
    _share(
        "practice.loans_to_insiders",
        "C5",
        _("Part of the loans that stand with office holders"),
        "loans",
    ),
    _yes(
        "practice.to_members_by_decision",
        "C5",
        _("Members decided how the result was used"),
        "money",
    ),
    _yes("practice.reserve_drawn", "C6", _("Indivisible reserves were shared out"), "money"),
    _yes("practice.assets_below_value", "C6", _("Assets were sold below their value")),
    _yes("practice.bought_back_above_paid", "C6", _("Shares were bought back above what was paid")),
    _yes(
        "practice.demutualised", "C6", _("It voted to become a company of its owners"), "meetings"
    ),
    _number("practice.pay_ratio", "C7", _("Highest pay as a multiple of the lowest"), "money"),
    _yes("practice.rare_skills", "C7", _("It proved that it needs special skills for its work")),
    _number("practice.pay_to_minimum", "C7", _("Highest pay as a multiple of the minimum wage")),
    _number(
        "practice.top_five_to_minimum",
        "C7",
        _("Mean of the five highest pays, as a multiple of the minimum wage"),
    ),
)
OF_VALUES = (
    _share(
        "practice.protected_workers", "C8", _("Part of the workers with a contract or protection")
    ),
    _share("practice.member_workers", "C8", _("Part of the workers who are members")),
    _yes(
        "practice.accounts_presented",
        "C9",
        _("Accounts were put before the members in 24 months"),
        "meetings",
    ),
    _yes("practice.social_balance", "C9", _("A social balance or yearly report was published")),
    _yes("practice.report_filed", "C9", _("The yearly report to the register was filed")),
    _share("practice.women_members", "C10", _("Part of the members who are women")),
    _share("practice.women_in_office", "C10", _("Part of the office holders who are women")),
    _share("practice.pay_gap", "C10", _("Gap between the pay of men and of women")),
    _yes(
        "practice.planet_measures", "C11", _("It measures and reduces its harm to the environment")
    ),
    _share("practice.own_revenue", "C12", _("Part of the income that it earns itself"), "money"),
    _yes("practice.registered", "C12", _("It stands in an official register")),
    _yes(
        "practice.listed_as_sse",
        "C12",
        _("An official list names it as social and solidarity economy"),
    ),
    _yes("practice.accredited", "C12", _("A public body accredited it")),
    _count("practice.years_active", "C12", _("Years for which it has worked"), "members"),
)
OF_GROUPS = (
    _share(
        "practice.meetings_held", "C3", _("Part of the planned meetings that were held"), "circle"
    ),
    _share(
        "practice.regular_savings",
        "C1",
        _("Part of the members who saved at the meetings"),
        "circle",
    ),
    _share(
        "practice.internal_lending", "C1", _("Part of the fund that is lent to members"), "circle"
    ),
    _share(
        "practice.repaid_on_time", "C5", _("Part of the instalments paid by their day"), "circle"
    ),
    _share(
        "practice.books_in_time", "C9", _("Part of the meetings written down in time"), "circle"
    ),
    _yes(
        "practice.share_out_by_savings",
        "C5",
        _("What was earned went back by savings, or to all alike"),
        "circle",
    ),
    _yes(
        "practice.decides_together", "C3", _("The members decide together, in a meeting"), "circle"
    ),
    _yes("practice.keys_rotate", "C3", _("Keys or offices change hands"), "circle"),
    _count("practice.attested_by_groups", "C2", _("Neighbouring groups that vouch for it")),
    _yes("practice.attested_by_federation", "C2", _("Its federation vouches for it")),
)
FACTS: Mapping[str, Fact] = {
    one.code: one
    for one in (
        *OF_THE_RULES,
        *OF_ACTIVITY,
        *OF_DEMOCRACY,
        *OF_SURPLUS,
        *OF_VALUES,
        *OF_GROUPS,
    )
}
