"""What anybody can take along of a finding, and check: label, credential, status."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tequio.membership.tests.groups import browser_of
from tequio.registry import service as registry
from tequio.registry.service import node_key
from tequio.registry.tests.test_tables import run, without_guards
from tequio.screening.models import LapseRow
from tequio.screening.queries.partners import partner_verdicts
from tequio.screening.rules.credentials import read_credential
from tequio.screening.tests.hearing import Hearing, by_letter
from tequio.screening.tests.partners import KEY, credential

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Hearing:
    return by_letter().decided()


def at(case: Hearing, end: str = "") -> str:
    return f"/o/network/screening/findings/{case.finding}{end}"


def says(verdict: str) -> None:
    """A panel found so."""
    without_guards()
    run(f"UPDATE screening_findingrow SET verdict = '{verdict}'")


def test_a_label_is_there_for_what_meets_the_rules_and_for_nothing_else(case, client: Client):
    assert client.get(at(case, ".svg")).status_code == 404
    says("meets")
    found = client.get(at(case, ".svg"))
    assert found["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert found["Cache-Control"] == "public, max-age=300"
    assert found["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "frame-ancestors *" in found["Content-Security-Policy"]
    assert not found.has_header("X-Frame-Options")
    drawn = ElementTree.fromstring(found.content)
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.find(f"{space}title").text == "Green Ltd: Shown: it meets these rules"
    told = drawn.find(f"{space}desc").text
    assert "un-ilo@1" in told
    assert "Found by:" in told
    assert "Counts until" in told
    lines = " ".join(one.text for one in drawn.iter(f"{space}text"))
    assert "Green Ltd" in lines
    assert "meets these rules" in lines
    assert at(case) in client.get(at(case, ".svg")).content.decode().replace("\n", "")


def test_a_label_speaks_the_language_that_is_asked_for(case, client: Client):
    says("meets")
    asked = ElementTree.fromstring(client.get(at(case, ".svg"), {"language": "fr"}).content)
    assert asked.get("lang") == "fr"
    by_browser = client.get(at(case, ".svg"), headers={"Accept-Language": "es"})
    assert ElementTree.fromstring(by_browser.content).get("lang") == "es"
    assert "Accept-Language" in by_browser["Vary"]


def test_what_lapsed_or_is_seen_by_members_alone_is_not_taken_along(case, client: Client):
    says("meets")
    here = case.here
    day = here.later(1).at.date() - timedelta(days=1)
    LapseRow.objects.create(
        organisation_id=here.keeper, finding_id=case.finding, trigger="merger", day=day,
        noted_at=here.at,
    )  # fmt: skip
    for end in (".svg", ".json"):
        assert client.get(at(case, end)).status_code == 404
    told = client.get(at(case, "/status.json")).json()
    assert (told["state"], told["lapsedOn"], told["trigger"]) == (
        "lapsed",
        day.isoformat(),
        "merger",
    )
    here.adopts(register__public=False)
    for end in (".svg", ".json", "/status.json"):
        assert client.get(at(case, end)).status_code == 404


def test_the_credential_is_signed_by_the_node_and_is_always_the_same(case, client: Client):
    found = client.get(at(case, ".json"))
    assert found["Content-Type"] == "application/vc"
    assert found["Access-Control-Allow-Origin"] == "*"
    said = read_credential(found.content.decode())
    assert said.key == node_key.public_key()
    assert (said.name, said.pack, said.verdict) == ("Green Ltd", "un-ilo@1", "not_enough_evidence")
    assert said.address == f"http://testserver{at(case)}"
    assert said.status == f"http://testserver{at(case, '/status.json')}"
    assert client.get(at(case, ".json")).content == found.content
    told = client.get(at(case, "/status.json")).json()
    assert (told["state"], told["isAppealed"], told["finding"]) == ("stands", False, said.address)


def test_an_appeal_and_what_takes_its_place_are_told(case, client: Client):
    first, signed = at(case), client.get(at(case, ".json")).content.decode()
    today = case.here.at.date()
    case.does("enter_appeal", finding=case.finding, words="By letter.", received_on=today)
    assert client.get(f"{first}/status.json").json()["isAppealed"]
    case.decided("emil", "ines jaya kofi")
    told = client.get(f"{first}/status.json").json()
    assert (told["state"], told["replacedBy"]) == ("replaced", f"http://testserver{at(case)}")
    page = client.post("/o/network/screening/credential", {"credential": signed})
    assert "It counts no more" in page.content.decode()


def test_anybody_checks_a_credential_by_its_text_or_its_file(case, client: Client):
    place = "/o/network/screening/credential"
    assert client.get(place).status_code == 200
    ours = client.get(at(case, ".json")).content.decode()
    page = client.post(place, {"credential": ours}).content.decode()
    assert "this node" in page
    assert "It counts today." in page
    file = SimpleUploadedFile("red.json", credential().encode())
    page = client.post(place, {"file": file}).content.decode()
    assert "It is genuine" in page
    assert "a key that nobody knows here" in page
    assert " ".join(KEY[place : place + 8] for place in range(0, 64, 8)) in page
    script = credential(address="javascript:alert(1)")
    assert "javascript:" not in client.post(place, {"credential": script}).content.decode()
    changed = client.post(place, {"credential": ours.replace("Green", "Greener")})
    assert changed.status_code == 409
    assert "something in the credential was changed" in changed.content.decode()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Choose a file or paste its text."),
        (
            {"credential": "Dear all"},
            "This is not the credential of a finding: it is written in another way.",
        ),
        (
            {"file": b"\xff\0" * 9_000},
            "This is not the credential of a finding: it is written in another way.",
        ),
        (
            {"file": "ü".encode() * 100_001},
            "This is not the credential of a finding: it is too large.",
        ),
        (
            {"credential": "x" * 100_001},
            "This is not the credential of a finding: it is too large.",
        ),
    ],
    ids=["nothing", "a letter", "a photograph", "a large file", "a large text"],
)
def test_what_is_no_credential_is_told_in_words(case, client: Client, given, told):
    if "file" in given:
        given = {"file": SimpleUploadedFile("x.json", given["file"])}
    page = client.post("/o/network/screening/credential", given)
    assert page.status_code == 422
    assert told in page.content.decode()
    assert "\ufffd" not in page.content.decode()


def test_an_assessor_takes_it_in_as_theirs_and_drops_it(case):
    client = browser_of(case.here.group.people["dalia"])
    place = "/o/network/screening/credential"
    page = client.post(f"{place}?listed={case.listed}", {"credential": credential()})
    assert "Keep it as their verdict" in page.content.decode()
    given = {"credential": credential(), "listed": str(case.listed)}
    assert client.post(f"{place}/take", given | {"key": "a"}).status_code == 302
    (kept,) = partner_verdicts(case.here.keeper, case.listed)
    page = client.get(f"/o/network/screening/organisations/{case.listed}").content.decode()
    assert "Red de Economía Solidaria" in page
    assert "Show it no more" in page
    again = client.post(f"{place}/take", given | {"key": "b"})
    assert again.status_code == 409
    assert "is kept here already" in again.content.decode()
    assert client.post(f"{place}/{kept.id}/drop", {"key": "c"}).status_code == 302
    assert partner_verdicts(case.here.keeper, case.listed) == ()
    client.logout()
    assert client.post(f"{place}/take", given).status_code in (302, 404)


def test_an_assessor_notes_on_the_page_that_it_lapsed(case, client: Client):
    here = case.here
    day = here.at.date() + timedelta(days=1)
    merged = {"listed": case.listed, "type": "merged_into", "other": here.lists("Greener")}
    here.does(registry.relate, **merged, since=day)
    says("meets")
    assert "Something happened since" not in client.get(at(case)).content.decode()
    run(f"UPDATE registry_relationrow SET since = '{here.at.date()}'")
    run("UPDATE screening_findingrow SET decided_on = '2026-01-01'")
    public = client.get(at(case)).content.decode()
    assert "Something happened since" in public
    assert "it merged" not in public
    assert client.get(at(case, ".svg")).status_code == 404
    told = client.get(at(case, "/status.json")).json()
    assert (told["state"], "trigger" in told) == ("lapsed", False)
    client = browser_of(here.group.people["dalia"])
    assert "it merged" in client.get(at(case)).content.decode()
    assert client.post(at(case, "/lapse"), {"key": "a"}).status_code == 302
    assert LapseRow.objects.get().trigger == "merger"
