"""Anybody says what is wrong; the office takes it as its own word, or declines and says why."""

from __future__ import annotations

import pytest

from tequio.kernel import Refused
from tequio.membership import service as membership
from tequio.membership.models import TextRow
from tequio.membership.queries import texts
from tequio.registry import service
from tequio.registry.models import StatementRow, SuggestionRow
from tequio.registry.queries.suggested import made_by, waiting
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import opened, with_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return opened(is_public=True)


def suggests(office, who="chand", **more):
    given = {"words": "I was there."} | more
    return office.does(service.suggest, who, **given)


def test_what_a_stranger_suggests_becomes_the_word_of_the_office_when_it_is_taken(office):
    listed = office.lists("Ama", address__locality="Ho")
    stranger = membership.create_person(membership.NewPerson("Kofi"))
    office.group.people["kofi"] = stranger
    values = (Value("address.locality", "Hohoe"), Value("members", 9))
    told = suggests(office, "kofi", listed=listed, values=values)
    assert office.shown(listed).locality == "Ho"
    given = {"suggestion": told["suggestion"], "only": ("address.locality",)}
    office.does(service.answer_suggestion, is_taken=True, **given)
    assert office.shown(listed).locality == "Hohoe"
    statement = StatementRow.objects.order_by("-id").first()
    assert (statement.raw, "members" in statement.said) == (
        f'{{"suggestion":{told["suggestion"]}}}',
        False,
    )
    assert office.findings() == []


def test_what_is_declined_changes_nothing_and_she_learns_why(office):
    listed = office.lists("Ama")
    told = suggests(office, listed=listed, values=(Value("status", "closed"),))
    answer = {"suggestion": told["suggestion"], "reason": "We visited them in May."}
    office.does(service.answer_suggestion, is_taken=False, **answer)
    row = SuggestionRow.objects.get()
    assert (row.state, office.shown(listed).status) == ("declined", "")
    assert texts(office.keeper, [row.answer_id])[row.answer_id].body == "We visited them in May."
    assert office.findings() == []


def test_who_is_outside_learns_nothing_of_whom_only_members_see(office):
    listed = office.lists("Ama")
    office.does(service.change_source, source="keeper", may_publish=False)
    office.group.people["kofi"] = membership.create_person(membership.NewPerson("Kofi"))
    with pytest.raises(Refused) as refused:
        suggests(office, "kofi", listed=listed)
    assert refused.value.refusals[0].code == "no_such_listed"
    group = with_member(opened("others"))
    with pytest.raises(Refused) as refused:
        office.of(group, service.ask_recognition, listed=listed)
    assert refused.value.refusals[0].code == "no_such_listed"
    suggests(office, "chand", listed=listed)


def test_her_words_can_be_forgotten_and_the_proof_stays(office):
    told = suggests(office, listed=office.lists("Ama"))
    row = SuggestionRow.objects.get()
    TextRow.objects.filter(organisation_id=office.keeper, id=row.text_id).update(body="", salt="")
    assert told["words"]
    assert office.findings() == []


def test_what_was_suggested_of_one_that_is_gone_is_taken_for_the_one_that_is_kept(office):
    kept, gone = office.lists("Ama"), office.lists("Ama Ltd")
    told = suggests(office, listed=gone, values=(Value("status", "active"),))
    office.merges(kept, gone)
    office.does(service.answer_suggestion, suggestion=told["suggestion"], is_taken=True)
    assert office.shown(kept).status == "active"
    assert office.findings() == []


def test_beside_what_she_suggested_stands_only_what_whoever_looks_may_see(office):
    listed = office.lists("Ama", address__locality="Ho")
    kofi = office.group.people["kofi"] = membership.create_person(membership.NewPerson("Kofi"))
    suggests(office, "kofi", listed=listed, values=(Value("address.locality", "Hohoe"),))
    office.does(service.change_source, source="keeper", may_publish=False)

    def told(of):
        return of[0].name, of[0].values[0].before and of[0].values[0].before.value

    assert told(made_by(office.keeper, kofi, "own_first", is_inside=False)) == ("", None)
    assert told(made_by(office.keeper, kofi, "own_first", is_inside=True)) == ("Ama", "Ho")
    assert told(waiting(office.keeper, "own_first")) == ("Ama", "Ho")
