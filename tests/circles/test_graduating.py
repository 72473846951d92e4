"""After a cycle a group decides how it goes on, and its federation sees it if the group lets it."""

from __future__ import annotations

import pytest

from tequio.chronicle.rules import OF_THE_DOOR
from tequio.chronicle.service import ACTS
from tequio.circles import service as circles
from tequio.circles.queries.graduating import graduations
from tequio.circles.queries.overseeing import groups_by_need
from tequio.kernel import Unit
from tequio.site.demonstration.meeting import Savers
from tequio.site.demonstration.stage import Stage
from tests.circles import federated as told
from tests.circles.filling import Writer, words
from tests.circles.groups import adopts, everything_holds, refused, ten
from tests.circles.test_refusals_of_cycles import a_guest

pytestmark = pytest.mark.django_db


def over(savers: Savers) -> Savers:
    """A first cycle is over."""
    savers.starts()
    savers.group.does("Caro", circles.end_cycle)
    return savers


def test_a_group_goes_on_by_itself_once_its_members_decided_it() -> None:
    savers = over(ten())
    organisation = savers.group.organisation
    filed = savers.group.does("Dede", circles.propose_graduation, form="alone", why="We can.")
    assert graduations([organisation]) == {}
    adopts(savers, filed["proposal"])
    ((found,),) = graduations([organisation]).values()
    assert (found.form, found.since) == ("alone", savers.group.stage.today)
    page = words(Writer(savers, "Dede").opens("graduate"))
    assert "We go on by ourselves, without a facilitator" in page
    assert everything_holds()


@pytest.mark.parametrize("shows", ["nothing", "figures"])
def test_the_federation_sees_it_on_its_list_if_the_group_lets_it(shows: str) -> None:
    stage = Stage(told.MONDAY)
    federation = told.found(stage, "Union", told.DELEGATES)
    values = {"privacy.federation": shows, "circle.share_price": 100}
    group = told.found(stage, "Nari", told.TEN, **values)
    told.joins(group, federation)
    group.does(told.treasurer(group), circles.start_cycle)
    group.does(told.treasurer(group), circles.end_cycle)
    fields = {"form": "federation", "federation": federation.organisation}
    filed = group.does("Dede", circles.propose_graduation, **fields)
    people = list(group.person)
    meeting = group.meets(group.secretary, people)
    hands = (len(people), 0, 0)
    group.raises_hands(
        group.secretary, filed["proposal"], hands, meeting=meeting, witnesses=people[4:6]
    )
    (line,) = groups_by_need(federation.organisation, Unit("INR", 2), stage.today)
    assert (line.graduated is not None) == (shows == "figures")


def test_the_page_proposes_it_to_the_members() -> None:
    savers = over(ten())
    writer = Writer(savers, "Dede")
    sent = {"goes_on": "cooperative", "why": "", "key": "a"}
    answer = writer.client.post(writer.address("graduate"), sent, follow=True)
    assert answer.redirect_chain
    assert "We go on as a cooperative" in words(answer.content.decode())


REFUSED = {
    "not_a_member": lambda savers: (a_guest(over(savers)), {"form": "alone"}),
    "no_cycle_is_over": lambda savers: ("Dede", {"form": "alone"}),
    "not_of_this_federation": lambda savers: (
        "Dede",
        {"form": "federation", "federation": over(savers).group.organisation},
    ),
    "already_graduated": lambda savers: (
        "Dede",
        over(savers).group.does("Dede", circles.propose_graduation, form="alone")
        and {"form": "alone"},
    ),
}


@pytest.mark.parametrize("code", REFUSED)
def test_what_a_group_cannot_become_says_why(code: str) -> None:
    savers = ten()
    who, fields = REFUSED[code](savers)
    with refused(code):
        savers.group.does(who, circles.propose_graduation, **fields)


def test_every_refusal_of_it_is_raised_here() -> None:
    declared = {kind.code for kind in ACTS["circles.propose_graduation"].refusals}
    assert declared - {kind.code for kind in OF_THE_DOOR} == {*REFUSED}
