"""What both signed stands until both sign something newer; a draft is for those who write it."""

from __future__ import annotations

import pytest
from django.test import Client

from tequio.kernel import Refused
from tequio.knowledge import service
from tequio.knowledge.queries.offers import offers_by
from tequio.knowledge.queries.practice import versions
from tequio.knowledge.queries.practices import Sought, practices
from tequio.knowledge.queries.standing import reader_of
from tequio.knowledge.queries.versions import design_at, titles_of
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.tests import stage
from tequio.knowledge.tests.there import proposed
from tequio.knowledge.tests.writing import a_design, begun, signed
from tequio.membership.tests import groups
from tequio.membership.tests.groups import browser_of
from tequio.screening.tests.pressing import text
from tequio.screening.tests.stage import with_assembly

pytestmark = pytest.mark.django_db
SIGNED, DRAFT = "A rota of mothers", "Pay us first"


@pytest.fixture
def here():
    return stage.library()


@pytest.fixture
def swapped(here):
    """A published, systematised practice of which somebody then wrote something else."""
    practice = begun(here)
    signed(here, practice)
    here.does(service.advance, innovation=practice, state="systematised", reason="Known.")
    here.does(service.publish, innovation=practice)
    new = a_design(DRAFT, sector="food")
    here.does(service.write_version, "chand", innovation=practice, based_on=1, design=new)
    here.adopts(knowledge__public=True)
    return practice


def read(browser: Client, page: str = "") -> str:
    return text(browser.get(f"/o/network/practices/{page}"))


def test_a_list_an_offer_and_a_request_name_what_both_signed(here, swapped):
    (line,) = practices(here.keeper, takes_part=False).practices
    assert (line.title, line.version, line.newest) == (SIGNED, 1, 2)
    assert practices(here.keeper, takes_part=True, sought=Sought(sector="food")).practices == ()
    assert titles_of(here.keeper, [swapped]) == {swapped: SIGNED}
    far = groups.found("far")
    with_assembly(far)
    here.does(service.offer, innovation=swapped, receiver="far")
    assert [(one.title, one.version) for one in offers_by(here.keeper)] == [(SIGNED, 1)]
    proposed(here, far, Practice(swapped, keeper="network"))
    with pytest.raises(Refused, match="no_practice_to_read"):
        proposed(here, far, Practice(swapped, 2, keeper="network"))
    taken = {"practice": Practice(swapped, keeper="network"), "role": "user"}
    there = here.for_group(far, service.fork, "chand", **taken)
    assert there["origin_version"] == 1
    taken["practice"] = Practice(swapped, 2, keeper="network")
    with pytest.raises(Refused, match="no_such_version"):
        here.for_group(far, service.fork, "chand", **taken)


def test_a_newer_text_is_shown_as_an_unsigned_draft_to_who_takes_part(here, swapped):
    stranger, chand = Client(), browser_of(here.group.people["chand"])
    for browser in (stranger, chand):
        assert DRAFT not in read(browser)
        told = read(browser, str(swapped))
        assert SIGNED in told
        assert DRAFT not in told
        assert ("unsigned draft" in told) is (browser is chand)
        assert ("unsigned draft" in read(browser, f"{swapped}/versions")) is (browser is chand)
    assert stranger.get(f"/o/network/practices/{swapped}/versions/2").status_code == 404
    assert "unsigned draft" in read(chand, f"{swapped}/versions/2")
    assert "Sign version 2" in read(chand, str(swapped))
    for file in ("json", "jsonld"):
        told = stranger.get(f"/o/network/practices/exchange/{swapped}.{file}").content.decode()
        assert SIGNED in told
        assert DRAFT not in told
    where = f"/api/v1/knowledge/network/practices/{swapped}"
    assert stranger.get(where).json()["title"] == {"en": SIGNED}
    assert stranger.get(f"{where}?version=2").status_code == 404


def test_a_draft_stands_once_both_signed_it(here, swapped):
    here.does(service.sign_off, "chand", innovation=swapped, version=2)
    assert design_at(here.keeper, swapped).version == 1
    here.does(service.sign_off, "dalia", innovation=swapped, version=2)
    assert design_at(here.keeper, swapped).version == 2
    assert len(versions(here.keeper, swapped, reader_of(here.keeper, None, here.at.date()))) == 2


def test_a_text_cannot_claim_a_state_of_its_own(here):
    practice = begun(here, design=a_design(state="institutionalised"))
    with pytest.raises(Refused, match="version_without_change"):
        here.does(
            service.write_version, "chand", innovation=practice, based_on=1, design=a_design()
        )
    signed(here, practice)
    here.does(service.advance, innovation=practice, state="systematised", reason="Known.")
    here.does(service.publish, innovation=practice)
    here.adopts(knowledge__public=True)
    (line,) = practices(here.keeper, takes_part=False).practices
    assert line.design.state == "systematised"
    where = "/o/network/practices/exchange"
    told = Client().get(f"{where}/{practice}.json").json()
    assert told["design"]["state"] == "systematised"
    told = Client().get(f"{where}/{practice}.jsonld").content.decode()
    assert "[systematised]" in told
    told = Client().get(f"/api/v1/knowledge/network/practices/{practice}").json()
    assert told["state"] == "systematised"
