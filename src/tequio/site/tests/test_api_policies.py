"""What everybody reads over the API of alliances, policies and programmes, where a network lets."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tequio.ecosystem import service
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.tests.allied import gathered
from tequio.ecosystem.tests.pressing import browser
from tequio.ecosystem.tests.stage import Stage, table
from tequio.ecosystem.tests.test_policies_made import DRIVERS, begun, drafted, recorded
from tequio.knowledge.tests.writing import begun as a_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    stage = table()
    stage.adopts(ecosystem__public=True)
    return stage


def reads(path: str, client: Client | None = None, status: int = 200) -> Any:
    answer = (client or Client()).get(f"/api/v1/ecosystems/network/{path}")
    assert answer.status_code == status
    return answer.json()


def test_everybody_reads_alliances_with_the_sector_that_is_missing(stage) -> None:
    here = gathered(stage, "academic", "social").plans()
    (line,) = reads("alliances")
    assert line["standing"]["missing"] == ["local_government"]
    told = reads(f"alliances/{here.number}")
    assert [one["sector"] for one in told["partners"]] == ["academic", "social"]
    assert told["plan"]["actions"][0]["where"] == "La Ceiba"
    assert reads("alliances/1", status=404)["code"] == "no_such_alliance"


def test_everybody_reads_recommendations_and_from_which_side_nobody_came(stage) -> None:
    number = begun(stage)
    recorded(stage, number)
    assert [one["process"] for one in reads("policies")] == [number]
    told = reads(f"policies/{number}")
    (advice,) = told["recommendations"]
    assert (advice["status"], advice["owner"]) == ("open", None)
    assert told["parts"]["women"] == []
    assert reads(f"policies/{2**63}", status=404)["code"] == "no_such_process"


def test_everybody_reads_programmes_and_what_is_argued_without_who_wrote_it(stage) -> None:
    number = drafted(stage)
    stage.does(service.name_affected, programme=number, affected=DRIVERS)
    argument = Argument("harms", "women", "Who decides?")
    about = {"about": "programme", "number": number}
    stage.does(service.argue_effect, domain="power", argument=argument, **about)
    assert reads("programmes") == [
        {"programme": number, "title": "Loans for riders", "opened_on": None}
    ]
    assert reads(f"programmes/{number}")["affected"][0]["harms"] == "Debts."
    assert reads("programmes/1", status=404)["code"] == "no_such_programme"
    first = reads(f"effects/programme/{number}")[0]
    assert (first["domain"], first["is_argued"]) == ("power", False)
    assert set(first["arguments"][0]) == {
        "number", "direction", "kind", "listed", "name", "words", "day"
    }  # fmt: skip
    assert reads("effects/programme/1", status=404)["code"] == "nothing_to_argue_about"
    reads("effects/weather/1", status=422)
    practice = a_practice(stage)
    reads(f"effects/innovation/{practice}", status=404)
    assert len(reads(f"effects/innovation/{practice}", browser(stage, "chand"))) == 6


def test_where_a_network_is_closed_only_who_takes_part_reads(stage) -> None:
    stage.adopts(ecosystem__public=False)
    for path in ("alliances", "policies", "programmes"):
        assert reads(path, status=404)["code"] == "no_such_organisation"
        assert reads(path, browser(stage, "chand")) == []
