"""Who has what and who knows whom: the smallest coalition, two introductions, and a quarter on.

The network is the one that the reference constructed.
"""

from __future__ import annotations

import pytest

from tequio.ecosystem import service
from tests.stories.a_network import Network, a_network, the_finding
from tests.stories.telling import everything_holds

HOLDS = {
    "Univ": "research training",
    "FedCoop": "members advocacy",
    "CreditUnion": "loan",
    "Muni": "procurement premises",
    "SHG-A": "trust care",
    "SHG-B": "trust savings",
    "NGO": "training care",
    "EnergyCoop": "charging",
}
TIED = (
    ("Univ", "FedCoop"),
    ("FedCoop", "CreditUnion"),
    ("FedCoop", "Muni"),
    ("SHG-A", "SHG-B"),
    ("SHG-A", "NGO"),
)
NEEDED = "training loan charging trust procurement"
COALITION = ["CreditUnion", "EnergyCoop", "Muni", "NGO", "SHG-A"]


@pytest.fixture
def here(stage) -> Network:
    network = a_network(stage)
    for name, held in HOLDS.items():
        (listed,) = network.lists(name)
        for asset in held.split():
            network.does(service.say_asset, listed=listed, asset=asset)
    for pair in TIED:
        network.are_tied(*pair)
    for asset in NEEDED.split():
        network.does(service.say_need, asset=asset)
    return network


def is_found_as_in_the_reference(here: Network) -> None:
    """The smallest coalition, who is alone, what one holds alone, and on whom too much rests."""
    seen = here.finds()
    coalition = the_finding(seen, "coalition")
    assert here.named(coalition.actors) == COALITION
    assert len(coalition.pairs) == 2, "parts are joined, not every pair that is not tied"
    assert here.named(the_finding(seen, "isolate").actors) == ["EnergyCoop"]
    held_alone = {one.assets[0] for one in seen.findings if one.number == 1}
    assert held_alone >= {"loan", "procurement", "charging"}
    brokers = [one.actors[0] for one in seen.findings if one.code == "broker"]
    assert here.named(brokers) == ["FedCoop", "SHG-A"]


def all_are_introduced(here: Network) -> list[tuple[str, str]]:
    """Bea makes the introductions for which the coalition asks: each part that is apart meets
    the others; who met whom."""
    met = []
    for found in here.finds().findings:
        if found.number == 3:
            told = here.does(service.act_on, finding=found.key, kind="introduce")
            one, other = here.named(told["actors"])
            met.append((one, other))
    return met


def test_two_introductions_make_the_smallest_coalition_and_are_thanked_next_quarter(here, stage):
    is_found_as_in_the_reference(here)
    met = all_are_introduced(here)
    assert len(met) == 2
    stage.later(60)
    for one, other in met:
        here.are_tied(one, other)

    stage.later(40)
    seen = here.finds()
    assert [(one.code, one.deeds) for one in seen.looks_back] == [("became_tie", ("thank",))] * 2
    for back in seen.looks_back:
        here.does(service.end_action, action=back.about, end="thanked", words="Come to the fair.")
    seen = here.finds()
    assert seen.looks_back == ()
    assert the_finding(seen, "coalition").pairs == (), "they know each other now"
    assert everything_holds()
