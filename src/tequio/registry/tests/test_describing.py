"""An organisation of the node writes its own record in the register of its network."""

from __future__ import annotations

import pytest

from tequio.chronicle.queries import facts_of
from tequio.kernel import Refused
from tequio.registry import queries, service
from tequio.registry.models import StatementRow, SuggestionRow
from tequio.registry.queries.heard import heard_of
from tequio.registry.rules.choosing import may_leave
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import HERE, opened, with_member

pytestmark = pytest.mark.django_db
NAME = Value("name.legal", "Weavers of Lomé")


@pytest.fixture
def office():
    return opened()


def test_a_member_writes_its_own_record_and_both_chronicles_tell_of_it(office):
    group, listed = with_member(office), office.lists("Weavers", point=HERE)
    office.does(service.recognise, listed=listed, organisation=group.id)
    values = (NAME, Value("phone", "+228 90 00 00 00"), Value("status", "active"))
    told = office.of(group, service.describe, values=values, exposure="hidden")
    assert (office.shown(listed).status, office.shown(listed).lon) == ("active", None)
    for chain in (office.keeper, group.id):
        assert facts_of(chain, "registry.describe") == [told]
    assert office.findings() == [str(one) for one in queries.check(group.id)] == []


def test_a_telephone_leaves_only_if_the_organisation_itself_agrees(office):
    group, listed = with_member(office), office.lists("Weavers", phone="+228 91")
    office.says(listed, "contacts_public", True)
    office.does(service.recognise, listed=listed, organisation=group.id)
    phone = Value("phone", "+228 90 00 00 00")

    def leaving():
        said = may_leave(heard_of(office.keeper, [listed])[listed])
        return [one.said.value for one in said if one.said.property == "phone"]

    office.of(group, service.describe, values=(NAME, phone))
    assert leaving() == []
    agreed = Value("contacts_public", True)
    office.of(group, service.describe, values=(NAME, phone, agreed))
    assert leaving() == ["+228 90 00 00 00"]


def test_the_office_cannot_show_more_of_a_place_than_the_organisation_allows(office):
    group, listed = with_member(office), office.lists("Weavers", point=HERE)
    office.does(service.recognise, listed=listed, organisation=group.id)
    office.of(group, service.describe, values=(NAME,), exposure="coarse")
    office.of(group, service.describe, values=(NAME, Value("status", "active")))
    office.does(service.guard_place, listed=listed, exposure="hidden")
    with pytest.raises(Refused) as refused:
        office.does(service.guard_place, listed=listed, exposure="open")
    assert refused.value.refusals[0].code == "hidden_by_itself"
    office.does(service.recognise, listed=listed, organisation=None)
    office.does(service.guard_place, listed=listed, exposure="open")
    assert office.shown(listed).lon == 1_222_500
    assert office.findings() == []


def test_what_it_said_of_itself_is_silent_once_it_is_recognised_no_more(office):
    group, listed, other = with_member(office), office.lists("Weavers"), office.lists("Spinners")
    office.does(service.recognise, listed=listed, organisation=group.id)
    mail, agreed = Value("email", "ama@home.example"), Value("contacts_public", True)
    office.of(group, service.describe, values=(Value("name.trading", "We"), NAME, mail, agreed))
    told = office.does(service.recognise, listed=listed, organisation=None)
    assert len(told["silenced"]) == 1
    assert {one.kind for one in heard_of(office.keeper, [listed])[listed]} == {"keeper"}
    assert office.findings() == []
    office.does(service.recognise, listed=other, organisation=group.id)
    office.of(group, service.describe, values=(NAME, Value("status", "active")))
    assert (office.shown(listed).status, office.shown(other).status) == ("", "active")
    assert office.findings() == [str(one) for one in queries.check(group.id)] == []
    StatementRow.objects.filter(id=told["silenced"][0]).update(is_current=True)
    assert office.findings() != []


def test_after_a_merge_it_goes_on_in_the_same_record_until_it_is_silenced(office):
    group, kept, gone = with_member(office), office.lists("Weavers"), office.lists("Weavers Lomé")
    office.does(service.recognise, listed=gone, organisation=group.id)
    office.of(group, service.describe, values=(NAME,))
    merge = office.merges(kept, gone)
    again = office.of(group, service.describe, values=(NAME, Value("status", "active")))
    own = [one for one in heard_of(office.keeper, [kept])[kept] if one.kind == "own"]
    assert {one.record for one in own} == {again["spoken"]["record"]}
    office.does(service.recognise, listed=kept, organisation=None)
    office.does(service.recognise, listed=kept, organisation=group.id)
    office.of(group, service.describe, values=(NAME,))
    office.does(service.undo_merge, merge=merge)
    heard = heard_of(office.keeper, [kept, gone])
    assert [any(one.kind == "own" for one in heard[place]) for place in (kept, gone)] == [
        True,
        False,
    ]
    assert office.findings() == []


def test_who_is_no_member_asks_and_the_office_recognises_it(office):
    office.adopts(register__public=True)
    group, listed = with_member(opened("others")), office.lists("Weavers")
    with pytest.raises(Refused) as refused:
        office.does(service.recognise, listed=listed, organisation=group.id)
    assert refused.value.refusals[0].code == "neither_member_nor_asked"
    asked = office.of(group, service.ask_recognition, listed=listed)
    told = office.does(service.recognise, listed=listed, organisation=group.id)
    assert told["suggestion"] == asked["suggestion"]
    assert SuggestionRow.objects.get().state == "taken"
    assert office.findings() == []


def test_whoever_is_merged_is_recognised_as_the_same_and_comes_apart_again(office):
    group = with_member(office)
    kept, gone = office.lists("Weavers"), office.lists("Weavers of Lomé")
    office.does(service.recognise, listed=gone, organisation=group.id)
    merge = office.merges(kept, gone)
    assert office.of(group, service.describe, values=(NAME,))["listed"] == kept
    office.does(service.undo_merge, merge=merge)
    assert [office.listed(one).party_id for one in (kept, gone)] == [None, group.id]
    assert office.findings() == []
