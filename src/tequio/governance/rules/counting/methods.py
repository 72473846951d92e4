"""The methods by which a budget can be counted, and which one the rule of a file means."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from tequio.governance.rules.counting import equal_shares, greedy
from tequio.governance.rules.counting.ballots import APPROVING, BudgetVote
from tequio.governance.rules.counting.result import BudgetCount
from tequio.kernel import Refusal, RefusalKind, refuse
from tequio.kernel import gettext_noop as _

METHODS: MappingProxyType[str, Callable[[BudgetVote], BudgetCount]] = MappingProxyType(
    {
        "budget.greedy-skip@1": greedy.count_skipping,
        "budget.greedy-no-skip@1": greedy.count_without_skipping,
        "budget.equal-shares.cost.add1@1": equal_shares.count,
    }
)
"""Id to function.  An id is a rule in words and a version; what is published under it stays."""

APPROVAL_ONLY = frozenset({"budget.equal-shares.cost.add1@1"})

RULES = MappingProxyType(
    {
        "greedy": "budget.greedy-skip@1",
        "greedy-threshold": "budget.greedy-skip@1",
        "greedy-no-skip": "budget.greedy-no-skip@1",
        "greedy-custom": "budget.greedy-no-skip@1",
        "equalshares/add1": "budget.equal-shares.cost.add1@1",
        "equalshares/add1-comparison": "budget.equal-shares.cost.add1@1",
    }
)
"""What the rule in a Pabulib file means.  `greedy-custom` says its special part in the comments:
how projects are paid with money from elsewhere is not part of the count."""

UNKNOWN_METHOD = RefusalKind(
    "unknown_method",
    _("There is no counting method {method}."),
    _("Choose one of: {known}."),
    about="input",
)
RULE_NOT_COUNTED = RefusalKind(
    "rule_not_counted",
    _("The file states the rule {rule}, which names no counting method."),
    _("Name the method yourself, one of: {known}."),
    about="input",
)
THRESHOLD_MISSING = RefusalKind(
    "threshold_missing",
    _("The file states the rule {rule} and does not say the threshold."),
    _("Add min_project_score_threshold to META, or name the method yourself."),
    about="input",
)
BALLOTS_DO_NOT_FIT = RefusalKind(
    "ballots_do_not_fit",
    _("{method} counts approvals; these are {kind} ballots."),
    _("Choose a greedy method, or vote by approval."),
    about="input",
)
LOT_INCOMPLETE = RefusalKind(
    "lot_incomplete",
    _("The order drawn by lot does not name each project once."),
    _("Draw the lot over all projects of the vote."),
    about="input",
)
NOT_COUNTABLE = RefusalKind(
    "not_countable",
    _("The budget or the cost of a project is not above zero."),
    _("Correct the sum; leave out a project that costs nothing."),
    about="input",
)

OF_A_FILE = (UNKNOWN_METHOD, RULE_NOT_COUNTED, THRESHOLD_MISSING, BALLOTS_DO_NOT_FIT)
"""What may stand against counting a file that could be read: its sums are above zero, and it
draws no lot."""
REFUSALS = (*OF_A_FILE, LOT_INCOMPLETE, NOT_COUNTABLE)


def method_for_rule(rule: str, *, threshold: int) -> str:
    """The id of the method that the rule of a Pabulib file means.

    Raises Refused for a rule that is unknown, or a threshold rule without its threshold.
    """
    if rule not in RULES:
        refuse([RULE_NOT_COUNTED.because(rule=rule or "-", known=", ".join(METHODS))])
    if rule == "greedy-threshold" and not threshold:
        refuse([THRESHOLD_MISSING.because(rule=rule)])
    return RULES[rule]


def objections_to_count(vote: BudgetVote, method: str) -> list[Refusal]:
    """Why this vote cannot be counted by this method; empty if it can."""
    found = []
    if method not in METHODS:
        found.append(UNKNOWN_METHOD.because(method=method, known=", ".join(METHODS)))
    elif method in APPROVAL_ONLY and vote.kind not in APPROVING:
        found.append(BALLOTS_DO_NOT_FIT.because(method=method, kind=vote.kind))
    ids = sorted(project.id for project in vote.projects)
    if vote.lot and sorted(vote.lot) != ids:
        found.append(LOT_INCOMPLETE.because())
    if vote.budget <= 0 or any(project.cost <= 0 for project in vote.projects):
        found.append(NOT_COUNTABLE.because())
    return found


def count(vote: BudgetVote, method: str) -> BudgetCount:
    """Count a vote.  Raises Refused, see `objections_to_count`."""
    refuse(objections_to_count(vote, method))
    return METHODS[method](vote)
