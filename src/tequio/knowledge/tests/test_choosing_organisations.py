"""Where a form asks for an organisation of the register, its name is chosen; files of evidence."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tequio.knowledge.tests import stage
from tequio.knowledge.tests.stage import place
from tequio.knowledge.tests.writing import begun, published
from tequio.screening.tests.pressing import press, text

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 minutes of the assembly"


@pytest.fixture
def here():
    return stage.public_library()


def test_who_carries_a_practice_is_chosen_by_name(here):
    listed, number = here.lists("Bakers of the hill"), begun(here)
    asha, where = here.group.browser("asha"), place(here, number)
    page = asha.get(where).content.decode()
    assert f'<option value="{listed}">Bakers of the hill</option>' in page
    assert "Bakers of the hill" in text(press(asha, where, "carrier", listed=listed))
    strange = press(asha, where, "carrier", listed="77777")
    assert strange.status_code == 422
    assert "Choose an organisation from the list." in text(strange)


def test_beyond_what_a_list_holds_the_name_is_typed(here, monkeypatch):
    monkeypatch.setattr("tequio.registry.visits.LISTED", 1)
    here.lists("Bakers of the hill")
    here.lists("Weavers of the hill")
    asha, where = here.group.browser("asha"), place(here, begun(here))
    several = press(asha, where, "carrier", listed="hill")
    assert "Several organisations are called so." in text(several)
    other = press(asha, where, "carrier", listed="Weavers of the sea")
    assert "Nobody in the register is called so." in text(other)
    done = press(asha, where, "carrier", listed="bakers of the hill")
    assert "It is carried by Bakers of the hill" in text(done)


def test_a_place_is_described_for_an_organisation_of_the_register(here):
    listed = here.lists("Bakers of the hill")
    chand = here.group.browser("chand")
    done = press(chand, place(here, "places/new"), "describe", name="Hill", listed=listed)
    assert "asked for Bakers of the hill" in text(done)


def test_evidence_comes_with_its_file_which_those_who_take_part_open(here):
    number = published(here)
    chand, where = here.group.browser("chand"), place(here, number)
    sent = {"words": "Forty were there.", "kind": "report", "strength": "documented"}
    bare = press(chand, where, "note", **sent)
    assert "What is more than told needs a source or a file." in text(bare)
    wrong = press(chand, where, "note", **sent, file=SimpleUploadedFile("a.pdf", b"\x00\x01"))
    assert wrong.status_code == 422
    done = press(chand, where, "note", **sent, file=SimpleUploadedFile("a.pdf", PDF))
    (shown,) = done.context["practice"].evidence
    file = place(here, f"evidence/{shown.id}/file")
    assert file in done.content.decode()
    opened = chand.get(file)
    assert opened.headers["Content-Type"] == "application/pdf"
    assert b"".join(opened.streaming_content) == PDF
    assert file not in Client().get(where).content.decode()
    assert Client().get(file).status_code == 404
    assert chand.get(place(here, f"evidence/{2**70}/file")).status_code == 404
