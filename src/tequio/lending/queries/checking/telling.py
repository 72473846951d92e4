"""Loans against the chronicle: no row without its line, no line without its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tequio.chronicle.queries import facts_of
from tequio.kernel import Finding, canonical
from tequio.kernel import gettext_noop as _
from tequio.lending import rules
from tequio.lending.queries.checking.calls import calls_of, returns_of
from tequio.lending.queries.checking.loans import ROOM
from tequio.lending.queries.happened import Rescheduled
from tequio.lending.queries.loans import Loan, Payout, Received, Recovered, WrittenOff

TOLD_OTHERWISE = _("Loan {loan} is not what the chronicle says of it ({act}).")

NAMES = {
    "lending.request": (
        "loan person minor unit count step rate rate_period method order guarantors proposal"
    ).split(),
    "lending.guarantee": ["loan", "person", "most"],
    "lending.call_guarantees": "loan borrower minor mandate called_on paid journal".split(),
    "lending.pay_back_guarantors": "loan borrower minor account paid_on parts journal".split(),
    "lending.withdraw_request": ["loan"],
    "lending.pay_out": "loan minor mandate account paid_out_on journal schedule".split(),
    "lending.bring": (
        "loan person minor unit count step rate rate_period method order mandate account"
        " paid_out_on journal schedule"
    ).split(),
    "lending.repay": "loan person payment minor interest principal account paid_on journal".split(),
    "lending.ask_new_schedule": "loan schedule count step proposal".split(),
    "lending.reschedule": (
        "loan person schedule rescheduling from_day principal carried mandate lines"
    ).split(),
    "lending.write_off": (
        "loan person write_off minor from_provision mandate written_off_on journal"
    ).split(),
    "lending.recover": "loan person recovery minor account received_on journal".split(),
}
"""Those facts of each act's line that the tables hold too."""
LATER = frozenset({"order"})
"""Facts that older lines lack; they are held against the tables where they are told."""


def check_told(organisation: int, loans: Sequence[Loan]) -> Iterator[Finding]:
    """Every act as the chronicle was told of it: no row without its line, no line without row."""
    held: dict[str, list[dict[str, Any]]] = {
        "lending.request": [_request(one) for one in loans if not one.is_brought],
        "lending.guarantee": [
            {"loan": one.id, "person": person, "most": most}
            for one in loans
            for person, most in one.promised.items()
        ],
        "lending.withdraw_request": [{"loan": one.id} for one in loans if one.withdrawn_at],
        "lending.pay_out": [
            _payout(one, one.payout) for one in loans if one.payout and not one.is_brought
        ],
        "lending.bring": [_brought(one, one.payout) for one in loans if one.is_brought],
        "lending.repay": [_repaid(one, paid) for one in loans for paid in _own(one)],
        "lending.call_guarantees": [call for one in loans for call in calls_of(one)],
        "lending.pay_back_guarantors": [back for one in loans for back in returns_of(one)],
        "lending.ask_new_schedule": [
            {
                "loan": one.id,
                "schedule": asked.id,
                "count": asked.count,
                "step": asked.step,
                "proposal": asked.proposal,
            }
            for one in loans
            for asked in one.schedules
        ],
        "lending.reschedule": [
            _rescheduled(one, held) for one in loans for held in one.rescheduled
        ],
        "lending.write_off": [_lost(one, lost) for one in loans for lost in one.written_off],
        "lending.recover": [_back(one, back) for one in loans for back in one.recovered],
    }
    for act, here in held.items():
        lines = [_named(facts, NAMES[act]) for facts in facts_of(organisation, act)]
        silent = {int(facts["loan"]) for facts in lines if not facts.keys() >= LATER}
        told = {canonical(facts): int(facts["loan"]) for facts in lines}
        rows = {
            canonical(_untold(facts) if facts["loan"] in silent else facts): int(facts["loan"])
            for facts in here
        }
        for text in sorted(rows.keys() ^ told.keys()):
            loan = rows.get(text) or told[text]
            yield Finding.of(ROOM, "told_otherwise", TOLD_OTHERWISE, loan=loan, act=act)


def _named(facts: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """These facts of a line, without those that lines of its day did not tell."""
    return {name: facts.get(name) for name in names if name in facts or name not in LATER}


def _untold(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: fact for name, fact in facts.items() if name not in LATER}


def _own(one: Loan) -> Iterator[Received]:
    """Repayments that nobody who stands for the loan made."""
    called = {call.payment for call in one.called}
    return (received for received in one.received if received.id not in called)


def _request(one: Loan) -> dict[str, Any]:
    rate = one.terms.rate
    return {
        "loan": one.id,
        "person": one.person,
        "minor": one.minor,
        "unit": one.unit.code,
        "count": one.terms.count,
        "step": one.terms.step,
        "rate": rate.fraction,
        "rate_period": rate.period,
        "method": one.terms.method,
        "order": one.terms.order,
        "guarantors": sorted(one.named),
        "proposal": one.proposal,
    }


def _payout(one: Loan, payout: Payout) -> dict[str, Any]:
    return {
        "loan": one.id,
        "minor": one.minor,
        "mandate": payout.mandate,
        "account": payout.account,
        "paid_out_on": payout.paid_out_on.isoformat(),
        "journal": payout.journal,
        "schedule": rules.digest_of_schedule(one.instalments),
    }


def _brought(one: Loan, payout: Payout | None) -> dict[str, Any]:
    told = _request(one) | (_payout(one, payout) if payout else {})
    return {name: told.get(name) for name in NAMES["lending.bring"]}


def _repaid(one: Loan, received: Received) -> dict[str, Any]:
    return {
        "loan": one.id,
        "person": one.person,
        "payment": received.id,
        "minor": received.minor,
        "interest": received.payment.parts.interest,
        "principal": received.payment.parts.principal,
        "account": received.account,
        "paid_on": received.payment.day.isoformat(),
        "journal": received.journal,
    }


def _rescheduled(one: Loan, held: Rescheduled) -> dict[str, Any]:
    return {
        "loan": one.id,
        "person": one.person,
        "schedule": held.schedule,
        "rescheduling": held.id,
        "from_day": held.plan.from_day.isoformat(),
        "principal": held.plan.principal,
        "carried": held.plan.carried,
        "mandate": held.mandate,
        "lines": rules.digest_of_schedule(held.instalments),
    }


def _lost(one: Loan, lost: WrittenOff) -> dict[str, Any]:
    return {
        "loan": one.id,
        "person": one.person,
        "write_off": lost.id,
        "minor": lost.minor,
        "from_provision": lost.from_provision,
        "mandate": lost.mandate,
        "written_off_on": lost.on.isoformat(),
        "journal": lost.journal,
    }


def _back(one: Loan, back: Recovered) -> dict[str, Any]:
    return {
        "loan": one.id,
        "person": one.person,
        "recovery": back.id,
        "minor": back.minor,
        "account": back.account,
        "received_on": back.on.isoformat(),
        "journal": back.journal,
    }
