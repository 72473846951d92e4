"""What everybody may read of a screening, over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tequio.membership.tests.groups import stranger
from tequio.screening.rules.findings import STATES
from tequio.screening.tests.hearing import Hearing, applied

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Hearing:
    return applied().decided()


def reads(case: Hearing, path: str, client: Client | None = None, status: int = 200) -> Any:
    answer = (client or Client()).get(f"/api/v1/screenings/{case.here.group.slug}/{path}")
    assert answer.status_code == status
    return answer.json()


def test_anybody_reads_packs_findings_and_their_reasons(case: Hearing) -> None:
    (pack,) = reads(case, "packs")
    assert (pack["pack"], len(pack["digest"])) == ("un-ilo@1", 64)
    whole = reads(case, "packs/un-ilo@1")
    assert whole["text"].startswith("#")
    assert whole["content"]["papers"] == "helpful"
    listed = reads(case, "findings?pack=un-ilo&verdict=not_enough_evidence")
    (found,) = listed["findings"]
    assert (found["finding"], found["state"]) == (case.finding, "not_enough_evidence")
    assert listed["next"] is None
    one = reads(case, f"findings/{case.finding}")
    assert one["reasons"] == "No meeting was shown."
    assert one["criteria"][0]["criterion"] == "C1"
    assert one["criteria"][0]["practice"] in ("holds", "fails", "unknown", "not applicable")
    assert one["wanted"]
    about = reads(case, f"organisations/{case.listed}")
    assert [each["finding"] for each in about["findings"]] == [case.finding]
    assert about["of_others"] == []


def test_what_is_not_there_is_refused_by_name(case: Hearing) -> None:
    codes = {
        "packs/fr-ess@1": "pack_not_adopted",
        "findings?pack=fr-ess": "pack_not_adopted",
        "findings/999999": "no_such_finding",
        f"findings/{2**70}": "no_such_finding",
        "organisations/999999": "no_such_listed",
    }
    for path, code in codes.items():
        assert reads(case, path, status=404)["code"] == code
    assert reads(case, "findings?verdict=meets")["findings"] == []


def test_a_verdict_that_nobody_finds_is_refused_and_each_that_stands_is_read(case: Hearing) -> None:
    refused = reads(case, "findings?verdict=xx", status=422)
    assert "verdict" in refused["detail"]
    assert "not_enough_evidence" in refused["detail"] + refused["remedy"]
    for state in ("", *STATES):
        reads(case, f"findings?verdict={state}")


def test_a_closed_register_tells_of_its_screening_to_its_members_alone(case: Hearing) -> None:
    case.here.adopts(register__public=False)
    paths = ("packs", "findings", f"findings/{case.finding}", f"organisations/{case.listed}")
    for path in paths:
        assert reads(case, path, status=404)["code"] == "no_such_organisation"
        assert reads(case, path, stranger(), status=404)["code"] == "no_such_organisation"
        assert reads(case, path, case.here.group.browser("chand"))
