"""What was decided on loans: read from the mandates and the proposals, never stored here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from tequio.governance import queries as governance
from tequio.lending import rules
from tequio.lending.queries.loans import Loan
from tequio.mandates import queries as mandates
from tequio.mandates.rules import Mandate, over_on

LOAN = "lending.loan"
UNDECIDED = rules.Decision()


def decisions_on(organisation: int, loans: Collection[Loan]) -> Mapping[int, rules.Decision]:
    """By number of the loan what became of its proposal.  Seven statements, none if all of the
    loans were paid out."""
    waiting = [one for one in loans if one.payout is None]
    found = dict.fromkeys((one.id for one in loans), UNDECIDED)
    if not waiting:
        return found
    granted = _granted(organisation, waiting)
    decided = {
        proposal.id
        for proposal in governance.proposals(
            organisation, ids=[one.proposal for one in waiting], limit=len(waiting)
        )
        if proposal.state != "open"
    }
    for one in waiting:
        found[one.id] = _decision(granted.get(str(one.id), []), one.proposal in decided)
    return found


def _granted(organisation: int, loans: Collection[Loan]) -> Mapping[str, list[Mandate]]:
    """Mandates that name one of these loans, by the loan's number as their subject."""
    found: dict[str, list[Mandate]] = defaultdict(list)
    subjects = {str(one.id) for one in loans}
    for mandate in mandates.mandates_about(organisation, LOAN, subjects):
        for scope in mandate.grant.scopes:
            if scope.code == LOAN and scope.subject in subjects:
                found[scope.subject].append(mandate)
    return found


def _decision(granted: list[Mandate], is_decided: bool) -> rules.Decision:
    ends = [over_on(one.grant.valid_until, one.ended_on) for one in granted]
    return rules.Decision(
        is_decided=is_decided,
        mandate=granted[-1].id if granted else None,
        over_on=max((end or date.max for end in ends), default=None),
    )
