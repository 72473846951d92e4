"""A group that has asked is brought to the members and admitted, page by page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from tequio.governance.rules.effects import Admit, AdmitOrganisation, AmendStatutes
from tequio.governance.tests.scene import founded
from tequio.kernel import Refused
from tequio.membership import service as membership
from tequio.membership.queries import federating
from tequio.membership.tests.groups import browser_of


@pytest.fixture
def union(db):
    """A federation, its clock set to now."""
    scene = founded("Union")
    scene.at = timezone.localtime()
    return scene


def ask(union):
    """A village group asks to be admitted; its number."""
    village = founded("Village below")
    village.at = union.at
    village.does("Bea", membership.apply, federation=union.organisation)
    return village.organisation


def test_who_has_asked_is_offered_and_nobody_else(union):
    browser = browser_of(union.person["Dede"])
    page = reverse("governance:propose_kind", args=["union", "federation"])
    assert "No group has asked" in browser.get(page).content.decode()
    village = ask(union)
    assert "Village below" in browser.get(page).content.decode()
    sent = {"key": "k", "title": "Our sister joins", "text": "", "organisation": village}
    assert browser.post(page, sent).status_code == 302
    assert browser.post(page, sent | {"key": "other", "organisation": 9_999}).status_code == 422


def test_the_members_decision_admits_it_once(union):
    village = ask(union)
    effect = AdmitOrganisation("admission_of_organisation", village)
    assert union.decides(effect)["outcome"] == "adopted"
    assert federating.belongs_to(village, union.organisation)
    assert not federating.applicants(union.organisation)


def test_two_decisions_on_one_admission_make_one_member(union):
    village = ask(union)
    effect = AdmitOrganisation("admission_of_organisation", village)
    first, second = union.proposes(effect), union.proposes(effect)
    meeting = union.meets()
    outcomes = []
    for proposal in (first, second):
        ballot = union.asks(proposal, meeting)
        union.counts(ballot)
        outcomes.append(union.closes(ballot)["outcome"])
    assert outcomes == ["adopted", "impossible"]


def test_a_group_that_belongs_is_offered_for_parting_and_nobody_else(union):
    browser = browser_of(union.person["Dede"])
    page = reverse("governance:propose_kind", args=["union", "parting"])
    assert "No group is a member here." in browser.get(page).content.decode()
    village = ask(union)
    assert "No group is a member here." in browser.get(page).content.decode()
    union.decides(AdmitOrganisation("admission_of_organisation", village))
    assert "Village below" in browser.get(page).content.decode()
    sent = {"key": "k", "title": "We part", "text": "", "organisation": village}
    made = browser.post(page, sent)
    assert "is no longer a member" in browser.get(made["Location"]).content.decode()
    assert browser.post(page, sent | {"key": "other", "organisation": 9_999}).status_code == 422


def test_a_group_that_belongs_takes_no_person_s_place(union):
    """Five persons are members, and the statutes allow six."""
    union.decides(AmendStatutes("amendment", {"members.most": 6}, union.today))
    effect = AdmitOrganisation("admission_of_organisation", ask(union))
    assert union.decides(effect)["outcome"] == "adopted"
    assert is_let_in(union, "Gifty")["outcome"] == "adopted"
    with pytest.raises(Refused) as caught:
        is_let_in(union, "Hawa")
    assert [(one.code, dict(one.fields)) for one in caught.value.refusals] == [
        ("too_many_members", {"most": 6, "members": 6})
    ]


def is_let_in(union, name):
    person = union.does("Bea", membership.register_person, name=name)["person"]
    return union.decides(Admit("admission", person))
