"""Caro paid for a roof at night.  The book says so, the members accept a part, the rest returns."""

from tequio.governance.rules.effects import RatifyClaim
from tequio.ledger import queries as ledger_queries
from tequio.ledger import service as ledger
from tests.stories.telling import decides, everything_holds, refused


def open_claims(circle):
    return [(one.transfer, one.left) for one in ledger_queries.claims(circle.organisation)]


def test_money_was_paid_without_a_vote_is_ratified_in_part_and_the_rest_recovered(circle):
    with refused("no_mandate"):
        circle.pays("Caro", 80_00, "roof", "Nails and tin")
    paid = circle.does(
        "Caro",
        ledger.record_undecided,
        person=circle.person["Caro"],
        account=circle.account("cash"),
        minor=80_00,
        unit="GHS",
        subject="roof",
        payee_text="Nails and tin, at night",
    )
    claim = paid["claim"]
    assert circle.money_in("cash") == 920_00, "the book follows the box, whoever decided"
    assert open_claims(circle) == [(claim, 80_00)]

    circle.stage.later(3)
    decides(circle, "Accept the tin, not the nails", RatifyClaim("ratification", claim, 50_00))
    assert open_claims(circle) == [(claim, 30_00)]
    with refused("more_than_is_open"):
        circle.proposes(
            "Dede", "Accept more than is open", RatifyClaim("ratification", claim, 31_00)
        )

    circle.stage.later(4)
    circle.does(
        "Caro", ledger.recover_claim, claim=claim, account=circle.account("cash"), minor=30_00
    )
    assert open_claims(circle) == []
    assert circle.money_in("cash") == 950_00
    assert everything_holds()
