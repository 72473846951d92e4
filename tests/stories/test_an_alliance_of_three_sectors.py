"""No fund before a network: an alliance of a valley gathers by the rule of the NODESS."""

from __future__ import annotations

from datetime import date

import pytest

from tequio.ecosystem import service
from tests.stories.a_network import Network, a_network
from tests.stories.telling import everything_holds, refused

SCHOOL, TOWN = "Institute of the valley", "Municipality of the valley"
STAG, OAKS = "Ejido of the white stag", "Ejido of the tall oaks"
SAVERS = "Savings cooperative of the valley"
ACTIONS = ("A nursery of native trees", "Solar panels on the sawmill, owned in common")
OTHER_SCHOOL = "Agricultural school of the coast"
SIX_MONTHS_ON = date(2026, 9, 2)


@pytest.fixture
def here(stage) -> Network:
    return a_network(stage)


def five_partners(here: Network) -> int:
    """School and town alone are refused; with two ejidos and savers there is a folio; the number of
    the alliance."""
    number = here.gathers("Node of the valley", academic=SCHOOL, local_government=TOWN)
    here.plans(number, *ACTIONS)
    with refused("social_sector_missing"):
        here.does(service.register_alliance, alliance=number, folio="MX-013")
    for name in (STAG, OAKS, SAVERS):
        (listed,) = here.lists(name)
        here.does(service.join_alliance, alliance=number, listed=listed, sector="social")
    here.does(service.register_alliance, alliance=number, folio="MX-014")
    return number


def is_admitted(here: Network, number: int) -> None:
    """Nobody shortens the six months; then the members decide."""
    here.stage.later(90)
    here.does(service.follow_alliance, alliance=number, words="Twelve came; the nursery stands.")
    with refused("formation_not_over") as caught:
        here.does(service.propose_admission, alliance=number)
    (refusal,) = caught.value.refusals
    assert dict(refusal.fields)["day"] == SIX_MONTHS_ON
    assert here.alliance(number).standing.status == "in_formation"

    here.stage.on(SIX_MONTHS_ON)
    asked = here.does(service.propose_admission, alliance=number)["proposal"]
    with refused("admission_not_decided"):
        here.does(service.admit_alliance, proposal=asked)
    here.is_decided(asked)
    here.does(service.admit_alliance, proposal=asked)
    assert here.alliance(number).standing.status == "admitted"


def test_it_gathers_waits_for_six_months_and_is_suspended_when_its_only_school_leaves(here, stage):
    assert stage.today == date(2026, 3, 2)
    number = five_partners(here)
    is_admitted(here, number)

    stage.on(date(2026, 10, 1))
    school, oaks = here.lists(SCHOOL, OAKS)
    here.does(service.leave_alliance, alliance=number, listed=oaks)
    assert here.alliance(number).standing.status == "admitted", "others stand for its sector"
    here.does(service.leave_alliance, alliance=number, listed=school)
    standing = here.alliance(number).standing
    assert (standing.status, standing.refill_until) == ("suspended", date(2026, 12, 30))

    stage.later(40)
    (other,) = here.lists(OTHER_SCHOOL)
    here.does(service.join_alliance, alliance=number, listed=other, sector="academic")
    assert here.alliance(number).standing.status == "admitted"
    assert everything_holds()
