"""Every other refusal of every act of the books: one thing differs from a lawful call."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.kernel.amounts import LARGEST_MINOR
from tequio.ledger import service as ledger
from tequio.ledger.queries.claims import open_claim
from tequio.ledger.queries.facts import account_by_number
from tequio.ledger.rules import Transfer
from tequio.ledger.tests.founding import DAY, Group, refused
from tequio.ledger.tests.lawful import (
    JANUARY,
    LAWFUL,
    TOMORROW,
    Fields,
    Lawful,
    imported,
    paid,
    recorded,
)
from tequio.ledger.tests.test_refusals_of_decisions import FALLS_SHORT

pytestmark = pytest.mark.django_db

Change = Callable[[Group, Fields], Fields]
Table = dict[str, Change]
NOBODY = NOTHING = 9_999


def other(**fields: object) -> Change:
    """Other fields than those of the lawful call, whatever the group."""
    return lambda group, lawful: fields


def a_closed_box(group: Group) -> int:
    box = group.account("cash", "old box")
    ledger.close_account(group.act(), account=box)
    return box


def places(field: str) -> Table:
    """Where the money lies: no account, one in another unit, a closed one, one of a member."""
    return {
        "no_such_account": other(**{field: NOTHING}),
        "units_differ": lambda g, _: {field: g.account("cash", "hours", unit="MIN")},
        "account_closed": lambda g, _: {field: a_closed_box(g)},
        "posting_not_allowed": lambda g, _: {field: g.account("member-savings", "person:1")},
    }


def in_january(group: Group, lawful: Fields) -> Fields:
    ledger.close_period(group.act(), through=JANUARY)
    return {"value_date": JANUARY}


AMOUNTS: Table = {
    "amount_not_positive": other(minor=0),
    "amount_too_large": other(minor=LARGEST_MINOR + 1),
}
DAYS: Table = {"date_not_reached": other(value_date=TOMORROW), "period_closed": in_january}
A_CENT_MORE = other(minor=501)


def full(account: Callable[[Group, Fields], int], change: Change = A_CENT_MORE) -> Change:
    """The account gives way for 500 and no cent more: a decision has set its limits so."""

    def limited(group: Group, lawful: Fields) -> Fields:
        changed = change(group, lawful)
        found = account_by_number(group.organisation, account(group, lawful))
        assert found is not None
        floor, ceiling = found.balance - 500, found.balance + 500
        ledger.change_limit(group.act(), account=found.id, floor=floor, ceiling=ceiling)
        return changed

    return limited


def limits(
    *,
    debited: Callable[[Group, Fields], int],
    credited: Callable[[Group, Fields], int],
    change: Change = A_CENT_MORE,
) -> Table:
    return {
        "below_the_floor": full(debited, change),
        "above_the_limit": full(credited, change),
    }


def box(group: Group, lawful: Fields) -> int:
    return group.cash


def named(kind: str, ref: str) -> Callable[[Group, Fields], int]:
    return lambda group, lawful: group.account(kind, ref)


def savings(group: Group, lawful: Fields) -> int:
    return group.account("member-savings", f"person:{lawful['person']}")


def owed(group: Group, lawful: Fields) -> int:
    claim = open_claim(group.organisation, lawful["claim"])
    assert claim is not None
    return claim.account.id


def a_claim_for_what_is_closed(group: Group, lawful: Fields) -> Fields:
    claim = recorded(group, "tea")
    ledger.close_account(group.act(), account=group.account("expense", "tea"))
    return {"claim": claim}


def a_payment_for_what_is_closed(group: Group, lawful: Fields) -> Fields:
    transfer = paid(group, subject="tea")
    ledger.close_account(group.act(), account=group.account("expense", "tea"))
    return {"transfer": transfer}


def a_reversed_entry(group: Group, lawful: Fields) -> Fields:
    transfer = paid(group)
    ledger.reverse(group.act(), transfer=transfer)
    return {"transfer": transfer}


def a_reversal(group: Group, lawful: Fields) -> Fields:
    turned = ledger.reverse(group.act(), transfer=paid(group))
    return {"transfer": turned.facts["transfer"]}


def a_part_of_a_share_out(group: Group, lawful: Fields) -> Fields:
    sides = group.account("income", "interest"), group.account("expense", "interest")
    mandate = group.allow("circle.gain", None)
    gain = Transfer("circle.gain", "", *sides, 100, "INR", mandate)
    with transaction.atomic():
        posted = ledger.post(group.act(), value_date=DAY, transfers=[gain])
    return {"transfer": posted.transfers[0]}


def a_claim_settled_in_part(group: Group, lawful: Fields) -> Fields:
    claim = recorded(group)
    ledger.recover_claim(group.act(), claim=claim, account=group.cash, minor=1)
    return {"transfer": claim}


def counted_before_the_period_was_closed(group: Group, lawful: Fields) -> Fields:
    ledger.close_period(group.act(), through=JANUARY)
    return {"later": JANUARY - DAY}


def a_closed_period(group: Group, lawful: Fields) -> Fields:
    earlier = JANUARY.replace(day=10)
    ledger.close_period(group.act(), through=earlier)
    return {"through": earlier}


def an_account_that_is_there(group: Group, lawful: Fields) -> Fields:
    ledger.add_account(group.act(), kind="bank", unit="INR")
    return {"kind": "bank"}


def a_match(group: Group) -> Fields:
    match = {"line": imported(group, "R2"), "transfer": paid(group, account=group.bank)}
    ledger.match_line(group.act(), **match)
    return match


SETTLING: Table = {
    **AMOUNTS,
    **DAYS,
    "no_such_claim": other(claim=NOTHING),
    "claim_smaller": other(minor=801),
}
BY_A_MEMBER = other(by="Devi")

ROWS: dict[str, Table] = {
    "pay": {
        **AMOUNTS,
        **places("account"),
        **DAYS,
        **limits(debited=named("expense", "rent"), credited=box),
        "no_such_person": other(payee=NOBODY),
        "no_payee": other(payee=None, payee_text=" "),
    },
    "prepare_payment": {
        **AMOUNTS,
        **places("account"),
        "no_such_person": other(payee=NOBODY),
        "no_payee": other(payee=None, payee_text=" "),
    },
    "receive": {
        **AMOUNTS,
        **places("account"),
        **DAYS,
        **limits(debited=box, credited=named("income", "fees")),
        "no_such_person": other(payer=NOBODY),
    },
    "move": {
        **AMOUNTS,
        **places("target"),
        **DAYS,
        **limits(debited=lambda g, _: g.bank, credited=box),
        "same_account": lambda g, _: {"target": g.cash},
    },
    "save": {
        **AMOUNTS,
        **places("account"),
        **DAYS,
        **limits(debited=box, credited=savings),
        "no_such_person": other(person=NOBODY),
    },
    "withdraw": {
        **AMOUNTS,
        **places("account"),
        **DAYS,
        **limits(debited=savings, credited=box),
        "no_such_person": other(person=NOBODY),
    },
    "record_undecided": {
        **AMOUNTS,
        **places("account"),
        **DAYS,
        "above_the_limit": full(box),
        "no_such_person": other(person=NOBODY),
    },
    "ratify_claim": {
        **SETTLING,
        **limits(debited=named("expense", "roof"), credited=owed),
        "account_closed": a_claim_for_what_is_closed,
    },
    "recover_claim": {
        **SETTLING,
        **places("account"),
        **limits(debited=box, credited=owed),
    },
    "count_cash": {
        "amount_not_positive": other(counted_minor=-1),
        "amount_too_large": other(counted_minor=LARGEST_MINOR + 1),
        "no_such_account": other(account=NOTHING),
        "not_cash": lambda g, _: {"account": g.bank},
        "account_closed": lambda g, _: {"account": a_closed_box(g)},
        "no_such_person": other(answerable=NOBODY),
        "period_closed": counted_before_the_period_was_closed,
        "above_the_limit": full(box, other(counted_minor=100_000 - 501)),
        "below_the_floor": full(box, other(counted_minor=100_000 + 501)),
    },
    "reverse": {
        **DAYS,
        **limits(
            debited=box,
            credited=named("expense", "rent"),
            change=lambda g, _: {"transfer": paid(g, 501)},
        ),
        "no_such_transfer": other(transfer=NOTHING),
        "already_reversed": a_reversed_entry,
        "is_a_reversal": a_reversal,
        "settled_elsewhere": a_part_of_a_share_out,
        "claim_settled_in_part": a_claim_settled_in_part,
        "account_closed": a_payment_for_what_is_closed,
    },
    "change_limit": {
        "no_such_account": other(account=NOTHING),
        "account_closed": lambda g, _: {"account": a_closed_box(g)},
        "limit_passed": lambda g, _: {"account": g.cash, "ceiling": -100_001},
    },
    "close_account": {
        "no_such_account": other(account=NOTHING),
        "account_closed": lambda g, _: {"account": a_closed_box(g)},
        "account_not_empty": lambda g, _: {"account": g.cash},
    },
    "close_period": {
        "period_not_over": other(through=DAY),
        "period_already_closed": a_closed_period,
    },
    "add_account": {
        "office_not_held": BY_A_MEMBER,
        "no_such_kind": other(kind="chest"),
        "no_such_unit": other(unit="EUR"),
        "account_exists": an_account_that_is_there,
    },
    "import_lines": {
        "office_not_held": BY_A_MEMBER,
        "no_such_account": other(account=NOTHING),
        "nothing_to_import": other(lines=()),
    },
    "match_line": {
        "office_not_held": BY_A_MEMBER,
        "no_such_line": other(line=NOTHING),
        "no_such_transfer": other(transfer=NOTHING),
        "line_matched": lambda g, _: {"line": a_match(g)["line"]},
        "transfer_matched": lambda g, _: {"transfer": a_match(g)["transfer"]},
        "match_differs": lambda g, _: {"transfer": paid(g, 501, account=g.bank)},
    },
    "unmatch_line": {
        "office_not_held": BY_A_MEMBER,
        "line_not_matched": lambda g, _: {"line": imported(g, "R2")},
    },
}
ALSO = {(name, "amount_too_large"): ["claim_smaller"] for name in ("ratify_claim", "recover_claim")}
"""What else is told, where one difference gives two reasons."""


@pytest.mark.parametrize(
    ("name", "code"), [(name, code) for name, table in ROWS.items() for code in table]
)
def test_one_difference_is_refused_and_the_lawful_call_succeeds(name: str, code: str) -> None:
    lawful: Lawful = LAWFUL[name]
    group = lawful.book()
    if lawful.purpose:
        group.allow(lawful.purpose, None)
    fields = lawful.fields(group)
    changed = fields | ROWS[name][code](group, fields)
    assert refused(lawful.call, group, changed) == [code, *ALSO.get((name, code), [])]
    lawful.call(group, fields)


@pytest.mark.parametrize("name", ROWS)
def test_every_refusal_that_an_act_declares_has_its_row(name: str) -> None:
    elsewhere = {kind.code for kind in OF_THE_DOOR}
    if LAWFUL[name].purpose:
        elsewhere |= set(FALLS_SHORT)
    declared = {kind.code for kind in ACTS[f"ledger.{name}"].refusals} - elsewhere
    assert declared == set(ROWS[name])


def test_every_act_of_the_books_has_its_rows() -> None:
    acts = {name.partition(".")[2] for name in ACTS if name.startswith("ledger.")}
    assert acts == set(ROWS) == set(LAWFUL)
