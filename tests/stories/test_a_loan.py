"""The assembly approves a loan and the treasurer pays it out."""

from datetime import timedelta

import pytest

from tequio.governance import service as governance
from tequio.governance.rules.effects import AllowPayment
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tests.stories.telling import WOMEN, everything_holds, refused


@pytest.fixture
def circle(found):
    return found(
        **{
            "lending.multiple_of_savings": "0",
            "lending.largest": 800_00,
            "lending.guarantors": 2,
            "lending.rate": "2/100",
        }
    )


@pytest.fixture
def asked(circle):
    """Fati asks for 500.00 for a loom; Gifty and Hawa stand for it."""
    loan = circle.does(
        "Fati",
        lending.request,
        minor=500_00,
        months=6,
        purpose_text="A loom",
        guarantors=circle.numbers(["Gifty", "Hawa"]),
    )
    for who in ("Gifty", "Hawa"):
        circle.does(who, lending.guarantee, loan=loan["loan"])
    return loan


def approve(circle, proposal, hands=(10, 0, 2)):
    meeting = circle.meets("Bea", WOMEN)
    done = circle.raises_hands("Bea", proposal, hands, meeting=meeting, witnesses=("Efua", "Dede"))
    circle.does("Bea", governance.close_meeting, meeting=meeting)
    return done["outcome"]


def pays_out(circle, asked, who="Caro", key=""):
    return circle.does(
        who, lending.pay_out, key=key, loan=asked["loan"], account=circle.account("cash")
    )


def test_the_assembly_approves_a_loan_and_the_treasurer_pays_it_out(circle, asked):
    with refused("no_mandate"):
        pays_out(circle, asked)
    assert approve(circle, asked["proposal"]) == "adopted"
    with refused("office_not_held"):
        pays_out(circle, asked, who="Efua")

    first = pays_out(circle, asked, key="pressed")
    assert circle.money_in("cash") == 500_00
    again = pays_out(circle, asked, key="pressed")
    assert again == first, "a second press answers with the first result"
    with refused("already_paid_out"):
        pays_out(circle, asked)
    assert circle.money_in("cash") == 500_00
    assert everything_holds()


def test_what_the_assembly_rejects_is_never_paid(circle, asked):
    assert approve(circle, asked["proposal"], (4, 6, 2)) == "rejected"
    with refused("no_mandate"):
        pays_out(circle, asked)


def test_the_mandate_of_one_loan_cannot_pay_another(circle, asked):
    other = circle.does(
        "Joy",
        lending.request,
        minor=200_00,
        months=6,
        guarantors=circle.numbers(["Gifty", "Hawa"]),
    )
    for who in ("Gifty", "Hawa"):
        circle.does(who, lending.guarantee, loan=other["loan"])
    approve(circle, asked["proposal"])
    with refused("no_mandate"):
        pays_out(circle, other)


def test_over_the_ceiling_is_refused_with_what_the_assembly_allowed(circle):
    allowed = AllowPayment("mandate", "ledger.pay", 500_00, "GHS", ("treasurer",), subject="roof")
    proposal = circle.proposes("Dede", "Mend the roof", allowed)
    approve(circle, proposal)
    circle.pays("Caro", 300_00, "roof", "Tin")
    with refused("over_the_ceiling") as caught:
        circle.pays("Caro", 200_01, "roof", "Nails")
    assert "500.00" in str(caught.value.refusals[0])
    circle.pays("Caro", 200_00, "roof", "Nails")


def test_an_expired_mandate_pays_nothing(circle):
    until = circle.stage.today + timedelta(days=30)
    allowed = AllowPayment(
        "mandate", "ledger.pay", 500_00, "GHS", ("treasurer",), subject="roof", until=until
    )
    approve(circle, circle.proposes("Dede", "Mend the roof", allowed))
    circle.stage.on(until)
    circle.pays("Caro", 1_00, "roof", "Tin")
    circle.stage.later(1)
    with refused("mandate_over"):
        circle.pays("Caro", 1_00, "roof", "Nails")


def test_the_loan_comes_back_with_interest_first_and_is_over_when_nothing_is_owed(circle, asked):
    approve(circle, asked["proposal"])
    pays_out(circle, asked)
    circle.stage.later(31)
    paid = circle.does(
        "Caro", lending.repay, loan=asked["loan"], minor=100_00, account=circle.account("cash")
    )
    assert (paid["interest"], paid["principal"]) == (10_00, 90_00), "2 % of 500.00 a month"
    with refused("more_than_owed"):
        circle.does(
            "Caro", lending.repay, loan=asked["loan"], minor=900_00, account=circle.account("cash")
        )
    assert everything_holds()


def test_saving_and_withdrawing_need_no_vote_because_the_statutes_allow_them(circle):
    circle.does(
        "Caro",
        ledger.save,
        person=circle.person["Joy"],
        account=circle.account("cash"),
        minor=20_00,
        unit="GHS",
    )
    assert circle.money_in("cash") == 1_020_00
    assert everything_holds()
