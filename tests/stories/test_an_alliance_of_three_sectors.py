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


@pytest.fixture
def here(stage) -> Network:
    return a_network(stage)


def five_partners(here: Network) -> int:
    """School, town, two ejidos and savers, with a plan and a folio; the number."""
    number = here.gathers("Node of the valley", academic=SCHOOL, local_government=TOWN, social=STAG)
    for name in (OAKS, SAVERS):
        (listed,) = here.lists(name)
        here.does(service.join_alliance, alliance=number, listed=listed, sector="social")
    here.plans(number, *ACTIONS)
    here.does(service.register_alliance, alliance=number, folio="MX-014")
    return number


@pytest.mark.parametrize(
    ("sectors", "missing"),
    [
        ({"local_government": TOWN, "social": STAG}, "academic_missing"),
        ({"academic": SCHOOL, "social": STAG}, "local_government_missing"),
        ({"academic": SCHOOL, "local_government": TOWN}, "social_sector_missing"),
    ],
)
def test_two_sectors_are_refused_by_name_of_the_third(here, sectors, missing):
    number = here.gathers("Node of the valley", **sectors)
    here.plans(number, *ACTIONS)
    with refused(missing) as caught:
        here.does(service.register_alliance, alliance=number, folio="MX-013")
    assert missing == caught.value.refusals[0].code


def test_six_months_run_from_the_folio_and_nothing_shortens_them(here, stage):
    number = five_partners(here)
    assert stage.today == date(2026, 3, 2)
    stage.later(90)
    here.does(service.follow_alliance, alliance=number, words="Twelve came; the nursery stands.")
    with refused("formation_not_over") as caught:
        here.does(service.propose_admission, alliance=number)
    (refusal,) = caught.value.refusals
    assert dict(refusal.fields)["day"] == date(2026, 9, 2)
    assert here.alliance(number).standing.status == "in_formation"

    stage.on(date(2026, 9, 2))
    asked = here.does(service.propose_admission, alliance=number)["proposal"]
    with refused("admission_not_decided"):
        here.does(service.admit_alliance, proposal=asked)
    here.is_decided(asked)
    here.does(service.admit_alliance, proposal=asked)
    assert here.alliance(number).standing.status == "admitted"
    assert everything_holds()


def test_when_its_only_school_leaves_it_is_suspended_until_another_comes(here, stage):
    number = five_partners(here)
    stage.later(200)
    here.does(service.follow_alliance, alliance=number, words="The panels wait for a meter.")
    asked = here.does(service.propose_admission, alliance=number)["proposal"]
    here.is_decided(asked)
    here.does(service.admit_alliance, proposal=asked)

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
