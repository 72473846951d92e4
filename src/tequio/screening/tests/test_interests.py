"""Who has an interest stands aside."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.registry import service as registry
from tequio.screening import service
from tequio.screening.queries.examining import ties_to
from tequio.screening.rules.showing import NewEvidence, Shown
from tequio.screening.tests import stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return stage.network()


def test_who_says_that_she_has_an_interest_is_tied_until_she_has_none(here):
    listed, dalia = here.lists("Green Ltd"), here.group.people["dalia"]
    told = here.does(service.declare_interest, "dalia", listed=listed, words="My brother")
    assert ties_to(here.keeper, listed, here.at.date()) == {dalia: "declared"}
    with pytest.raises(Refused) as refused:
        here.does(service.declare_interest, "dalia", listed=listed)
    assert str(refused.value) == "interest_already_declared"
    here.does(service.end_interest, "dalia", interest=told["interest"])
    assert ties_to(here.keeper, listed, here.at.date()) == {}
    with pytest.raises(Refused) as refused:
        here.does(service.end_interest, "dalia", interest=told["interest"])
    assert str(refused.value) == "no_such_interest"
    assert here.troubles() == []


def test_members_officers_and_officers_of_whoever_stands_close_are_tied(here):
    group, listed = here.member()
    funder, number = here.member("funder")
    here.does(registry.relate, listed=listed, type="funded_by", other=number)
    ties = ties_to(here.keeper, listed, here.at.date())
    assert {ties[one] for one in group.people.values()} == {"member", "officer"}
    assert ties[funder.people["asha"]] == "related"
    assert funder.people["chand"] not in ties


def test_who_vouches_for_it_or_shows_something_for_it_or_doubts_it_is_tied(here):
    group, _listed = here.member()
    _near, number = here.member("near")
    slug, today = here.group.slug, here.at.date()
    given = {"examiner": slug, "listed": number, "words": "They meet in our yard."}
    here.for_group(group, service.attest, **given)
    shown = NewEvidence("minutes", (Shown("practice.assemblies", 2),), today, file=stage.FILE)
    here.does(service.submit_evidence, "dalia", listed=number, evidence=shown)
    here.adopts_pack()
    doubt = {"listed": number, "pack": "un-ilo@1", "words": "Nobody met.", "evidence": (shown,)}
    case = here.does(service.challenge, "emil", **doubt)["case"]
    ties, people = ties_to(here.keeper, number, today), here.group.people
    assert {ties[group.people[one]] for one in ("asha", "bina")} == {"vouched"}
    assert (ties[people["emil"]], people["dalia"] in ties) == ("challenger", False)
    refused = {"case": case, "is_taken": False, "reason": "These are others."}
    here.does(service.examine_challenge, "dalia", **refused)
    assert people["emil"] not in ties_to(here.keeper, number, today)


def test_nobody_from_outside_declares_an_interest(here):
    listed = here.lists("Green Ltd")
    group, _number = here.member()
    here.group.people["stranger"] = group.people["chand"]
    with pytest.raises(Refused) as refused:
        here.does(service.declare_interest, "stranger", listed=listed)
    assert str(refused.value) == "not_a_member"


def test_an_interest_is_in_somebody_whom_the_register_lists(here):
    listed, gone = here.lists("Green Ltd"), here.lists("Green Limited")
    here.merges(listed, gone)
    for number, code in ((gone, "merged_away"), (gone + 900, "no_such_listed")):
        with pytest.raises(Refused) as refused:
            here.does(service.declare_interest, "dalia", listed=number)
        assert str(refused.value) == code
