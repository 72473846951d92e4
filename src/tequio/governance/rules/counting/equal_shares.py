"""The Method of Equal Shares with cost utilities and the completion Add1, exact.

Source: D. Peters, G. Pierczyński, P. Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (NeurIPS 2021); Add1 as used by Wieliczka, Świecie and Assen (equalshares.net).

`budget.equal-shares.cost.add1@1`, the whole rule:

1. Withdrawn projects and projects dearer than the whole budget B are left out.
2. Each of the n voters, an empty ballot included, holds B ÷ n.
3. A project is affordable if its supporters together hold its cost.  Its price p is the smallest
   with which they pay it: who has less than p pays all she has, the others pay p.
4. The affordable project with the smallest rate, p ÷ cost, is chosen; its supporters pay.  Equal
   rates: more supporters, then lower cost, then the lot or the order of the list.  Repeat.
5. Add1: count again with one whole unit of currency more for each voter, and again.  Stop before
   the first outcome that costs more than B, or when every project with a supporter is in.  These
   units count votes, they are not money: the cost is always held against B.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from tequio.governance.rules.counting.ballots import BudgetVote
from tequio.governance.rules.counting.purses import Field, Offer, Run, lay_out
from tequio.governance.rules.counting.result import (
    BY_COST,
    BY_SUPPORTERS,
    WITHDRAWN,
    BudgetCount,
    Stage,
    StageKind,
    Tie,
    about,
    last_resort,
    money,
    named,
    tie_rule,
)
from tequio.kernel import gettext_noop as _

TOO_DEAR = StageKind(
    "too_dear", _("{label} costs {cost}, more than the whole budget: it is left out.")
)
UNSUPPORTED = StageKind("unsupported", _("{label} has no supporter: it is left out."))
SHARES = StageKind(
    "shares", _("{voters} voters share {budget}: each holds {share_about} (exactly {share}).")
)
UNITS_ADDED = StageKind(
    "units_added",
    _(
        "The count was repeated with one unit more for each voter, up to {units} more: each holds "
        "{share_about} (exactly {share}). These units weigh votes; they are not money."
    ),
)
CHOSEN = StageKind(
    "chosen",
    _(
        "{label} costs {cost}: chosen. Of its {supporters} supporters, {payers} pay "
        "{price_about} each (exactly {price}) and {poor} pay all they have left."
    ),
)
NOT_AFFORDABLE = StageKind(
    "not_affordable",
    _(
        "{label} costs {cost}; its {supporters} supporters have only {held_about} left "
        "(exactly {held}): not chosen."
    ),
)
ALL_IN = StageKind(
    "all_in",
    _("Every project that has a supporter and is within the budget is chosen: the count stops."),
)
STOPPED = StageKind(
    "stopped",
    _(
        "With {units} units more for each voter the chosen projects would cost {cost}, more than "
        "{budget}: the outcome before it stands."
    ),
)

METHOD = "budget.equal-shares.cost.add1@1"
PATIENCE = 2
"""So many runs in a row must have the same outcome before the next is looked for further away."""


class End(NamedTuple):
    """Where Add1 ended: the units added in the outcome that stands, and its run.

    over  what the next outcome would have cost; 0 if every project with a supporter is in
    """

    units: int
    run: Run
    over: int


def count(vote: BudgetVote) -> BudgetCount:
    """Count by `budget.equal-shares.cost.add1@1`; the rule stands at the head of this module."""
    end = add_units(vote)
    stages = [*_left_out(vote), *_shares(vote, end.units)]
    before = len(stages)
    stages += [_bought(vote, offer) for offer in end.run.bought]
    stages += _not_bought(vote, end.run)
    stages.append(_ending(vote, end))
    return BudgetCount(
        method=METHOD,
        selected=tuple(vote.projects[place].id for place in end.run.places()),
        stages=tuple(stages),
        ties=_ties(vote, end.run, before),
        tie_rule=tie_rule(vote),
        budget=vote.budget,
        spent=end.run.cost(),
        voters=vote.voters,
        exponent=vote.exponent,
        currency=vote.currency,
    )


def add_units(vote: BudgetVote) -> End:
    """Point 5 of the rule.  Runs whose outcome is proven to be the same are not made.

    After `PATIENCE` equal outcomes the next run is made further away, twice as far each time: if
    it repeats the last one in the sense of `Run.repeats`, all between them are proven equal; if
    not, the next try is nearer, at last the very next unit.  Without this, a currency of small
    units (rupiah, dong) would take millions of runs.
    """
    field = lay_out(vote)
    units, over, alike, stride = 0, 0, 0, 1
    kept = _run(vote, field, units).finish()
    while len(kept.bought) < len(field.lines):
        further = _run(vote, field, units + stride)
        if stride > 1:
            if further.repeats(kept):
                units, kept, stride = units + stride, further, stride * 2
            else:
                alike, stride = 0, max(1, stride // 4)
            continue
        over = further.finish().cost()
        if over > vote.budget:
            break
        alike = alike + 1 if further.places() == kept.places() else 0
        units, kept, stride = units + 1, further, 2 if alike >= PATIENCE else 1
        over = 0
    return End(units, _run(vote, field, units).finish(), over)


def _run(vote: BudgetVote, field: Field, units: int) -> Run:
    return Run(field, vote.budget + units * field.voters * 10**vote.exponent)


def _left_out(vote: BudgetVote) -> list[Stage]:
    """The steps for projects that cannot be chosen at any price."""
    stages = []
    for project, supporters in zip(vote.projects, vote.supporters(), strict=True):
        if project.withdrawn:
            stages.append(WITHDRAWN.with_(**named(project)))
        elif project.cost > vote.budget:
            stages.append(TOO_DEAR.with_(**named(project), cost=money(vote, project.cost)))
        elif not supporters:
            stages.append(UNSUPPORTED.with_(**named(project)))
    return stages


def _shares(vote: BudgetVote, units: int) -> list[Stage]:
    """What each voter holds, first and with the units added."""
    if not vote.voters:
        return []
    share = Fraction(vote.budget, vote.voters)
    budget, text = money(vote, vote.budget), about(vote, share)
    stages = [SHARES.with_(voters=vote.voters, budget=budget, share=share, share_about=text)]
    if units:
        share += units * 10**vote.exponent
        text = about(vote, share)
        stages.append(UNITS_ADDED.with_(units=units, share=share, share_about=text))
    return stages


def _bought(vote: BudgetVote, offer: Offer) -> Stage:
    price = Fraction(offer.rest * offer.line.cost, offer.total)
    return CHOSEN.with_(
        **named(vote.projects[offer.line.place]),
        cost=money(vote, offer.line.cost),
        supporters=offer.line.supporters,
        payers=offer.payers,
        poor=offer.line.supporters - offer.payers,
        price=price,
        price_about=about(vote, price),
    )


def _not_bought(vote: BudgetVote, run: Run) -> list[Stage]:
    """Why each of the others is not in: what its supporters have left."""
    taken = set(run.places())
    stages = []
    for line in run.field.lines:
        if line.place not in taken:
            held = run.held(line)
            stages.append(
                NOT_AFFORDABLE.with_(
                    **named(vote.projects[line.place]),
                    cost=money(vote, line.cost),
                    supporters=line.supporters,
                    held=held,
                    held_about=about(vote, held),
                )
            )
    return stages


def _ending(vote: BudgetVote, end: End) -> Stage:
    if not end.over:
        return ALL_IN.with_()
    cost, budget = money(vote, end.over), money(vote, vote.budget)
    return STOPPED.with_(units=end.units + 1, cost=cost, budget=budget)


def _ties(vote: BudgetVote, run: Run, before: int) -> tuple[Tie, ...]:
    """The ties of the run that stands; runs before it decided theirs by the same rule."""
    found = []
    for step, tied in enumerate(run.tied):
        if len(tied) > 1:
            ids = tuple(vote.projects[offer.line.place].id for offer in tied)
            found.append(Tie(before + step, ids, _decider(vote, tied)))
    return tuple(found)


def _decider(vote: BudgetVote, tied: tuple[Offer, ...]) -> str:
    """What made the first of the tied the first."""
    first, second = tied[0].line.tie, tied[1].line.tie
    if first[0] != second[0]:
        return BY_SUPPORTERS
    return BY_COST if first[1] != second[1] else last_resort(vote)
