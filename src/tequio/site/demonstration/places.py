"""The crèche in five places, to the table of the reference, and three places that ask for rides.

One size does not fit all.  All places and values are invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tequio.knowledge import service
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.places import NewValue
from tequio.site.demonstration.stage import Group

ASKS, KEEPS = "Achieng Otieno", "Inés Fontana"


def asked(**answers: str) -> tuple[NewValue, ...]:
    """What an assembly said, by variable; of money with its unit: `3400 ZAR`."""
    return tuple(
        NewValue(variable, "assembly", value=value, unit=unit)
        for variable, answer in answers.items()
        for value, _, unit in [answer.partition(" ")]
    )


WITHOUT_MEANS = {
    "median_household_income": "3400 ZAR",
    "bonding_trust": "8",
    "registration_feasible": "no",
    "bank_credit_access": "no",
    "services_available_separately": "no",
    "customary_group_rules": "yes",
}
FIVE = {
    "Suburb on the ridge": asked(
        median_household_income="28000 ZAR",
        savings_group_density="1",
        bonding_trust="5",
        registration_feasible="yes",
        bank_credit_access="yes",
        services_available_separately="yes",
        customary_group_rules="no",
    ),
    "Township by the railway": asked(**WITHOUT_MEANS, savings_group_density="14"),
    "Township, groups not surveyed": asked(**WITHOUT_MEANS),
    "New settlement on the slope": asked(**WITHOUT_MEANS, savings_group_density="1"),
    "A place of which nothing is known": (),
}
"""The five places of the crèche, with what was said of them."""
BY_THE_BROOK = asked(
    bonding_trust="6", electricity_hours="24", services_available_separately="no", water_minutes="1"
)
FOR_RIDES = ("Site C and its school", "Market road of the savers", "Lanes of the fields")
OF_RIDES = (
    asked(electricity_hours="18", bonding_trust="8", bank_credit_access="no", network="data"),
    asked(electricity_hours="5", energy_sources="grid", bonding_trust="7", network="voice"),
    asked(
        electricity_hours="6",
        energy_sources="grid,solar",
        bonding_trust="6",
        bank_credit_access="no",
        group_lending_allowed="yes",
        savings_group_density="11",
        network="voice",
    ),
)


def is_described(
    network: Group, name: str, said: Iterable[NewValue], *, country: str = "", party: str = ""
) -> int:
    """A place with what an assembly said of it; its number."""
    given: dict[str, Any] = {"name": name, "country": country, "party": party}
    given["is_public"] = not party
    place = int(network.does(ASKS, service.describe_context, **given)["context"])
    for one in said:
        network.does(ASKS, service.say_value, context=place, said=one)
    return place


def are_assessed(network: Group) -> None:
    """The crèche is taken from the ready cases and held beside five places."""
    case = Practice(case="creche")
    told = network.does(KEEPS, service.fork, practice=case, role="researcher", language="en")
    creche = Practice(innovation=int(told["innovation"]))
    network.does(network.secretary, service.publish, innovation=creche.innovation)
    for name, said in FIVE.items():
        place = is_described(network, name, said, country="ZA")
        network.does(ASKS, service.assess, context=place, practice=creche)
