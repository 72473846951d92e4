"""The rules of the books without a database, and what never fails to hold."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Unit
from tequio.ledger import rules
from tequio.mandates.rules import Coverage

INR = Unit("INR", 2)
TODAY = date(2026, 2, 14)
OPEN = Coverage("0" * 64, TODAY, frozenset((rule.code, "") for rule in rules.GRAMMAR))


def account(number: int, kind: str, balance: int = 0, unit: Unit = INR) -> rules.Account:
    usual = rules.KINDS[kind]
    return rules.Account(
        number,
        unit,
        kind,
        debits=max(-balance, 0),
        credits=max(balance, 0),
        floor=usual.floor,
        ceiling=usual.ceiling,
    )


def facts(*accounts: rules.Account, **more: object) -> rules.Facts:
    listed = {one.id: one for one in accounts}
    return rules.Facts(listed, {1: OPEN}, TODAY, **more)  # type: ignore[arg-type]


def codes(transfers: list[rules.Transfer], known: rules.Facts) -> list[str]:
    objections = rules.objections_to_post(transfers, value_date=TODAY, facts=known)
    return [objection.code for objection in objections]


BOX, BANK, SAVINGS = (
    account(1, "cash", -1_000),
    account(2, "bank"),
    account(3, "member-savings", 300),
)


def move(minor: int, debit: int = 2, credit: int = 1, **more: object) -> rules.Transfer:
    fields = {"code": "ledger.move", "subject": "", "unit": "INR", "mandate": 1} | more
    return rules.Transfer(debit=debit, credit=credit, minor=minor, **fields)  # type: ignore[arg-type]


def test_a_lawful_transfer_meets_no_objection() -> None:
    assert codes([move(1_000)], facts(BOX, BANK)) == []


def test_all_reasons_are_given_at_once_in_the_documented_order() -> None:
    closed = facts(BOX, BANK, account(4, "bank", unit=Unit("MIN", 0)), closed_through=TODAY)
    bad = [
        move(0, mandate=2),
        move(1, debit=4),
        move(1, debit=9),
        move(1, debit=1),
        move(1, code="member.save"),
    ]
    found = codes(bad, closed)
    order = [kind.code for kind in rules.ORDER]
    assert found == sorted(found, key=order.index)
    assert set(found) == {
        "amount_not_positive",
        "same_account",
        "no_such_account",
        "units_differ",
        "posting_not_allowed",
        "no_mandate",
        "period_closed",
    }


def test_nothing_to_write_is_no_journal() -> None:
    assert codes([], facts()) == ["no_transfer"]


def test_a_mandate_without_the_purpose_covers_nothing() -> None:
    narrow = Coverage("0" * 64, TODAY, frozenset({("ledger.pay", "rent")}))
    known = rules.Facts({1: BOX, 2: BANK}, {1: narrow}, TODAY)
    assert codes([move(1)], known) == ["purpose_not_covered"]


def test_what_comes_in_first_may_go_out_after_and_not_before() -> None:
    into = rules.Transfer("member.save", "", 2, 3, 500, "INR", 1)
    out = rules.Transfer("member.withdraw", "", 3, 2, 500, "INR", 1)
    assert codes([into, out], facts(BANK, SAVINGS)) == []
    assert codes([out, into], facts(BANK, SAVINGS)) == ["below_the_floor", "above_the_limit"]


def test_a_reversal_must_be_the_exact_mirror() -> None:
    original = rules.Original(2, 1, 700, "INR", is_reversal=False, is_reversed=False)
    known = facts(BOX, account(2, "bank", -700), originals={5: original})

    def turned(minor: int, *, debit: int = 1, credit: int = 2, of: int = 5) -> list[str]:
        one = move(minor, debit, credit, code="ledger.reverse", reverses=of)
        return codes([one], known)

    assert turned(700) == []
    assert turned(699) == ["reversal_differs"]
    assert turned(700, debit=2, credit=1) == ["reversal_differs"]
    assert turned(700, of=6) == ["no_such_transfer"]


def test_only_kinds_that_the_grammar_names_are_opened_and_posted() -> None:
    used = {rule.debit_kind for rule in rules.GRAMMAR} | {
        rule.credit_kind for rule in rules.GRAMMAR
    }
    assert used == set(rules.KINDS)
    assert set(rules.ROOTS) == set(rules.KINDS)


def test_the_indivisible_reserve_has_no_way_out() -> None:
    out = {r.credit_kind for r in rules.WITHOUT_REVERSALS if r.debit_kind == "indivisible-reserve"}
    assert out == set()


def test_money_moves_for_known_purposes_only() -> None:
    from tequio.mandates.rules import PURPOSES

    assert {rule.code for rule in rules.GRAMMAR} <= set(PURPOSES)


KINDS = st.sampled_from(sorted(rules.KINDS))
TRANSFERS = st.lists(
    st.tuples(
        st.sampled_from(sorted(rules.GRAMMAR)),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 400),
    ),
    min_size=1,
    max_size=30,
)


def book(drawn: list[tuple[rules.PostingRule, int, int, int]]) -> list[rules.Transfer]:
    kinds = sorted(rules.KINDS)
    number = {
        (kind, place): 1 + 3 * kinds.index(kind) + place for kind in kinds for place in range(3)
    }
    return [
        rules.Transfer(
            rule.code if rule.code != rules.REVERSAL else "ledger.move",
            "",
            number[rule.debit_kind, one],
            number[rule.credit_kind, other],
            minor,
            "INR",
            1,
        )
        for rule, one, other, minor in drawn
    ]


ALL = [
    account(1 + 3 * place + copy, kind)
    for place, kind in enumerate(sorted(rules.KINDS))
    for copy in range(3)
]


@given(TRANSFERS)
def test_what_is_accepted_sums_to_zero_and_passes_no_limit(
    drawn: list[tuple[rules.PostingRule, int, int, int]],
) -> None:
    """Post one transfer after another; whatever is refused changes nothing."""
    from dataclasses import replace

    known = {one.id: one for one in ALL}
    for transfer in book(drawn):
        state = rules.Facts(known, {1: OPEN}, TODAY)
        if rules.objections_to_post([transfer], value_date=TODAY, facts=state):
            continue
        debit, credit = known[transfer.debit], known[transfer.credit]
        known = known | {
            debit.id: replace(debit, debits=debit.debits + transfer.minor),
            credit.id: replace(credit, credits=credit.credits + transfer.minor),
        }
    assert sum(one.balance for one in known.values()) == 0
    for one in known.values():
        assert one.floor is None or one.balance >= one.floor
        assert one.ceiling is None or one.balance <= one.ceiling


@given(TRANSFERS)
def test_a_journal_is_accepted_whole_exactly_when_each_step_would_be(
    drawn: list[tuple[rules.PostingRule, int, int, int]],
) -> None:
    from dataclasses import replace

    transfers = book(drawn)
    state = rules.Facts({one.id: one for one in ALL}, {1: OPEN}, TODAY)
    whole = rules.objections_to_post(transfers, value_date=TODAY, facts=state)
    known, all_fine = dict(state.accounts), True
    for transfer in transfers:
        step = rules.Facts(known, {1: OPEN}, TODAY)
        all_fine = all_fine and not rules.objections_to_post(
            [transfer], value_date=TODAY, facts=step
        )
        debit, credit = known[transfer.debit], known[transfer.credit]
        known[debit.id] = replace(debit, debits=debit.debits + transfer.minor)
        known[credit.id] = replace(credit, credits=credit.credits + transfer.minor)
    assert (not whole) == all_fine


@given(st.data())
def test_any_changed_field_changes_the_root(data: st.DataObject) -> None:
    texts = st.text(max_size=5)
    numbers = st.integers(0, 50)
    fields = st.builds(
        rules.Transfer, texts, texts, numbers, numbers, numbers, texts, numbers, numbers
    )
    entries = st.builds(
        rules.Entry, texts, numbers, numbers, st.just(TODAY), fields, st.text(max_size=3)
    )
    one, other = data.draw(entries), data.draw(entries)

    def seen(entry: rules.Entry) -> rules.Entry:
        from dataclasses import replace

        return replace(
            entry, transfer=replace(entry.transfer, reverses=entry.transfer.reverses or None)
        )

    assert (one.leaf() == other.leaf()) == (seen(one) == seen(other))


def test_a_book_as_hledger_reads_it_is_plain_text() -> None:
    posting = rules.Posting(7, "expenses:rent", "assets:cash:box", 5, INR, "ledger.pay", "rent", 3)
    journal = rules.Journal(6, TODAY, "", (posting,))
    assert list(rules.hledger_lines([INR], [journal])) == [
        "commodity 1000.00 INR",
        "",
        "2026-02-14 * (6)",
        "    expenses:rent    0.05 INR  ; transfer:7, purpose:ledger.pay, mandate:3, subject:rent",
        "    assets:cash:box    -0.05 INR",
    ]
    assert rules.account_name("bank", "My bank: no 1") == "assets:bank:My-bank-no-1"
    assert rules.decimal(3, Unit("CO2", 0)) == '3 "CO2"'
