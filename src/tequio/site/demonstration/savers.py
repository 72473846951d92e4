"""Twenty women who save every week in a box with three locks, in their second cycle.

After the seeds' account of women's savings groups.  Persons, sums and dates are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tequio.circles import service as circles
from tequio.circles.queries import payment_of_share_out
from tequio.governance import service as governance
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.lending import queries as lending
from tequio.mandates import service as mandates
from tequio.membership import queries as members
from tequio.site.demonstration import messages
from tequio.site.demonstration.meeting import Asks, Claims, Savers, Told
from tequio.site.demonstration.stage import Group, Stage

WOMEN = """
    Abena Adjoa Afia Akosua Akua Ama Araba Baaba Dede Efua
    Ekua Esi Fatima Korkor Maame Naa Serwaa Sika Yaa Zainab
""".split()
CHAIR, SECRETARY, TREASURER = WOMEN[0], WOMEN[1], WOMEN[2]
KEYHOLDERS = WOMEN[3], WOMEN[4], WOMEN[5]
WITNESSES = WOMEN[8], WOMEN[9]
OFFICES = {
    CHAIR: ("chair",),
    SECRETARY: ("secretary",),
    TREASURER: ("treasurer", "bookkeeper"),
    **dict.fromkeys(KEYHOLDERS, ("keyholder",)),
}
CEDI = 100
WEEKS = 7
"""Meetings of the cycle that runs; the next one is today."""


def tell(stage: Stage, today: date) -> Group:
    """The history of the group up to the evening before its next meeting."""
    begin = today - timedelta(days=7 * (WEEKS + 2))
    group = stage.on(begin).found(
        NewGroup(
            "Nsoroma savings circle",
            "savings-circle",
            "GHS",
            template="savings-circle",
            country="GH",
            language="en",
            is_invented=True,
        ),
        [
            Founder(woman, phone=messages.READERS.get(woman, ""), offices=OFFICES.get(woman, ()))
            for woman in WOMEN
        ],
        values=_values(today),
    )
    group.secretary = SECRETARY
    savers = Savers(group, TREASURER, WITNESSES, keyholders=KEYHOLDERS)
    _a_first_cycle(savers)
    savers.starts()
    for week in range(WEEKS):
        if week == WEEKS - 1:
            messages.are_wanted(group)
        savers.meets(_meeting(group, week))
        stage.later(7)
    messages.are_sent_and_one_answers_no(group)
    return group


def _values(today: date) -> dict[str, Any]:
    """What they read aloud and changed: the price, the fines, their own day."""
    return {
        "circle.weekday": today.strftime("%A").lower(),
        "circle.share_price": 5 * CEDI,
        "circle.contribution": CEDI,
        "circle.fine_late": CEDI // 2,
        "circle.fine_absent": CEDI,
        "circle.keys": 1,
        "circle.coin": CEDI // 2,
    }


def _a_first_cycle(savers: Savers) -> None:
    """One meeting to learn it, and shared out on the same day."""
    group = savers.group
    savers.starts()
    savers.meets(Told(_shares(0)))
    filed = group.does(TREASURER, circles.propose_share_out)
    meeting = group.meets(SECRETARY, WOMEN)
    group.raises_hands(
        SECRETARY, filed["proposal"], (19, 0, 1), meeting=meeting, witnesses=WITNESSES
    )
    group.does(SECRETARY, governance.close_meeting, meeting=meeting)
    _three_keys_are_turned(group)
    group.does(TREASURER, circles.share_out)
    group.stage.later(14)


def _three_keys_are_turned(group: Group) -> None:
    """Each key-holder turns hers on exactly what every member gets."""
    payment = payment_of_share_out(group.organisation, "main", on=group.stage.today)
    assert payment is not None, "nothing stands against the share-out"
    for name in KEYHOLDERS:
        group.does(name, mandates.turn_key, mandate=payment.mandate, payment_hash=payment.payment)


def _shares(week: int) -> dict[str, int]:
    """Everybody buys two shares; some three, and each time others."""
    return {woman: 3 if (place + week) % 4 == 0 else 2 for place, woman in enumerate(WOMEN)}


def _meeting(group: Group, week: int) -> Told:
    """The meetings in which something happens beside saving."""
    shares = _shares(week)
    repays = _due(group, "Yaa")
    if week == 2:
        asks = (Asks("Esi", 60 * CEDI, (17, 0, 2), weeks=4, purpose="Fish to smoke and sell"),)
        return Told(
            shares | {"Zainab": 0}, attendance={"Zainab": "excused"}, asks=asks, heard="same"
        )
    if week == 3:
        asks = (Asks("Yaa", 80 * CEDI, (17, 1, 2), weeks=8, purpose="A sewing machine"),)
        return Told(shares, asks=asks, heard="same")
    if week == WEEKS - 1:
        return Told(
            shares | {"Korkor": 0},
            attendance={"Maame": "late", "Korkor": "absent"},
            fines={"Maame": "late", "Korkor": "absent"},
            fines_paid={"Maame": CEDI // 2},
            repays=repays,
            asks=(
                Asks("Sika", 90 * CEDI, (15, 1, 2), weeks=4, purpose="Seed", is_handed_out=False),
            ),
            heard="same",
        )
    claims = [Claims("Naa", 20 * CEDI, (17, 0, 1), "illness")] if week == 4 else []
    return Told(shares, claims=claims, repays=repays, heard="same" if week else "")


def _due(group: Group, name: str) -> dict[int, int]:
    """What she repays today: all that is due.  Esi has not paid anything yet."""
    today = group.stage.today
    standing = members.standing(group.person[TREASURER], group.organisation, today)
    return {
        line.loan.id: line.standing.due_now
        for line in lending.loans(group.organisation, standing, today)
        if line.loan.person == group.person[name] and line.standing and line.standing.due_now
    }
