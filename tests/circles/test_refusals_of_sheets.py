"""Why a sheet is refused: one thing differs from a sheet that is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import rules
from tequio.circles import service as circles
from tequio.governance.rules.effects import Exclude
from tequio.governance.rules.meetings import Hands
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import (
    WOMEN,
    account_of,
    allows,
    changes_account,
    closes_through,
    decides,
    everything_holds,
    refused,
    ten,
)
from tests.circles.short_decisions import FALLS_SHORT, without

Fields = dict[str, Any]
Change = Callable[[Savers, Fields], Fields]
NOBODY = 9_999


def line(name: str, **changed: Any) -> Change:
    """Another line of one member."""

    def changing(savers: Savers, fields: Fields) -> Fields:
        number = savers.group.person[name]
        lines = (replace(o, **changed) if o.person == number else o for o in fields["lines"])
        return {"lines": tuple(lines)}

    return changing


def kept(**changed: Any) -> Change:
    """Somebody else led, wrote or saw it; people by name."""

    def changing(savers: Savers, fields: Fields) -> Fields:
        person = savers.group.person
        told = {
            name: tuple(person[one] for one in value)
            if isinstance(value, list)
            else person.get(value, value)
            for name, value in changed.items()
        }
        return {"kept": replace(fields["kept"], **told)}

    return changing


def keys(*names: str) -> Change:
    return lambda savers, _: {
        "keys": tuple(rules.KeyHeld(savers.group.person[name]) for name in names)
    }


def asked(**changed: Any) -> Change:
    """A loan that differs from one that is agreed to."""

    def changing(savers: Savers, fields: Fields) -> Fields:
        person = savers.group.person
        wish = rules.LoanAsked(
            person["Ama"], 1_000, Hands(10, 0, 0, savers.group.numbers(savers.witnesses)), months=1
        )
        return {"loans": (replace(wish, **{**changed, **by_name(changed, person)}),)}

    return changing


def by_name(changed: Mapping[str, Any], person: Mapping[str, int]) -> Fields:
    told: Fields = {}
    if isinstance(changed.get("person"), str):
        told["person"] = person[changed["person"]]
    if "guarantors" in changed:
        told["guarantors"] = tuple(person.get(one, one) for one in changed["guarantors"])
    return told


def hands(*count: int, witnesses: tuple[str, ...] = ("Dede", "Efua"), photo: str = "") -> Change:
    def changing(savers: Savers, fields: Fields) -> Fields:
        raised = Hands(*count, savers.group.numbers(witnesses), photo)
        return asked(hands=raised)(savers, fields)

    return changing


def a_decided_loan(savers: Savers, **told: Any) -> int:
    """A loan to Ama that was agreed to in an earlier meeting and not yet handed out."""
    asks = Asks("Ama", 1_000, (10, 0, 0), months=1, is_handed_out=False, **told)
    held = savers.meets(Told({}, asks=[asks]))
    savers.group.stage.later(7)
    return next(int(s["facts"]["loan"]) for s in held["steps"] if s["kind"] == "lending.request")


def paid_out_before(change: Callable[[Savers, int], Fields], **told: Any) -> Change:
    """Something else of a loan that was decided in an earlier meeting."""

    def changing(savers: Savers, fields: Fields) -> Fields:
        loan = a_decided_loan(savers, **told)
        fields["held_on"] = savers.group.stage.today
        return change(savers, loan)

    return changing


def handed_out(savers: Savers, loan: int) -> Fields:
    savers.meets(Told({}, pays_out=[loan]))
    savers.group.stage.later(7)
    return {"held_on": savers.group.stage.today}


def again(savers: Savers, loan: int) -> Fields:
    return handed_out(savers, loan) | {"payouts": (loan,)}


def repays(minor: int, *, times: int = 1) -> Callable[[Savers, int], Fields]:
    return lambda savers, loan: (
        handed_out(savers, loan) | {"repayments": (rules.Repaid(loan, minor),) * times}
    )


def taken_back(savers: Savers, loan: int) -> Fields:
    savers.group.does("Ama", lending.withdraw_request, loan=loan)
    return {"payouts": (loan,)}


def she_left(savers: Savers, loan: int) -> Fields:
    decides(savers, Exclude("exclusion", savers.group.person["Ama"]))
    ama = savers.group.person["Ama"]
    lines = savers.fields(Told({}))["lines"]
    assert ama not in {one.person for one in lines}
    return {"payouts": (loan,), "lines": lines}


def given_up(savers: Savers, loan: int) -> Fields:
    handed_out(savers, loan)
    allows(savers, "lending.write_off", subject=str(loan))
    savers.group.does("Caro", lending.write_off, loan=loan)
    return {"held_on": savers.group.stage.today, "repayments": (rules.Repaid(loan, 100),)}


def her_guarantor_paid(savers: Savers, loan: int) -> Fields:
    handed_out(savers, loan)
    savers.group.stage.later(42)
    allows(savers, "lending.call", subject=str(loan))
    called = {"minor": 600, "account": savers.group.account("cash")}
    from_shares = savers.group.numbers(["Gifty"])
    savers.group.does("Caro", lending.call_guarantees, loan=loan, from_shares=from_shares, **called)
    repaid = {"repayments": (rules.Repaid(loan, 100),)}
    return {"held_on": savers.group.stage.today, "counted": 15_000, **repaid}


def box_is_closed(savers: Savers, fields: Fields) -> Fields:
    changes_account(savers, account_of(savers, "cash"), ledger.close_account)
    savers.group.stage.later(7)
    return {"held_on": savers.group.stage.today, "counted": 0}


def before_its_last_entry(savers: Savers, loan: int) -> Fields:
    handed_out(savers, loan)
    day = savers.group.stage.today - timedelta(days=13)
    return {"held_on": day, "repayments": (rules.Repaid(loan, 100),)}


def of_a_closed_month(savers: Savers, fields: Fields) -> Fields:
    day = savers.group.stage.today
    savers.group.stage.on(date(2026, 4, 6))
    closes_through(savers, date(2026, 3, 31))
    return {"held_on": day}


def lately(savers: Savers, fields: Fields) -> Fields:
    savers.meets({})
    return {}


def she_takes_her_savings(savers: Savers, fields: Fields) -> Fields:
    savers.leaves("Joy")
    return line("Joy", shares=1)(savers, fields)


def over(savers: Savers, fields: Fields) -> Fields:
    """Everybody takes her savings out, and the cycle is over before the sheet is there."""
    group = savers.group
    for name in WOMEN:
        savers.leaves(name)
    group.does("Caro", circles.end_cycle)
    return {}


def limited(kind: str, ref: str = "", **limit: int) -> Change:
    """The account gives no way any more."""

    def changing(savers: Savers, fields: Fields) -> Fields:
        changes_account(savers, account_of(savers, kind, ref), ledger.change_limit, **limit)
        return {}

    return changing


def day(days: int) -> Change:
    return lambda savers, _: {"held_on": savers.group.stage.today + timedelta(days=days)}


def doubled(savers: Savers, fields: Fields) -> Fields:
    return {"lines": (*fields["lines"], fields["lines"][0])}


def a_stranger(savers: Savers, fields: Fields) -> Fields:
    return {"lines": (*fields["lines"], rules.Line(NOBODY, "present"))}


def nobody_came(savers: Savers, fields: Fields) -> Fields:
    return {"lines": tuple(rules.Line(one.person, "absent") for one in fields["lines"])}


def helping(minor: int) -> Change:
    return lambda savers, _: {"help": (rules.Helped(savers.group.person["Ines"], minor),)}


def claiming(minor: int, reason: rules.Reason = "illness") -> Change:
    """Ines claims so much, and nine raise a hand for it."""

    def change(savers: Savers, _: Fields) -> Fields:
        person = savers.group.person
        raised = Hands(9, 0, 1, (person["Dede"], person["Efua"]))
        return {"help": (rules.Helped(person["Ines"], minor, reason, raised),)}

    return change


REFUSED: dict[str, Change] = {
    "help_needs_hands": helping(1_001),
    "help_over_the_most": claiming(6_001),
    "claim_without_reason": claiming(100, ""),
    "office_not_held": lambda savers, _: {"who": "Fati"},
    "no_such_person": kept(facilitator=NOBODY),
    "no_open_cycle": over,
    "before_the_cycle": day(-21),
    "meeting_not_yet_held": day(1),
    "sheet_already_there": lately,
    "witness_was_not_there": line("Efua", attendance="absent", social=0),
    "kept_it_herself": kept(witnesses=["Caro", "Dede", "Efua"]),
    "not_a_bookkeeper": kept(bookkeeper="Fati"),
    "too_few_witnesses": kept(witnesses=["Dede"]),
    "key_twice": keys("Hawa", "Hawa"),
    "not_a_keyholder": keys("Ama"),
    "guarantor_was_not_there": lambda savers, f: (
        line("Gifty", attendance="absent", social=0)(savers, f)
        | asked(guarantors=["Gifty"])(savers, f)
    ),
    "twice_on_the_sheet": doubled,
    "not_on_the_sheets_roll": a_stranger,
    "member_not_on_the_sheet": lambda savers, f: {"lines": f["lines"][1:]},
    "nobody_is_here": nobody_came,
    "written_below_zero": line("Ama", fine_paid=-1),
    "absent_and_gives": line("Ama", attendance="absent"),
    "left_the_cycle": she_takes_her_savings,
    "shares_over_the_most": line("Ama", shares=6),
    "contribution_differs": line("Ama", social=51),
    "fine_overpaid": line("Ama", fine_paid=1),
    "too_little_in_the_social_box": helping(5_000),
    "hands_do_not_add_up": hands(11, 0, 0),
    "witnesses_missing": hands(10, 0, 0, witnesses=("Dede",)),
    "photo_not_a_digest": kept(photo="no digest"),
    "not_a_member": asked(person=NOBODY),
    "amount_not_positive": asked(minor=0),
    "term_not_one": asked(months=0),
    "loan_too_long": asked(months=4),
    "own_loan": asked(guarantors=["Ama"]),
    "guarantor_twice": asked(guarantors=["Gifty", "Gifty"]),
    "written_off": paid_out_before(given_up),
    "guarantors_first": paid_out_before(her_guarantor_paid, guarantors=("Gifty",)),
    "over_the_largest_loan": asked(minor=20_001),
    "over_own_savings": asked(minor=4_501),
    "no_such_loan": lambda *_: {"payouts": (NOBODY,)},
    "request_withdrawn": paid_out_before(taken_back),
    "guarantors_missing": asked(guarantors=[]),
    "already_paid_out": paid_out_before(again),
    "borrower_left": paid_out_before(she_left),
    "not_a_place_for_money": lambda savers, f: asked()(savers, f) | box_is_closed(savers, f),
    "cash_too_small": asked(person="Bea", minor=18_000),
    "loan_twice": paid_out_before(lambda savers, loan: {"payouts": (loan, loan)}),
    "not_paid_out": paid_out_before(
        lambda savers, loan: {"repayments": (rules.Repaid(loan, 100),)}
    ),
    "more_than_owed": paid_out_before(repays(2_000)),
    "before_the_last_entry": paid_out_before(before_its_last_entry),
    "amount_too_large": lambda *_: {"counted": LARGEST_MINOR + 1},
    "account_closed": box_is_closed,
    "period_closed": of_a_closed_month,
    "below_the_floor": limited("cash", floor=-15_000),
    "above_the_limit": limited("social-fund", ceiling=500),
}
OF_THE_GROUP: Mapping[str, Mapping[str, Any]] = {
    "guarantors_missing": {"lending.guarantors": 1},
    "over_the_largest_loan": {"lending.largest": 20_000, "lending.multiple_of_savings": "0"},
    "cash_too_small": {"lending.multiple_of_savings": "20"},
    "account_closed": {"lending.multiple_of_savings": "0"},
    "not_a_place_for_money": {"lending.multiple_of_savings": "0"},
}
"""Where the statutes must differ for it."""
EMPTY = {"account_closed", "not_a_place_for_money"}
"""Where the box must be empty for it: nobody has saved yet."""


@pytest.mark.parametrize("code", REFUSED)
def test_a_sheet_of_which_one_thing_is_wrong_is_refused(db: None, code: str) -> None:
    savers = ten(**OF_THE_GROUP.get(code, {}))
    savers.starts()
    if code not in EMPTY:
        savers.meets(Told(dict.fromkeys(WOMEN, 3)))
        savers.group.stage.later(7)
    lawful = savers.fields(Told({"Ama": 1}))
    fields = lawful | REFUSED[code](savers, lawful)
    who = fields.pop("who", "Caro")
    before = savers.group.stage.acts
    with refused(code):
        savers.group.does(who, circles.close_meeting, **fields)
    assert savers.group.stage.acts == before + 1
    assert everything_holds() or code in ON_A_GRANT_OF_NOBODY


ON_A_GRANT_OF_NOBODY = {
    "account_closed",
    "not_a_place_for_money",
    "written_off",
    "guarantors_first",
    "below_the_floor",
    "above_the_limit",
}
"""Scenes in which a mandate stands that no decision gave: `verify` finds it, as it should."""


@pytest.mark.parametrize("case", FALLS_SHORT)
def test_a_decision_that_falls_short_lets_nobody_save(db: None, case: str) -> None:
    savers = without("circle.shares")
    savers.starts()
    if (short := FALLS_SHORT[case]) is not None:
        allows(savers, "circle.shares", **short)
    with refused(case):
        savers.meets({"Ama": 2})
    allows(savers, "circle.shares")
    savers.meets({"Ama": 2})


def test_every_refusal_that_a_sheet_declares_is_raised_here() -> None:
    declared = {kind.code for kind in ACTS["circles.close_meeting"].refusals}
    assert declared - {kind.code for kind in OF_THE_DOOR} == {*REFUSED, *FALLS_SHORT}
