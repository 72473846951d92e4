"""Twenty-four women save for thirty-six weeks, with all that happens in a year, and share out.

Checked on paper: a share costs 2.00.  The sums of the last test can be added up by hand.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from tequio.circles import service as circles
from tequio.circles.queries import closing_of
from tequio.governance.rules.effects import AllowPayment, Exclude
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.lending import service as lending
from tequio.lending.queries.loans import loans_of
from tequio.site.demonstration.meeting import Asks, Claims, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.groups import (
    adopts,
    decides,
    everything_holds,
    holds,
    part_of,
    refused,
    whole_share_out,
)

WOMEN = """
    Abena Adwoa Afia Akosua Akua Ama Araba Baaba Dufie Ekua Esi Esther Eunice Faustina Grace
    Hannah Joyce Mabel Mansa Naana Patience Rebecca Serwaa Yaa
""".split()
OFFICES = {
    "Abena": ("chair",),
    "Adwoa": ("secretary",),
    "Afia": ("treasurer", "bookkeeper"),
    "Akosua": ("keyholder",),
    "Akua": ("keyholder",),
    "Ama": ("keyholder",),
}
WEEKS = 36
LATE = ("Mabel", "Mansa")
LOST, DIED = "Yaa", "Hannah"


def shares_in(week: int, name: str) -> int:
    """Two a week; Grace one, Joyce five; Yaa two until she stays away in week 19, Hannah until
    she dies in week 24; nobody buys in the last week."""
    stopped = (name == LOST and week > 18) or (name == DIED and week > 23)
    if week == WEEKS or stopped:
        return 0
    return {"Grace": 1, "Joyce": 5}.get(name, 2)


@pytest.fixture
def savers(stage: Stage) -> Savers:
    group = stage.on(date(2026, 1, 5)).found(
        NewGroup("Nkabom", "savings-circle", "GHS", template="savings-circle"),
        [Founder(woman, offices=OFFICES.get(woman, ())) for woman in WOMEN],
        values={
            "circle.keys": 1,
            "circle.share_price": 200,
            "circle.contribution": 10,
            "circle.weekday": "monday",
            "circle.fine_late": 20,
            "circle.coin": 10,
            "lending.method": "flat",
        },
    )
    group.secretary = "Adwoa"
    return Savers(group, "Afia", ("Araba", "Baaba"))


def meeting(savers: Savers, week: int, loans: dict[str, int]) -> Told:
    """What happened in a week."""
    gone = week > 24
    names = [name for name in WOMEN if not (gone and name == DIED)]
    away = {LOST: "absent"} if week > 18 else {}
    late = LATE if week % 6 == 0 and week < WEEKS else ()
    asks = {
        8: [Asks("Esi", 60_00, (22, 0, 2), months=3, purpose="A stall")],
        12: [Asks(LOST, 70_00, (20, 1, 3), months=3, purpose="Cloth")],
        20: [Asks("Ekua", 100_00, (21, 0, 1), months=3, purpose="Seeds")],
    }.get(week, [])
    repays = {20: {"Esi": 69_00}, 33: {"Ekua": 115_00}}.get(week, {})
    return Told(
        {name: shares_in(week, name) for name in names},
        attendance=away | dict.fromkeys(late, "late"),
        fines=dict.fromkeys(late, "late"),
        fines_paid=dict.fromkeys(late[:1], 20),
        repays={loans[name]: minor for name, minor in repays.items()},
        claims=[Claims(DIED, 20_00, (22, 0, 1), "death")] if week == 24 else [],
        asks=asks,
    )


@pytest.fixture
def year(savers: Savers) -> Savers:
    """Thirty-six Mondays."""
    savers.starts()
    loans: dict[str, int] = {}
    for week in range(1, WEEKS + 1):
        told = savers.meets(meeting(savers, week, loans))
        for one in told["steps"]:
            if one["kind"] == "lending.pay_out":
                names = {number: name for name, number in savers.group.person.items()}
                loans[names[one["facts"]["person"]]] = one["facts"]["loan"]
        if week == 24:
            she_died(savers)
        savers.group.stage.later(7 if week < WEEKS else 0)
    savers.group.person["the cloth"] = loans[LOST]
    return savers


def she_died(savers: Savers) -> None:
    """Her savings go to her heirs; the week after, the members end her membership."""
    hannah = savers.group.person[DIED]
    left = savers.leaves(DIED)
    assert (left["shares"], left["paid"]) == (46, 92_00), "23 weeks, two shares, 2.00 each"
    effect = Exclude("exclusion", hannah)
    proposal = savers.group.proposes("Araba", "Hannah has died", effect, about=DIED)
    adopts(savers, proposal)


def never_repays(savers: Savers) -> int:
    """Yaa is gone.  Her shares repay what they can; what is left the members give up."""
    group = savers.group
    with refused("debt_over_the_share"):
        group.does("Araba", circles.propose_share_out)
    left = savers.leaves(LOST, in_part=True)
    assert (left["shares"], left["set_off"], left["paid"]) == (36, 72_00, 0)
    loan = group.person["the cloth"]
    (owed,) = loans_of(group.organisation, ids=[loan])
    standing = owed.position(group.stage.today)
    assert standing is not None
    assert standing.owed == 70_00 + 3 * 3_50 - 72_00 == 8_50
    with refused("no_mandate"):
        group.does("Afia", lending.write_off, loan=loan)
    allowed = AllowPayment(
        "mandate", "lending.write_off", 8_50, "GHS", ("treasurer",), subject=str(loan)
    )
    decides(savers, allowed, "Yaa's cloth", by="Araba")
    group.does("Afia", lending.write_off, loan=loan)
    return loan


def test_a_year_that_the_treasurer_can_check_on_paper(year: Savers) -> None:
    """
    shares      20 women of 70, Grace 35, Joyce 175           1,610 at 2.00 = 3,220.00
    interest    Esi 60.00 and Ekua 100.00, 3 months of 5 %    9.00 + 15.00
                Yaa 70.00, 3 months, out of her own shares    10.50
    fines       Mabel and Mansa, five times 0.20              2.00
    lost        what Yaa's shares did not cover               8.50
    pool        3,220.00 + 36.50 - 8.50                       3,248.00
    a share     3,248.00 / 1,610                              2.0174
    """
    group = year.group
    never_repays(year)
    closing = closing_of(group.organisation, "main", on=group.stage.today)
    value = closing.fund.value
    assert (value.savings, value.income, value.costs) == (3_220_00, 36_50, 8_50)
    box, bag = group.money_in("cash"), holds(year, "cash", "social")
    assert box == 3_248_00 - 1_00, "Mansa never paid her fines"
    contributions = 24 * 18 + 23 * 6 + 22 * 12
    assert bag == contributions * 10 - 20_00 == 63_40
    shared = whole_share_out(year, ("Akosua", "Akua"))
    assert shared["pool"] == 3_248_00
    worth = Counter(part[2] for part in shared["parts"])
    assert worth == {141_22: 15, 141_21: 5, 70_61: 1, 353_04: 1}
    assert 15 * 141_22 + 5 * 141_21 + 70_61 + 353_04 == 3_248_00
    paid = {name: part_of(year, shared, name)[3] for name in ("Abena", "Grace", "Joyce", "Mansa")}
    assert paid == {"Abena": 141_20, "Grace": 70_60, "Joyce": 353_00, "Mansa": 140_20}
    left = sum(part[5] for part in shared["parts"])
    assert left == 15 * 2 + 5 * 1 + 1 + 4
    assert holds(year, "cash", "social") == bag + left
    assert group.money_in("cash") == 0
    assert everything_holds()
