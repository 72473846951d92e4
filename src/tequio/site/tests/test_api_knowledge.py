"""What everybody may read of a library, over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import a_place, says
from tequio.knowledge.tests.writing import begun, published

pytestmark = pytest.mark.django_db


def reads(path: str, status: int = 200) -> Any:
    answer = Client().get(f"/api/v1/knowledge/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def asks(path: str, values: Any, status: int = 200) -> Any:
    where = f"/api/v1/knowledge/{path}/assess"
    answer = Client().post(where, values, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def here():
    here = stage.library()
    here.adopts(knowledge__public=True)
    return here


def test_anybody_reads_variables_and_ready_cases():
    assert len(reads("variables")) == 40
    listed = reads("cases")
    assert {"creche", "nodess"} <= {one["case"] for one in listed}
    assert reads("cases/creche")["components"][0]["id"] == "care"
    assert reads("cases/unheard-of", 404)["refusals"][0]["code"] == "no_practice_to_read"


def test_a_case_is_held_beside_a_place_and_nothing_is_stored():
    found = asks("cases/creche", {"median_household_income": {"value": 3400, "unit": "ZAR"}})
    assert found["verdict"] == "not_enough_known"
    wrong = asks("cases/creche", {"mood": 1, "bonding_trust": 99}, 422)
    assert wrong["refusals"][0]["code"] == "place_not_readable"


def test_what_was_published_is_read_and_nothing_else(here):
    shown, hidden = published(here), begun(here)
    assert [one["practice"] for one in reads("network/practices")["practices"]] == [shown]
    assert reads(f"network/practices/{shown}")["title"] == {"en": "A rota of mothers"}
    reads(f"network/practices/{hidden}", 404)
    assert asks(f"network/practices/{shown}", {}, 409)["refusals"][0]["code"] == (
        "nothing_needed_told"
    )
    a_place(here)
    langa = a_place(here, "Langa", is_public=True)
    says(here, langa, "trust", "8")
    assert [one["name"] for one in reads("network/places")] == ["Langa"]
    said = reads(f"network/places/{langa}")["variables"]["bonding_trust"]
    assert (said["state"], said["values"][0]["value"]) == ("known", 8)
    assert "person" not in said["values"][0]
    reads(f"network/places/{langa + 999}", 404)


def test_a_library_that_is_not_public_is_not_there():
    stage.library()
    reads("network/practices", 404)
