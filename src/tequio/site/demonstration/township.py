"""A group of mothers in a South African township: savings, care and food in one group.

After the seeds' account of groups that do many things at once, informal and on local trust.
Persons, sums and dates are invented.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tequio.circles import service as circles
from tequio.circles.queries import wheel_by_number
from tequio.circles.rules.reckoning import Short
from tequio.circles.rules.turns import sealed
from tequio.circles.rules.wheel import Taker, receiver
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
TURN = 100 * RAND
"""What six of them pay into a pot each month, which one of them receives."""
WORDS = dict(zip(MOTHERS[12:18], "mealie umbrella taxi kettle morning thread".split(), strict=True))
TAKERS = tuple(WORDS)


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
        values={"keys.pay": 3, "turn.contribution": TURN},
    )
    group.secretary = SECRETARY
    turns = _turns_begin(group)
    for month in range(4):
        _round(group, absent=month)
        _turn(group, turns, short=TAKERS[4:5] if month == 3 else ())
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


def _turns_begin(group: Group) -> int:
    """Six of them take turns besides; the lot decides, drawn on the treasurer's phone."""
    takers = tuple(Taker(group.person[name]) for name in TAKERS)
    facts = group.does(TREASURER, circles.start_turns, takers=takers, aside=10 * RAND)
    turns = int(facts["turns"])
    for name, word in WORDS.items():
        given: dict[str, Any] = {"turns": turns, "person": group.person[name]}
        group.does(TREASURER, circles.lay_down_word, **given, seal=sealed(word))
    for name, word in WORDS.items():
        given = {"turns": turns, "person": group.person[name]}
        group.does(name, circles.open_word, **given, word=word)
    group.does(TREASURER, circles.draw_order, turns=turns)
    return turns


def _turn(group: Group, turns: int, *, short: tuple[str, ...]) -> None:
    """A round: all pay, one receives the pot; what one misses comes from what was put aside."""
    wheel = wheel_by_number(group.organisation, turns)
    assert wheel is not None
    place = receiver(wheel, wheel.bids)
    missed = tuple(
        Short(group.person[name])
        for name in short
        if place and wheel.at(place).person != group.person[name]
    )
    group.does(TREASURER, circles.close_round, turns=turns, short=missed)


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
