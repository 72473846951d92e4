"""What whoever takes part reads of an ecosystem, over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tequio.chronicle.queries import lines_of_kind
from tequio.ecosystem import service
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_answering import FRAMEWORK, on_paper, opened
from tequio.membership import queries as members
from tequio.site.seeing import Sight
from tequio.statutes.queries import statutes_on

pytestmark = pytest.mark.django_db


def reads(path: str, client: Client | None = None, status: int = 200) -> Any:
    answer = (client or Client()).get(f"/api/v1/ecosystems/{path}")
    assert answer.status_code == status
    return answer.json()


def test_everybody_reads_frameworks_and_kinds_of_assets() -> None:
    table()
    assert "training" in [one["code"] for one in reads("assets")]
    assert reads("network/frameworks")[0]["framework"] == FRAMEWORK
    assert reads(f"network/frameworks/{FRAMEWORK}")["content"]["scale"] == 4
    assert reads("network/frameworks/ours@1", status=404)["code"] == "framework_not_kept"
    reads("nobody/frameworks", status=404)
    for closed in ("actors", "quarter", "scorecards"):
        reads(f"network/{closed}", status=404)


def test_who_takes_part_reads_ties_as_each_actor_lets_and_no_one_answer() -> None:
    here = table()
    univ, town = here.lists("University"), here.lists("Town")
    here.does(service.say_tie, listed=univ, other=town, kind="trains")
    here.does(service.say_asset, listed=univ, asset="training")
    here.does(service.say_need, asset="water")
    chand, asha = here.group.browser("chand"), here.group.browser("asha")
    one, _other = sorted(reads("network/actors", chand)["actors"], key=lambda one: one["listed"])
    assert (one["ties"][0]["kind"], one["assets"][0]["asset"]) == ("trains", "training")
    here.does(service.set_sight, listed=town, sight="organisers")
    assert not any(one["ties"] for one in reads("network/actors", chand)["actors"])
    assert all(one["ties"] for one in reads("network/actors", asha)["actors"])
    assert reads("network/quarter", chand) == {"quarter": None, "findings": []}
    here.does(service.take_quarter)
    codes = {one["code"] for one in reads("network/quarter", asha)["findings"]}
    assert "one_way" in codes
    found = reads("network/quarter", chand)
    assert "one_way" not in {one["code"] for one in found["findings"]}
    assert (found["is_whole"], found["actions"]) == (False, {})


def test_what_a_scorecard_came_to_is_read_when_it_is_closed_without_small_groups() -> None:
    here = table()
    card, chand = opened(here), here.group.browser("chand")
    on_paper(here, card, "members", 1, times=5)
    on_paper(here, card, "women", 4)
    assert reads(f"network/scorecards/{card}", chand)["blocks"] is None
    here.does(service.close_scorecard, scorecard=card)
    told = reads(f"network/scorecards/{card}", chand)
    assert told["sheets"] == 6
    assert told["blocks"][0]["groups"] == []
    assert reads("network/scorecards", chand)[0]["scorecard"] == card
    for number in (9, 2**70):
        refused = reads(f"network/scorecards/{number}", chand, status=404)
        assert refused["code"] == "no_such_scorecard"


@pytest.mark.parametrize(("who", "sees"), [("asha", True), ("chand", False)])
def test_the_chronicle_keeps_ties_to_organisers_and_sheets_to_nobody(who: str, sees: bool) -> None:
    here = table()
    univ, town = here.lists("University"), here.lists("Town")
    here.does(service.say_tie, listed=univ, other=town, kind="trains")
    on_paper(here, opened(here), "women", 2)
    assert bool(_facts(here, who, "say_tie")) is sees
    assert _facts(here, who, "answer_scorecard") == {}
    assert _facts(here, who, "open_scorecard")


def _facts(here: Stage, who: str, verb: str) -> Any:
    """What somebody is shown of the line of an act."""
    day = here.at.date()
    standing = members.standing(here.group.people[who], here.keeper, day)
    sight = Sight(standing, statutes_on(here.keeper, day))
    (line,) = lines_of_kind(here.keeper, f"ecosystem.{verb}")
    return sight.shown(line)[1]
