"""One group, two functions: mothers who save, and the crèche that they run.

One membership, one constitution, two books; each balances by itself.  Invented after the seeds'
township groups.
"""

from __future__ import annotations

from datetime import date

import pytest

from tequio.circles import service as circles
from tequio.circles.queries import held_in, running_cycle
from tequio.governance.rules.effects import AllowPayment
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.ledger import queries as books
from tequio.ledger import service as ledger
from tequio.membership import queries as members
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Stage
from tequio.statutes.queries import template
from tests.circles.groups import adopts, refused
from tests.stories.telling import everything_holds

MOTHERS = "Ayanda Busisiwe Dineo Fikile Gugu Khanyi Lerato Mbali Nandi Palesa Thandi Zodwa".split()
OFFICES = {
    "Ayanda": ("chair",),
    "Busisiwe": ("secretary",),
    "Dineo": ("treasurer", "bookkeeper"),
}
SAVING = ("circle.shares", "circle.fine", "circle.fine_paid", "circle.gain", "circle.leave")
FEES = 150_00
"""What a child's month at the crèche costs, in cents."""


@pytest.fixture
def mothers(stage: Stage) -> Savers:
    known = template("township-group")
    assert known is not None
    group = stage.on(date(2026, 3, 2)).found(
        NewGroup("Masakhane", "association", "ZAR", template="township-group", country="ZA"),
        [Founder(name, offices=OFFICES.get(name, ())) for name in MOTHERS],
        values={
            "standing.purposes": [*known.plain()["standing.purposes"], *SAVING],
            "circle.share_price": 50_00,
            "circle.contribution": 10_00,
            "circle.weekday": "monday",
        },
    )
    group.secretary = "Busisiwe"
    return Savers(group, "Dineo", ("Gugu", "Khanyi"), book="savings")


@pytest.fixture
def creche(mothers: Savers) -> int:
    """The cash box of the crèche, in a book of its own."""
    opened = mothers.group.does("Dineo", ledger.add_account, kind="cash", unit="ZAR", book="creche")
    return int(opened["account"])


def pays_fees(mothers: Savers, creche: int, who: str) -> None:
    mothers.group.does(
        "Dineo", ledger.receive, account=creche, minor=FEES, unit="ZAR", subject=f"fees {who}"
    )


def cash(mothers: Savers, book: str) -> int:
    listed = books.accounts(mothers.group.organisation, book=book)
    return sum(one.minor for one in listed if one.kind == "cash")


def balances(mothers: Savers, book: str) -> bool:
    """All debits of a book are all its credits."""
    listed = books.accounts(mothers.group.organisation, book=book)
    owned = sum(one.minor for one in listed if one.kind in {"cash", "expense", "member-loan"})
    owed = sum(one.minor for one in listed if one.kind not in {"cash", "expense", "member-loan"})
    return owned == owed


def test_each_function_has_a_book_that_balances_by_itself(mothers: Savers, creche: int) -> None:
    mothers.starts()
    mothers.meets(dict.fromkeys(MOTHERS, 2))
    for name in MOTHERS[:8]:
        pays_fees(mothers, creche, name)
    food = AllowPayment("mandate", "ledger.pay", 900_00, "ZAR", ("treasurer",), subject="food")
    adopts(mothers, mothers.group.proposes("Gugu", "Maize meal and milk", food))
    mothers.group.does(
        "Dineo",
        ledger.pay,
        purpose="ledger.pay",
        account=creche,
        minor=870_00,
        unit="ZAR",
        subject="food",
        payee_text="Wholesaler at the rank",
    )
    assert cash(mothers, "savings") == 12 * (2 * 50_00 + 10_00)
    assert cash(mothers, "creche") == 8 * FEES - 870_00
    assert balances(mothers, "savings")
    assert balances(mothers, "creche")
    assert everything_holds()


def test_what_the_creche_earns_is_not_shared_out_with_the_savings(
    mothers: Savers, creche: int
) -> None:
    mothers.starts()
    mothers.meets(dict.fromkeys(MOTHERS, 2))
    pays_fees(mothers, creche, "Ayanda")
    proposed = mothers.group.does("Gugu", circles.propose_share_out, book="savings")
    assert proposed["pool"] == 12 * 100_00
    adopts(mothers, proposed["proposal"])
    mothers.group.does("Dineo", circles.share_out, book="savings")
    assert cash(mothers, "savings") == 12 * 10_00, "the social fund stays"
    assert cash(mothers, "creche") == FEES
    assert everything_holds()


def test_a_mother_who_stops_saving_is_still_a_mother_of_the_creche(
    mothers: Savers, creche: int
) -> None:
    mothers.starts()
    mothers.meets(dict.fromkeys(MOTHERS, 2))
    group, zodwa = mothers.group, mothers.group.person["Zodwa"]
    left = mothers.leaves("Zodwa")
    assert left["paid"] == 100_00
    assert members.standing(zodwa, group.organisation, group.stage.today).is_member
    cycle = running_cycle(group.organisation, "savings")
    assert cycle is not None
    assert zodwa not in held_in(group.organisation, cycle)
    pays_fees(mothers, creche, "Zodwa")
    group.stage.later(28)
    with refused("left_the_cycle"):
        mothers.meets({"Zodwa": 1})
    mothers.meets(Told({"Ayanda": 1}, gives_no_social=("Zodwa",)))
    assert cash(mothers, "creche") == FEES
    assert everything_holds()


def test_the_constitution_is_one_and_the_meetings_of_a_day_are_two(
    mothers: Savers, creche: int
) -> None:
    """The savings meet first, then the members as the crèche: two sheets of one day, two books."""
    kitchen = Savers(mothers.group, "Dineo", ("Gugu", "Khanyi"), book="kitchen")
    mothers.starts()
    kitchen.starts()
    mothers.meets(dict.fromkeys(MOTHERS, 2))
    kitchen.meets({"Nandi": 1, "Palesa": 1})
    with refused("sheet_already_there"):
        kitchen.meets({"Nandi": 1})
    nandi = books.accounts_of_person(mothers.group.organisation, mothers.group.person["Nandi"])
    assert {(one.book, one.kind, one.minor) for one in nandi} == {
        ("savings", "member-shares", 100_00),
        ("kitchen", "member-shares", 50_00),
    }
    assert everything_holds()
