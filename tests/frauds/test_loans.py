"""Loans that nobody asked for, that nobody decided, that others have; and what is not repaid."""

from __future__ import annotations

from dataclasses import replace

from tequio.circles import rules
from tequio.circles import service as circles
from tequio.governance.rules.meetings import Hands
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.membership import service as membership
from tequio.notices.queries.passbook import passbook
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tests.circles.groups import holds, refused, ten
from tests.frauds.scenes import by_hand, fund, has_a_phone, is_told, lends, says_no, verify


def owes(savers: Savers, who: str) -> int:
    """What her passbook says is left of her loan."""
    group = savers.group
    book = passbook(group.organisation, group.person[who], group.stage.today)
    return sum(one.amount.minor for one in book.figures if one.kind == "loan")


def test_ghost_loan(savers: Savers) -> None:
    with refused("posting_not_allowed"):
        savers.group.does(
            "Caro",
            ledger.pay,
            purpose="lending.loan",
            account=savers.group.account("cash"),
            minor=4_000,
            unit="GHS",
            subject="1",
            payee_text="a borrower",
        )
    alone = Hands(10, 0, 0, ())
    ghost = rules.LoanAsked(savers.group.person["Fati"], 4_000, alone, months=1)
    fields = savers.fields(Told({})) | {"loans": (ghost,)}
    with refused("witnesses_missing"):
        savers.group.does("Caro", circles.close_meeting, **fields)
    assert holds(savers, "member-loan") == 0


def test_ghost_loan_from_before(savers: Savers) -> None:
    fields = {"minor": 4_000, "months": 4}
    with refused("book_has_begun"):
        savers.group.does("Caro", lending.bring, person=savers.group.person["Fati"], **fields)
    fresh = ten(savers.group.stage, name="Not met yet")
    has_a_phone(fresh, "Fati")
    told = fresh.group.does("Caro", lending.bring, person=fresh.group.person["Fati"], **fields)
    (receipt,) = [one for one in is_told(fresh, "Fati") if one.is_receipt]
    assert "40 GHS" in receipt.text
    assert f"no. {told['loan']}" in receipt.text
    (dispute,) = says_no(fresh, "Fati")
    assert dispute.person == fresh.group.person["Fati"]


def test_loan_in_anothers_name(savers: Savers) -> None:
    has_a_phone(savers, "Fati")
    lends(savers, "Fati", 4_000)
    assert any("40 GHS" in one.text for one in is_told(savers, "Fati"))
    assert owes(savers, "Fati") == 4_000
    (dispute,) = says_no(savers, "Fati")
    assert dispute.person == savers.group.person["Fati"]


def test_bookkeeper_lends_to_herself(savers: Savers) -> None:
    asked = savers.group.does("Caro", lending.request, minor=1_000, months=1)
    with refused("no_mandate"):
        savers.group.does(
            "Caro", lending.pay_out, loan=asked["loan"], account=savers.group.account("cash")
        )
    hands = Hands(10, 0, 0, savers.group.numbers(("Caro", "Efua")))
    own = rules.LoanAsked(savers.group.person["Caro"], 1_000, hands, months=1)
    fields = savers.fields(Told({})) | {"loans": (own,)}
    with refused("witnesses_missing"):
        savers.group.does("Caro", circles.close_meeting, **fields)


def test_repayment_pocketed(savers: Savers) -> None:
    has_a_phone(savers, "Fati")
    lends(savers, "Fati", 1_000)
    before = [one.id for one in is_told(savers, "Fati") if one.is_receipt]
    assert owes(savers, "Fati") == 1_000
    savers.group.stage.later(28)
    after = [one.id for one in is_told(savers, "Fati") if one.is_receipt]
    assert after == before, "no receipt for what she paid"
    (owed,) = fund(savers).loans[savers.group.person["Fati"]]
    standing = owed.loan.position(savers.group.stage.today)
    assert standing is not None
    assert standing.days_late > 0


def test_interest_kept(savers: Savers) -> None:
    loan = lends(savers, "Fati", 1_000)
    paid = savers.meets(Told({}, repays={loan: 1_000}))
    (repaid,) = [step["facts"] for step in paid["steps"] if step["kind"] == "lending.repay"]
    assert (repaid["interest"], repaid["principal"]) == (50, 950)
    assert owes(savers, "Fati") == 50, "what she gave for interest and nobody wrote down"


def test_repaid_twice(savers: Savers) -> None:
    loan = lends(savers, "Fati", 1_000)
    savers.meets(Told({}, repays={loan: 1_050}))
    assert owes(savers, "Fati") == 0
    savers.group.stage.later(7)
    with refused("more_than_owed"):
        savers.meets(Told({}, repays={loan: 1_050}))


def test_split_loans_under_the_limit(savers: Savers) -> None:
    """Three times her savings of 15.00 is 45.00."""
    lends(savers, "Fati", 3_000)
    with refused("over_own_savings"):
        savers.meets(Told({}, asks=[Asks("Fati", 1_600, (10, 0, 0), months=1)]))
    savers.meets(Told({}, asks=[Asks("Fati", 1_500, (10, 0, 0), months=1)]))


def test_loan_written_off_quietly(savers: Savers) -> None:
    loan = lends(savers, "Fati", 1_000)
    with refused("no_mandate"):
        savers.group.does("Caro", lending.write_off, loan=loan)
    assert owes(savers, "Fati") == 1_000


def test_ghost_member(savers: Savers) -> None:
    fields = savers.fields(Told({}))
    ghost = replace(fields["lines"][0], person=9_999)
    with refused("not_on_the_sheets_roll"):
        savers.group.does(
            "Caro", circles.close_meeting, **fields | {"lines": (*fields["lines"], ghost)}
        )
    guest = savers.group.does("Bea", membership.register_person, name="Zuri")["person"]
    assert verify() == set()
    by_hand(
        "INSERT INTO membership_membershiprow"
        " (organisation_id, id, person_id, member_class, since, is_void)"
        f" SELECT organisation_id, id + 9000, {guest}, member_class, since, is_void"
        " FROM membership_membershiprow ORDER BY id LIMIT 1"
    )
    assert verify() == {"membership_differs"}
