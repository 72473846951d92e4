"""A group of mothers in a South African township: savings, care and food in one group.

After the seeds' account of groups that do many things at once, informal and on local trust.
Persons, sums and dates are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tequio.governance import service as governance
from tequio.governance.rules.effects import Admit, AllowPayment, Nothing
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.ledger import service as ledger
from tequio.mandates import service as mandates
from tequio.membership import service as membership
from tequio.site.demonstration.stage import Group, Stage

MOTHERS = """
    Ayanda Babalwa Busisiwe Dineo Fikile Gugu Hlengiwe Khanyi Lerato Lindiwe Mandisa Mbali
    Nandi Noluthando Nomsa Palesa Refilwe Sibongile Thandi Thembeka Unathi Vuyo Zanele Zodwa
""".split()
CHAIR, SECRETARY, TREASURER = MOTHERS[0], MOTHERS[1], MOTHERS[2]
KEYHOLDERS = MOTHERS[6], MOTHERS[7], MOTHERS[8]
OFFICES = {
    CHAIR: ("chair",),
    SECRETARY: ("secretary",),
    TREASURER: ("treasurer", "bookkeeper"),
    **dict.fromkeys(KEYHOLDERS, ("keyholder",)),
}
RAND = 100
ROUND = 200 * RAND
"""What each mother saves a month."""


def tell(stage: Stage, today: date) -> Group:
    """The history of the group up to today."""
    group = stage.on(today - timedelta(days=128)).found(
        NewGroup(
            "Masakhane mothers",
            "association",
            "ZAR",
            template="township-group",
            country="ZA",
            language="en",
            is_invented=True,
        ),
        [Founder(name, offices=OFFICES.get(name, ())) for name in MOTHERS],
        opening=[Opening("cash", 650 * RAND)],
        values={"keys.pay": 3},
    )
    group.secretary = SECRETARY
    for month in range(4):
        _round(group, absent=month)
        if month == 0:
            _food_is_decided(group)
        if month == 1:
            _the_box_with_three_keys(group)
        if month == 2:
            _a_neighbour_asks(group)
        stage.later(26)
    _taxi_for_a_sick_child(group, today)
    return group


def _round(group: Group, *, absent: int) -> None:
    """The monthly round: everybody saves; one more each month comes late and saves later."""
    for name in MOTHERS[: len(MOTHERS) - absent]:
        group.does(
            TREASURER,
            ledger.save,
            person=group.person[name],
            account=group.account("cash"),
            minor=ROUND,
            unit=group.unit,
        )


def _food_is_decided(group: Group) -> None:
    proposal = group.proposes(
        MOTHERS[4],
        "Maize meal and oil for the crèche, in bulk",
        AllowPayment(
            "mandate",
            "ledger.pay",
            1_500 * RAND,
            "ZAR",
            ("treasurer",),
            subject="food",
            period="month",
        ),
        text="31 children eat with us. Buying together saves a third.",
    )
    meeting = group.meets(SECRETARY, MOTHERS[:21])
    group.raises_hands(
        SECRETARY, proposal, (19, 0, 2), meeting=meeting, witnesses=(MOTHERS[10], MOTHERS[11])
    )
    group.does(SECRETARY, governance.close_meeting, meeting=meeting)


def _the_box_with_three_keys(group: Group) -> None:
    """The treasurer lays the payment out, three key-holders turn their keys, then money moves."""
    fields: dict[str, Any] = {
        "purpose": "ledger.pay",
        "account": group.account("cash"),
        "minor": 1_240 * RAND,
        "unit": "ZAR",
        "subject": "food",
        "payee_text": "Wholesaler at the rank",
    }
    laid = group.does(TREASURER, ledger.prepare_payment, **fields)
    for name in KEYHOLDERS:
        group.does(name, mandates.turn_key, mandate=laid["mandate"], payment_hash=laid["payment"])
    group.does(TREASURER, ledger.pay, **fields)


def _a_neighbour_asks(group: Group) -> None:
    """A mother from the next street is written down and admitted by the group."""
    person = group.does(SECRETARY, membership.register_person, name="Nokuthula")["person"]
    group.person["Nokuthula"] = person
    proposal = group.proposes(
        CHAIR, "Admit our neighbour", Admit("admission", person), about="Nokuthula"
    )
    meeting = group.meets(SECRETARY, MOTHERS[:20])
    group.raises_hands(
        SECRETARY, proposal, (18, 1, 1), meeting=meeting, witnesses=(MOTHERS[12], MOTHERS[13])
    )
    group.does(SECRETARY, governance.close_meeting, meeting=meeting)


def _taxi_for_a_sick_child(group: Group, today: date) -> None:
    """Paid at night without asking; the group has not decided on it yet."""
    group.stage.on(today - timedelta(days=4))
    group.does(
        TREASURER,
        ledger.record_undecided,
        person=group.person[TREASURER],
        account=group.account("cash"),
        minor=180 * RAND,
        unit="ZAR",
        subject="taxi",
        payee_text="Taxi to the clinic at night",
    )
    group.proposes(
        MOTHERS[9],
        "Who fetches the children on Fridays",
        Nothing(),
        text="The rota of the week, before the rains.",
    )
    group.stage.later(1)
    group.does(
        SECRETARY,
        governance.call_meeting,
        held_on=today + timedelta(days=5),
        place="At Lindiwe's",
    )
